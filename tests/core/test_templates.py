"""What readers see: every template, the frame around pages, pictures, and the promises of the style sheets."""

import gzip
import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import override

from core import pictures
from core.fields import Words
from core.models import MuseumImage, OpeningHours, RelatedPage, SpecialDay
from events.models import ExhibitionWork, Session
from home import hours
from tests import factories as make

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Mail programs know no style sheet: letters carry their own.
PUBLIC = [path for path in TEMPLATES if not {"admin", "mail"} & set(path.parts)]
CSS = (ROOT / "static/css/site.css").read_text()


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def render(source, **context):
    return Template("{% load museum %}" + source).render(Context(context))


# Templates as they are written


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_template_compiles(path):
    get_template(str(path.relative_to(ROOT / "templates")))


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.name)
def test_public_templates_hold_nothing_that_the_policy_forbids(path):
    text = path.read_text()
    assert not re.search(r"\s(style|on[a-z]+)\s*=", text)
    assert "<style" not in text
    # A data block is not a script: no browser runs it.
    assert not re.search(r"<script(?! type=\"application/ld\+json\">)(?![^>]*\ssrc=)", text)
    assert not re.search(r"\|\s*(upper|lower|title|capfirst)\b", text)


# Style sheets, fonts and scripts


def palette(scheme):
    """Return the colours of one scheme by token."""
    pairs = re.findall(r"--([a-z-]+): light-dark\((#\w{6}), (#\w{6})\)", CSS)
    return {name: (light, dark)[scheme == "dark"] for name, light, dark in pairs}


def contrast(one, other):
    """Return the contrast ratio of two colours by WCAG 2.2."""

    def luminance(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))

    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read(scheme):
    colours = palette(scheme)
    for ground in ("ground", "paper", "mat"):
        for text in ("ink", "muted", "madder", "indigo"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for ground in ("ground", "paper"):
        for line in ("control", "focus"):
            assert contrast(colours[line], colours[ground]) >= 3, (line, ground)
    assert contrast(colours["on-madder"], colours["madder-deep"]) >= 4.5


def test_colours_for_old_browsers_are_those_of_the_light_scheme():
    old = dict(re.findall(r"--([a-z-]+): (#\w{6});", CSS))
    assert {name: colour for name, colour in palette("light").items() if name in old} == old


def test_theme_colours_are_those_of_the_ground():
    head = (ROOT / "templates/components/head_assets.html").read_text()
    for scheme in ("light", "dark"):
        assert f'content="{palette(scheme)["ground"]}" media="(prefers-color-scheme: {scheme})"' in head


def test_style_sheets_and_scripts_are_small():
    sheets = [path for path in (ROOT / "static/css").glob("*.css") if not path.name.startswith("admin")]
    assert sum(len(gzip.compress(path.read_bytes())) for path in sheets) <= 30 * 1024
    assert len(gzip.compress((ROOT / "static/js/site.js").read_bytes())) <= 15 * 1024


def test_no_letters_are_raised_or_spaced():
    # Georgian has no capitals in running text, and Turkic i is raised wrongly where the language is not known.
    assert not re.search(r"text-transform|letter-spacing|font-variant-caps", CSS)


def test_every_file_of_the_style_sheet_exists_and_fonts_have_their_licence():
    for name in re.findall(r'url\("\.\./([^"]+)"\)', CSS):
        assert (ROOT / "static" / name).is_file(), name
    assert "SIL Open Font License" in (ROOT / "static/fonts/OFL.txt").read_text()


def test_what_pages_link_exists():
    for path in TEMPLATES:
        for name in re.findall(r'{% static "([^"]+)" %}', path.read_text()):
            assert (ROOT / "static" / name).is_file(), (path, name)


def test_every_icon_is_in_the_sprite():
    sprite = (ROOT / "static/img/icons.svg").read_text()
    for path in PUBLIC:
        for name in re.findall(r'{% icon "([^"]+)" %}', path.read_text()):
            assert f'id="{name}"' in sprite, (path, name)


# The frame


@pytest.mark.parametrize("language", ["az", "en", "ka", "tr"])
def test_the_frame_of_a_page(client, homes, language):
    source = make.make_news(title="Xəbər")
    page = source if language == "az" else make.make_news(language, of=source, title=f"Title {language}")
    found = soup(client.get(page.get_url()))
    assert found.html["lang"] == language
    assert found.title.text.startswith(page.title)
    assert len(found.select("h1")) == 1
    assert found.select_one(".skip-link")["href"] == "#main"
    assert found.select_one("main#main")
    current = found.select_one(".languages [aria-current]")
    assert (current["lang"], current["href"]) == (language, page.get_url())
    names = [link.contents[0].strip() for link in found.select(".languages__link")]
    assert names == ["Azərbaycanca", "English", "ქართული", "Türkçe"]


def test_the_switcher_says_which_translation_is_missing(client, homes):
    page = make.make_news(title="Xəbər")
    links = soup(client.get(page.get_url())).select(".languages__link")
    elsewhere = [link for link in links if "languages__link--elsewhere" in link["class"]]
    assert [link["href"] for link in elsewhere] == ["/en/", "/ka/", "/tr/"]
    assert "not yet been translated into English" in elsewhere[0].text


def test_the_switcher_of_the_search_keeps_the_question(client, homes):
    links = soup(client.get("/az/search/?q=xal%C3%A7a")).select(".languages__link")
    assert [link["href"] for link in links][1] == "/en/search/?q=xal%C3%A7a"


def test_the_menu_leads_to_translations_and_leaves_the_rest_out(client, homes):
    translated, lonely = make.make_news(), make.make_news()
    twin = make.make_news("ka", of=translated, title="სიახლე")
    for page in (translated, lonely):
        make.make_menu_item(page, "ka")
    found = soup(client.get(twin.get_url())).select(".site-menu .menu__link")
    assert [(link.text, link["href"], link["aria-current"]) for link in found] == [
        ("სიახლე", twin.get_url(), "page")
    ]


def test_a_notice_shows_between_its_dates(client, homes):
    now = timezone.now()
    make.make_notice("en", text="Closed tomorrow.")
    make.make_notice("en", text="Not yet.", starts=now + timedelta(hours=1))
    make.make_notice("en", text="Over.", until=now - timedelta(hours=1))
    make.make_notice("en", text="Taken down.", active=False)
    texts = [item.text.strip() for item in soup(client.get("/en/")).select(".notices__text")]
    assert texts == ["Closed tomorrow."]


def test_readers_get_no_cookie_and_no_variation_by_it(client, homes):
    response = client.get("/az/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


# Facts in words


def test_an_unknown_date_is_said_in_words(client, homes):
    page = make.make_agreement("en", title="Memorandum", signed_on=None)
    assert "date not known" in soup(client.get(page.get_url())).select_one(".label").text


def test_a_cancelled_session_is_shown_as_such(client, homes):
    starts = timezone.now() + timedelta(days=2)
    page = make.make_event("en", title="Lecture", sessions=[Session(starts_at=starts, cancelled=True)])
    found = soup(client.get(page.get_url()))
    assert found.select_one(".facts__cancelled s")
    assert found.select_one(".state--loud").text == "Cancelled"


def test_a_demonstration_record_says_so(client, homes):
    page = make.make_highlight("en", title="Carpet", is_demonstration=True)
    text = soup(client.get(page.get_url())).select_one(".demonstration").text
    assert "not a work in the collection" in text


def test_chosen_pages_are_shown_in_the_readers_language_or_not_at_all(client, homes):
    known, unknown = make.make_highlight(title="Xalça"), make.make_highlight(title="Kasa")
    make.make_highlight("tr", of=known, title="Halı")
    values = {
        "related_pages": [RelatedPage(page=known), RelatedPage(page=unknown)],
        "works": [ExhibitionWork(page=known), ExhibitionWork(page=unknown)],
        "body": [("teaser", {"page": unknown, "text": ""}), ("teaser", {"page": known, "text": ""})],
    }
    page = make.make_exhibition("tr", title="Sergi", **values)
    found = soup(client.get(page.get_url()))
    assert [item.text.strip() for item in found.select(".related .card__title")] == ["Halı"]
    assert [item.text.strip() for item in found.select(".cards--works .card__title")] == ["Halı"]
    assert [item.text.strip() for item in found.select(".teaser__title")] == ["Halı"]


def test_an_institution_that_is_not_public_is_named_without_a_link():
    class Hidden:
        live = False

        def get_url(self):
            return "/az/x/"

        def __str__(self):
            return "Muzey"

    text = render('{% include "components/linked.html" with object=object %}', object=Hidden())
    assert text.strip() == "Muzey"


def test_every_block_is_rendered(client, homes):
    image = make.make_image(alt={"en": "A red square"}, credit={"az": "Arxiv"})
    body = [
        ("heading", "A heading"),
        ("text", "<p>Words</p>"),
        ("image", {"image": image, "caption": "A caption"}),
        ("gallery", {"heading": "Pictures", "pictures": [{"image": image, "caption": ""}] * 2}),
        ("quote", {"text": "Said", "source": "Somebody"}),
        (
            "documents",
            {"heading": "", "documents": [{"document": make.make_document(), "title": "The text"}]},
        ),
        ("video", {"url": "https://vimeo.com/1", "title": "A film", "poster": image}),
        ("call_to_action", {"text": "Come", "button": "Visit", "page": None, "url": "https://example.org/"}),
    ]
    found = soup(client.get(make.make_news("en", title="All blocks", body=body).get_url()))
    assert found.select_one("h2.story__heading").text == "A heading"
    assert len(found.select(".story img[alt='A red square']")) == 4
    assert found.select_one(".figure__by [lang='az']").text == "Arxiv"
    assert found.select_one(".video__frame")["data-player"].startswith("https://player.vimeo.com/")
    assert not found.select("iframe")
    assert "PDF" in found.select_one(".documents__facts").text


# Pictures


@pytest.fixture
def image(db):
    return make.make_image(size=(1000, 500), alt={"en": "A carpet"})


def test_a_picture_is_offered_in_three_formats_and_never_cropped(image):
    assert pictures.make(image)
    with override("en"):
        html = render("{% picture image %}", image=MuseumImage.objects.get(pk=image.pk))
    found = BeautifulSoup(html, "html.parser")
    assert [source["type"] for source in found.select("source")] == ["image/avif", "image/webp"]
    assert [part.split()[1] for part in found.source["srcset"].split(", ")] == ["340w", "440w", "800w"]
    img = found.img
    assert (img["width"], img["height"], img["alt"], img["loading"]) == ("1000", "500", "A carpet", "lazy")


def test_a_tall_picture_says_how_narrow_it_is_where_height_is_short(db):
    tall = make.make_image(size=(500, 1000))
    assert pictures.make(tall)
    html = render("{% preload image 'work' %}{% picture image place='work' %}", image=tall)
    found = BeautifulSoup(html, "html.parser")
    assert found.source["sizes"] == (
        "(min-width: 62rem) min(58vw, 0.500 * min(80vh, 56rem)), min(calc(100vw - 2rem), 0.500 * 45vh)"
    )
    # What is asked for ahead is what is shown.
    assert found.link["imagesizes"] == found.source["sizes"]
    assert found.link["imagesrcset"] == found.source["srcset"]
    assert found.link["type"] == found.source["type"] == "image/avif"


def test_a_picture_asks_nothing_twice(image, django_assert_num_queries):
    pictures.make(image)
    image = MuseumImage.objects.prefetch_related("renditions").get(pk=image.pk)
    render("{% picture image %}", image=image)
    with django_assert_num_queries(0):
        render("{% picture image loading='eager' %}{% picture image widths='340' %}", image=image)


def test_a_missing_original_leaves_its_place_empty(image):
    Path(image.file.path).unlink()
    with override("en"):
        html = render("{% picture image %}", image=MuseumImage.objects.get(pk=image.pk))
    assert 'viewBox="0 0 1000 500"' in html
    assert 'aria-label="A carpet"' in html
    assert not pictures.make(MuseumImage.objects.get(pk=image.pk))


def test_a_full_disk_leaves_its_place_empty(image, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
    assert "data-missing" in render("{% picture image %}", image=MuseumImage.objects.get(pk=image.pk))


# Opening hours

BAKU = timezone.get_default_timezone


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=BAKU())


WEEK = [OpeningHours(weekday=day, opens=time(10), closes=time(18)) for day in range(1, 7)]


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (at(23, 12), "closed-today"),  # a Monday
        (at(24, 9, 59), "closed"),
        (at(24, 10), "open"),
        (at(24, 17, 59), "open"),
        (at(24, 18), "closed"),
        (datetime(2026, 11, 24, 6, 30, tzinfo=UTC), "open"),  # half past ten in Baku
        (datetime(2026, 11, 22, 20, 30, tzinfo=UTC), "closed-today"),  # already Monday in Baku
    ],
)
def test_open_now(moment, state):
    assert hours.today(WEEK, [], moment).state == state


def test_a_special_day_takes_precedence():
    holidays = SpecialDay(
        start=date(2026, 11, 24), end=date(2026, 11, 26), closed=True, note=Words(az="Bayram")
    )
    evening = SpecialDay(start=date(2026, 11, 26), opens=time(16), closes=time(22))
    assert hours.today(WEEK, [holidays, evening], at(25, 12)).state == "closed-today"
    assert hours.today(WEEK, [holidays, evening], at(26, 12)).state == "closed"
    assert hours.today(WEEK, [holidays, evening], at(26, 21)).state == "open"
    assert hours.today(WEEK, [holidays, evening], at(27, 12)).state == "open"


def test_the_week_names_days_in_the_readers_language_and_forgets_what_is_over():
    over = SpecialDay(start=date(2026, 11, 20), closed=True)
    coming = SpecialDay(start=date(2026, 12, 5), end=date(2026, 12, 6), closed=True)
    with override("az"):
        week = hours.week(WEEK, [coming, over], at(24, 12))
    assert [day.name for day in week.days][:2] == ["bazar ertəsi", "çərşənbə axşamı"]
    assert [day.is_today for day in week.days].index(True) == 1
    assert week.days[0].hours is None
    assert week.special == [coming]
