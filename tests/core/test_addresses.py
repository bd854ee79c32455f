"""What an address answers: the way in, other languages, what is missing, what machines read."""

import re
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page, PageViewRestriction

from collection.models import HighlightPage
from home.models import StandardPage
from news.models import NewsIndexPage
from tests import factories as make
from tests.quick_database import remembered

pytestmark = pytest.mark.django_db

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def path_of(address):
    """Return the path of an absolute address of this site."""
    return re.sub(r"^https?://[^/]+", "", address)


def hreflangs(response):
    links = soup(response).select('link[rel="alternate"][hreflang]')
    return {link["hreflang"]: path_of(link["href"]) for link in links}


# The way in


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("ka,en;q=0.5", "ka"),
        ("de-DE,tr-TR;q=0.7,en;q=0.3", "tr"),
        ("de", "az"),
        ("", "az"),
        ("*", "az"),
        ("en-GB", "en"),
    ],
)
def test_front_door_leads_to_the_browsers_language(client, homes, header, expected):
    response = client.get("/", headers={"accept-language": header})
    assert response.status_code == 302
    assert response["Location"] == f"/{expected}/"
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies


def test_front_door_leaves_out_a_language_whose_home_is_not_live(client, homes):
    homes["ka"].unpublish()
    assert client.get("/", headers={"accept-language": "ka,tr;q=0.5"})["Location"] == "/tr/"


def test_a_language_without_a_live_home_leads_to_the_azerbaijani_one(client, homes):
    homes["ka"].unpublish()
    response = client.get("/ka/")
    assert (response.status_code, response["Location"]) == (302, "/az/")
    assert client.get("/ka/xeberler/").status_code == 404


@pytest.mark.parametrize("language", ["az", "en", "ka", "tr"])
def test_home_answers_in_its_language_without_a_cookie(client, homes, language):
    response = client.get(f"/{language}/")
    assert response.status_code == 200
    assert soup(response).html["lang"] == language
    assert not response.cookies


# Translations of a page


def test_hreflang_names_every_live_translation_and_itself_from_both_sides(client, homes):
    az = make.make_news(title="Memorandum imzalandı")
    ka = make.make_news("ka", of=az, title="ხელი მოეწერა მემორანდუმს")
    make.make_news("tr", of=az, title="Mutabakat zaptı imzalandı", live=False)
    expected = {"az": az.get_url(), "ka": ka.get_url(), "x-default": az.get_url()}
    for page in (az, ka):
        response = client.get(page.get_url())
        assert hreflangs(response) == expected
        assert path_of(soup(response).select_one('link[rel="canonical"]')["href"]) == page.get_url()
    assert ka.get_url() == "/ka/siakhleebi/kheli-moetsera-memorandums/"


def test_an_institutions_page_knows_its_translations(client, homes):
    az = make.make_institution(name="Gürcüstan Milli Muzeyi")
    ka = make.make_institution("ka", of=az, name="საქართველოს ეროვნული მუზეუმი")
    assert az.get_url() == "/az/beynelxalq-emekdasliq/gurcustan-milli-muzeyi/"
    for snippet in (az, ka):
        response = client.get(snippet.get_url())
        assert response.status_code == 200
        assert hreflangs(response) == {"az": az.get_url(), "ka": ka.get_url(), "x-default": az.get_url()}
        assert snippet.name in soup(response).h1.text


def test_a_renamed_institution_leaves_a_redirect(client, homes):
    institution = make.make_institution(name="Milli Qalereya")
    before = institution.get_url()
    institution.slug = "qalereya"
    institution.save_revision().publish()
    response = client.get(before)
    assert (response.status_code, response["Location"]) == (301, "/az/beynelxalq-emekdasliq/qalereya/")


def test_a_draft_institution_has_no_page(client, homes):
    institution = make.make_institution(name="Milli Qalereya", live=False)
    assert client.get(institution.get_url()).status_code == 404


@pytest.mark.parametrize("case", ["draft", "source path", "alias"])
def test_an_untranslated_page_answers_404_and_offers_what_exists(client, homes, case):
    az = make.make_news(title="Yeni xəbər")
    en = make.make_news("en", of=az, title="Fresh news")
    if case == "draft":
        path = make.make_news("ka", of=az, title="სიახლე", live=False).get_url()
    elif case == "source path":
        path = "/ka" + az.get_url().removeprefix("/az")
    else:
        index = NewsIndexPage.objects.get(locale__language_code="ka")
        alias = az.create_alias(parent=index, update_locale=index.locale, reset_translation_key=False)
        assert alias.live
        path = alias.get_url()
    response = client.get(path)
    assert response.status_code == 404
    page = soup(response)
    assert page.html["lang"] == "ka"
    offered = {link["href"] for link in page.select("main a[hreflang]")}
    assert offered == {az.get_url(), en.get_url()}
    assert "alternate" not in {value for link in page.select("link[hreflang]") for value in link["rel"]}


def test_an_alias_is_nowhere(client, homes):
    az = make.make_news(title="Yalnız mənbə dilində")
    index = NewsIndexPage.objects.get(locale__language_code="ka")
    az.create_alias(parent=index, update_locale=index.locale, reset_translation_key=False)
    for address in (
        index.get_url(),
        "/ka/",
        "/ka/feeds/all.rss",
        "/sitemap-pages.xml",
        "/ka/search/?q=menbe",
    ):
        assert "/ka/siakhleebi/yalniz" not in client.get(address).content.decode(), address
    assert set(hreflangs(client.get(az.get_url()))) == {"az", "x-default"}


@pytest.mark.parametrize(
    "path",
    ["/ka/nothing/", "/xx/", "/az/xeberler/nothing/deeper/", "/az/%00/", "/az/" + "a" * 3000 + "/", "/az/ə/"],
)
def test_nonsense_is_a_clear_404(client, homes, path):
    response = client.get(path, follow=True)
    assert response.status_code == 404
    assert soup(response).h1


def test_search_and_feeds_cannot_be_hidden_by_a_page(homes):
    page = StandardPage(title="Axtarış", slug="search", summary="x", locale=homes["az"].locale)
    with pytest.raises(Exception, match="slug"):
        homes["az"].add_child(instance=page)


# For machines


def sitemap(client):
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    for place in index.findall("s:sitemap/s:loc", SITEMAP):
        if "-news-" in place.text:
            continue  # lists pages once more, without their translations
        document = ElementTree.fromstring(client.get(path_of(place.text)).content)
        yield from document.findall("s:url", SITEMAP)


def test_sitemap_lists_every_live_page_and_snippet_with_its_translations(client, homes):
    az = make.make_news(title="Xəbər")
    make.make_news("ka", of=az, title="სიახლე")
    draft = make.make_news(title="Qaralama", live=False)
    private = make.make_news(title="Məxfi")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    person = make.make_person(names={"az": "Əzim Əzimzadə"})
    entries = {}
    for url in sitemap(client):
        links = url.findall("x:link", SITEMAP)
        entries[path_of(url.find("s:loc", SITEMAP).text)] = {
            link.get("hreflang"): path_of(link.get("href")) for link in links
        }
    assert entries[az.get_url()] == {
        "az": az.get_url(),
        "ka": "/ka/siakhleebi/siakhle/",
        "x-default": az.get_url(),
    }
    assert person.get_url() in entries
    assert draft.get_url() not in entries
    assert private.get_url() not in entries
    for path in entries:
        assert client.get(path).status_code == 200, path


def test_sitemap_costs_the_same_with_more_pages(client, homes, django_assert_max_num_queries):
    for _number in range(12):
        make.make_news()
    with django_assert_max_num_queries(8):
        client.get("/sitemap-pages.xml")


def test_robots_name_the_sitemap(client, homes, settings):
    settings.SITE_URL = "https://museum.example"
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: https://museum.example/sitemap.xml" in text
    assert "Disallow: /admin/" in text


# Bad input

NASTY = [
    "\0",
    "'",
    '"',
    "'\"<script>",
    "%",
    "a" * 10_000,
    "٣",
    "²",
    "-1",
    "0",
    "999999999999999999999",
    " ",
    "*",
    "\ud7ff",
    "😀",
]


@remembered
def one_of_each(homes):
    make.make_news()
    make.make_event()
    make.make_highlight()


@pytest.mark.parametrize("text", NASTY)
def test_no_filter_or_page_number_is_an_error(client, one_of_each, text):
    index_of = {page.specific_class: page for page in Page.objects.filter(locale__language_code="az")}
    fields = {
        "NewsIndexPage": ["kind", "year", "partner", "page"],
        "EventIndexPage": ["kind", "when", "page"],
        "CollectionIndexPage": ["type", "school", "room", "maker", "page"],
        "CooperationPage": ["country", "kind", "page"],
        "PeoplePage": ["role", "page"],
    }
    for model, page in index_of.items():
        for field in fields.get(model.__name__, []):
            response = client.get(page.get_url(), {field: text})
            assert response.status_code in (200, 404), (model, field)
            assert b"<h1" in response.content
    assert client.get("/az/search/", {"q": text, "page": text}).status_code == 200


def test_a_wrong_page_number_says_so(client, homes):
    make.make_news()
    index = NewsIndexPage.objects.get(locale__language_code="en")
    for query in ({"page": "7"}, {"page": "x"}, {"kind": "poems"}, {"year": "1066"}):
        response = client.get(index.get_url(), query)
        assert response.status_code == 404
        assert (
            soup(response).select_one("main [role=alert], main .notice, main .empty")
            or "no such" in response.content.decode()
        )


# Works


def test_a_works_number_is_unique_among_works_but_shared_by_its_translations(homes):
    az = make.make_highlight(accession_number="A-1")
    make.make_highlight("ka", of=az, title="ხალიჩა")
    with pytest.raises(Exception, match="accession_number"):
        make.make_highlight(accession_number="A-1")
    assert HighlightPage.objects.filter(accession_number="A-1").count() == 2
