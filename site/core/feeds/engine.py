"""From a feed's name to its document: what is in it, in which order, since when."""

import hashlib
import heapq
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.http import Http404
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _

from core.cache import generation, kept
from core.feeds import atom, json_feed, rss
from core.feeds.addresses import absolute, feed_path
from core.feeds.items import Channel, Contact, clean
from core.feeds.stories import told
from core.routing import homes

ITEMS = 30
# A format: its module says how a document is built and what it is called. The order is that of the page of feeds.
FORMATS = {"rss": rss, "atom": atom, "json": json_feed}
NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


@dataclass(frozen=True)
class Stream:
    """Pages of one table that a feed draws from.

    Attributes:
        pages: queryset of public pages of the active language.
        date: name of the column with the public date.
        prefetch: what their items tell besides, as for ``prefetch_related``.
    """

    pages: QuerySet
    date: str
    prefetch: tuple = ()

    def shown(self):
        """Return the pages whose time has come and is not over, the newest first."""
        now = timezone.now()
        current = self.pages.filter(Q(expire_at=None) | Q(expire_at__gt=now), **{f"{self.date}__lte": now})
        return current.order_by(f"-{self.date}", "-pk")

    def fetch(self, keys):
        pages = self.pages.model._default_manager.filter(pk__in=keys).select_related("lead_image")
        return {page.pk: page for page in pages.prefetch_related(*self.prefetch)} if keys else {}


@dataclass(frozen=True)
class Source:
    """One feed.

    Attributes:
        label: what it carries, in the reader's language.
        streams: function without arguments that returns the ``Stream`` objects it draws from.
        link: path of the page for people it goes with; the home page unless told.
    """

    label: str
    streams: Callable
    link: str = ""


class Document(NamedTuple):
    """A feed as it is sent, kept until the next publication."""

    content: bytes
    etag: str
    modified: int  # seconds since 1970
    until: datetime | None  # when the first of its items expires


class Feeds:
    """All feeds of the site.

    Args:
        sources: ``{name: Source}``.
        families: ``{name: function}`` of feeds called ``<name>/<key>``; the function takes the key and returns a
            ``Source``, or ``None`` if there is none.
    """

    def __init__(self, sources, families):
        self.sources = sources
        self.families = families
        self._kept = kept("feed", in_memory=False)(self._build)

    def source(self, name):
        """Return the ``Source`` of a name. Raises ``Http404`` for a name that means nothing in the active language."""
        family, _slash, key = name.partition("/")
        source = self.families[family](key) if key and family in self.families else self.sources.get(name)
        if source is None:
            raise Http404
        return source

    def document(self, language, name, form, page=1):
        """Return the ``Document`` at an address. Raises ``Http404`` for a wrong name, format or page."""
        if form not in FORMATS:
            raise Http404
        if page > 1:
            return self._build(language, name, form, page)  # rarely asked for, and there are hundreds of them
        document = self._kept(language, name, form, page, "")
        while document.until and document.until <= timezone.now():
            document = self._kept(language, name, form, page, document.until.isoformat())
        return document

    def _build(self, language, name, form, page, _since=""):
        source = self.source(name)
        streams = source.streams()
        # Nothing is counted, so that a feed costs the same among a hundred articles and among ten thousand.
        pages, is_last = _newest(streams, page)
        if page > 1 and not pages:
            raise Http404
        items = told(pages)
        channel = self._channel(source, language, name, form, page, is_last, items)
        content = FORMATS[form].build(channel, items)
        etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        modified = _modified(feed_path(language, name, form, page), etag)
        until = min((item.expire_at for item in pages if item.expire_at), default=None)
        return Document(content, etag, modified, until)

    def _channel(self, source, language, name, form, page, is_last, items):
        museum = _("Azerbaijan National Art Museum")
        title = clean(f"{museum}: {source.label}")

        def address(code=language, number=1):
            return absolute(feed_path(code, name, form, number))

        pages = {"next": page + 1} if not is_last else {}
        pages |= {"previous": page - 1} if page > 1 else {}
        pages = {"first": 1} | pages if pages else {}
        # A partner may have no page in another language; the other feeds are in all.
        others = [code for code in homes() if code != language] if name in self.sources else []
        home = homes().get(language)
        home = home.get_url() if home else f"/{language}/"
        return Channel(
            id=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'national-art-museum feed {language}/{name}')}",
            title=title,
            description=title,
            language=language,
            link=absolute(source.link or home),
            home=absolute(home),
            address=address(number=page),
            pages={rel: address(number=number) for rel, number in pages.items()},
            updated=max(
                (item.updated for item in items), default=datetime.fromtimestamp(generation() // 10**9, UTC)
            ),
            category=clean(source.label),
            publisher=museum,
            contact=Contact.of(),
            icon=absolute(static("img/icon-192.png")),
            logo=absolute(static("img/feed-logo.png")),
            translations=tuple((code, address(code)) for code in others),
        )

    def listed(self, names, language):
        """Return what the page of feeds says of each: ``name``, ``label``, ``formats`` [(name, type, address)]."""
        return [
            {
                "name": name,
                "label": label,
                "formats": [
                    (NAMES[form], FORMATS[form].CONTENT_TYPE, absolute(feed_path(language, name, form)))
                    for form in FORMATS
                ],
            }
            for name, label in names
        ]


def _newest(streams, page):
    """Return ``(pages of one document, whether it is the last)``, from all streams in one order.

    One query for the keys of each stream, one for its pages.
    """
    start, end = (page - 1) * ITEMS, page * ITEMS
    rows = [
        [(date, pk, number) for pk, date in stream.shown().values_list("pk", stream.date)[: end + 1]]
        for number, stream in enumerate(streams)
    ]
    wanted = list(
        islice(heapq.merge(*rows, reverse=True), start, end + 1)
    )  # one more, to know whether there is more
    is_last = len(wanted) <= ITEMS
    wanted = wanted[:ITEMS]
    found = {}
    for number, stream in enumerate(streams):
        fetched = stream.fetch([pk for _date, pk, of in wanted if of == number])
        found |= {(number, pk): page for pk, page in fetched.items()}
    return [found[number, pk] for _date, pk, number in wanted if (number, pk) in found], is_last


def _modified(address, etag):
    """Return since when a document is as it is, in seconds since 1970.

    It changes with the content, whatever changed it: a new item, an edit, a withdrawal, which leaves no date behind.
    Two contents never share a second, so that nobody who saw the first is told that nothing changed.
    """
    published = (
        generation() // 10**9
    )  # the generation begins as a clock and is raised by publications and withdrawals
    before, modified = cache.get(f"feed-modified:{address}") or ("", 0)
    if before != etag:
        modified = max(published, modified + 1)
        cache.set(f"feed-modified:{address}", (etag, modified), None)
    return modified
