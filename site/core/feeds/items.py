"""What is said in a feed, in whatever format."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from core.feeds.addresses import absolute
from core.press_contacts import press_contact

# What XML 1.0 does not admit, escaped or not (https://www.w3.org/TR/xml/#charsets).
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text):
    """Return a text without the characters that no XML document may hold."""
    return FORBIDDEN.sub("", str(text or ""))


@dataclass(frozen=True)
class Contact:
    """Whom the press may ask; any part may be empty.

    Attributes:
        hours: when somebody answers, with the time zone, in words; ``languages``: two-letter codes of those spoken.
    """

    name: str
    email: str
    phone: str
    hours: str = ""
    languages: tuple = ()

    @classmethod
    def of(cls, page=None):
        """Return whom to ask about a page, or about the museum, or ``None``."""
        found = press_contact(page)
        if found is None:
            return None
        texts = (found.name, found.email, found.phone, found.hours)
        return cls(*map(clean, texts), languages=found.languages)


@dataclass(frozen=True)
class Picture:
    """The picture that goes with an item, as one file.

    Attributes:
        url: absolute address of the file.
        mime_type, length, width, height: of that file, in truth; the length in bytes.
        description: what it shows, or its caption.
        credit: who is to be named.
        rights: the rights statement in words; ``licence`` is its URI.
    """

    url: str
    mime_type: str
    length: int
    width: int
    height: int
    description: str
    credit: str
    rights: str
    licence: str


@dataclass(frozen=True)
class Item:
    """What a feed says of one page. The page fills in the first part, the engine what all pages have (``stories``).

    Attributes:
        guid: permanent id, independent of the address (RFC 4151 tag or URN).
        title, summary: plain text in the page's language.
        url: absolute address of the page.
        published, updated: aware datetimes.
        language: two-letter code.
        kind: name of the feed of pages like this one, the same in every language; ``kinds``: labels of what it is.
        lines: facts to be read before the story, such as when and where.
        partners: ``(name, absolute address or None)`` of the institutions it is about.
        areas: names of the areas of cooperation it is about.
        content: the whole story as HTML with absolute addresses, without the lead picture.
        picture: the lead ``Picture`` or ``None``.
        translations: ``(language, absolute address)`` of the same page in other languages.
        contact: whom the press may ask about it, a ``Contact`` or ``None``.
    """

    guid: str
    title: str
    summary: str
    url: str
    published: datetime
    updated: datetime
    language: str
    kind: str = ""
    kinds: tuple = ()
    lines: tuple = ()
    partners: tuple = ()
    areas: tuple = ()
    content: str = ""
    picture: Picture | None = None
    translations: tuple = ()
    contact: Contact | None = None

    @property
    def categories(self):
        """Kinds, partners and areas as words, each once."""
        return tuple(dict.fromkeys([*self.kinds, *(name for name, _url in self.partners), *self.areas]))


@dataclass(frozen=True)
class Channel:
    """What a feed says of itself.

    Attributes:
        id: permanent id, independent of the address.
        title, description: plain text.
        language: two-letter code.
        link: absolute address of the page for people that the feed goes with.
        home: absolute address of the publisher's home page.
        address: absolute address of this very document.
        pages: ``{"first" | "previous" | "next": absolute address}`` (RFC 5005, 3), as far as there are any.
        updated: aware datetime of the newest change in it.
        category: label of what it carries.
        publisher: name of the museum.
        contact: ``Contact`` for the press, or ``None``.
        icon: absolute address of a square picture of 192 pixels; ``logo``: of one of 180, RSS allows no larger.
        translations: ``(language, absolute address)`` of the same feed in other languages.
    """

    id: str
    title: str
    description: str
    language: str
    link: str
    home: str
    address: str
    pages: dict
    updated: datetime
    category: str
    publisher: str
    contact: Contact | None
    icon: str
    logo: str
    translations: tuple = ()


def item_of(page, published, kind, *, lines=(), partners=(), areas=()):
    """Return the ``Item`` of a page with a summary, as far as the page itself can say it.

    The id is the page's own, per language, for good.

    Args:
        page: a ``SitePage`` with ``summary``.
        published: aware datetime of its public date.
        kind: label of what it is.
        lines, partners, areas: as in ``Item``; partners as live snippets with ``name`` and ``get_url()``.
    """
    language = get_language()[:2]
    return Item(
        guid=f"urn:uuid:{page.translation_key}:{language}",
        title=clean(page.title),
        summary=clean(page.summary),
        url=absolute(page.get_url()),
        published=published,
        updated=max(page.last_published_at or published, published),
        language=language,
        kind=page.feed()[0] or "",
        kinds=(clean(kind),),
        lines=tuple(map(clean, lines)),
        partners=tuple((clean(item.name), item.get_url() and absolute(item.get_url())) for item in partners),
        areas=tuple(map(clean, areas)),
        contact=Contact.of(page),
    )
