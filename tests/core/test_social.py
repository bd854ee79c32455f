"""What is shown of a page elsewhere: on social networks, among a phone's programs, and when something is missing."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.images import ImageFile
from django.db import OperationalError
from django.http import HttpResponse
from django.urls import path
from PIL import Image

from core import pictures
from core.image_operations import MatOperation
from core.models import MuseumImage
from news.models import NewsIndexPage
from tests import factories as make
from tests.quick_database import remembered

LANGUAGES = ["az", "en", "ka", "tr"]
LOCALES = {"az": "az_AZ", "en": "en_GB", "ka": "ka_GE", "tr": "tr_TR"}
ROOT = Path(__file__).resolve().parents[2]


@remembered
def image(db):
    image = make.make_image(size=(900, 1600), alt={"az": "Hündür şəkil"})
    pictures.make(image)
    return image


def meta(client, thing):
    head = BeautifulSoup(client.get(thing.get_url()).content, "html.parser").head
    found = {}
    for tag in head.select("meta[property], meta[name]"):
        found.setdefault(tag.get("property") or tag.get("name"), []).append(tag["content"])
    return found


def fetched(client, address, tmp_path):
    assert address.startswith(settings.SITE_URL + "/")
    response = client.get(address.removeprefix(settings.SITE_URL))
    assert response.status_code == 200
    content = b"".join(response.streaming_content) if response.streaming else response.content
    (tmp_path / "picture").write_bytes(content)
    return Image.open(tmp_path / "picture")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_presents_itself(client, homes, language):
    source = make.make_news(title="Xəbər")
    for other in LANGUAGES[1:]:
        make.make_news(other, of=source, title=f"Title {other}")
    page = type(source).objects.get(translation_key=source.translation_key, locale=homes[language].locale)
    said = meta(client, page)
    assert said["og:title"] == [page.title]
    assert said["og:url"] == [settings.SITE_URL + page.get_url()]
    assert said["og:type"] == ["article"]
    assert said["og:locale"] == [LOCALES[language]]
    assert sorted(said["og:locale:alternate"]) == sorted(set(LOCALES.values()) - {LOCALES[language]})
    assert said["article:published_time"][0].endswith("+04:00")
    assert said["article:modified_time"][0].endswith("+04:00")
    assert said["twitter:card"] == ["summary_large_image"]


def test_a_photograph_fills_its_preview(client, homes, tmp_path):
    image = make.make_image(size=(1600, 1100))
    pictures.make(image)
    said = meta(client, make.make_news(lead_image=image, lead_alt="Bir gün"))
    shown = fetched(client, said["og:image"][0], tmp_path)
    assert [str(side) for side in shown.size] == said["og:image:width"] + said["og:image:height"]
    assert shown.width / shown.height == pytest.approx(1200 / 630, rel=0.01)
    assert said["og:image:alt"] == ["Bir gün"]


def test_a_work_is_shown_whole_on_its_mat(client, homes, image, tmp_path):
    said = meta(client, make.make_highlight(lead_image=image))
    shown = fetched(client, said["og:image"][0], tmp_path).convert("RGB")
    assert shown.size == (1200, 630)
    assert max(abs(a - b) for a, b in zip(shown.getpixel((5, 5)), MatOperation.COLOUR, strict=True)) < 4
    # 900 × 1600 in a height of 550: the picture ends where its proportions say.
    assert shown.getpixel((600, 315))[0] > 140 > shown.getpixel((600, 315))[1]
    assert shown.getpixel((600 - 170, 315))[1] > 200
    assert shown.getpixel((600 - 140, 50))[1] < 100


def test_a_tall_picture_is_cropped_only_where_an_editor_said_what_matters(client, homes, image):
    page = make.make_news(lead_image=image)
    assert "mat-1200x630" in meta(client, page)["og:image"][0]
    image.focal_point_x = image.focal_point_y = 400
    image.focal_point_width = image.focal_point_height = 100
    image.save()
    pictures.make(image)
    assert "fill-1200x630" in meta(client, page)["og:image"][0]


def test_a_work_smaller_than_its_mat_is_not_enlarged(db):
    image = make.make_image(size=(100, 80))
    shown = Image.open(image.get_rendition(pictures.SOCIAL_WORK).file).convert("RGB")
    assert shown.size == (1200, 630)
    assert shown.getpixel((600, 260))[1] > 200


def test_a_transparent_picture_lies_on_the_mat(db, tmp_path):
    Image.new("RGBA", (300, 200), (0, 0, 0, 0)).save(tmp_path / "glass.png")
    with (tmp_path / "glass.png").open("rb") as file:
        image = MuseumImage.objects.create(title="Şüşə", file=ImageFile(file, name="glass.png"))
    shown = Image.open(image.get_rendition(pictures.SOCIAL_WORK).file).convert("RGB")
    assert min(shown.getpixel((600, 315))) > 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_without_a_picture_shows_ours(client, homes, language, tmp_path):
    for page in (homes[language], make.make_index(NewsIndexPage, language), make.make_news(language)):
        said = meta(client, page)
        shown = fetched(client, said["og:image"][0], tmp_path)
        assert [str(side) for side in shown.size] == said["og:image:width"] + said["og:image:height"]
        assert shown.size == (1200, 630)


def test_the_picture_of_a_person_goes_with_their_page(client, homes, image):
    said = meta(client, make.make_person(portrait=image))
    assert "/media/images/" in said["og:image"][0]


# Among a phone's programs


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manifest_speaks_the_readers_language(client, homes, language):
    head = BeautifulSoup(client.get(f"/{language}/").content, "html.parser").head
    response = client.get(head.select_one("link[rel=manifest]")["href"])
    assert response["Content-Type"] == "application/manifest+json"
    said = json.loads(response.content)
    assert (said["lang"], said["start_url"]) == (language, f"/{language}/")
    assert said["name"] == head.select_one("meta[property='og:site_name']")["content"]
    assert len(said["short_name"]) < len(said["name"])
    for icon in said["icons"]:
        assert client.get(icon["src"]).status_code == 200
    colours = [tag["content"] for tag in head.select("meta[name=theme-color]")]
    assert said["theme_color"] == colours[0]
    assert len(colours) == 2


# What is missing, what is broken


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lost_reader_is_offered_search_and_sections(client, homes, language):
    index = make.make_index(NewsIndexPage, language)
    make.make_menu_item(index, language)
    response = client.get(f"/{language}/yoxdur/")
    assert response.status_code == 404
    found = BeautifulSoup(response.content, "html.parser")
    assert found.html["lang"] == language
    assert found.select_one("main form")["action"] == f"/{language}/search/"
    assert [link["href"] for link in found.select(".lost__sections a")] == [index.get_url()]


def test_a_lost_reader_of_a_site_without_a_menu_is_led_home(client, homes):
    found = BeautifulSoup(client.get("/en/nothing/").content, "html.parser")
    assert [link["href"] for link in found.select(".lost__sections a")] == ["/en/"]


def broken(request):
    raise RuntimeError("broken")


def bare(request):
    return HttpResponse("")


class Broken:
    urlpatterns = [path("<path:rest>", broken), path("", bare)]
    handler500 = "core.views.failed"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_broken_page_apologises_in_four_languages_without_a_database(client, settings, language):
    settings.ROOT_URLCONF = Broken
    client.raise_request_exception = False
    response = client.get(f"/{language}/anything/")  # the database is closed to this test
    assert response.status_code == 500
    stands_alone(response.content.decode(), language)


def test_while_the_database_is_away_readers_are_asked_to_come_back(client, homes, monkeypatch):
    def away(*_args, **_kwargs):
        raise OperationalError("connection refused")

    client.get("/ka/")
    monkeypatch.setattr("django.db.models.sql.compiler.SQLCompiler.execute_sql", away)
    client.raise_request_exception = False
    for path_ in ("/ka/", "/az/xeberler/", "/tr/search/?q=xal"):
        response = client.get(path_)
        assert response.status_code == 503
        assert int(response["Retry-After"]) > 0
        assert response["Cache-Control"] == "no-store"
        stands_alone(response.content.decode(), path_[1:3])


@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_pages_of_failure_stand_alone(name):
    stands_alone((ROOT / "templates" / name).read_text(encoding="utf-8"))


def stands_alone(text, first="az"):
    assert "{%" not in text
    assert "{{" not in text
    found = BeautifulSoup(text, "html.parser")
    languages = [part["lang"] for part in found.select("section")]
    assert languages == [first, *(language for language in LANGUAGES if language != first)]
    assert len(found.select("section h2")) == 4
    for address in re.findall(r'(?:href|src)="/static/([^"]+)"', text):
        assert (ROOT / "static" / address).is_file()
