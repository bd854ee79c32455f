"""Pieces of our pages as clean HTML: what a press office would paste into a letter, with absolute addresses."""

from urllib.parse import urljoin

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from lxml import etree
from lxml.html import fragment_fromstring, tostring

# What means nothing without our style sheet and scripts, or is given apart.
DROPPED = ("svg", "img", "picture", "button", "form", "input", "script", "style", "iframe", "template")
UNWRAPPED = ("div", "span", "aside", "time", "figure", "q", "code")
KEPT = {"href", "lang", "start"}
CLASSES = {"caption"}
SCHEMES = ("http://", "https://", "mailto:", "tel:")


def tidy(html, base):
    """Return a piece of a page without what only our own pages need; nothing but words and their structure.

    Args:
        html: as a template made it.
        base: absolute address that relative links start from.
    """
    root = fragment_fromstring(html, create_parent="div")
    etree.strip_elements(root, *DROPPED, etree.Comment, with_tail=False)
    for quoted in list(root.iter("q")):
        before, after = _("“%(title)s”").split("%(title)s")
        quoted.text = before + (quoted.text or "")
        if len(quoted):
            quoted[-1].tail = (quoted[-1].tail or "") + after
        else:
            quoted.text += after
    for element in root.iter():
        if "facts__note" in element.get("class", "").split():
            _close_up(element)  # it stands on a line of its own on the page
            element.text = ", " + (element.text or "").lstrip()
        if address := element.get("href"):
            address = urljoin(base, address)
            element.set("href", address)
            if not address.startswith(SCHEMES):
                del element.attrib["href"]
        for name in set(element.attrib) - KEPT:
            if name != "class" or element.get("class") not in CLASSES:
                del element.attrib[name]
    for link in list(root.iter("a")):
        if not link.get("href"):
            link.drop_tag()
    etree.strip_tags(root, *UNWRAPPED)
    for said in root.iter("dd"):
        said.text = (said.text or "").lstrip()
        if len(said):
            said[-1].tail = (said[-1].tail or "").rstrip()
    inner = tostring(root, encoding="unicode").strip()
    return mark_safe(inner.removeprefix("<div>").removesuffix("</div>").strip())


def _close_up(element):
    """Take away the blanks before an element."""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "").rstrip()
    else:
        parent = element.getparent()
        parent.text = (parent.text or "").rstrip()
