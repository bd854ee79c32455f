from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page

from collection.models import HighlightPage
from core.cache import kept
from core.fetching import for_cards
from core.i18n import public
from core.jsonld import museum
from core.models import SitePage
from core.pictures import prepare_cards
from events.models import ProgrammePage
from news import kinds
from news.models import ExhibitionAbroadPage, NewsPage

NEWS, EVENTS = 3, 3  # how many of each are shown


class Newest(NamedTuple):
    """Keys of the newest of each: what is shown where an editor has chosen nothing."""

    news: list
    abroad: int | None
    work: int | None


class Programme(NamedTuple):
    """Keys of what is on and of what comes next."""

    on_now: list
    upcoming: list


@kept("home-newest")
def newest_keys(locale):
    """Return ``Newest`` of a locale. It changes with a publication only, and ordering all there is takes its time."""

    def first(many, queryset, order):
        found = public(queryset.filter(locale_id=locale)).order_by(order, "-pk")
        return list(found.values_list("pk", flat=True)[:many])

    with_picture = HighlightPage.objects.exclude(lead_image=None)
    return Newest(
        news=first(NEWS + 2, NewsPage.objects, "-date"),  # two of them may be shown elsewhere on the page
        abroad=next(iter(first(1, ExhibitionAbroadPage.objects, "-date")), None),
        work=next(iter(first(1, with_picture, "-first_published_at")), None),
    )


@kept("home-programme", in_memory=False)
def programme_keys(locale, minute):
    """Return ``Programme`` of a locale in one minute (ISO 8601): what begins or ends does so on a full one."""
    now = datetime.fromisoformat(minute)
    there = public(ProgrammePage.objects.filter(locale_id=locale))
    return Programme(
        on_now=list(there.current(now).order_by("ends", "pk").values_list("pk", flat=True)[:EVENTS]),
        upcoming=list(there.upcoming(now).in_order(now).values_list("pk", flat=True)[:EVENTS]),
    )


def this_minute():
    """Return the beginning of this minute in ISO 8601."""
    return timezone.now().replace(second=0, microsecond=0).isoformat()


def _pages(model, keys):
    """Return pages as for cards, in the order of their keys; ``None`` among them is passed over."""
    if not (keys := [key for key in keys if key]):
        return []
    pages = for_cards(model.objects.filter(pk__in=keys))
    if model is ProgrammePage:
        pages = pages.select_related("eventpage")
    return sorted(pages, key=lambda page: keys.index(page.pk))


class HomePage(SitePage):
    """The first page of a language, and the root of its tree."""

    kind_label = _("Home")
    max_count_per_parent = 4

    introduction = models.TextField(
        _("introduction"),
        max_length=400,
        blank=True,
        help_text=_("What the museum is, in one or two sentences."),
    )
    featured_work = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("work"),
        help_text=_("The one work at the top. Empty: the newest highlight with a picture."),
    )

    featured_abroad = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("exhibition abroad"),
        help_text=_("The one exhibition abroad. Empty: the newest."),
    )
    featured_news = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("first news"),
        help_text=_("Stands before the newest. Empty: the three newest."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                PageChooserPanel("featured_work", "collection.HighlightPage"),
                PageChooserPanel("featured_abroad", "news.ExhibitionAbroadPage"),
                PageChooserPanel("featured_news", "news.NewsPage"),
            ],
            heading=_("Shown first"),
            help_text=_("Choose the Azerbaijani page: readers see it in their own language."),
        ),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.StandardPage",
        "home.VisitPage",
        "home.ContactPage",
        "home.OpportunityIndexPage",
        "home.CooperationPage",
        "home.PeoplePage",
        "home.PressRoomPage",
        "news.NewsIndexPage",
        "events.EventIndexPage",
        "collection.CollectionIndexPage",
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def card_summary(self):
        return self.search_description or self.introduction

    def search_words(self):
        return [self.introduction]

    def chosen_ids(self):
        return [self.featured_work_id, self.featured_abroad_id, self.featured_news_id]

    def jsonld_entity(self, context):
        return [museum()]

    # Content

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        newest, programme = newest_keys(self.locale_id), programme_keys(self.locale_id, this_minute())
        work, chosen_abroad, first = map(context["localized"].get, self.chosen_ids())
        # A card's worth of the chosen exhibition is not enough here: its venues are shown.
        abroad = chosen_abroad.pk if chosen_abroad else newest.abroad
        elsewhere = {abroad, first and first.pk}
        latest = [key for key in newest.news if key not in elsewhere][: NEWS - bool(first)]
        on_now = _pages(ProgrammePage, [*programme.on_now, *programme.upcoming])
        shown = {
            "work": work or next(iter(_pages(HighlightPage, [newest.work])), None),
            "abroad": next(iter(_pages(ExhibitionAbroadPage, [abroad])), None),
            "news": [*([first] if first else []), *_pages(NewsPage, latest)],
            "feeds": [
                ("all", _("Everything new")),
                ("events", _("What’s on")),
                *kinds.choices(),
                ("press", _("Press releases")),
            ],
            "on_now": [page for page in on_now if page.pk in programme.on_now],
            "upcoming": [page for page in on_now if page.pk in programme.upcoming],
        }
        one = [page for page in (shown["work"], shown["abroad"]) if page]
        prepare_cards([*one, *shown["news"], *shown["on_now"], *shown["upcoming"]])
        return context | shown
