"""Every kind of public page as a reader's browser meets it: quiet, alone, usable by keyboard and on a small screen."""

import re
from base64 import b64decode
from datetime import time

import pytest
from django.urls import reverse
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from collection.models import HighlightImage, HighlightMaker
from core.blocks import StoryBlock
from core.fields import Words
from core.models import ContactPoint, OpeningHours, Price, SiteSettings
from core.slugs import ascii_slug
from tests import factories as make

pytestmark = pytest.mark.browser

LONGEST = "Azərbaycanşünaslıq-mədəniyyətlərarasıəməkdaşlıq"  # a word wider than a telephone
PAGES = [
    *("home", "news index", "news", "agreement", "exhibition abroad", "anniversary"),
    *(
        "events index",
        "event",
        "exhibition",
        "collection index",
        "highlight",
        "rooms index",
        "room",
        "makers index",
    ),
    *("cooperation index", "institution", "people index", "person", "standard", "visit"),
    *("opportunities index", "opportunity"),
    "feeds",
    *("search", "search result", "not found"),
]
LANGUAGES = ("az", "ka")
WIDE = "return document.documentElement.scrollWidth"
SMALL = {"width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": False}


@pytest.fixture(scope="module")
def addresses(site):
    """The path of each kind of page in both languages, by kind and language."""
    paths = {("home", language): f"/{language}/" for language in LANGUAGES}
    first = {}
    indexes = [
        "news index",
        "events index",
        "collection index",
        "rooms index",
        "makers index",
        "cooperation index",
        "people index",
        "opportunities index",
        "press room",
    ]
    image = make.make_image(size=(1600, 900))

    def keep(kind, language, thing):
        first.setdefault(kind, thing)
        paths[kind, language] = thing.get_url()
        return thing

    for language in LANGUAGES:
        for kind, model in zip(indexes, make.INDEX_TITLES, strict=True):
            keep(kind, language, make.make_index(model, language))

        def of(kind):
            return {"of": first.get(kind)}

        title = {"title": f"{LONGEST} {language}"}
        table = (
            StoryBlock()
            .child_blocks["table"]
            .to_python(make.table([[LONGEST, f"<p>{LONGEST} {LONGEST}</p>"]], caption=LONGEST))
        )
        story = {"lead_image": image, "body": [make.text(f"<p>{LONGEST}</p>"), ("table", table)]}
        make.make_footer(language)
        make.make_notice(language)
        institution = make.make_institution(language, **of("institution"), name="Muzey", description=LONGEST)
        person = make.make_person(language, of=first.get("person"), names={"az": "Sınaq", "ka": "ნიმუში"})
        keep("institution", language, institution)
        keep("person", language, person)
        room = keep("room", language, make.make_room(7, language, **of("room")))
        keep("news", language, make.make_news(language, **of("news"), **title, **story))
        keep("agreement", language, make.make_agreement(language, **of("agreement"), **title, **story))
        keep(
            "exhibition abroad",
            language,
            make.make_exhibition_abroad(language, **of("exhibition abroad"), **title),
        )
        keep("anniversary", language, make.make_anniversary(language, **of("anniversary"), **title, **story))
        keep("event", language, make.make_event(language, **of("event"), **title, **story))
        keep("exhibition", language, make.make_exhibition(language, **of("exhibition"), **title, **story))
        locale = make.make_locale(language)
        highlight = make.make_highlight(
            language,
            **of("highlight"),
            **title,
            **story,
            room=room,
            images=[HighlightImage(image=image, locale=locale)],
            makers=[HighlightMaker(person=person, locale=locale)],
        )
        keep("highlight", language, highlight)
        keep("standard", language, make.make_standard_page(language, **of("standard"), **title, **story))
        ways = dict.fromkeys(("directions", "access", "groups"), f"<p>{LONGEST}</p>")
        keep("visit", language, make.make_visit_page(language, **of("visit"), **ways))
        keep("contact", language, make.make_contact_page(language, **of("contact"), title=title["title"]))
        opportunity = make.make_opportunity(
            language, **of("opportunity"), **title, **story, contact_name=LONGEST
        )
        keep("opportunity", language, opportunity)
        make.make_menu_item(first["news index"], language)
        paths["feeds", language] = f"/{language}/feeds/"
        paths["search", language] = f"/{language}/search/"
        paths["search result", language] = f"/{language}/search/?q={LONGEST}"
        paths["not found", language] = f"/{language}/yoxdur/"
    return paths


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_quiet_alone_and_usable(browser, addresses, kind, language):
    path = addresses[kind, language]
    browser.open(path)
    driver = browser.driver
    assert driver.find_element("tag name", "html").get_attribute("lang") == language
    assert driver.find_elements("tag name", "h1")
    if kind == "not found":
        browser.expect(404, path)

    # The first thing that the keyboard reaches leads past the menu, and does.
    press(driver, Keys.TAB)
    skip = driver.switch_to.active_element
    assert skip.get_attribute("href").endswith("#main")
    assert skip.is_displayed()
    assert skip.rect["x"] >= 0 and skip.rect["y"] >= 0
    press(driver, Keys.ENTER)
    press(driver, Keys.TAB)
    inside = "const main = document.querySelector('#main'), now = document.activeElement;"
    inside += "return location.hash === '#main' && !(main.compareDocumentPosition(now) & 2);"
    assert driver.execute_script(inside)

    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", SMALL)
    try:
        browser.open(path)
        assert driver.execute_script(WIDE) <= SMALL["width"], too_wide(driver)
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    assert driver.get_cookies() == []


def test_a_visitor_writes_by_keyboard_on_a_small_screen(browser, addresses, language):
    driver, path = browser.driver, addresses["contact", language]
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", SMALL)
    try:
        browser.open(path)
        assert [cookie["name"] for cookie in driver.get_cookies()] == ["csrftoken"]
        assert driver.execute_script(WIDE) <= SMALL["width"], too_wide(driver)
        # What is asked of groups is shown to groups alone, without a script.
        group = driver.find_element("name", "group_size")
        assert not group.is_displayed()
        driver.find_element("css selector", "[name=kind][value=groups]").click()
        assert group.is_displayed()
        driver.find_element("css selector", ".letter button").click()
        browser.expect(422, path)
        refusal = WebDriverWait(driver, 10).until(
            lambda page: page.find_element("css selector", "[role=alert]")
        )
        assert driver.switch_to.active_element == refusal
        refusal.find_elements("tag name", "a")[0].click()
        assert driver.switch_to.active_element.get_attribute("name") == "name"
        assert driver.execute_script(WIDE) <= SMALL["width"], too_wide(driver)
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    driver.delete_all_cookies()


def test_the_visit_prints_on_one_sheet(browser, addresses, language):
    museum = SiteSettings.load()
    museum.opening_hours = [OpeningHours(weekday=day, opens=time(10), closes=time(18)) for day in range(6)]
    museum.prices = [Price(category=Words({"az": "Böyüklər", "ka": "ზრდასრულები"}), amount=5)] * 4
    museum.contacts = [ContactPoint(kind=kind, email="info@example.org") for kind in ContactPoint.Kind.values]
    museum.save()
    browser.open(addresses["visit", language])
    paper = {"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": True}  # A4
    sheet = b64decode(browser.driver.execute_cdp_cmd("Page.printToPDF", paper)["data"])
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


def press(driver, key):
    driver.switch_to.active_element.send_keys(key)


def too_wide(driver):
    """Return the elements that reach beyond a small screen, for the message of a failure."""
    return driver.execute_script(
        "return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 320.5)"
        ".map(e => `${e.tagName}.${e.className} ${e.getBoundingClientRect().right}`).slice(0, 10)"
    )


@pytest.mark.parametrize("title", ["Əzim Əzimzadə", "საქართველოს ეროვნული მუზეუმი", "Ğarb «İşığı» – №5"])
def test_the_slug_is_the_servers_while_the_title_is_typed(editor, site, title):
    editor.open(reverse("wagtailadmin_pages:add", args=["home", "standardpage", site["az"].pk]))
    editor.fill(title=title)
    slug = editor.field("slug")
    editor.wait(lambda: slug.get_attribute("value") == ascii_slug(title), f"the slug {ascii_slug(title)}")


def test_the_address_of_a_feed_is_copied_with_one_press(browser, addresses):
    browser.open(addresses["feeds", "az"])
    run = browser.driver.execute_script
    run("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
    address = browser.driver.find_element("css selector", "main code")
    browser.driver.find_element("css selector", "main code + span button").click()
    assert run("return window.copied") == address.text
    assert browser.driver.find_element("css selector", "main code + span [role=status]").text
