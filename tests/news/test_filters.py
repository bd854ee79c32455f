"""The news index: narrowed by kind, year, partner and country, with choices that find something."""

from copy import deepcopy
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.db.models import ForeignKey
from django.utils.translation import gettext
from modelcluster.models import get_all_child_relations

from news.models import (
    AgreementParty,
    AnniversaryCountry,
    ExhibitionOrganiser,
    NewsIndexPage,
    NewsPage,
    NewsPartner,
    Signatory,
    Venue,
)
from partners.models import Institution
from tests import factories as make

pytestmark = pytest.mark.django_db


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def titles(response):
    return [item.get_text(strip=True) for item in soup(response).select(".cards .card__title")]


def options(response, name):
    """Return ``{label: value}`` of a filter, without “all”."""
    found = soup(response).select(f"#filter-{name} option[value]:not([value=''])")
    return {option.get_text(strip=True): option["value"] for option in found}


@pytest.fixture(scope="module")
def made(first_homes):
    """Five pages of news about Georgia and Türkiye in Azerbaijani, one of them in Georgian too."""
    az, ka = first_homes["az"].locale, first_homes["ka"].locale
    own = make.make_institution(name="Milli İncəsənət Muzeyi", country="AZ", is_own=True)
    museum = make.make_institution(name="Gürcüstan Milli Muzeyi", country="GE")
    museum_ka = make.make_institution("ka", of=museum, name="საქართველოს ეროვნული მუზეუმი")
    university = make.make_institution(name="Ege Universiteti", country="TR")
    person = make.make_person()
    memorandum = make.make_agreement(
        title="Memorandum",
        date=datetime(2023, 8, 14, 8, tzinfo=UTC),
        parties=[
            AgreementParty(institution=own, locale=az),
            AgreementParty(institution=museum, locale=az),
        ],
        partners=[NewsPartner(institution=museum, locale=az)],
    )
    make.make_agreement(
        "ka",
        of=memorandum,
        title="მემორანდუმი",
        parties=[AgreementParty(institution=museum_ka, locale=ka)],
    )
    make.make_agreement(
        title="Protokol",
        date=datetime(2022, 12, 31, 21, tzinfo=UTC),  # already the new year in Baku
        signatories=[Signatory(person=person, role="rektor", institution=university, locale=az)],
    )
    make.make_exhibition_abroad(
        title="Sərgi",
        date=datetime(2023, 4, 12, 8, tzinfo=UTC),
        venues=[Venue(city="Tbilisi", country="GE", locale=az)],
        organisers=[ExhibitionOrganiser(institution=own, locale=az)],
    )
    make.make_anniversary(
        title="Yubiley",
        date=datetime(2021, 5, 1, 8, tzinfo=UTC),
        countries=[AnniversaryCountry(country="AZ"), AnniversaryCountry(country="GE")],
    )
    make.make_news(title="Elan", date=datetime(2021, 1, 1, 8, tzinfo=UTC))
    make.make_news(title="Qaralama", live=False, partners=[NewsPartner(institution=university, locale=az)])
    return {"index": make.make_index(NewsIndexPage), "museum": museum, "own": own, "university": university}


@pytest.fixture
def news(made, homes):
    """What was made once for the module, on Python objects of each test's own."""
    return deepcopy(made)


def test_each_choice_finds_what_its_number_says(client, news):
    url = news["index"].get_url()
    page = client.get(url)
    for name in ("kind", "year", "partner", "country"):
        found = options(page, name)
        assert found
        for label, value in found.items():
            number = int(label.rsplit("(", 1)[1].rstrip(")"))
            assert len(titles(client.get(url, {name: value}))) == number > 0, (name, label)


def test_a_country_is_found_through_partners_venues_and_what_is_celebrated(client, news):
    url = news["index"].get_url()
    assert titles(client.get(url, {"country": "GE"})) == ["Memorandum", "Sərgi", "Yubiley"]
    assert titles(client.get(url, {"country": "TR"})) == ["Protokol"]


def test_what_the_museum_signs_itself_is_no_news_about_its_own_country(client, news):
    url = news["index"].get_url()
    assert titles(client.get(url, {"country": "AZ"})) == ["Yubiley"]
    assert str(news["own"].translation_key) not in options(client.get(url), "partner").values()


def test_a_partner_is_found_in_any_part(client, news):
    url = news["index"].get_url()
    assert titles(client.get(url, {"partner": news["university"].translation_key})) == ["Protokol"]
    assert titles(client.get(url, {"partner": news["museum"].translation_key})) == ["Memorandum"]


def test_years_are_those_of_the_clock_in_baku(client, news):
    url = news["index"].get_url()
    assert list(options(client.get(url), "year").values()) == ["2023", "2021"]
    assert titles(client.get(url, {"year": "2023"})) == ["Memorandum", "Sərgi", "Protokol"]


def test_numbers_heed_the_other_choices_and_leave_out_what_would_find_nothing(client, news):
    page = client.get(news["index"].get_url(), {"kind": "agreements"})
    assert {label.split(" (")[1] for label in options(page, "country")} == {"1)"}
    assert set(options(page, "country").values()) == {"GE", "TR"}
    assert set(options(page, "year").values()) == {"2023"}
    # Another kind may still be chosen instead.
    assert len(options(page, "kind")) == 4


def test_choices_that_find_nothing_together_are_no_wrong_address(client, news):
    response = client.get(news["index"].get_url(), {"kind": "announcements", "country": "TR"})
    assert response.status_code == 200
    assert titles(response) == []
    assert gettext("No results") in response.content.decode()


def test_each_language_has_its_own_news_and_names(client, news):
    ka = make.make_index(NewsIndexPage, "ka")
    page = client.get(ka.get_url())
    assert [label.split(" (")[0] for label in options(page, "partner")] == ["საქართველოს ეროვნული მუზეუმი"]
    assert [label.split(" (")[0] for label in options(page, "country")] == ["საქართველო"]
    assert set(options(page, "kind").values()) == {"agreements"}
    key = str(news["museum"].translation_key)
    assert titles(client.get(ka.get_url(), {"partner": key, "country": "GE"})) == ["მემორანდუმი"]


def test_heading_title_and_feed_say_what_was_chosen(client, news):
    page = soup(client.get(news["index"].get_url(), {"kind": "agreements", "year": "2023"}))
    chosen = gettext("Agreements")
    assert page.h1.get_text(strip=True).endswith(f"{chosen}, 2023")
    assert page.title.get_text().startswith(f"{chosen} – 2023 – ")
    assert page.select_one(".feed-link a")["href"].endswith("/feeds/#agreements")


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "agreementpage"},
        {"year": "1999"},
        {"year": "٢٠٢٣"},
        {"year": "2023\0"},
        {"partner": "' OR 1=1 --"},
        {"partner": "x" * 10_000},
        {"country": "ge"},
        {"country": "FR"},
        {"page": "2"},
    ],
)
def test_a_wrong_choice_is_a_clear_page(client, news, query):
    response = client.get(news["index"].get_url(), query)
    assert response.status_code == 404
    page = soup(response)
    assert page.select_one("[role=status] a[href='.']")
    assert titles(response) == []


def test_from_a_wrong_choice_the_reader_goes_on_with_the_others(client, news):
    url = news["index"].get_url()
    wrong = client.get(url, {"country": "XX"})
    for name in ("kind", "year", "partner", "country"):
        assert options(wrong, name) == options(client.get(url), name)


def test_what_is_published_or_withdrawn_changes_the_choices(client, news):
    url = news["index"].get_url()
    assert "2021" in options(client.get(url), "year").values()
    for page in NewsPage.objects.filter(date__year=2021):
        page.specific.unpublish()
    make.make_news(date=datetime(2019, 5, 1, tzinfo=UTC))
    assert list(options(client.get(url), "year").values()) == ["2023", "2019"]


def test_every_institution_that_a_kind_of_news_names_is_asked_for():
    for model in (NewsPage, *NewsPage.__subclasses__()):
        inherited = getattr(model, "institutions_at", ()) if model is NewsPage else NewsPage.institutions_at
        known = {*inherited, *vars(model).get("institutions_at", ())}
        named = {
            f"{relation.name}__{field.name}"
            for relation in get_all_child_relations(model)
            for field in relation.related_model._meta.concrete_fields
            if isinstance(field, ForeignKey) and field.related_model is Institution
        }
        named |= {
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, ForeignKey) and field.related_model is Institution
        }
        assert named == known, model.__name__
