"""The press room: whom to ask, what is new, what may be taken, and all releases by year and kind."""

import json
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.models import PageViewRestriction

from core.models import ContactPoint, SiteSettings
from home.marks import marks
from home.models import HomePage, PressFact, PressRoomPage, StandardPage
from tests import factories as make
from tests.translation_helpers import fresh, republish, translated

pytestmark = pytest.mark.django_db

LANGUAGES = ["az", "en", "ka", "tr"]
WORDS = {
    "az": ("Mətbuat üçün əlaqə", "Faktlar", "Loqolar", "Bütün press-relizlər"),
    "en": ("Press contacts", "Fact sheet", "Logos", "All press releases"),
    "ka": ("კონტაქტი პრესისთვის", "ფაქტები", "ლოგოები", "ყველა პრესრელიზი"),
    "tr": ("Basın iletişimi", "Bilgi notu", "Logolar", "Tüm basın bültenleri"),
}


def room(language="az", **values):
    fact = PressFact(label="Zallar", value="60", locale=make.make_locale(language))
    defaults = {"title": "Mətbuat", "marks_note": "Saytın nişanı", "fact_sheet": [fact]}
    make.make_index(PressRoomPage, language).delete()
    return make.make_page(PressRoomPage, language, **defaults | values)


def release(language="az", *, builder=make.make_news, year=2026, **values):
    return builder(language, is_press_release=True, date=datetime(year, 5, 1, 9, tzinfo=UTC), **values)


def soup(client, page, query="", status=200):
    response = client.get(page.get_url() + query)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def archived(page):
    return [link.text for link in page.select('[aria-labelledby="archive"] .lines__title a')]


@pytest.fixture
def museum(homes):
    museum = SiteSettings.objects.create(boilerplate={code: f"Muzey {code}" for code in LANGUAGES})
    ContactPoint.objects.create(settings=museum, kind="press", email="press@example.org")
    ContactPoint.objects.create(
        settings=museum, kind="press", subject="agreements", email="agreements@example.org"
    )
    ContactPoint.objects.create(settings=museum, kind="images", email="images@example.org")
    return museum


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_the_press_takes_is_there_in_its_language(client, museum, language):
    page = room(language)
    news = release(language, title="Reliz", lead_image=make.make_image())
    shown = soup(client, page)
    headings = [heading.text for heading in shown.select("main h2")]
    assert set(WORDS[language]) <= set(headings)
    mails = [link["href"] for link in shown.select('.press-contact a[href^="mailto:"]')]
    assert mails == ["mailto:press@example.org", "mailto:agreements@example.org"]
    assert shown.select_one(f'main a[href="/{language}/feeds/#press"]')
    assert shown.select_one('[aria-labelledby="newest"] .card__link')["href"] == news.get_url()
    assert archived(shown) == ["Reliz"]
    copied = {button["data-copy"] for button in shown.select("main button[data-copy]")}
    assert copied == {f"Muzey {language}", "Zallar: 60"}
    assert shown.select_one('[aria-labelledby="boilerplate"]').text.count(f"Muzey {language}") == 1
    assert {(link["type"], link["href"]) for link in shown.select('link[rel="alternate"][type]')} >= {
        ("application/feed+json", f"/{language}/feeds/press.json")
    }
    files = [link["href"] for link in shown.select(".marks__files a")]
    assert len(files) == 8
    for path in files:
        assert client.get(path).status_code == 200, path
    graph = json.loads(shown.select_one('script[type="application/ld+json"]').text)["@graph"]
    assert any(node["@type"] == "CollectionPage" for node in graph)


def test_releases_alone_are_listed_and_none_that_is_not_public(client, museum):
    page = room()
    release(title="Reliz")
    make.make_news(title="Xəbər")
    release(title="Qaralama", live=False)
    release("ka", title="სხვა ენა")
    PageViewRestriction.objects.create(page=release(title="Məxfi"), restriction_type="login")
    assert archived(soup(client, page)) == ["Reliz"]


def test_the_archive_is_narrowed_by_year_and_kind(client, museum):
    page = room()
    release(title="Köhnə", year=2023)
    release(title="Saziş", year=2023, builder=make.make_agreement)
    release(title="Yeni", year=2026)
    shown = soup(client, page, "?year=2023")
    assert archived(shown) == ["Saziş", "Köhnə"]
    assert not shown.select('[aria-labelledby="newest"], .marks')
    assert shown.select_one(".press-contact")
    kinds = [option.text for option in shown.select('select[name="kind"] option')[1:]]
    assert [kind[-3:] for kind in kinds] == ["(1)", "(1)"]
    assert archived(soup(client, page, "?year=2023&kind=agreements")) == ["Saziş"]


@pytest.mark.parametrize(
    "query", ["?year=1900", "?kind=nonsense", "?page=9", "?page=x", "?year=%00", "?kind=ə"]
)
def test_a_wrong_address_is_a_clear_page(client, museum, query):
    page = room()
    release(title="Reliz")
    shown = soup(client, page, query, status=404)
    assert shown.select_one('[role="status"]')
    assert archived(shown) == []


def test_the_archive_has_pages_and_its_queries_do_not_grow(client, museum):
    page = room()
    image = make.make_image()

    def count():
        cache.clear()
        client.get(page.get_url())
        with CaptureQueriesContext(connection) as captured:
            soup(client, page)
        return len(captured)

    for number in range(4):
        release(title=str(number), lead_image=image)
    few = count()
    assert few <= 15
    for number in range(22):
        release(title=f"{number}", year=2020, builder=make.make_agreement, lead_image=image)
    assert count() <= few + 1  # the count of pages
    second = soup(client, page, "?page=2")
    assert len(archived(second)) == 6
    assert not second.select('[aria-labelledby="newest"]')


def test_kits_and_alerts_are_linked_and_answer(client, museum):
    page = room()
    news = release(title="Reliz")
    links = {link["href"] for link in soup(client, page).select("main a[href]")}
    kit = f"/az/kits/{news.translation_key}/"
    assert kit in links
    assert client.get(kit).status_code == 200
    assert "/az/alerts/" in links and client.get("/az/alerts/").status_code == 200


def test_what_is_empty_is_not_mentioned(client, homes):
    shown = soup(client, room(fact_sheet=[], marks_note=""))
    assert not shown.select("#marks, #fact-sheet, #boilerplate, #newest, .press-contact")


def test_facts_are_words_that_wait_for_their_translation(client, museum):
    page = room()
    twin = translated(page, "ka")["ka"]
    assert [fact.value for fact in fresh(twin).fact_sheet.all()] == ["ka: 60"]
    page = republish(
        page, fact_sheet=[*page.fact_sheet.all(), PressFact(label="x", value="y", locale=page.locale)]
    )
    assert len(fresh(page).fact_sheet.all()) == 2
    assert [fact.value for fact in fresh(twin).fact_sheet.all()] == ["ka: 60"]


def test_there_is_one_room_below_each_home_and_nowhere_else(homes):
    first = make.make_index(PressRoomPage)
    assert not any(PressRoomPage.can_create_at(home) for home in homes.values())
    first.delete()
    assert PressRoomPage.can_create_at(homes["az"])
    assert PressRoomPage.allowed_parent_page_models() == [HomePage]
    assert PressRoomPage.allowed_subpage_models() == []
    assert not PressRoomPage.can_exist_under(make.make_standard_page())
    assert not StandardPage.can_exist_under(first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_marks_are_as_large_as_is_said(language):
    for mark in marks(language):
        name = mark.png.removeprefix("/static/")
        with Image.open(finders.find(name)) as picture:
            assert picture.size == (mark.width, mark.height), name
            assert picture.convert("RGBA").getpixel((0, 0))[3] == 0, "the ground is not its own"


def test_a_text_about_the_museum_has_room_for_paragraphs_but_not_for_everything(museum):
    museum.boilerplate = {"az": "x" * 1200}
    form = SiteSettings._meta.get_field("boilerplate").formfield()
    assert form.clean(["x" * 1200, "", "", ""]) == {"az": "x" * 1200}
    with pytest.raises(ValidationError):
        form.clean(["x" * 1201, "", "", ""])
    assert "<textarea" in form.widget.render("boilerplate", museum.boilerplate)
