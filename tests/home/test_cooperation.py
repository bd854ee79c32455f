"""International cooperation: every partner by country, narrowed by country, area and kind."""

from copy import deepcopy

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import gettext, override

from home.models import CooperationPage, PeoplePage
from news.models import AgreementArea, AgreementParty, NewsPartner, Venue
from tests import factories as make

pytestmark = pytest.mark.django_db


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def by_country(response):
    """Return ``[(country, [names])]`` as a reader sees them."""
    return [
        (
            group.h2.get_text(strip=True),
            [name.get_text(strip=True) for name in group.select(".lines__title")],
        )
        for group in soup(response).select(".by-country__group")
    ]


def countries(response):
    """Return ``[(country, number, address, whether it is chosen)]`` of the list of countries."""
    return [
        (
            link.select_one(".countries__name").get_text(strip=True),
            (count := link.select_one(".countries__count")) and int(next(count.strings)),
            link["href"],
            link.get("aria-current") == "true",
        )
        for link in soup(response).select("nav.countries a")
    ]


@pytest.fixture(scope="module")
def made(first_homes):
    az, ka = first_homes["az"].locale, first_homes["ka"].locale
    own = make.make_institution(name="Milli İncəsənət Muzeyi", country="AZ", is_own=True)
    museum = make.make_institution(name="Gürcüstan Milli Muzeyi", country="GE", kind="museum")
    gallery = make.make_institution(name="Çuğureti qalereyası", country="GE", kind="gallery")
    university = make.make_institution(name="Ege Universiteti", country="TR", kind="university")
    make.make_institution(name="Praqa muzeyi", country="CZ", kind="museum")
    make.make_institution(name="Beynəlxalq şura", country="", city="", kind="other")
    make.make_institution(name="Qaralama", country="FR", live=False)
    exchange = make.make_area(name="Sərgi mübadiləsi")
    training = make.make_area(name="Treninqlər")
    unused = make.make_area(name="Heç yerdə")
    agreement = make.make_agreement(
        parties=[AgreementParty(institution=own, locale=az), AgreementParty(institution=museum, locale=az)],
        areas=[AgreementArea(area=exchange, locale=az), AgreementArea(area=training, locale=az)],
    )
    make.make_agreement(
        parties=[AgreementParty(institution=university, locale=az)],
        areas=[AgreementArea(area=training, locale=az)],
    )
    make.make_agreement(
        live=False,
        parties=[AgreementParty(institution=gallery, locale=az)],
        areas=[AgreementArea(area=unused, locale=az)],
    )
    make.make_exhibition_abroad(
        venues=[Venue(city="Tbilisi", country="GE", institution=gallery, locale=az)],
        partners=[NewsPartner(institution=museum, locale=az)],
    )
    museum_ka = make.make_institution("ka", of=museum, name="საქართველოს ეროვნული მუზეუმი")
    exchange_ka = make.make_area("ka", of=exchange, name="გამოფენების გაცვლა")
    make.make_agreement(
        "ka",
        of=agreement,
        parties=[AgreementParty(institution=museum_ka, locale=ka)],
        areas=[AgreementArea(area=exchange_ka, locale=ka)],
    )
    return {"url": make.make_index(CooperationPage).get_url(), "exchange": exchange, "training": training}


@pytest.fixture
def site(made, homes):
    """What was made once for the module, on Python objects of each test's own."""
    return deepcopy(made)


def test_partners_stand_under_their_countries_in_the_order_of_the_language(client, site):
    with override("az"):
        nowhere = gettext("Country not given")
    assert by_country(client.get(site["url"])) == [
        ("Çexiya", ["Praqa muzeyi"]),
        ("Gürcüstan", ["Çuğureti qalereyası", "Gürcüstan Milli Muzeyi"]),
        ("Türkiyə", ["Ege Universiteti"]),
        (nowhere, ["Beynəlxalq şura"]),
    ]


def test_the_list_of_countries_counts_and_leads_to_each(client, site):
    found = countries(client.get(site["url"]))
    assert [row[:2] for row in found[1:]] == [("Çexiya", 1), ("Gürcüstan", 2), ("Türkiyə", 1)]
    assert found[0][3] is True
    for name, number, query, _chosen in found[1:]:
        response = client.get(site["url"] + query)
        [(country, names)] = by_country(response)
        assert (country, len(names)) == (name, number)
        assert [row[0] for row in countries(response) if row[3]] == [name]
        assert soup(response).h1.get_text(strip=True).endswith(name)


def test_partners_are_found_by_what_was_agreed_with_them(client, site):
    key = str(site["training"].translation_key)
    response = client.get(site["url"], {"area": key})
    assert [name for _country, names in by_country(response) for name in names] == [
        "Gürcüstan Milli Muzeyi",
        "Ege Universiteti",
    ]
    # The list of countries heeds the area, and keeps it.
    found = countries(response)
    assert [row[:2] for row in found[1:]] == [("Gürcüstan", 1), ("Türkiyə", 1)]
    assert all(key in query for _name, _number, query, _chosen in found)


def test_only_areas_of_public_agreements_are_offered(client, site):
    page = soup(client.get(site["url"]))
    labels = [option.get_text(strip=True) for option in page.select("#filter-area option")][1:]
    assert labels == ["Sərgi mübadiləsi (1)", "Treninqlər (2)"]


def test_each_language_counts_its_own(client, site):
    url = make.make_index(CooperationPage, "ka").get_url()
    page = soup(client.get(url))
    assert [option.get_text(strip=True) for option in page.select("#filter-area option")][1:] == [
        "გამოფენების გაცვლა (1)"
    ]
    key = str(site["exchange"].translation_key)
    assert by_country(client.get(url, {"area": key})) == [("საქართველო", ["საქართველოს ეროვნული მუზეუმი"])]


def test_the_figures_are_those_of_what_is_public(client, site):
    page = soup(client.get(site["url"]))
    numbers = [int(item.dd.get_text()) for item in page.select(".figures__item")]
    assert numbers == [5, 3, 2, 1]
    assert page.select(".figures") and not soup(client.get(site["url"], {"country": "GE"})).select(".figures")


def test_each_partner_says_how_much_there_is_of_each_kind(client, site):
    page = soup(client.get(site["url"], {"kind": "museum", "country": "GE"}))
    with override("az"):
        line = f"{gettext('Agreements')}: 1 · {gettext('Exhibitions abroad')}: 1"
    assert page.select_one(".by-country .lines__note").get_text(strip=True) == line


@pytest.mark.parametrize(
    "query",
    [
        {"country": "FR"},
        {"country": "ge"},
        {"country": "GE\0"},
        {"area": "1"},
        {"area": "'; DROP TABLE"},
        {"kind": "ministry"},
        {"kind": "x" * 10_000},
        {"page": "99"},
    ],
)
def test_a_wrong_choice_is_a_clear_page(client, site, query):
    response = client.get(site["url"], query)
    assert response.status_code == 404
    assert soup(response).select_one("[role=status] a[href='.']")
    assert by_country(response) == []


def test_people_are_found_by_the_roles_there_are(client, site):
    make.make_person(names={"az": "Könül Rəfiyeva"}, is_signatory=True)
    make.make_person(names={"az": "Çingiz Fərzəliyev"}, is_signatory=True, is_curator=True)
    url = make.make_index(PeoplePage).get_url()
    page = soup(client.get(url))
    assert [option["value"] for option in page.select("#filter-role option")] == ["", "signatory", "curator"]
    curators = soup(client.get(url, {"role": "curator"}))
    assert [name.get_text(strip=True) for name in curators.select(".lines__title")] == ["Çingiz Fərzəliyev"]
    assert client.get(url, {"role": "maker"}).status_code == 404
