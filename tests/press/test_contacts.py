"""Whom the press may ask: on the page, in its data, in the feeds, in every language."""

import json
from datetime import time

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from core.cache import raise_generation
from core.models import ContactPoint, SiteSettings
from core.press_contacts import press_contact, press_contacts
from tests import factories as make
from tests.translation_helpers import fresh, republish, translated

pytestmark = pytest.mark.django_db


def contact(museum, kind="press", **values):
    return ContactPoint.objects.create(settings=museum, kind=kind, **values)


@pytest.fixture
def museum(homes):
    museum = SiteSettings.objects.create(email="info@example.org")
    contact(museum, "general", email="general@example.org")
    contact(museum, subject="agreements", email="agreements@example.org", name={"az": "Sazişlər"})
    contact(
        museum,
        email="press@example.org",
        phone="+994 (12) 000-00-00",
        name={"az": "Mətbuat xidməti", "en": "Press office", "ka": "პრესსამსახური"},
        first_day=0,
        last_day=4,
        opens=time(10),
        closes=time(18),
        speaks_az=True,
        speaks_en=True,
    )
    return museum


@pytest.fixture
def person(museum):
    return contact(museum, email="curator@example.org", name={"az": "Kurator"}, subject="anniversaries")


def shown(client, page):
    soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    return soup.select_one(".press-contact")


def test_the_page_comes_before_its_kind_and_its_kind_before_the_museum(museum, person):
    agreement, news = make.make_agreement(), make.make_news()
    assert press_contact().email == press_contact(news).email == "press@example.org"
    assert press_contact(agreement).email == "agreements@example.org"
    agreement.press_contact = person
    assert press_contact(agreement).email == "curator@example.org"
    assert press_contact(make.make_event()).email == "press@example.org"
    assert museum.address_for("press") == "press@example.org"


def test_the_museum_itself_answers_where_nobody_is_named(homes):
    raise_generation()  # outside of a request, what an earlier test has read is believed for a moment
    assert press_contact() is None
    assert press_contacts() == []
    SiteSettings.objects.create(email="info@example.org")
    assert press_contact(make.make_news()).email == "info@example.org"
    assert [found.email for found in press_contacts()] == ["info@example.org"]


@pytest.mark.parametrize(
    ("language", "name", "hours", "spoken"),
    [
        ("az", "Mətbuat xidməti", "bazar ertəsi–cümə 10:00–18:00, Bakı (UTC+4)", "azərbaycanca"),
        ("en", "Press office", "Mon–Fri 10:00–18:00, Baku (UTC+4)", "English"),
        ("ka", "პრესსამსახური", "ორშ–პარ 10:00–18:00, ბაქო (UTC+4)", "ქართული"),
        ("tr", "Mətbuat xidməti", "Pzt–Cum 10:00–18:00, Bakü (UTC+4)", "Türkçe"),
    ],
)
def test_a_release_names_its_contact_in_the_language_of_the_page(
    client, museum, language, name, hours, spoken
):
    page = make.make_news(language, is_press_release=True)
    found = shown(client, page)
    assert name in found.text
    assert hours in found.text
    assert found.select_one('a[href="mailto:press@example.org"]')
    assert found.select_one('a[href="tel:+994120000000"]').text == "+994 (12) 000-00-00"
    with override(language):
        assert ", ".join(press_contact().spoken) in found.text
    if language == "tr":
        assert found.select_one('[lang="az"]').text == name
    graph = json.loads(
        BeautifulSoup(client.get(page.get_url()).content, "html.parser")
        .select_one('script[type="application/ld+json"]')
        .text
    )["@graph"]
    (article,) = [node for node in graph if node["@type"] == "NewsArticle"]
    office = article["sourceOrganization"]
    assert office["@id"] == article["publisher"]["@id"]
    assert office["contactPoint"]["email"] == "press@example.org"
    assert office["contactPoint"]["availableLanguage"] == ["az", "en"]
    assert office["contactPoint"]["hoursAvailable"]["dayOfWeek"][::4] == ["Monday", "Friday"]


def test_visitors_are_not_shown_who_is_in_charge_of_one_kind(client, museum):
    text = client.get(make.make_visit_page().get_url()).content.decode()
    shown = BeautifulSoup(text, "html.parser").select_one("main").text
    assert "press@example.org" in shown
    assert "agreements@example.org" not in shown


def test_news_that_is_no_release_names_nobody(client, museum):
    assert shown(client, make.make_news()) is None


def test_feeds_name_the_contact_of_each_item_at_no_cost(client, museum, person):
    make.make_news()
    make.make_agreement(is_press_release=True)
    page = make.make_agreement(press_contact=person)

    def items():
        return json.loads(client.get("/az/feeds/all.json").content)["items"]

    told = {item["id"]: item["_museum"]["press_contact"] for item in items()}
    assert told[f"urn:uuid:{page.translation_key}:az"] == {
        "name": "Kurator",
        "email": "curator@example.org",
    }
    assert {contact["email"] for contact in told.values()} == {
        "press@example.org",
        "agreements@example.org",
        "curator@example.org",
    }
    rss = feedparser.parse(client.get("/az/feeds/all.rss").content)
    assert rss.feed.author_detail.email == "press@example.org"
    SiteSettings.current()
    with CaptureQueriesContext(connection) as captured:
        press_contact(page)
    assert len(captured) == 0
    person.email = "other@example.org"
    person.save()
    assert any(item["_museum"]["press_contact"]["email"] == "other@example.org" for item in items())


def test_the_contact_of_a_page_is_a_fact_of_all_its_languages(museum, person):
    page = make.make_news(is_press_release=True)
    twin = translated(page, "ka")["ka"]
    page = republish(page, press_contact=person)
    assert fresh(twin).press_contact == person
    person.delete()
    assert fresh(page).press_contact is fresh(twin).press_contact is None
    assert fresh(page).get_latest_revision_as_object().press_contact is None


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("subject", {"kind": "general", "subject": "agreements"}),
        ("closes", {"first_day": 0}),
        ("closes", {"first_day": 0, "last_day": 4, "opens": time(18), "closes": time(10)}),
        ("last_day", {"first_day": 4, "last_day": 0, "opens": time(10), "closes": time(18)}),
        ("subject", {"subject": "nonsense"}),
    ],
)
def test_half_a_contact_is_refused_at_its_field(museum, field, values):
    row = ContactPoint(settings=museum, **{"kind": "press", "name": {"az": "x"}} | values)
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert field in refused.value.message_dict
