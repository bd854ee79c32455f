"""One address of each kind of page: what is measured, photographed and checked."""

from dataclasses import dataclass

from collection.models import CollectionIndexPage, HighlightPage, MakerIndexPage, Room, RoomIndexPage
from core.addresses import kit_path
from core.i18n import language_of, locale_id
from events.models import EventIndexPage, EventPage, ExhibitionPage
from home.models import (
    ContactPage,
    CooperationPage,
    HomePage,
    OpportunityIndexPage,
    OpportunityPage,
    PeoplePage,
    PressRoomPage,
    StandardPage,
    VisitPage,
)
from news.models import AgreementPage, AnniversaryPage, ExhibitionAbroadPage, NewsIndexPage
from partners.models import Institution, Person

# What each is called, what it is, and whether it is the home page, a list of others, or one thing.
KINDS = [
    ("home", HomePage, "home"),
    ("news", NewsIndexPage, "listing"),
    ("agreement", AgreementPage, "detail"),
    ("exhibition-abroad", ExhibitionAbroadPage, "detail"),
    ("anniversary", AnniversaryPage, "detail"),
    ("events", EventIndexPage, "listing"),
    ("event", EventPage, "detail"),
    ("exhibition", ExhibitionPage, "detail"),
    ("press-kit", ExhibitionPage, "listing"),
    ("collection", CollectionIndexPage, "listing"),
    ("work", HighlightPage, "detail"),
    ("rooms", RoomIndexPage, "listing"),
    ("room", Room, "detail"),
    ("makers", MakerIndexPage, "listing"),
    ("cooperation", CooperationPage, "listing"),
    ("institution", Institution, "detail"),
    ("people", PeoplePage, "listing"),
    ("person", Person, "detail"),
    ("press-room", PressRoomPage, "listing"),
    ("text", StandardPage, "detail"),
    ("visit", VisitPage, "detail"),
    ("contact", ContactPage, "detail"),
    ("opportunities", OpportunityIndexPage, "listing"),
    ("opportunity", OpportunityPage, "detail"),
]


# What has another address than the thing itself.
ADDRESSES = {"press-kit": lambda thing: kit_path(language_of(thing), thing.translation_key)}


@dataclass(frozen=True)
class Place:
    """One address of one kind of page.

    Attributes:
        kind: what it is called in tables and file names.
        weight: ``home``, ``listing`` or ``detail``.
        language: language code.
        path: its address on this site.
    """

    kind: str
    weight: str
    language: str
    path: str


def places(languages):
    """Return the first live ``Place`` of each kind in each language; a kind without one is left out."""
    found = []
    for kind, model, weight in KINDS:
        for language in languages:
            things = model.objects.filter(locale_id=locale_id(language), live=True)
            thing = things.order_by("path" if hasattr(model, "path") else "pk").first()
            if thing and thing.get_url():
                address = ADDRESSES[kind](thing) if kind in ADDRESSES else thing.get_url()
                found.append(Place(kind, weight, language, address))
    return found
