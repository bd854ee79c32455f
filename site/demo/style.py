"""The living style page, for developers: every component in every state, in both schemes and four languages.

It is served under ``/<language>/-/style/`` where DEBUG is on, and shows the site's own templates with the content of
the database; a test fails when a component is missing from it.
"""

from dataclasses import dataclass, field
from datetime import time
from types import SimpleNamespace

from django.http import HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from collection.models import HighlightPage
from core.blocks import StoryBlock
from core.i18n import locale_id
from core.listing import Filter, Listing
from core.models import SiteSettings
from core.press_contacts import PressContact
from events.models import ExhibitionPage
from home.hours import Today
from home.models import HomePage
from news.models import NewsPage

SCHEMES = ("light", "dark")
# The measures of a page, of a column and of a telephone, for what looks different in each.
WIDE, COLUMN, NARROW = "wide", "column", "narrow"


@dataclass
class Sample:
    """One component in one state.

    Attributes:
        state: what is to be seen, for developers.
        template: the component's template.
        context: what it is given.
        width: ``WIDE``, ``COLUMN`` or ``NARROW``.
    """

    state: str
    template: str
    context: dict = field(default_factory=dict)
    width: str = WIDE
    html: str = ""


def style_page(request):
    """Answer with the page in the language of the address; ``?scheme=dark`` or ``light`` forces one."""
    scheme = request.GET.get("scheme", "")
    groups = [(title, list(samples)) for title, samples in _groups().items()]
    crumbs = [(_("Home"), f"/{get_language()[:2]}/"), ("Style", request.path)]
    frame = {"crumbs": crumbs, "localized": {}, "addresses": {}, "alternates": []}
    for _title, samples in groups:
        for sample in samples:
            sample.html = render_to_string(sample.template, frame | sample.context, request)
    context = frame | {
        "groups": groups,
        "scheme": scheme if scheme in SCHEMES else "",
        "schemes": SCHEMES,
        "title": "Style",
    }
    return HttpResponse(render_to_string("demo/style.html", context, request))


def _groups():
    image = get_image_model().objects.order_by("pk").first()
    news = list(NewsPage.objects.live().filter(locale_id=locale_id()).specific().order_by("-date")[:3])
    work = HighlightPage.objects.live().filter(locale_id=locale_id()).order_by("path").first()
    exhibition = ExhibitionPage.objects.live().filter(locale_id=locale_id()).first()
    home = HomePage.objects.filter(locale_id=locale_id()).first()
    if not (image and news and work and exhibition and home):
        return {}
    return {
        "Beginning of a page": _headers(news[0], home),
        "Cards and lines": _cards(news, work),
        "Pictures": _pictures(image),
        "Lists": _lists(news),
        "States": _states(),
        "Story": _story(image, news[0]),
        "Chosen pages": _chosen(exhibition, news[0]),
        "Visit": _visit(),
        "Small things": _small(),
    }


def _headers(page, home):
    template = "components/page_header.html"
    yield Sample(
        "everything", template, {"eyebrow": page.kind_label, "title": page.title, "summary": page.summary}
    )
    yield Sample("title alone", template, {"title": page.title})
    yield Sample("of a list", "components/index_header.html", {"page": home}, NARROW)


def _cards(news, work):
    card, template = news[0].card(), "components/card.html"
    yield Sample("with picture", template, {"card": work.card()}, COLUMN)
    yield Sample("without picture", template, {"card": card | {"image": None}}, COLUMN)
    long = " ".join([card["title"]] * 3)
    yield Sample("long title", template, {"card": card | {"title": long, "image": None}}, NARROW)
    yield Sample(
        "another language", template, {"card": card | {"lang": "tr", "title": "Küçük bir sergi"}}, COLUMN
    )
    yield Sample("without address", template, {"card": card | {"url": None, "image": None}}, COLUMN)
    for now in (False, True):
        state = "line of the programme" + (", on now" if now else "")
        yield Sample(state, "components/programme_line.html", {"card": card, "now": now})


def _pictures(image):
    template, caption = "components/figure.html", _("Image")
    yield Sample("caption, credit, rights", template, {"image": image, "caption": caption}, COLUMN)
    yield Sample("credit and rights alone", template, {"image": image}, COLUMN)
    lost = get_image_model()(pk=0, file="lost.png", width=1200, height=800)
    yield Sample("original missing", template, {"image": lost, "caption": caption}, COLUMN)
    row = SimpleNamespace(image=image, alt="", caption=caption)
    yield Sample("of a work", "components/work_figure.html", {"row": row}, COLUMN)


def _lists(news):
    choices = [("a", news[0].kind_label), ("b", news[-1].kind_label)]

    def listing(query, found=news):
        kind = Filter("kind", _("Kind"), lambda: choices, lambda things, value: things)
        return Listing(_Things(found), [kind], QueryDict(query), per_page=1)

    for state, query in (
        ("nothing chosen", ""),
        ("chosen", "kind=a&page=2"),
        ("no such filter", "kind=x"),
        ("no such page", "page=99"),
    ):
        shown = listing(query)
        queries = {"previous_query": shown.previous_query, "next_query": shown.next_query}
        yield Sample(f"filter: {state}", "components/filters.html", {"listing": shown})
        yield Sample(
            f"heading: {state}", "components/filtered_header.html", {"listing": shown, "page": news[0]}
        )
        yield Sample(f"state: {state}", "components/listing_state.html", {"listing": shown})
        yield Sample(f"pages: {state}", "components/pager.html", {"page_object": shown.page, **queries})
    yield Sample("state: nothing there", "components/listing_state.html", {"listing": listing("", [])})
    yield Sample("feed", "components/feed_link.html", {"kind": "all"})


class _Things(list):
    """A list that can be narrowed to nothing, as a queryset can."""

    def none(self):
        return _Things()


def _states():
    yield Sample("notice, states, buttons, links", "demo/style_states.html")
    yield Sample("demonstration record", "components/demonstration.html", width=COLUMN)
    contact = PressContact(
        _("Azerbaijan National Art Museum"),
        get_language()[:2],
        "press@example.org",
        "+994 12 000 00 00",
        weekdays=(0, 1, 2, 3, 4),
        opens=time(10),
        closes=time(18),
        languages=("az", "en"),
    )
    for state, named in (("press contact", False), ("press contact under its name", True)):
        yield Sample(
            state, "components/press_contact.html", {"contact": contact, "named": named}, width=COLUMN
        )


def _story(image, page):
    document = get_document_model().objects.first()
    table = {
        "caption": page.title,
        "columns": [{"type": "text", "heading": _("Title")}, {"type": "number", "heading": _("Number")}],
        "rows": [{"values": [page.kind_label, "12.5"]}, {"values": ["", "3"]}],
    }
    picture = {"image": {"image": image.pk, "alt_text": "", "decorative": True}, "caption": page.title}
    blocks = [
        ("heading", page.title),
        ("text", f"<p>{page.summary}</p><ul><li>{page.kind_label}</li><li>{page.title}</li></ul>"),
        ("image", picture),
        ("gallery", {"heading": page.kind_label, "pictures": [picture, picture]}),
        ("quote", {"text": page.summary, "source": page.kind_label}),
        ("documents", {"heading": _("Documents"), "documents": _documents(document, page)}),
        ("video", {"url": "https://vimeo.com/1", "title": page.title, "poster": picture["image"]}),
        ("teaser", {"page": page.pk, "text": ""}),
        (
            "call_to_action",
            {"text": page.summary, "button": _("Show"), "page": None, "url": "https://example.org/"},
        ),
        ("table", table),
    ]
    body = StoryBlock().to_python([{"type": name, "value": value} for name, value in blocks])
    yield Sample("every block", "components/story.html", {"body": body, "localized": {page.pk: page}})


def _documents(document, page):
    return [{"document": document.pk, "title": page.title}] if document else []


def _chosen(exhibition, page):
    yield Sample("kit for the press", "components/kit_link.html", {"page": exhibition}, NARROW)
    works = exhibition.work_rows
    context = {"localized": {row.page_id: row.page.specific for row in works}, "works": works}
    yield Sample("works shown", "components/works.html", context)
    related = SimpleNamespace(related_ids=lambda: [page.pk])
    yield Sample("related", "components/related.html", {"page": related, "localized": {page.pk: page}})
    linked = "components/linked.html"
    foot = {"page": page, "canonical": page.full_url}
    yield Sample("foot of an article", "components/article_foot.html", foot)
    yield Sample(
        "plain word", linked, {"object": SimpleNamespace(live=False, get_url=None), "text": page.title}
    )


def _visit():
    museum = SiteSettings.current()
    row = SimpleNamespace(opens=time(10), closes=time(18), last_admission=None)
    for state in ("open", "closed", "closed-today"):
        hours = None if state == "closed-today" else row
        yield Sample(f"today: {state}", "home/today.html", {"today": Today(state, hours)})
    for name in ("hours", "prices", "contacts"):
        yield Sample(name, f"home/{name}.html", {"museum": museum}, COLUMN)


def _small():
    document = get_document_model().objects.first()
    rows = [SimpleNamespace(document=document, title="")] if document else []
    yield Sample("documents", "components/documents.html", {"rows": rows}, COLUMN)
    yield Sample("tokens", "demo/style_tokens.html")
