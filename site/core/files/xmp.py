"""XMP (ISO 16684-1), in which a file says of itself whose it is: names, and reading without being led astray."""

from lxml import etree

NAMESPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}
XML = "http://www.w3.org/XML/1998/namespace"


def name(prefixed):
    """Return the name of an element as lxml writes it: ``name("dc:rights")``."""
    prefix, local = prefixed.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def parsed(packet):
    """Return the root of a packet of bytes, or ``None`` if it is not one, or not one to be trusted."""
    if not packet:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(packet.strip(b"\0 \r\n\t"), parser)
    except etree.XMLSyntaxError:
        return None
    if root.getroottree().docinfo.doctype:
        return None
    return root if rdf_of(root) is not None else None


def rdf_of(root):
    """Return the element that holds the descriptions, or ``None``."""
    return root if root.tag == name("rdf:RDF") else root.find(name("rdf:RDF"))


def values(root, prefixed):
    """Return what a packet says under a name as ``[(language or "", text), …]``, whichever way it is written."""
    found = []
    for description in rdf_of(root).findall(name("rdf:Description")):
        if text := description.get(name(prefixed)):
            found.append(("", text))
        for element in description.findall(name(prefixed)):
            items = element.findall(f"./*/{name('rdf:li')}")
            if items:
                found += [(item.get(f"{{{XML}}}lang") or "", item.text or "") for item in items]
            elif resource := element.get(name("rdf:resource")):
                found.append(("", resource))
            else:
                found.append(("", element.text or ""))
    return [(language.lower(), text.strip()) for language, text in found if text.strip()]
