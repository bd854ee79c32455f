"""The first page and the page for visitors: what editors choose, and what stands there without a choice."""

from datetime import timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.translation import gettext, override

from core.i18n import LANGUAGES
from core.models import ContactPoint, SiteSettings
from home.models import MenuItem
from tests import factories as make
from tests.quick_database import remembered

pytestmark = pytest.mark.django_db


def soup_of(client, page):
    response = client.get(page.get_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


@remembered
def homes(db):
    return make.make_homes(["az", "ka"])


# Home


def shown(client, home):
    soup = soup_of(client, home)
    news = [item.get_text(strip=True) for item in soup.select("#news ~ .cards .card__title")]
    work, abroad = soup.select_one(".wall-label__title"), soup.select_one(".band__title")
    return work and work.get_text(strip=True), abroad and abroad.get_text(strip=True), news


def test_without_a_choice_the_newest_that_fits_is_shown(client, homes):
    image = make.make_image()
    make.make_highlight(title="Köhnə əsər", lead_image=image)
    make.make_highlight(title="Yeni əsər", lead_image=image)
    make.make_highlight(title="Şəkilsiz əsər")
    days = {"Birinci": 9, "İkinci": 8, "Üçüncü": 7, "Dördüncü": 6}
    for title, ago in days.items():
        make.make_news(title=title, date=timezone.now() - timedelta(days=ago))
    make.make_exhibition_abroad(title="Tbilisidə", date=timezone.now() - timedelta(days=5))
    assert shown(client, homes["az"]) == ("Yeni əsər", "Tbilisidə", ["Dördüncü", "Üçüncü", "İkinci"])


def test_what_editors_choose_is_shown_in_each_language(client, homes):
    image = make.make_image()
    work = make.make_highlight(title="Seçilmiş əsər", lead_image=image)
    make.make_highlight("ka", of=work, title="არჩეული")
    make.make_highlight(title="Yeni əsər", lead_image=image)
    abroad = make.make_exhibition_abroad(title="İzmirdə", date=timezone.now() - timedelta(days=50))
    make.make_exhibition_abroad(title="Tbilisidə")
    first = make.make_news(title="Seçilmiş xəbər", date=timezone.now() - timedelta(days=400))
    for number in range(3):
        make.make_news(title=f"Xəbər {number}")
    home = homes["az"]
    home.featured_work, home.featured_abroad, home.featured_news = work, abroad, first
    home.save_revision().publish()
    work_shown, abroad_shown, news = shown(client, home)
    assert (work_shown, abroad_shown, news[0], len(news)) == ("Seçilmiş əsər", "İzmirdə", "Seçilmiş xəbər", 3)
    georgian = homes["ka"]
    georgian.featured_work = work
    georgian.save_revision().publish()
    assert shown(client, georgian) == ("არჩეული", None, [])


def test_an_empty_home_says_nothing_that_is_not_there(client, homes):
    soup = soup_of(client, homes["az"])
    assert not soup.select(".band, .hero__work, .today, #news, #whats-on")
    for link in soup.select(".feeds__link"):
        assert client.get(link["href"]).status_code == 200


# Visit


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_is_drawn_here_and_speaks_the_language(client, language):
    make.make_homes()
    soup = soup_of(client, make.make_visit_page(language))
    drawing = soup.select_one("svg.map__drawing")
    with override(language):
        names = drawing.get_text(" ", strip=True)
        for name in ("Old City", "Baku Bay", "Niyazi Street"):
            assert gettext(name) in names
    labels = [soup.find(id=name) for name in drawing["aria-labelledby"].split()]
    assert drawing["role"] == "img" and all(labels)
    assert not soup.select("main iframe, main img[src^=http], [style]")


def test_the_link_to_openstreetmap_follows_the_coordinates(client, homes):
    page = make.make_visit_page()
    assert not soup_of(client, page).select("a[href*=openstreetmap]")
    museum = SiteSettings.load()
    museum.latitude, museum.longitude = Decimal("40.36000"), Decimal("49.83000")
    museum.save()
    [link] = soup_of(client, page).select("a[href*=openstreetmap]")
    assert "mlat=40.36000&mlon=49.83000" in link["href"]


def test_editors_take_the_map_away_and_empty_sections_stay_unsaid(client, homes):
    page = make.make_visit_page(show_map=False)
    soup = soup_of(client, page)
    assert not soup.select("svg.map__drawing, #directions, #access, #groups")
    page.directions, page.access, page.groups = "<p>Metro</p>", "<p>Lift</p>", "<p>Siniflər</p>"
    page.save_revision().publish()
    soup = soup_of(client, page)
    assert [block.get_text(strip=True) for block in soup.select(".visit__facts--ways .prose")] == [
        "Metro",
        "Lift",
        "Siniflər",
    ]


def test_groups_are_led_to_their_form_in_their_language(client, homes):
    page = make.make_visit_page(groups="<p>Siniflər</p>")
    assert not soup_of(client, page).select("a[href*='kind=groups']")
    form = make.make_contact_page()
    [link] = soup_of(client, page).select("a[href*='kind=groups']")
    assert link["href"] == f"{form.get_url()}?kind=groups"
    # Where the form is not translated, nobody is led to one in another language.
    assert not soup_of(client, make.make_visit_page("ka", of=page, groups="<p>x</p>")).select(
        "a[href*='kind=groups']"
    )


def test_a_contact_is_found_by_its_kind_else_the_general_one():
    museum = SiteSettings(email="museum@example.org")
    museum.contacts = [ContactPoint(kind="press", email="press@example.org"), ContactPoint(kind="groups")]
    assert museum.address_for("press") == "press@example.org"
    assert museum.address_for("groups") == "museum@example.org"
    museum.contacts.add(ContactPoint(kind="general", email="info@example.org"))
    assert museum.address_for("groups") == "info@example.org"


# Around every page


def test_the_foot_has_a_menu_of_its_own(client, homes):
    privacy = make.make_standard_page(title="Məxfilik")
    news = make.make_standard_page(title="Haqqında")
    make.make_menu_item(news)
    make.make_menu_item(privacy, place=MenuItem.Place.FOOT)
    soup = soup_of(client, homes["az"])
    assert [a.get_text(strip=True) for a in soup.select(".site-menu .menu__link")] == ["Haqqında"]
    assert soup.select(f'.site-footer__links a[href="{privacy.get_url()}"]')
    assert not soup.select(f'.site-footer a[href="{news.get_url()}"]')
