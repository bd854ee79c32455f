"""What a picture's file says of itself: an XMP packet (ISO 16684-1) by the fields of IPTC, and the older IIM record."""

import struct

from lxml import etree

from core.files.xmp import NAMESPACES, XML, parsed, rdf_of
from core.files.xmp import name as _name

BEGIN = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
END = b'\n<?xpacket end="w"?>'
CUSTOMARY = 60_000  # bytes; more does not fit into one segment of a JPEG
FREE = ("publicdomain/",)


def _fields(picture):
    """Return ``[(name, value), …]``: a text, a list, or a dict by language, the picture's own language first."""
    return [
        ("dc:title", picture.titles),
        ("dc:description", picture.descriptions),
        ("dc:creator", [picture.credit] if picture.credit else []),
        ("dc:rights", picture.rights_lines),
        ("photoshop:Credit", picture.credit),
        ("photoshop:Source", picture.source),
        ("xmpRights:Marked", "False" if any(part in picture.rights for part in FREE) else "True"),
        ("xmpRights:WebStatement", picture.rights),
        ("xmpRights:UsageTerms", picture.terms_lines),
        ("Iptc4xmpCore:AltTextAccessibility", picture.alts),
    ]


def packet(picture, existing=b""):
    """Return the XMP packet of a picture.

    Args:
        picture: a ``Picture`` of a dossier.
        existing: the packet that its file has: what a photographer wrote there stays, but for the fields we fill.
    """
    root = parsed(existing)
    if root is None:
        root = etree.Element(_name("x:xmpmeta"), nsmap={"x": NAMESPACES["x"]})
        etree.SubElement(root, _name("rdf:RDF"), nsmap={"rdf": NAMESPACES["rdf"]})
    rdf = rdf_of(root)
    fields = [(_name(name), value) for name, value in _fields(picture) if value]
    ours = {name for name, _value in fields}
    for description in rdf.findall(_name("rdf:Description")):
        for child in [child for child in description if child.tag in ours]:
            description.remove(child)
        for name in ours & set(description.attrib):
            del description.attrib[name]
    known = {prefix: uri for prefix, uri in NAMESPACES.items() if prefix not in ("x", "rdf")}
    description = etree.SubElement(rdf, _name("rdf:Description"), nsmap=known)
    description.set(_name("rdf:about"), "")
    for name, value in fields:
        element = etree.SubElement(description, name)
        if isinstance(value, str):
            element.text = value
        elif isinstance(value, dict):
            _alternatives(element, value)
        else:
            sequence = etree.SubElement(element, _name("rdf:Seq"))
            for text in value:
                etree.SubElement(sequence, _name("rdf:li")).text = text
    said = BEGIN + etree.tostring(root, encoding="UTF-8", xml_declaration=False) + END
    return packet(picture) if existing and len(said) > CUSTOMARY else said


def _alternatives(element, by_language):
    alternatives = etree.SubElement(element, _name("rdf:Alt"))
    first = next(iter(by_language.values()))
    for language, text in [("x-default", first), *by_language.items()]:
        item = etree.SubElement(alternatives, _name("rdf:li"))
        item.set(f"{{{XML}}}lang", language)
        item.text = text


def iim(picture):
    """Return the IPTC-IIM 4.2 record of a picture, for programs that know no XMP.

    Credit and source may be longer than the 32 bytes of the standard, ten letters of Georgian: programs read them,
    and a name cut short would be a wrong one.
    """
    said = [
        (1, 90, b"\x1b%G"),  # what follows is UTF-8
        (2, 0, b"\x00\x04"),
        (2, 5, next(iter(picture.titles.values()), "").encode()[:2000]),
        (2, 80, picture.credit.encode()),
        (2, 110, picture.credit.encode()),
        (2, 115, picture.source.encode()),
        (2, 116, next(iter(picture.rights_lines.values()), "").encode()),
        (2, 120, next(iter(picture.descriptions.values()), "").encode()),
    ]
    return b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
        for record, number, value in said
        if value
    )
