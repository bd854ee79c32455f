"""What happened when with a partner or a person: every section, one line of time, honest about what is not shown."""

from copy import deepcopy
from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext, override

from collection.models import HighlightMaker
from core.timelines import SHOWN, Timeline
from demo.bench.multiply import multiply
from events.models import EventOrganiser, EventSpeaker, ExhibitionCurator, Session
from news.models import (
    AgreementParty,
    ExhibitionOrganiser,
    ExhibitionParticipant,
    NewsIndexPage,
    NewsPartner,
    Signatory,
    Venue,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def soup(client, obj):
    return BeautifulSoup(client.get(obj.get_url()).content, "html.parser")


def groups(page):
    """Return ``[(heading, [titles])]`` of a timeline as a reader sees it."""
    return [
        (
            group.select_one(".timeline__year").get_text(strip=True),
            [title.get_text(strip=True) for title in group.select(".lines__title a")],
        )
        for group in page.select(".timeline__group")
    ]


def entry(page, title):
    link = page.select_one(".timeline").find("a", string=title)
    return link.find_parent("li").get_text(" ", strip=True)


@pytest.fixture(scope="module")
def made(first_homes):
    az = first_homes["az"].locale
    partner, person = make.make_institution(), make.make_person(names={"az": "Çingiz Fərzəliyev"})
    abroad = {"organisers": lambda: [ExhibitionOrganiser(institution=partner, locale=az)]}
    news = datetime(2023, 8, 14, 8, tzinfo=UTC)
    return {
        "az": az,
        "ka": first_homes["ka"].locale,
        "partner": partner,
        "person": person,
        "signed": make.make_agreement(
            title="İmzalanmış",
            date=news,
            signed_on=date(2021, 3, 5),
            parties=[AgreementParty(institution=partner, locale=az)],
            signatories=[Signatory(person=person, role="Direktor", institution=partner, locale=az)],
        ),
        "unsigned": make.make_agreement(
            title="Tarixsiz saziş", date=news, parties=[AgreementParty(institution=partner, locale=az)]
        ),
        "planned": make.make_exhibition_abroad(
            title="Planlaşdırılan",
            date=news,
            venues=[Venue(city="İzmir", country="TR", planned=True, locale=az)],
            organisers=abroad["organisers"](),
        ),
        "shown": make.make_exhibition_abroad(
            title="Göstərilmiş",
            date=news,
            venues=[Venue(city="Tbilisi", country="GE", opens=date(2022, 4, 12), locale=az)],
            organisers=abroad["organisers"](),
            participants=[ExhibitionParticipant(person=person, role="curator", locale=az)],
        ),
        "undated": make.make_exhibition_abroad(
            title="Günü bilinməyən",
            date=datetime(2020, 5, 1, tzinfo=UTC),
            venues=[Venue(city="Tbilisi", country="GE", locale=az)],
            organisers=abroad["organisers"](),
        ),
        "event": make.make_event(
            title="Mühazirə",
            sessions=[Session(starts_at=datetime(2024, 12, 31, 21, tzinfo=UTC), cancelled=True)],
            organisers=[EventOrganiser(institution=partner, locale=az)],
            speakers=[EventSpeaker(person=person, topic="Naxış", locale=az)],
        ),
        "exhibition": make.make_exhibition(
            title="Muzeydə",
            opens=date(2022, 1, 2),
            closes=date(2022, 2, 3),
            curators=[ExhibitionCurator(person=person, locale=az)],
        ),
    }


@pytest.fixture
def site(made, homes):
    """What was made once for the module, on Python objects of each test's own."""
    return deepcopy(made)


def test_every_section_stands_in_one_order_of_time(client, site):
    with override("az"):
        announced = gettext("Date to be announced")
    assert groups(soup(client, site["partner"])) == [
        (announced, ["Planlaşdırılan"]),
        ("2025", ["Mühazirə"]),  # in Baku it is the new year already
        ("2023", ["Tarixsiz saziş"]),
        ("2022", ["Göstərilmiş"]),
        ("2021", ["İmzalanmış"]),
        ("2020", ["Günü bilinməyən"]),
    ]


def test_each_entry_says_its_kind_its_day_and_what_is_not_known(client, site):
    page = soup(client, site["partner"])
    with override("az"):
        assert entry(page, "İmzalanmış").startswith(gettext("Agreement"))
        assert "5 mart 2021" in entry(page, "İmzalanmış")
        assert gettext("Signed on: date not known") in entry(page, "Tarixsiz saziş")
        assert gettext("Planned exhibition") in entry(page, "Planlaşdırılan")
        assert gettext("On show: date not known") in entry(page, "Günü bilinməyən")
        assert gettext("Lecture") in entry(page, "Mühazirə")
        assert gettext("Cancelled") in entry(page, "Mühazirə")


def test_a_person_is_shown_with_what_they_did(client, site):
    page = soup(client, site["person"])
    assert [title for _year, titles in groups(page) for title in titles] == [
        "Mühazirə",
        "Göstərilmiş",
        "Muzeydə",
        "İmzalanmış",
    ]
    assert f"Direktor, {site['partner'].label}" in entry(page, "İmzalanmış")
    assert "Naxış" in entry(page, "Mühazirə")
    with override("az"):
        assert gettext("Curator") in entry(page, "Göstərilmiş")
        assert gettext("curator") in entry(page, "Muzeydə")


def test_roles_of_a_person_stand_on_their_label(client, site):
    person = make.make_person(is_signatory=True, is_speaker=True)
    label = soup(client, person).select_one(".label").get_text(" ", strip=True)
    with override("az"):
        assert person.roles[0] in label
        assert len(person.roles) == 2


def test_the_people_of_an_institution_have_their_place(client, site):
    partner = site["partner"]
    make.make_person(names={"az": "Nika Axalbedaşvili"}, institution=partner, title_text="direktor müavini")
    make.make_person(names={"az": "Qaralama Şəxs"}, institution=partner, live=False)
    make.make_person(names={"az": "Başqa Şəxs"})
    people = soup(client, partner).select_one("[aria-labelledby=people]").get_text(" ", strip=True)
    assert "Nika Axalbedaşvili" in people
    assert "direktor müavini" in people
    assert "Qaralama" not in people
    assert "Başqa" not in people


def test_each_language_has_its_own_timeline(client, site):
    partner = make.make_institution("ka", of=site["partner"], name="მუზეუმი")
    make.make_agreement(
        "ka",
        of=site["signed"],
        title="მემორანდუმი",
        parties=[AgreementParty(institution=partner, locale=site["ka"])],
    )
    assert groups(soup(client, partner)) == [("2021", ["მემორანდუმი"])]


def test_nothing_about_a_partner_is_said_as_such(client, site):
    page = soup(client, make.make_institution())
    assert page.select_one(".timeline") is None
    with override("az"):
        assert page.select_one(".state").get_text(strip=True) == gettext("There is nothing here yet.")


def test_what_has_no_day_is_shown_apart_from_the_timeline(client, site):
    make.make_highlight(title="Xalça", makers=[HighlightMaker(person=site["person"], locale=site["az"])])
    page = soup(client, site["person"])
    links = [link for link in page.main.select("a") if link.get_text(strip=True) == "Xalça"]
    assert len(links) == 1
    assert not links[0].find_parent(class_="timeline")


def test_when_there_are_more_the_page_says_so_and_leads_to_all(client, site):
    partner = site["partner"]
    rows = [NewsPartner(institution=partner, locale=site["az"])]
    original = make.make_news(title="Çoxlu", date=datetime(2019, 1, 1, tzinfo=UTC), partners=rows)
    multiply([original], SHOWN)
    cache.clear()
    page = soup(client, partner)
    total = 6 + 1 + SHOWN
    assert len(page.select(".timeline li")) == SHOWN
    rest = page.select_one(".timeline__rest")
    assert {str(SHOWN), str(total)} <= set(rest.get_text(" ", strip=True).replace(".", "").split())
    listed = BeautifulSoup(client.get(rest.a["href"]).content, "html.parser")
    assert listed.h1.get_text(strip=True).endswith(partner.label)
    news = total - 1  # the event is no news
    assert f"{news} " in listed.select_one("[role=status]").get_text(strip=True)


def test_the_museum_itself_has_no_list_of_partner_news_to_lead_to(client, site):
    own = make.make_institution(is_own=True)
    rows = [NewsPartner(institution=own, locale=site["az"])]
    multiply([make.make_news(partners=rows)], SHOWN)
    cache.clear()
    rest = soup(client, own).select_one(".timeline__rest")
    assert rest is not None
    assert rest.a is None


def test_a_new_publication_is_on_the_timeline_at_once(client, site):
    before = soup(client, site["partner"])
    assert "Bu gün" not in before.get_text()
    make.make_news(title="Bu gün", partners=[NewsPartner(institution=site["partner"], locale=site["az"])])
    assert "Bu gün" in soup(client, site["partner"]).get_text()
    site["signed"].unpublish()
    assert "İmzalanmış" not in soup(client, site["partner"]).get_text()


@pytest.mark.parametrize("name", ["partner", "person"])
def test_the_queries_stay_within_their_bound_even_when_nothing_is_kept(client, site, name):
    url = site[name].get_url()
    client.get(url)

    def count():
        with CaptureQueriesContext(connection) as captured:
            Timeline(type(site[name]).objects.get(pk=site[name].pk), parts=name == "person")
        return len(captured)

    before = count()
    multiply([site[key].specific for key in ("signed", "shown", "event")], 20)
    assert count() <= before <= 14
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    assert len(captured) <= 12


def test_the_index_of_news_is_where_the_rest_leads(site):
    index = make.make_index(NewsIndexPage)
    label, path = type(site["signed"]).all_about(site["partner"])
    assert path == f"{index.get_url()}?partner={site['partner'].translation_key}"
    assert label
