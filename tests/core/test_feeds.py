"""What feeds say, in every format and language, and that they say nothing they must not."""

import json
import re
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree
from PIL import Image
from wagtail.models import PageViewRestriction

from core.blocks import StoryBlock
from core.feeds import engine
from core.models import MuseumRendition, SiteSettings
from core.models.settings import ContactPoint
from news.models import AgreementArea, NewsIndexPage, NewsPage, NewsPartner
from tests import factories as make

pytestmark = pytest.mark.django_db

LANGUAGES = ["az", "en", "ka", "tr"]
KINDS = ["all", "agreements", "exhibitions-abroad", "anniversaries", "announcements", "events", "press"]
FORMATS = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
SITE = "https://museum.example"
ATOM = etree.RelaxNG(etree.parse(Path(__file__).parent.parent / "schemas" / "atom.rng"))
XML = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "media": "http://search.yahoo.com/mrss/",
}


@pytest.fixture(autouse=True)
def _served(settings, homes):
    settings.SITE_URL = SITE


def get(client, name="all", form="rss", language="az", **headers):
    return client.get(f"/{language}/feeds/{name}.{form}", headers=headers)


def parsed(client, name="all", form="rss", language="az"):
    feed = feedparser.parse(get(client, name, form, language).content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def items(client, name="all", language="az"):
    return json.loads(get(client, name, "json", language).content)["items"]


def titles(client, name="all", language="az"):
    return [item["title"] for item in items(client, name, language)]


def path_of(address):
    assert address.startswith(f"{SITE}/"), address
    return address.removeprefix(SITE)


def full_story():
    """Every kind of block, with links inside the site that editors chose."""
    target = make.make_news(title="Hədəf")
    document = make.make_document()
    picture = make.make_image(credit={"az": "Foto: A. B."}, alt={"az": "Naxış"})
    image = {
        "image": {"image": picture.pk, "alt_text": "Yaxından", "decorative": False},
        "caption": "Şəkilaltı",
    }
    links = (
        f'<a linktype="page" id="{target.pk}">səhifə</a> <a linktype="document" id="{document.pk}">sənəd</a>'
    )
    blocks = {
        "heading": "Başlıq",
        "text": f'<p>{links} <a href="#son">lövbər</a> <a linktype="page" id="999999">heç hara</a></p>',
        "image": image,
        "gallery": {"heading": "Qalereya", "pictures": [image, image]},
        "quote": {"text": "Söz", "source": "Kimsə"},
        "documents": {"heading": "", "documents": [{"document": document.pk, "title": "Qərar"}]},
        "video": {"url": "https://vimeo.com/1", "title": "Film", "poster": image["image"]},
        "teaser": {"page": target.pk, "text": ""},
        "call_to_action": {"text": "Baxın", "button": "Oxu", "page": target.pk, "url": ""},
        "table": make.table([["Bir", f"<p>{links}</p>"]]),
    }
    assert set(blocks) == set(StoryBlock().child_blocks), "a block that feeds do not tell"
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks.items()])


# In every language and format


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_feed_is_valid_and_says_its_language(client, homes, language):
    awkward = 'Başlıq "dırnaq" & <b> ]]> \x0b 🎨'
    partner = make.make_institution(language)
    make.make_agreement(
        language,
        title=awkward,
        is_press_release=True,
        body=[make.text("<p>]]> \x0c 🎨</p>")],
        partners=[NewsPartner(institution=partner, locale=homes[language].locale)],
    )
    make.make_exhibition_abroad(language)
    make.make_anniversary(language)
    make.make_news(language)
    make.make_event(language)
    for name in (*KINDS, f"partners/{partner.translation_key}"):
        expected = 5 if name == "all" else 1
        for form in ("rss", "atom"):
            response = get(client, name, form, language)
            assert response["Content-Type"].startswith(FORMATS[form])
            feed = parsed(client, name, form, language)
            assert feed.feed.language == language
            assert [(link.href, link.type) for link in feed.feed.links if link.rel == "self"] == [
                (f"{SITE}/{language}/feeds/{name}.{form}", FORMATS[form])
            ]
            assert len(feed.entries) == expected
            for entry in feed.entries:
                assert entry.link.startswith(f"{SITE}/{language}/")
                assert client.get(path_of(entry.link)).status_code == 200
                assert re.fullmatch(rf"urn:uuid:[0-9a-f-]{{36}}:{language}", entry.id)
                assert entry.published_parsed
        document = etree.fromstring(get(client, name, "atom", language).content)
        assert ATOM.validate(document), ATOM.error_log
        assert document.find("atom:author/atom:name", XML).text
        feed = json.loads(get(client, name, "json", language).content)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        assert feed["language"] == language
        assert len(feed["items"]) == expected
        for item in feed["items"]:
            assert item["id"]
            assert item["content_html"]
            assert item["date_published"].endswith("+04:00")


def test_the_address_and_the_id_that_readers_saved_are_the_same_in_every_format(client):
    news = make.make_news()
    expected = f"urn:uuid:{news.translation_key}:az"
    assert [parsed(client, form=form).entries[0].id for form in ("rss", "atom")] == [expected] * 2
    assert items(client)[0]["id"] == expected
    ids = {parsed(client, name, "atom", language).feed.id for name in KINDS for language in LANGUAGES}
    assert len(ids) == len(KINDS) * len(LANGUAGES)


@pytest.mark.parametrize(
    "path",
    [
        "nonsense.rss",
        "all.exe",
        "all.rss?page=0",
        "all.rss?page=2",
        "all.rss?page=x",
        "all.rss?page=%00",
        "all.json?page=٢",
        "all.json?page=" + "9" * 5000,
        "partners/x.rss",
        "partners/00000000-0000-4000-8000-000000000000.rss",
        "partners.rss",
        "ə.rss",
    ],
)
def test_an_unknown_feed_is_a_clear_404(client, path):
    make.make_news()
    response = client.get(f"/az/feeds/{path}")
    assert response.status_code == 404
    assert BeautifulSoup(response.content, "html.parser").h1


# What is told


def test_the_whole_story_is_told_with_absolute_addresses_that_answer(client):
    story = full_story()
    make.make_news(title="Tam", body=story, lead_image=make.make_image(title="Baş şəkil"))
    told = next(item for item in items(client) if item["title"] == "Tam")["content_html"]
    html = BeautifulSoup(told, "html.parser")
    for words in ("Başlıq", "Söz", "Kimsə", "Qərar", "Film", "Hədəf", "Baxın", "Bir", "Cədvəl", "Qalereya"):
        assert words in html.text, words
    pictures = html.select("figure img")
    assert len(pictures) == 4  # picture, gallery of two, still of the film; not the lead image
    assert {img["alt"] for img in pictures} == {"Yaxından"}
    assert "Şəkilaltı" in html.figcaption.text
    assert "Foto: A. B." in html.figcaption.text
    addresses = [img["src"] for img in pictures] + [a["href"] for a in html.select("a[href]")]
    assert all(address.startswith(("https://", "http://")) for address in addresses), addresses
    own = {re.sub("#.*", "", path_of(address)) for address in addresses if address.startswith(SITE)}
    assert len(own) == 4  # the picture's file, the document, the target, and the page itself by its anchor
    for path in own:
        if not path.startswith("/media/"):
            assert client.get(path).status_code == 200, path
    assert html.find("a", string="lövbər")["href"].endswith("#son")
    assert not html.find("a", string="heç hara").get("href")
    for form in ("rss", "atom"):
        entry = next(entry for entry in parsed(client, form=form).entries if entry.title == "Tam")
        assert "Qərar" in entry.content[0].value


def urls_of(said):
    """Yield every address in a JSON document, by the names of its members, and those in its stories."""
    for name, value in said.items() if isinstance(said, dict) else enumerate(said):
        if isinstance(value, dict | list):
            yield from urls_of(value)
        elif name == "content_html":
            html = BeautifulSoup(value, "html.parser")
            yield from (tag.get("href") or tag.get("src") for tag in html.select("[href], [src]"))
        elif name in ("icon", "image", "licence", *(str(key) for key in said if "url" in str(key))):
            yield value


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_address_is_absolute_and_answers(client, monkeypatch, language):
    monkeypatch.setattr(engine, "ITEMS", 2)  # so that there are several pages
    news = make.make_news(
        language, body=full_story(), lead_image=make.make_image(), date=timezone.now() - timedelta(days=2)
    )
    make.make_news("ka" if language == "az" else "az", of=news, title="x", summary="x")
    for _number in range(2):
        make.make_news(language)
    found = set()
    for page in ("", "?page=2"):
        for form in ("rss", "atom"):
            document = etree.fromstring(client.get(f"/{language}/feeds/all.{form}{page}").content)
            for node in document.iter(etree.Element):
                found |= {node.get(name) for name in ("href", "url", "uri") if node.get(name)}
                plain = {"link", "url", "docs", "icon", "uri"}
                if etree.QName(node).localname in plain and (node.text or "").strip():
                    found.add(node.text)
        found |= set(urls_of(json.loads(client.get(f"/{language}/feeds/all.json{page}").content)))
    assert all(re.match(r"https?://[^/]+/", address) for address in found), found
    own = {re.sub("#.*", "", path_of(address)) for address in found if address.startswith(f"{SITE}/")}
    assert len(own) > 20
    storage = MuseumRendition._meta.get_field("file").storage
    for path in own:
        if path.startswith("/media/"):
            assert storage.exists(path.removeprefix("/media/")), path
        else:
            assert client.get(path).status_code == 200, path


def test_the_lead_image_is_an_enclosure_of_true_length_with_its_credit(client):
    image = make.make_image(credit={"az": "Foto: A. B."}, alt={"az": "Naxış"})
    make.make_news(lead_image=image, lead_caption="Şəkilaltı")
    file = image.get_rendition("width-800|format-jpeg|jpegquality-80").file
    with file.open() as content:
        assert Image.open(content).format == "JPEG"
        content.seek(0)
        assert len(content.read()) == file.size
    expected = (SITE + file.url, str(file.size), "image/jpeg")
    for form in ("rss", "atom"):
        entry = parsed(client, form=form).entries[0]
        assert [(e.href, e.length, e.type) for e in entry.enclosures] == [expected]
        content = etree.fromstring(get(client, form=form).content).find(".//media:content", XML)
        assert (content.get("url"), content.get("fileSize"), content.get("type")) == expected
        assert content.find("media:credit", XML).text == "Foto: A. B."
        assert content.find("media:description", XML).text == "Şəkilaltı"
        assert content.find("media:copyright", XML).get("url") == image.rights
    (item,) = items(client)
    attachment = item["attachments"][0]
    assert (attachment["url"], str(attachment["size_in_bytes"]), attachment["mime_type"]) == expected
    assert item["image"] == expected[0]
    assert item["_museum"]["image"]["credit"] == "Foto: A. B."
    assert "<img" not in item["content_html"]


def test_a_missing_file_leaves_the_picture_out_and_nothing_else(client):
    image = make.make_image()
    make.make_news(lead_image=image)
    rendition = image.get_rendition("width-800|format-jpeg|jpegquality-80")
    rendition.file.storage.delete(rendition.file.name)
    (entry,) = parsed(client).entries
    assert not entry.enclosures


def test_translations_kinds_partners_areas_and_the_contact_are_said(client, homes):
    az = homes["az"].locale
    partner = make.make_institution(name="Gürcüstan Milli Muzeyi")
    news = make.make_agreement(
        partners=[NewsPartner(institution=partner, locale=az)],
        areas=[AgreementArea(area=make.make_area(name="seminarlar"), locale=az)],
    )
    twin = make.make_agreement("ka", of=news, title="მემორანდუმი")
    make.make_agreement("tr", of=news, title="Taslak", live=False)
    museum = SiteSettings.objects.create()
    ContactPoint.objects.create(
        settings=museum, kind="press", name={"az": "Mətbuat"}, email="press@example.org"
    )
    rss, atom = parsed(client), parsed(client, form="atom")
    for feed in (rss, atom):
        assert {tag.term for tag in feed.entries[0].tags} >= {"Gürcüstan Milli Muzeyi", "seminarlar"}
    assert rss.feed.author_detail.email == "press@example.org"
    assert atom.feed.author_detail.email == "press@example.org"
    links = {
        link.get("hreflang"): path_of(link.href) for link in atom.entries[0].links if link.rel == "alternate"
    }
    assert links == {None: news.get_url(), "az": news.get_url(), "ka": twin.get_url()}
    assert path_of(atom.entries[0].link) == news.get_url()
    document = json.loads(get(client, form="json").content)
    assert document["_museum"]["press_contact"] == {"name": "Mətbuat", "email": "press@example.org"}
    own = document["items"][0]["_museum"]
    assert own["kind"] == "agreements"
    assert own["partners"] == [{"name": partner.name, "url": SITE + partner.get_url()}]
    assert own["areas"] == ["seminarlar"]
    assert own["translations"] == [{"language": "ka", "url": SITE + twin.get_url()}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_text_and_awkward_signs_break_nothing(client, language):
    text = "Uzun mətn “dırnaq” „ციტატა“ & 🎨 ]]> " * 2000
    make.make_news(
        language,
        title="<script>alert(1)</script>",
        summary="\x01\x0b]]>",
        body=[make.text(f"<p>{text}\x02\ufffe</p>"), ("heading", "<i>\x0c")],
    )
    for form in ("rss", "atom"):
        (entry,) = parsed(client, form=form, language=language).entries
        assert len(entry.content[0].value.encode()) > 50_000
        assert "„ციტატა“ & 🎨 ]]>" in entry.content[0].value
    assert ATOM.validate(etree.fromstring(get(client, form="atom", language=language).content))
    (item,) = items(client, language=language)
    assert item["title"] == "<script>alert(1)</script>"
    assert "&lt;i&gt;" in item["content_html"]


def test_a_partner_has_a_feed_of_its_own_under_one_key_in_every_language(client, homes):
    az = homes["az"].locale
    partner = make.make_institution(name="Muzey")
    make.make_institution("ka", of=partner, name="მუზეუმი")
    make.make_news(title="Onun", partners=[NewsPartner(institution=partner, locale=az)])
    make.make_news(title="Başqa")
    name = f"partners/{partner.translation_key}"
    assert titles(client, name) == ["Onun"]
    assert titles(client, name, "ka") == []
    assert get(client, name, language="tr").status_code == 404
    for form in ("rss", "atom"):
        assert path_of(parsed(client, name, form).feed.link) == partner.get_url()
    links = BeautifulSoup(client.get(partner.get_url()).content, "html.parser").select(
        'link[rel="alternate"][type]'
    )
    paths = {link["href"] for link in links}
    assert {f"/az/feeds/{name}.{form}" for form in FORMATS} <= paths


# What is not


def test_nothing_that_is_not_public_is_told(client):
    make.make_news(title="Qaralama", live=False)
    private = make.make_news(title="Məxfi")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    other = make.make_news("tr", title="Türkçe")
    other.create_alias(parent=NewsIndexPage.objects.get(locale__language_code="az"))
    make.make_news(title="Gələcək", date=timezone.now() + timedelta(days=2))
    now = timezone.now()
    for title, values in (
        ("Canlı gələcək", {"date": now + timedelta(days=1)}),
        ("Bitmiş", {"expire_at": now - timedelta(minutes=1)}),
    ):
        NewsPage.objects.filter(pk=make.make_news(title=title).pk).update(**values)
    make.make_event(title="Tədbir qaralaması", live=False)
    make.make_news(title="Açıq")
    for name in KINDS:
        assert titles(client, name) in (["Açıq"], []), name


def test_what_expires_is_gone_at_its_hour_even_if_nobody_took_it_down(client):
    make.make_news(title="Qalan")
    hour = timezone.now() + timedelta(minutes=10)
    page = make.make_news(title="Gedən")
    NewsPage.objects.filter(pk=page.pk).update(expire_at=hour)
    cache.clear()
    assert "Gedən" in titles(client)
    with time_machine.travel(hour + timedelta(seconds=1), tick=False):
        assert titles(client) == ["Qalan"]


# Order, pages, and what it costs


def test_thirty_a_page_newest_first_linked_to_one_another(client):
    now = timezone.now()
    for number in range(33):
        make.make_news(title=str(number), date=now - timedelta(days=number + 1))
    make.make_event(title="Tədbir")  # published now
    first = json.loads(get(client, form="json").content)
    assert [item["title"] for item in first["items"]] == ["Tədbir", *map(str, range(29))]
    assert first["next_url"] == f"{SITE}/az/feeds/all.json?page=2"
    second = json.loads(client.get(path_of(first["next_url"])).content)
    assert [item["title"] for item in second["items"]] == ["29", "30", "31", "32"]
    assert "next_url" not in second
    for form in ("rss", "atom"):
        start, end = (f"{SITE}/az/feeds/all.{form}{query}" for query in ("", "?page=2"))

        def links(path):
            feed = feedparser.parse(client.get(path).content)
            assert not feed.bozo
            wanted = ("self", "first", "previous", "next", "last")
            return {link.rel: link.href for link in feed.feed.links if link.rel in wanted}

        assert links(path_of(start)) == {"self": start, "first": start, "next": end}
        assert links(path_of(end)) == {"self": end, "first": start, "previous": start}


@pytest.mark.thorough
def test_queries_are_as_many_for_forty_stories_as_for_five(client, homes):
    az = homes["az"].locale
    story, image = full_story(), make.make_image()
    partner, area = make.make_institution(), make.make_area()

    def more(number):
        for _number in range(number):
            own = make.make_agreement(
                body=story,
                lead_image=image,
                partners=[NewsPartner(institution=partner, locale=az)],
                areas=[AgreementArea(area=area, locale=az)],
            )
            make.make_agreement("ka", of=own, title="x")
        make.make_event(body=story, lead_image=image)

    def count(form):
        cache.clear()
        get(client, form=form)  # makes the renditions
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert get(client, form=form).status_code == 200
        return len(captured)

    more(4)
    few = {form: count(form) for form in FORMATS}
    more(35)
    many = {form: count(form) for form in FORMATS}
    assert many == few
    assert max(many.values()) <= 40
    with CaptureQueriesContext(connection) as captured:
        get(client)
    get(client)
    assert len(captured) == 0, "what is kept asks nothing"


# Repeat readers


@pytest.mark.parametrize("form", FORMATS)
def test_a_repeated_reader_gets_304_until_something_changes(client, form):
    keeps, leaves = make.make_news(), make.make_news()

    def answers(response):
        by_tag = {"if-none-match": response["ETag"]}
        by_time = {"if-modified-since": response["Last-Modified"]}
        return [get(client, form=form, **headers).status_code for headers in (by_tag, by_time)]

    first = get(client, form=form)
    assert answers(first) == [304, 304]
    leaves.unpublish()  # within the same second
    assert answers(first) == [200, 200]
    second = get(client, form=form)
    assert answers(second) == [304, 304]
    keeps.title = "Dəyişdirilmiş"
    keeps.save_revision().publish()
    assert answers(second) == [200, 200]
    third = get(client, form=form)
    make.make_news("ka")  # another feed
    assert answers(third) == [304, 304]


def test_a_changed_credit_and_a_deleted_picture_reach_the_feeds_at_once(client):
    image = make.make_image()
    make.make_news(lead_image=image)
    assert "credit" not in items(client)[0]["_museum"]["image"]
    image.credit = {"az": "Foto: A. B."}
    image.save()
    assert items(client)[0]["_museum"]["image"]["credit"] == "Foto: A. B."
    image.delete()
    assert "image" not in items(client)[0]


def test_anybody_may_read_and_keep_a_feed(client):
    make.make_news()
    for form in FORMATS:
        response = get(client, form=form, cookie=f"sessionid={'x' * 32}")
        assert response["Cache-Control"].startswith("public")
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "cookie" not in response.get("Vary", "").lower()
        assert not response.cookies
        assert client.head(f"/az/feeds/all.{form}").content == b""
        assert client.post(f"/az/feeds/all.{form}").status_code == 405


# Where they are found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_lists_every_feed_in_every_format(client, homes, language):
    partner = make.make_institution(language)
    locale = homes[language].locale
    make.make_news(language, partners=[NewsPartner(institution=partner, locale=locale)])
    silent = make.make_institution(language)
    response = client.get(f"/{language}/feeds/")
    page = BeautifulSoup(response.content, "html.parser")
    assert len(page.select("h1")) == 1
    assert page.title.text.startswith(page.h1.text)
    assert page.select_one('meta[name="description"]')["content"] in page.main.text
    addresses = [link["href"] for link in page.select("main a[type]")]
    assert len(addresses) == (len(KINDS) + 1) * len(FORMATS)
    assert [code.text for code in page.select("main code")] == addresses
    for address in addresses:
        assert client.get(path_of(address)).status_code == 200, address
    anchors = {entry["id"] for entry in page.select("main section[id]")}
    assert {*KINDS, f"partners-{partner.translation_key}"} == anchors
    assert str(silent.translation_key) not in response.content.decode()
    switcher = {link["hreflang"]: path_of(link["href"]) for link in page.select("link[hreflang]")}
    assert switcher == {code: f"/{code}/feeds/" for code in LANGUAGES} | {"x-default": "/az/feeds/"}


def test_pages_announce_their_feeds_and_lead_to_the_list(client):
    response = client.get(make.make_agreement().get_url())
    page = BeautifulSoup(response.content, "html.parser")
    announced = {(link["type"], link["href"]) for link in page.select('link[rel="alternate"][type]')}
    assert announced == {
        (kind, f"/az/feeds/{name}.{form}") for name in ("all", "agreements") for form, kind in FORMATS.items()
    }
    for _kind, path in announced:
        assert client.get(path).status_code == 200
    assert page.select_one('footer a[href="/az/feeds/"]')
    index = NewsIndexPage.objects.get(locale__language_code="az")
    listing = BeautifulSoup(client.get(index.get_url()).content, "html.parser")
    assert listing.select_one('main a[href="/az/feeds/#all"]')
    urls = client.get("/sitemap-feeds.xml").content.decode()
    assert all(f"<loc>{SITE}/{code}/feeds/</loc>" in urls for code in LANGUAGES)
