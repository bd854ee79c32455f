"""The stories of thirty pages as HTML for readers elsewhere, with as many queries as for one."""

import logging
from dataclasses import replace

from django.template.loader import render_to_string
from django.utils.html import escape
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.rich_text.rewriters import LinkRewriter

from core import pictures
from core.feeds.addresses import absolute, urljoin
from core.feeds.items import Picture, clean
from core.fields import Words
from core.i18n import ADDRESS, in_order, language_of, localize_pages, public
from core.models.pages import story_images, story_pages
from core.templatetags.museum import alt_text

logger = logging.getLogger(__name__)


def told(pages):
    """Return the items of pages with their stories, pictures and translations.

    Args:
        pages: specific enough to answer ``feed_item()``, with ``body`` and ``lead_image``, of the active language.

    Returns:
        list[Item]: in the same order.
    """
    if not pages:
        return []
    items = [page.feed_item() for page in pages]
    bodies = _bodies(pages)
    shown = [image for body in bodies for image in story_images(body)]
    pictures.fetch_sizes([*shown, *(page.lead_image for page in pages)])
    localized = localize_pages(page.pk for body in bodies for page in story_pages(body) if page)
    stories = [_html(item, body, localized) for item, body in zip(items, bodies, strict=True)]
    stories = _with_links(stories, [item.url for item in items])
    leads = _leads(pages)
    twins = _twins(pages)
    return [
        replace(
            item,
            content=clean(story).strip(),
            picture=leads.get(page.pk),
            translations=twins.get(page.translation_key, ()),
        )
        for page, item, story in zip(pages, items, stories, strict=True)
    ]


def story_of(page, **context):
    """Return the story of one page as HTML with absolute addresses, whether or not it is public yet.

    Args:
        page: a ``StoryPage`` of the active language.
        context: for the templates of the blocks; ``figure`` is the template of pictures, ``feeds/figure.html`` unless
            told.
    """
    localized = localize_pages(chosen.pk for chosen in story_pages(page.body) if chosen)
    story = _html(None, page.body, localized, **context)
    return clean(_with_links([story], [absolute(page.get_url() or "/")])[0]).strip()


def _bodies(pages):
    """Return the bodies with what they choose: one query for each kind of chooser, not for each body."""
    block = pages[0].body.stream_block
    return block.bulk_to_python([list(page.body.raw_data) for page in pages])


def _html(item, body, localized, **context):
    story = [(f"feeds/blocks/{block.block_type}.html", block.value) for block in body]
    context |= {"item": item, "story": story, "localized": localized}
    return render_to_string("feeds/item.html", context)


class _Links(LinkRewriter):
    """Wagtail's rewriter, which also tells of addresses without a scheme."""

    def get_tag_type_from_attrs(self, attrs):
        return super().get_tag_type_from_attrs(attrs) or ("anchor" if attrs.get("href") else None)


def _with_links(stories, addresses):
    """Resolve the links that editors made, those of all stories together; one that leads nowhere is no link."""
    chosen = {"page": set(), "document": set()}

    def note(kind):
        return lambda attrs_list: [chosen[kind].add(_key(attrs)) for attrs in attrs_list] and []

    look = _Links(bulk_rules={kind: note(kind) for kind in chosen} | {"anchor": lambda _list: []})
    for story in stories:
        look(story)
    pages = localize_pages(chosen["page"])
    documents = get_document_model().objects.in_bulk(chosen["document"] - {0}) if chosen["document"] else {}
    found = {
        "page": {pk: page.get_url() for pk, page in pages.items()},
        "document": {pk: document.url for pk, document in documents.items()},
    }

    def rules(base):
        def opening(address):
            return f'<a href="{escape(urljoin(base, address))}">' if address else "<a>"

        chosen_rules = {
            kind: lambda attrs, kind=kind: opening(_absolute(found[kind].get(_key(attrs)))) for kind in found
        }
        return chosen_rules | {"anchor": lambda attrs: opening(attrs["href"])}

    return [_Links(rules(base))(story) for story, base in zip(stories, addresses, strict=True)]


def _absolute(address):
    return address and absolute(address)


def _key(attrs):
    number = attrs.get("id", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0


def _leads(pages):
    """Return ``{primary key of the page: Picture}``; a file that is not there is left out, with a line in the log."""
    shown = [page for page in pages if page.lead_image]
    model = get_image_model().get_rendition_model()
    storage = model._meta.get_field("file").storage
    rows = model.objects.filter(
        image_id__in={page.lead_image_id for page in shown}, filter_spec=pictures.FALLBACK
    )
    files = {row[0]: row[1:] for row in rows.values_list("image_id", "file", "width", "height")}
    found = {}
    for page in shown:
        image = page.lead_image
        if image.pk not in files:
            made = pictures.fallback(image)
            files[image.pk] = (made.file.name, made.width, made.height) if made else ("", 0, 0)
        name, width, height = files[image.pk]
        try:
            length = storage.size(name) if name else 0
        except OSError:
            logger.warning("The file of image %s is not there", image.pk)
            length = 0
        if length:
            found[page.pk] = Picture(
                url=absolute(storage.url(name)),
                mime_type="image/jpeg",
                length=length,
                width=width,
                height=height,
                description=clean(page.lead_caption or alt_text(page.lead)),
                credit=clean(Words(image.credit).or_source()[0]),
                rights=clean(image.get_rights_display()),
                licence=image.rights,
            )
    return found


def _twins(pages):
    """Return ``{translation key: ((language, absolute address), …)}`` of the other languages."""
    twins = public(
        Page.objects.filter(translation_key__in={page.translation_key for page in pages}).exclude(
            locale_id=pages[0].locale_id
        )
    )
    found = {}
    for twin in in_order(twins.only("locale_id", "translation_key", *ADDRESS)):
        found.setdefault(twin.translation_key, []).append((language_of(twin), absolute(twin.get_url())))
    return {key: tuple(rows) for key, rows in found.items()}
