"""What a page may cost in queries, and that it does not grow with content.

Nothing is kept from before: the cache is empty at every request, which is dearer than in life.
"""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collection.models import (
    CollectionIndexPage,
    HighlightImage,
    HighlightMaker,
    HighlightMaterial,
    MakerIndexPage,
    ProvenanceEntry,
    RoomIndexPage,
)
from core.models import RelatedPage
from demo.bench.multiply import multiply
from events.models import (
    EventIndexPage,
    EventOrganiser,
    EventPrice,
    EventSpeaker,
    ExhibitionCurator,
    ExhibitionWork,
)
from home.models import CooperationPage, OpportunityDocument, OpportunityIndexPage, PeoplePage, PressRoomPage
from news.models import (
    AgreementArea,
    AgreementParty,
    ExhibitionOrganiser,
    ExhibitionParticipant,
    NewsIndexPage,
    NewsPartner,
    Occasion,
    ShownWork,
    Signatory,
    Venue,
)
from tests import factories as make
from tests.quick_database import remembered

pytestmark = pytest.mark.django_db

HOME, LISTING, DETAIL = 20, 15, 20
MANY = 40


class Month:
    """A page's other address: the calendar of the month in which an event takes place."""

    def __init__(self, page, event):
        self.page, self.month = page, timezone.localtime(event.starts)

    def get_url(self):
        return f"{self.page.get_url()}?month={self.month:%Y-%m}"


def queries(client, path, *, warm):
    if not warm:
        cache.clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, path
    return captured


@remembered
def site(db):
    """Two languages, with every fact that a page of each kind can state."""
    homes = make.make_homes()
    make.make_indexes(["az", "ka"])
    image = make.make_image()
    az = homes["az"].locale
    institutions = [make.make_institution() for _number in range(3)]
    people = [make.make_person(is_maker=True) for _number in range(3)]
    area = make.make_area()
    anniversary = make.make_anniversary(lead_image=image)
    room = make.make_room()
    works = [
        make.make_highlight(
            lead_image=image,
            room=room,
            object_type=make.make_object_type(),
            school=make.make_school(),
            makers=[HighlightMaker(person=person, locale=az) for person in people],
            materials=[HighlightMaterial(material=make.make_material(), locale=az)],
            images=[HighlightImage(image=make.make_image(), locale=az) for _number in range(2)],
            provenance=[ProvenanceEntry(text="…", locale=az)],
        )
        for _number in range(3)
    ]
    story = [
        ("heading", "Başlıq"),
        ("text", "<p>Mətn</p>"),
        ("image", {"image": make.make_image(), "caption": "Şəkil"}),
        ("image", {"image": make.make_image(), "caption": "Şəkil"}),
        ("teaser", {"page": works[0], "text": ""}),
        ("teaser", {"page": works[1], "text": ""}),
    ]

    def common():
        return {
            "lead_image": image,
            "body": story,
            "related_pages": [RelatedPage(page=work) for work in works],
            "partners": [NewsPartner(institution=item, locale=az) for item in institutions],
            "is_press_release": True,
        }

    agreement = make.make_agreement(
        **common(),
        parties=[AgreementParty(institution=item, locale=az) for item in institutions],
        signatories=[
            Signatory(person=person, role="direktor", institution=institutions[0], locale=az)
            for person in people
        ],
        areas=[AgreementArea(area=area, locale=az)],
    )
    abroad = make.make_exhibition_abroad(
        **common(),
        venues=[Venue(institution=item, city="Tbilisi", country="GE", locale=az) for item in institutions],
        organisers=[ExhibitionOrganiser(institution=item, locale=az) for item in institutions],
        participants=[ExhibitionParticipant(person=person, locale=az) for person in people],
        occasions=[Occasion(page=anniversary, text="30 illik", locale=az)],
        works=[ShownWork(page=work) for work in works],
    )
    event_rows = common()
    del event_rows["partners"], event_rows["is_press_release"]
    event = make.make_event(
        **event_rows,
        prices=[EventPrice(category="Böyüklər", amount=5, locale=az)],
        organisers=[EventOrganiser(institution=item, locale=az) for item in institutions],
        speakers=[EventSpeaker(person=person, locale=az) for person in people],
    )
    exhibition = make.make_exhibition(
        **event_rows,
        curators=[ExhibitionCurator(person=person, locale=az) for person in people],
        works=[ExhibitionWork(page=work) for work in works],
    )
    opportunity = make.make_opportunity(
        lead_image=image,
        body=story,
        documents=[
            OpportunityDocument(document=make.make_document(), title="Şərtlər", locale=az)
            for _number in range(3)
        ],
    )
    visit = make.make_visit_page(lead_image=image, body=story, access="<p>Lift</p>")
    make.make_menu_item(make.make_index(NewsIndexPage))
    make.make_menu_item(make.make_index(EventIndexPage))
    make.make_footer()
    make.make_notice()
    return {
        "month": [Month(make.make_index(EventIndexPage), event)],
        "home": [homes["az"]],
        "listing": [
            make.make_index(model)
            for model in (
                *(NewsIndexPage, EventIndexPage, CooperationPage, PeoplePage),
                *(CollectionIndexPage, RoomIndexPage, MakerIndexPage, OpportunityIndexPage, PressRoomPage),
            )
        ],
        "detail": [
            agreement,
            abroad,
            anniversary,
            event,
            exhibition,
            works[0],
            opportunity,
            visit,
            make.make_contact_page(),
        ],
        "snippet": [institutions[0], people[0], room],
        "grow": [agreement, abroad, anniversary, event, exhibition, works[0], opportunity],
    }


KINDS = (
    ("month", LISTING),
    ("home", HOME),
    ("listing", LISTING),
    ("detail", DETAIL),
    ("snippet", DETAIL),
)


def bounds(site):
    for kind, bound in KINDS:
        for page in site[kind]:
            yield page, bound


def report(page, captured):
    lines = "\n".join(query["sql"][:160] for query in captured.captured_queries)
    return f"{type(page).__name__}: {len(captured)}\n{lines}"


def test_every_page_stays_within_its_queries(client, site):
    for page, bound in bounds(site):
        queries(client, page.get_url(), warm=False)  # makes the renditions, as publishing does
        captured = queries(client, page.get_url(), warm=True)
        assert len(captured) <= bound, report(page, captured)


def test_queries_do_not_grow_with_content(client, site):
    before = {}
    for page, _bound in bounds(site):
        queries(client, page.get_url(), warm=False)
        before[page] = queries(client, page.get_url(), warm=True)
    multiply([page.specific for page in site["grow"]], MANY)
    cache.clear()
    for page, bound in bounds(site):
        queries(client, page.get_url(), warm=True)
        after = queries(client, page.get_url(), warm=True)
        # A list that was shorter than a page may ask for a kind of picture it did not show before, never per item.
        assert len(after) <= max(len(before[page]), bound), report(page, after)
