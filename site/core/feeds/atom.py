"""Atom 1.0 (RFC 4287) with the whole story, links to the translations and pages (RFC 5005)."""

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from core.feeds.rss import MEDIA, add_media, enclosures

CONTENT_TYPE = "application/atom+xml"


def build(channel, items):
    """Return the document as bytes. The arguments are those of ``rss.build``."""
    contact = channel.contact
    feed = _Atom(
        title=channel.title,
        link=channel.link,
        description=channel.description,
        subtitle=channel.description,
        language=channel.language,
        author_name=channel.publisher,
        author_email=contact.email if contact and contact.email else None,
        author_link=channel.home,
        categories=[channel.category],
        feed_guid=channel.id,
        feed_copyright=f"© {channel.publisher}",
        channel=channel,
    )
    for item in items:
        feed.add_item(
            item.title,
            item.url,
            None,  # Django would call plain text HTML
            pubdate=timezone.localtime(item.published),
            updateddate=timezone.localtime(item.updated),
            unique_id=item.guid,
            categories=item.categories,
            enclosures=enclosures(item),
            item=item,
        )
    return feed.writeString("utf-8").encode()


class _Atom(Atom1Feed):
    def root_attributes(self):
        return super().root_attributes() | {"xmlns:media": MEDIA}

    def latest_post_date(self):
        return self.feed["channel"].updated

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        channel = self.feed["channel"]
        for rel, address in {"self": channel.address, **channel.pages}.items():
            handler.addQuickElement("link", "", {"rel": rel, "type": CONTENT_TYPE, "href": address})
        for language, address in channel.translations:
            attributes = {"rel": "alternate", "type": CONTENT_TYPE, "hreflang": language, "href": address}
            handler.addQuickElement("link", "", attributes)
        handler.addQuickElement("icon", channel.icon)

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        item = item["item"]
        # Some readers follow the first of these links, some the last: both are the page in the feed's own language.
        for language, address in (*item.translations, (item.language, item.url)):
            attributes = {"rel": "alternate", "hreflang": language, "href": address}
            handler.addQuickElement("link", "", attributes)
        if item.summary:
            handler.addQuickElement("summary", item.summary)
        handler.addQuickElement("content", item.content, {"type": "html"})
        if item.picture:
            add_media(handler, item.picture)
