"""Picture files: a JPEG that carries its own title, credit and licence (IPTC photo metadata in XMP, and Exif)."""

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from PIL import Image
from PIL.ExifTags import Base

from .catalogue import find

LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/"
LICENCE_NAME = "CC0 1.0"
NOTE = "procedural pattern"
# Knots are noise to a JPEG: two points less save a tenth of the bytes and nobody sees them.
QUALITY, QUALITY_WOVEN = 88, 86

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:cc="http://creativecommons.org/ns#"
    xmpRights:Marked="False"
    xmpRights:WebStatement={licence}
    photoshop:Credit={credit_attribute}>
   <dc:format>image/jpeg</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{description}</rdf:li></rdf:Alt></dc:description>
   <dc:creator><rdf:Seq><rdf:li>{credit}</rdf:li></rdf:Seq></dc:creator>
   <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{rights}</rdf:li></rdf:Alt></dc:rights>
   <cc:license rdf:resource={licence}/>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def xmp_packet(title: str, credit: str) -> bytes:
    """The XMP packet (ISO 16684-1) with title, creator, credit line and licence."""
    return _XMP.format(
        title=escape(title),
        description=escape(f"{title} ({NOTE})"),
        credit=escape(credit),
        credit_attribute=quoteattr(credit),
        rights=escape(f"{LICENCE_NAME} {LICENCE}"),
        licence=quoteattr(LICENCE),
    ).encode()


def exif_block(title: str, credit: str) -> bytes:
    """The Exif block with ImageDescription, Artist and Copyright; UTF-8, as readers in practice expect."""
    exif = Image.Exif()
    exif[Base.ImageDescription] = f"{title} ({NOTE})".encode()
    exif[Base.Artist] = credit.encode()
    exif[Base.Copyright] = f"{LICENCE_NAME} {LICENCE}".encode()
    return exif.tobytes()


def render(design: str, size: int | None = None) -> Image.Image:
    """The picture of a design, `size` pixels on its longer side (the design's own size without one).

    The same name and size give the same pixels on every machine with the same Pillow. Raises KeyError for an unknown
    name and ValueError for a size below 32.
    """
    found = find(design)
    size = found.long_side if size is None else size
    if size < 32:
        raise ValueError(f"{size} pixels are too few for a picture")
    picture = found.draw(size)
    wanted = found.size(size)
    return picture if picture.size == wanted else picture.resize(wanted, Image.Resampling.LANCZOS)


def save(design: str, path: str | Path, size: int | None = None, title: str = "", credit: str = "") -> Path:
    """Render a design into a JPEG file with its credit and licence inside; give back the path.

    Carpets keep full colour resolution (4:4:4), for their colours change from knot to knot.
    """
    found, path = find(design), Path(path)
    title, credit = title or found.name.replace("-", " "), credit or "Procedural pattern of this project"
    picture = render(design, size)
    woven = found.kind in ("carpet", "social")
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(
        path,
        "JPEG",
        quality=QUALITY_WOVEN if woven else QUALITY,
        subsampling="4:4:4" if woven else "4:2:0",
        optimize=True,
        progressive=True,
        exif=exif_block(title, credit),
        xmp=xmp_packet(title, credit),
    )
    return path
