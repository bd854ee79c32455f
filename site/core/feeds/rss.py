"""RSS 2.0 with the whole story (``content``), pictures (``media``) and links to itself and its pages (``atom``)."""

from django.utils import timezone
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed

CONTENT_TYPE = "application/rss+xml"
MEDIA = "http://search.yahoo.com/mrss/"


def build(channel, items):
    """Return the document as bytes.

    Args:
        channel: ``items.Channel``.
        items: ``items.Item`` objects, newest first.
    """
    feed = _Rss(
        title=channel.title,
        link=channel.link,
        description=channel.description,
        language=channel.language,
        categories=[channel.category],
        feed_copyright=f"© {channel.publisher}",
        ttl="60",
        channel=channel,
    )
    for item in items:
        feed.add_item(
            item.title,
            item.url,
            item.summary,
            author_name=channel.publisher,
            pubdate=timezone.localtime(item.published),
            unique_id=item.guid,
            unique_id_is_permalink=False,
            categories=item.categories,
            enclosures=enclosures(item),
            item=item,
        )
    return feed.writeString("utf-8").encode()


def enclosures(item):
    picture = item.picture
    return [Enclosure(picture.url, str(picture.length), picture.mime_type)] if picture else []


def add_media(handler, picture):
    """Write a picture with all that goes with it (https://www.rssboard.org/media-rss)."""
    handler.startElement(
        "media:content",
        {
            "url": picture.url,
            "type": picture.mime_type,
            "fileSize": str(picture.length),
            "medium": "image",
            "width": str(picture.width),
            "height": str(picture.height),
        },
    )
    if picture.description:
        handler.addQuickElement("media:description", picture.description, {"type": "plain"})
    if picture.credit:
        handler.addQuickElement("media:credit", picture.credit)
    if picture.rights:
        handler.addQuickElement("media:copyright", picture.rights, {"url": picture.licence})
    handler.endElement("media:content")


class _Rss(Rss201rev2Feed):
    def rss_attributes(self):
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": MEDIA,
        }

    def latest_post_date(self):
        return self.feed["channel"].updated

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        channel = self.feed["channel"]
        if channel.contact and channel.contact.email:
            editor = f"{channel.contact.email} ({channel.contact.name or channel.publisher})"
            handler.addQuickElement("managingEditor", editor)
        handler.addQuickElement("docs", "https://www.rssboard.org/rss-specification")
        handler.startElement("image", {})
        for name, text in (("url", channel.logo), ("title", channel.title), ("link", channel.link)):
            handler.addQuickElement(name, text)
        handler.endElement("image")
        for rel, address in {"self": channel.address, **channel.pages}.items():
            handler.addQuickElement("atom:link", None, {"rel": rel, "type": CONTENT_TYPE, "href": address})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        item = item["item"]
        handler.addQuickElement("dc:language", item.language)
        handler.addQuickElement("content:encoded", item.content)
        if item.picture:
            add_media(handler, item.picture)
