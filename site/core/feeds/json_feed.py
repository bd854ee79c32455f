"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); what it has no words for is in the extension ``_museum``."""

import dataclasses
import json

from django.utils import timezone

CONTENT_TYPE = "application/feed+json"


def build(channel, items):
    """Return the document as bytes. The arguments are those of ``rss.build``."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.link,
        "feed_url": channel.address,
        "description": channel.description,
        "next_url": channel.pages.get("next"),
        "icon": channel.icon,
        "authors": [{"name": channel.publisher, "url": channel.home}],
        "language": channel.language,
        "_museum": {
            "id": channel.id,
            "category": channel.category,
            "press_contact": _contact(channel.contact),
            "translations": _translations(channel.translations),
            "pages": channel.pages,
        },
    }
    document["_museum"] = _present(document["_museum"])
    document = _present(document) | {"items": [_item(item) for item in items]}
    return json.dumps(document, ensure_ascii=False).encode()


def _item(item):
    picture = item.picture
    extension = {
        "kind": item.kind,
        "partners": [_present({"name": name, "url": url}) for name, url in item.partners],
        "areas": list(item.areas),
        "press_contact": _contact(item.contact),
        "translations": _translations(item.translations),
        "image": picture
        and _present(
            {
                "description": picture.description,
                "credit": picture.credit,
                "rights": picture.rights,
                "licence": picture.licence,
                "width": picture.width,
                "height": picture.height,
            }
        ),
    }
    attachment = picture and {
        "url": picture.url,
        "mime_type": picture.mime_type,
        "size_in_bytes": picture.length,
    }
    return {"content_html": item.content} | _present(
        {
            "id": item.guid,
            "url": item.url,
            "title": item.title,
            "summary": item.summary,
            "image": picture and picture.url,
            "date_published": timezone.localtime(item.published).isoformat(timespec="seconds"),
            "date_modified": timezone.localtime(item.updated).isoformat(timespec="seconds"),
            "tags": list(item.categories),
            "language": item.language,
            "attachments": [attachment] if attachment else None,
            "_museum": _present(extension),
        }
    )


def _contact(contact):
    return contact and _present(dataclasses.asdict(contact) | {"languages": list(contact.languages)})


def _translations(pairs):
    return [{"language": language, "url": url} for language, url in pairs]


def _present(values):
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
