"""What the press is given of a release or an exhibition, and what it is not."""

import csv
import io
import json
import re
import shutil
import subprocess
import time
import zipfile
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as site_settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from docx import Document
from fontTools.ttLib import TTFont
from PIL import Image
from wagtail.models import Page, PageViewRestriction

from core.models import MuseumImage, SiteSettings
from core.models.images import PressUse, Rights
from core.models.settings import ContactPoint
from events.models import ExhibitionWork
from news.models import AgreementParty, NewsPage
from press.kits import kit_of
from press.kits.folders import remove_old
from press.kits.pdf import FACES, FONTS
from press.tasks import build_kit
from tests import factories as make

pytestmark = pytest.mark.django_db

LANGUAGES = ["az", "en", "ka", "tr"]
TEXTS = {
    "text.html": "text/html; charset=utf-8",
    "text.txt": "text/plain; charset=utf-8",
    "text.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text.pdf": "application/pdf",
}
LETTERS = {
    "az": "Əə Iı İi Ğğ Şş Çç Öö Üü “dırnaq” ₼",
    "en": "‘quoted’ – 5 €",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ „ციტატა“ ₾",
    "tr": "Iı İi Ğğ Şş Çç Öö Üü â ₺",
}
QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def picture(form="JPEG", *, size=(400, 300), rights=Rights.CC0, save=None, **values):
    """An image that the press may have, in any format."""
    file = io.BytesIO()
    gradient = Image.linear_gradient("L").resize(size)
    Image.merge("RGB", [gradient, gradient.rotate(180), gradient]).save(file, form, **save or {})
    name = f"{form.lower()}.{form.lower().replace('jpeg', 'jpg')}"
    title = values.pop("title", form)
    return MuseumImage.objects.create(
        title=title, file=ImageFile(io.BytesIO(file.getvalue()), name=name), rights=rights, **values
    )


def in_story(image, caption=""):
    return ("image", {"image": image, "caption": caption})


def story(language):
    return [
        ("heading", LETTERS[language]),
        (
            "text",
            '<p>Bir <b>iki</b> <a href="https://example.org/a?b=1&amp;c=2">üç</a></p><ul><li>dörd</li></ul>',
        ),
        ("quote", {"text": "Söz", "source": "Kimsə"}),
        ("table", make.table([["Bir", "<p>iki</p>"]])),
    ]


@pytest.fixture(scope="module")
def made(world):
    """The keys of one release in four languages with three pictures, of which the press is given two."""
    lead = picture(
        "JPEG",
        credit={"az": "Foto: Ə. Ğ.", "ka": "ფოტო: ა. ბ."},
        alt={"az": "Naxış", "ka": "ორნამენტი"},
        source={"az": "Muzeyin arxivi"},
    )
    second = picture("PNG", rights=Rights.IN_COPYRIGHT, press_use=PressUse.PERMITTED)
    kept = picture("JPEG", title="Saxlanan", rights=Rights.IN_COPYRIGHT)
    pages, original = {}, None
    for language in LANGUAGES:
        page = make.make_agreement(
            language,
            of=original,
            title=f"Memorandum {LETTERS[language]}",
            is_press_release=True,
            lead_image=lead,
            lead_caption="Şəkilaltı",
            body=[*story(language), in_story(second, "İkinci"), in_story(kept), in_story(lead, "Yenə")],
        )
        original = original or page
        pages[language] = page.pk
    row = AgreementParty(institution=make.make_institution(name="Muzey & Co"), note="tərəf")
    row.page, row.locale = original, original.locale
    row.save()
    return pages


@pytest.fixture
def pages(made):
    return {language: Page.objects.get(pk=pk).specific for language, pk in made.items()}


@pytest.fixture
def release(pages):
    return pages["az"]


def address(page, name="", language="az"):
    return f"/{language}/kits/{page.translation_key}/{name}"


def read(response):
    return response.getvalue()


def get(client, page, name="", language="az", **headers):
    return client.get(address(page, name, language), headers=headers)


def html(response):
    return BeautifulSoup(response.content, "html.parser")


def names(page):
    return [image.title for image in kit_of(page).images.values()]


# The page of a kit


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kit_has_a_page_in_every_language_in_which_it_is_public(client, pages, language):
    response = get(client, pages[language], language=language)
    assert response.status_code == 200
    page = html(response)
    assert page.html["lang"] == language
    assert page.h1.text == pages[language].title
    assert {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")} == {
        code: f"{site_settings.SITE_URL}{address(release, language=code)}"
        for code in [*LANGUAGES, "x-default"]
        for release in [pages.get(code) or pages["az"]]
    } | {"x-default": f"{site_settings.SITE_URL}{address(pages['az'])}"}
    files = [link["href"] for link in page.select("main a[href]") if "/kits/" in link["href"]]
    expected = [
        "kit.zip",
        *TEXTS,
        *(f"pictures/{n}" for n in ("1-original.jpg", "1-web.jpg", "2-original.png", "2-web.jpg")),
    ]
    assert sorted(files) == sorted(address(pages[language], name, language) for name in expected)
    for path in files:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert read(answer)


def test_size_caption_credit_and_rights_stand_beside_each_picture_to_be_copied(client, release):
    page = html(get(client, release))
    first, second = page.select(".kit__picture")
    for words in ("400 × 300 px", "MB", "Şəkilaltı", "Foto: Ə. Ğ.", str(Rights.CC0.label)):
        assert words in first.text, words
    button = first.select_one("button[data-copy]")
    assert button.parent.has_attr("hidden")  # until a script shows it
    for words in ("Şəkilaltı", "Foto: Ə. Ğ.", Rights.CC0.value):
        assert words in button["data-copy"]
    assert second.find("a", rel="license")["href"] == Rights.IN_COPYRIGHT.value


def test_programs_read_the_licence_of_each_picture(client, release):
    (script,) = html(get(client, release)).select('script[type="application/ld+json"]')
    nodes = {node["@id"]: node for node in json.loads(script.string)["@graph"]}
    own = nodes[f"{site_settings.SITE_URL}{address(release)}#picture-1"]
    assert own["@type"] == "ImageObject"
    assert own["license"] == Rights.CC0.value
    assert own["creditText"] == "Foto: Ə. Ğ."
    assert own["acquireLicensePage"] == f"{site_settings.SITE_URL}{address(release)}"
    assert own["contentUrl"].endswith("pictures/1-original.jpg")


def test_a_release_and_an_exhibition_lead_to_their_kit_and_nothing_else_does(client, homes, release):
    def leads(page):
        return [link["href"] for link in html(client.get(page.get_url())).select(".kit-link a")]

    for page in (
        release,
        make.make_exhibition(),
        make.make_exhibition_abroad(),
        make.make_news(is_press_release=True),
    ):
        assert leads(page) == [address(page)], page
        assert get(client, page, "text.txt").status_code == 200
    for page in (make.make_news(), make.make_event()):
        assert not leads(page)
        assert get(client, page).status_code == 404


def test_what_is_not_public_has_no_kit(client, homes, release):
    draft = make.make_news(is_press_release=True, live=False)
    embargoed = make.make_news(is_press_release=True, date=timezone.now() + timedelta(days=1))
    private = make.make_news(is_press_release=True)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    alias = make.make_news(is_press_release=True)
    NewsPage.objects.filter(pk=alias.pk).update(alias_of=release)
    gone = make.make_news(is_press_release=True)
    assert get(client, gone).status_code == 200
    gone.unpublish()
    for page in (draft, embargoed, private, alias, gone):
        for name in ("", "text.pdf"):
            assert get(client, page, name).status_code == 404, (page, name)
    only_az = make.make_news(is_press_release=True)
    assert get(client, only_az, language="ka").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "text.exe",
        "pictures/9-web.jpg",
        "pictures/0-web.jpg",
        "pictures/1-original.png",
        "pictures/1-web.png",
        "../x",
        "x",
    ],
)
def test_a_wrong_name_is_a_clear_404(client, release, name):
    response = get(client, release, name)
    assert response.status_code == 404
    assert html(response).h1


def test_a_wrong_key_is_a_404(client, homes):
    assert client.get("/az/kits/00000000-0000-4000-8000-000000000000/").status_code == 404


# Files


@pytest.mark.parametrize("name", [*TEXTS, "kit.zip", "pictures/1-original.jpg", "pictures/1-web.jpg"])
def test_a_file_has_a_readable_name_and_is_not_sent_twice(client, release, name):
    response = get(client, release, name)
    content = read(response)
    assert int(response["Content-Length"]) == len(content)
    called = re.search(r'filename="([^"]+)"', response["Content-Disposition"])[1]
    assert called.isascii()
    assert called.startswith("memorandum")
    assert response["Content-Type"] == TEXTS.get(name, response["Content-Type"])
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    for headers in ({"If-None-Match": response["ETag"]}, {"If-Modified-Since": response["Last-Modified"]}):
        again = get(client, release, name, **headers)
        assert again.status_code == 304, headers
        assert again["ETag"] == response["ETag"]


def test_a_broken_download_goes_on_where_it_stopped(client, release):
    whole = get(client, release, "kit.zip")
    part = get(client, release, "kit.zip", Range="bytes=100-199", **{"If-Range": whole["ETag"]})
    assert part.status_code == 206
    assert read(part) == read(whole)[100:200]


def test_what_changes_is_sent_anew_and_by_a_new_date(client, homes):
    page = make.make_news(is_press_release=True, title="Birinci")
    before = get(client, page, "text.txt")
    page.title = "İkinci"
    page.save_revision().publish()
    after = get(client, page, "text.txt", **{"If-Modified-Since": before["Last-Modified"]})
    assert "İkinci" in read(after).decode()
    assert after["ETag"] != before["ETag"]


# Text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_says_the_same_in_the_letters_of_its_language(client, pages, language):
    page = pages[language]
    plain = read(get(client, page, "text.txt", language)).decode()
    web = BeautifulSoup(read(get(client, page, "text.html", language)), "html.parser")
    document = Document(io.BytesIO(read(get(client, page, "text.docx", language))))
    word = "\n".join(paragraph.text for paragraph in document.paragraphs)
    word += "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    day = timezone.localtime(page.date)
    said = [
        page.title,
        page.summary,
        LETTERS[language],
        "Söz",
        "Kimsə",
        "dörd",
        "Cədvəl",
        "Şəkilaltı",
        "İkinci",
    ]
    for text in (plain, web.text, word):
        folded = " ".join(text.split())
        for words in [*said, f"{day:%H:%M} (UTC+4)", page.get_url()]:
            assert words in folded, words
        assert "Saxlanan" not in folded
    assert "https://example.org/a?b=1&c=2" in plain
    assert web.html["lang"] == language
    assert not web.select("img, script, style, [style]")
    assert all(link["href"].startswith("http") for link in web.select("a[href]"))
    properties = document.core_properties
    assert (properties.title, properties.language) == (page.title, language)
    assert properties.author


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_holds_real_text(client, pages, language, tmp_path):
    content = read(get(client, pages[language], "text.pdf", language))
    assert content.startswith(b"%PDF-")
    assert f"/Lang ({language})".encode() in content or b"/Lang" in content
    if not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext")
    path = tmp_path / "text.pdf"
    path.write_bytes(content)
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    folded = " ".join(text.split())
    for words in (LETTERS[language], "Söz", "Cədvəl", "1 / "):
        assert words in folded, words
    about = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert pages[language].title in about


def test_the_fonts_have_every_letter_of_the_four_languages():
    needed = {ord(letter) for text in LETTERS.values() for letter in text}
    for (_family, style), file in FACES.items():
        letters = set(TTFont(FONTS / file).getBestCmap())
        wanted = needed if style != "I" else {code for code in needed if not 0x10A0 <= code < 0x1100}
        assert wanted <= letters, (file, [chr(code) for code in wanted - letters])
        assert (FONTS / file).stat().st_size < 120_000


def test_word_finds_the_fonts_in_the_file(client, release):
    with zipfile.ZipFile(io.BytesIO(read(get(client, release, "text.docx")))) as archive:
        table = archive.read("word/fontTable.xml").decode()
        assert "embedTrueTypeFonts" in archive.read("word/settings.xml").decode()
        keys = re.findall(r'w:embed(\w+) [^>]*fontKey="\{([^}]+)\}"', table)
        assert len(keys) == 4
        for number, (_kind, key) in enumerate(keys, 1):
            data = archive.read(f"word/fonts/font{number}.odttf")
            mask = bytes.fromhex(key.replace("-", ""))[::-1]
            font = bytes(byte ^ mask[place % 16] for place, byte in enumerate(data[:32])) + data[32:]
            assert "Noto" in TTFont(io.BytesIO(font))["name"].getDebugName(1)


def test_the_facts_of_the_label_are_told(client, release):
    plain = " ".join(read(get(client, release, "text.txt")).decode().split())
    assert re.search(r"Tərəflər: Muzey & Co <http\S+>, tərəf İmzalanma", plain)


def test_what_is_only_of_today_is_not_told(client, homes):
    page = make.make_exhibition()
    plain = read(get(client, page, "text.txt")).decode()
    assert "Nümayiş" in plain or str(page.opens.year) in plain
    assert ".ics" not in plain


def test_plain_text_is_wrapped_and_says_where_links_lead(client, homes):
    page = make.make_news(
        is_press_release=True,
        body=[
            make.text(
                f'<p>{"söz " * 60}</p><p>Bax: <a href="https://example.org/">bura</a>, '
                '<a href="https://example.org/b">https://example.org/b</a><br/>yeni sətir</p>'
                "<ol><li>bir<ul><li>iç</li></ul></li><li>iki</li></ol>"
            )
        ],
    )
    lines = read(get(client, page, "text.txt")).decode().splitlines()
    assert max(len(line) for line in lines if "http" not in line) <= 76
    told = "\n".join(lines)
    assert "Bax: bura <https://example.org/>, https://example.org/b\nyeni sətir\n" in told
    assert "1. bir\n  • iç\n2. iki\n" in told


def test_a_kit_names_whom_to_ask_and_says_what_the_museum_is(client, release):
    museum = SiteSettings.objects.first() or SiteSettings.objects.create()
    museum.contacts.add(
        ContactPoint(kind=ContactPoint.Kind.PRESS, name={"az": "Mətbuat xidməti"}, email="press@example.org")
    )
    museum.boilerplate = {"az": "1937-ci ildən", "en": "Since 1937"}
    museum.save()
    assert "press@example.org" in html(get(client, release)).main.text
    plain = read(get(client, release, "text.txt")).decode()
    assert "Mətbuat xidməti\npress@example.org" in plain
    assert "1937-ci ildən" in plain
    assert "Since 1937" not in plain


def test_a_draft_has_a_kit_that_says_when_it_may_be_published(homes):
    page = make.make_news(is_press_release=True, date=timezone.now() + timedelta(days=3), title="Sirr")
    build_kit.func(page.pk, page.latest_revision_id)
    kit = kit_of(page.get_latest_revision_as_object())
    assert "Embarqo" in kit.dossier.html
    with zipfile.ZipFile(kit.archive.path) as archive:
        assert any(
            "Embarqo" in archive.read(name).decode() for name in archive.namelist() if name.endswith(".txt")
        )
    assert "Embarqo" not in kit_of(make.make_news(is_press_release=True)).dossier.html
    assert kit_of(make.make_news()) is None
    undated = kit_of(make.make_exhibition(live=False))
    undated.build()
    assert "Dərc olunub" not in undated.dossier.html


def test_awkward_words_break_nothing(client, homes):
    page = make.make_news(
        is_press_release=True,
        title='Başlıq "dırnaq" & <b> ]]> 🎨',
        summary="=CMD() \x0b ölçü",
        lead_image=picture(credit={"az": '=1+1 <script> & "A"'}, alt={"az": "]]> &"}),
        body=[
            make.text("<p>]]> \x0c 🎨 " + "uzun" * 500 + "</p>"),
            ("quote", {"text": "a\nb", "source": ""}),
        ],
    )
    for name in [*TEXTS, "kit.zip", "", "pictures/1-original.jpg", "pictures/1-web.jpg"]:
        assert get(client, page, name).status_code == 200, name
    with zipfile.ZipFile(kit_of(page).archive.path) as archive:
        listed = next(name for name in archive.namelist() if name.endswith(".csv"))
        (row,) = csv.DictReader(io.StringIO(archive.read(listed).decode("utf-8-sig")))
    assert row["credit"] == '\'=1+1 <script> & "A"'  # no formula


# Pictures


def test_lead_story_and_works_come_in_order_each_once(homes):
    lead, inner, of_work = picture(title="A"), picture(title="B"), picture(title="C")
    work = make.make_highlight(title="Xalça", lead_image=of_work, date_text="XIX əsr")
    page = make.make_exhibition(
        lead_image=lead,
        body=[in_story(inner), in_story(lead)],
        works=[ExhibitionWork(page=work)],
    )
    kit = kit_of(page)
    assert names(page) == ["A", "B", "C"]
    assert [shown.number for shown in kit.pictures] == [1, 2, 3]
    assert kit.pictures[2].caption == "Xalça, XIX əsr"


@pytest.mark.parametrize(
    ("rights", "press_use", "given"),
    [
        (Rights.CC0, PressUse.BY_RIGHTS, True),
        (Rights.CC_BY, PressUse.BY_RIGHTS, True),
        (Rights.IN_COPYRIGHT, PressUse.BY_RIGHTS, False),
        (Rights.UNDETERMINED, PressUse.BY_RIGHTS, False),
        (Rights.NO_COPYRIGHT_OTHER, PressUse.BY_RIGHTS, False),
        (Rights.IN_COPYRIGHT, PressUse.PERMITTED, True),
        (Rights.CC0, PressUse.WITHHELD, False),
    ],
)
def test_rights_keep_a_picture_out_unless_staff_say_otherwise(homes, rights, press_use, given):
    page = make.make_news(
        is_press_release=True, lead_image=picture(rights=rights, press_use=press_use, title="Ş")
    )
    kit = kit_of(page)
    assert bool(kit.pictures) == given
    assert [row.title for row in kit.left_out] == ([] if given else ["Ş"])
    assert kit.dossier.has_lead == given


def test_what_stays_out_is_nowhere_in_the_kit(client, release):
    kit = kit_of(release)
    assert [row.title for row in kit.left_out] == ["Saxlanan"]
    assert len(kit.pictures) == 2
    kit.build()
    with zipfile.ZipFile(kit.archive.path) as archive:
        assert len([name for name in archive.namelist() if "/pictures/" in name]) == 4


def test_an_editor_is_told_which_pictures_stay_out(client, release):
    client.force_login(make.make_superuser())
    editor = html(client.get(f"/admin/pages/{release.pk}/edit/"))
    (notice,) = [
        item for item in editor.select(".messages li") if "Saxlanan" in item.text and item.find("ul")
    ]
    image = release.body[5].value["image"]
    assert notice.find("a", href=f"/admin/images/{image.pk}/")


def test_a_missing_original_costs_only_itself(client, homes):
    lost, there = picture(title="İtən"), picture(title="Qalan")
    page = make.make_news(is_press_release=True, lead_image=lost, body=[in_story(there)])
    lost.file.storage.delete(lost.file.name)
    kit = kit_of(page)
    assert [(row.title, row.why) for row in kit.left_out] == [("İtən", "missing")]
    assert get(client, page, "kit.zip").status_code == 200


# What a file says of itself


def fields(xmp):
    """The fields of an XMP packet as Pillow reads it, those by language as ``{language: text}``."""
    found = {}
    descriptions = xmp["xmpmeta"]["RDF"]["Description"]
    for description in descriptions if isinstance(descriptions, list) else [descriptions]:
        for name, value in description.items():
            if isinstance(value, dict) and "Alt" in value:
                items = value["Alt"]["li"]
                found[name] = {
                    item["lang"]: item["text"] for item in (items if isinstance(items, list) else [items])
                }
            elif isinstance(value, dict) and "Seq" in value:
                found[name] = value["Seq"]["li"]
            else:
                found[name] = value
    return found


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_caption_credit_and_rights_stand_in_the_file_and_the_picture_is_untouched(client, homes, form):
    image = picture(
        form, credit={"az": "Foto: Ə. Ğ."}, alt={"az": "Naxış", "ka": "ორნამენტი"}, source={"az": "Arxiv"}
    )
    page = make.make_news(is_press_release=True, title="Başlıq", lead_image=image, lead_caption="Şəkilaltı")
    extension = kit_of(page).pictures[0].extension
    content = read(get(client, page, f"pictures/1-original.{extension}"))
    with Image.open(io.BytesIO(content)) as shown, Image.open(image.file) as before:
        assert shown.tobytes() == before.tobytes()
        original = fields(shown.getxmp())
    with Image.open(io.BytesIO(read(get(client, page, "pictures/1-web.jpg")))) as shown:
        web = fields(shown.getxmp())
    for said in (original, web):
        assert said["description"] == {"x-default": "Şəkilaltı", "az": "Şəkilaltı", "ka": "ორნამენტი"}
        assert said["title"]["az"] == "Başlıq"
        assert said["Credit"] == said["creator"] == "Foto: Ə. Ğ."
        assert said["Source"] == "Arxiv"
        assert said["WebStatement"] == Rights.CC0.value
        assert "CC0" in said["rights"]["en"]
        assert said["AltTextAccessibility"] == {"x-default": "Naxış", "az": "Naxış", "ka": "ორნამენტი"}


def test_what_a_photographer_wrote_into_the_file_stays(client, homes):
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Camera"'
        b' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="old"/></rdf:RDF></x:xmpmeta>'
    )
    image = picture(credit={"az": "new"}, save={"xmp": packet})
    page = make.make_news(is_press_release=True, lead_image=image)
    with Image.open(io.BytesIO(read(get(client, page, "pictures/1-original.jpg")))) as shown:
        said = fields(shown.getxmp())
    assert (said["CreatorTool"], said["Credit"]) == ("Camera", "new")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_another_program_reads_the_metadata(client, homes, tmp_path, form):
    if not shutil.which("exiftool"):
        pytest.skip("needs exiftool (Debian: libimage-exiftool-perl)")
    image = picture(form, credit={"az": "Foto: Ə. Ğ."}, alt={"ka": "ორნამენტი"})
    page = make.make_news(is_press_release=True, title="Başlıq", lead_image=image, lead_caption="Şəkilaltı")
    (given,) = kit_of(page).pictures
    for name in (given.original, given.web):
        path = tmp_path / name.replace("/", "-")
        path.write_bytes(read(get(client, page, name)))
    done = subprocess.run(
        ["exiftool", "-json", "-G0", "-a", "-all", "-validate", *sorted(tmp_path.iterdir())],
        capture_output=True,
        text=True,
    )
    for said in json.loads(done.stdout):
        assert said["XMP:Description"] == "Şəkilaltı"
        assert said["XMP:Description-ka"] == "ორნამენტი"
        assert said["XMP:Credit"] == "Foto: Ə. Ğ."
        assert said["XMP:WebStatement"] == Rights.CC0.value
        if said["File:FileType"] == "JPEG":
            assert said["IPTC:Caption-Abstract"] == "Şəkilaltı"
            assert said["IPTC:Credit"] == "Foto: Ə. Ğ."
        assert not any(
            key.endswith(("Error", "Warning")) and "IPTC" not in str(value) for key, value in said.items()
        ), said


def test_a_format_without_a_place_for_metadata_is_given_as_it_is(client, homes):
    image = picture("AVIF", credit={"az": "Foto"})
    page = make.make_news(is_press_release=True, lead_image=image)
    with image.file.storage.open(image.file.name) as file:
        assert read(get(client, page, "pictures/1-original.avif")) == file.read()
    with Image.open(io.BytesIO(read(get(client, page, "pictures/1-web.jpg")))) as shown:
        assert fields(shown.getxmp())["Credit"] == "Foto"


def test_the_smaller_file_is_upright_and_says_nothing_of_the_camera(client, homes):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera"
    image = picture(size=(2000, 1000), save={"exif": exif})
    page = make.make_news(is_press_release=True, lead_image=image)
    with Image.open(io.BytesIO(read(get(client, page, "pictures/1-web.jpg")))) as shown:
        assert shown.size == (800, 1600)
        assert not shown.getexif()


# The ZIP


def test_the_zip_opens_and_holds_everything(client, release):
    content = read(get(client, release, "kit.zip"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        files = {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}
    assert len({name.split("/")[0] for name in zipfile.ZipFile(io.BytesIO(content)).namelist()}) == 1
    for extension in ("html", "txt", "docx", "pdf"):
        assert any(name.endswith(f".{extension}") for name in files)
    listed = json.loads(files["pictures.json"])
    assert [row["rights"] for row in listed["pictures"]] == [Rights.CC0.value, Rights.IN_COPYRIGHT.value]
    for row in listed["pictures"]:
        assert files[row["original"]]
        assert files[row["web"]]
    rows = list(csv.DictReader(io.StringIO(files["pictures.csv"].decode("utf-8-sig"))))
    assert [row["caption"] for row in rows] == ["Şəkilaltı", "İkinci"]
    read_me = files["README.txt"].decode()
    for words in ("Foto: Ə. Ğ.", Rights.CC0.value, release.title, address(release)):
        assert words in read_me, words


def test_while_the_zip_is_being_made_nobody_waits(client, homes, settings):
    page = make.make_news(is_press_release=True, lead_image=picture())
    settings.TASKS = QUEUED
    shown = html(get(client, page))
    assert "ZIP hazırlanır" in shown.main.text
    response = get(client, page, "kit.zip")
    assert response.status_code == 202
    assert int(response["Retry-After"]) > 0
    assert "no-store" in response["Cache-Control"]
    waiting = html(response)
    assert waiting.h1.text == page.title
    assert waiting.find("a", href=address(page, "kit.zip"))
    for name in ("text.pdf", "pictures/1-web.jpg", "pictures/1-original.jpg"):
        assert get(client, page, name).status_code == 200
    asked = DBTaskResult.objects.filter(task_path="press.tasks.build_kit")
    assert asked.count() == 1  # however many ask
    build_kit.func(*asked.get().args_kwargs["args"])
    assert get(client, page, "kit.zip").status_code == 200
    assert "ZIP hazırlanır" not in html(get(client, page)).main.text


def test_a_release_that_goes_out_has_its_zip_made_before_anybody_asks(homes, settings):
    settings.TASKS = QUEUED
    page = make.make_news(is_press_release=True, live=False)
    page.save_revision().publish()
    assert DBTaskResult.objects.get(task_path="press.tasks.build_kit").args_kwargs["args"] == [page.pk]
    make.make_news(live=False).save_revision().publish()
    assert DBTaskResult.objects.filter(task_path="press.tasks.build_kit").count() == 1


def test_the_zip_is_made_anew_when_page_picture_or_settings_change(homes):
    image = picture()
    page = make.make_news(is_press_release=True, lead_image=image)
    states = [kit_of(page).dossier.state]
    assert kit_of(page).dossier.state == states[0]
    image.credit = {"az": "Başqası"}
    image.save()
    states.append(kit_of(NewsPage.objects.get(pk=page.pk)).dossier.state)
    page = NewsPage.objects.get(pk=page.pk)
    page.summary = "Yeni"
    page.save()
    states.append(kit_of(page).dossier.state)
    museum = SiteSettings.objects.first() or SiteSettings()
    museum.email = "new@example.org"
    museum.save()
    states.append(kit_of(page).dossier.state)
    assert len(set(states)) == 4


def test_what_is_old_is_removed_and_what_is_current_stays(homes):
    page = make.make_news(is_press_release=True)
    old = kit_of(page)
    old.build()
    page.title = "Yeni ad"
    page.save()
    new = kit_of(page)
    new.build()
    remove_old()
    assert old.archive and new.archive  # somebody may be loading it
    remove_old(time.time() + 2 * 24 * 3600)
    assert new.archive and not old.archive
    remove_old(time.time() + 40 * 24 * 3600)
    assert not new.archive


def test_a_kit_costs_as_many_queries_with_six_pictures_as_with_two(client, homes):
    def cost(number):
        page = make.make_news(
            is_press_release=True,
            lead_image=picture(size=(8, 8)),
            body=[in_story(picture(size=(8, 8))) for _ in range(number)],
        )
        get(client, page, "kit.zip")
        get(client, page)  # makes the one size that a page cannot do without
        with CaptureQueriesContext(connection) as captured:
            assert get(client, page).status_code == 200
        return len(captured)

    ContentType.objects.clear_cache()
    cost(1)
    assert cost(6) <= cost(2)
