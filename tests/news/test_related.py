"""What to read on: chosen by an editor first, then the newest about the same partners."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from core.models import RelatedPage
from core.references import akin_keys
from events.models import EventOrganiser
from news.models import AgreementParty, NewsIndexPage, NewsPartner
from tests import factories as make
from tests.quick_database import remembered

pytestmark = pytest.mark.django_db


def related(client, page):
    """Return the titles of the related pages as a reader sees them."""
    found = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    return [item.get_text(strip=True) for item in found.select(".related .card__title")]


@remembered
def site(db):
    homes = make.make_homes(["az", "ka"])
    make.make_index(NewsIndexPage, "ka")
    return {
        "az": homes["az"].locale,
        "ka": homes["ka"].locale,
        "own": make.make_institution(is_own=True),
        "partner": make.make_institution(),
        "other": make.make_institution(),
    }


def news(site, title, year, *institutions, **values):
    language = values.pop("language", "az")
    rows = [NewsPartner(institution=item, locale=site[language]) for item in institutions]
    return make.make_news(
        language, title=title, date=datetime(year, 5, 1, tzinfo=UTC), partners=rows, **values
    )


def test_the_newest_about_the_same_partners_come_by_themselves(client, site):
    partner = site["partner"]
    for year in (2019, 2020, 2021, 2022):
        news(site, f"Xəbər {year}", year, partner)
    news(site, "Başqası", 2025, site["other"])
    page = news(site, "Bu", 2018, partner)
    assert related(client, page) == ["Xəbər 2022", "Xəbər 2021", "Xəbər 2020"]


def test_chosen_pages_come_first_and_none_comes_twice(client, site):
    partner = site["partner"]
    chosen = news(site, "Seçilmiş", 2001, site["other"])
    same = news(site, "Seçilmiş tərəfdaş", 2024, partner)
    news(site, "Yeni", 2023, partner)
    news(site, "Köhnə", 2002, partner)
    rows = [RelatedPage(page=chosen), RelatedPage(page=same)]
    page = news(site, "Bu", 2020, partner, related_pages=rows)
    assert related(client, page) == ["Seçilmiş", "Seçilmiş tərəfdaş", "Yeni"]


def test_what_an_editor_chose_in_the_source_is_not_found_again_in_a_translation(client, site):
    partner = site["partner"]
    partner_ka = make.make_institution("ka", of=partner, name="მუზეუმი")
    chosen = news(site, "Seçilmiş", 2024, partner)
    news(site, "არჩეული", 2024, partner_ka, language="ka", of=chosen)
    page = news(
        site,
        "ეს",
        2020,
        partner_ka,
        language="ka",
        related_pages=[RelatedPage(page=chosen)],
    )
    assert related(client, page) == ["არჩეული"]


def test_only_public_pages_of_the_same_language_are_found(client, site):
    partner = site["partner"]
    partner_ka = make.make_institution("ka", of=partner, name="მუზეუმი")
    news(site, "Qaralama", 2024, partner, live=False)
    news(site, "სხვა", 2024, partner_ka, language="ka")
    assert related(client, news(site, "Bu", 2020, partner)) == []


def test_the_museum_itself_makes_nothing_related(client, site):
    news(site, "Başqası", 2024, site["own"], site["other"])
    assert related(client, news(site, "Bu", 2020, site["own"], site["partner"])) == []


def test_any_part_and_any_section_count(client, site):
    partner = site["partner"]
    make.make_event(title="Seminar", organisers=[EventOrganiser(institution=partner, locale=site["az"])])
    make.make_agreement(
        title="Saziş",
        date=datetime(2021, 5, 1, tzinfo=UTC),
        parties=[AgreementParty(institution=partner, locale=site["az"])],
    )
    assert related(client, news(site, "Bu", 2020, partner)) == ["Seminar", "Saziş"]


def test_a_new_publication_is_found_at_once(client, site):
    page = news(site, "Bu", 2020, site["partner"])
    assert related(client, page) == []
    other = news(site, "Yeni", 2023, site["partner"])
    assert related(client, page) == ["Yeni"]
    other.unpublish()
    assert related(client, page) == []


def test_a_page_that_was_never_saved_has_none(site):
    assert akin_keys(0) == []
