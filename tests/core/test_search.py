"""What readers type finds what we print, on SQLite and on PostgreSQL, and nothing they type is an error."""

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.search.backends import get_search_backend

from core.folding import index_text
from core.search import Hits, search
from core.search_view import PER_PAGE, search_view
from home.models import HomePage, PeoplePage, StandardPage
from partners.models import Person, PersonName
from tests.quick_database import remembered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("searching")]

HOSTILE = [
    "",
    " ",
    "\x00",
    "Xətai\x00",
    '"',
    '"Xətai',
    "'\"<script>",
    "'",
    "*",
    "-",
    "---",
    "Xətai*",
    "NEAR(Xətai)",
    "Xətai AND",
    "AND OR NOT",
    "autocomplete:Xətai",
    "{title} : x",
    "^x + y",
    "a & b | !c <-> d:*",
    "\\",
    "%s %(x)s %",
    " " * 30,
    "🎨",
    "x" * 10_000,
    "ə " * 5_000,
    "\u202e\u200b",
    "12e5 1.5 0x1f 2-3 www.a.az a@b.az /a/b",
]


@remembered
def homes(db, searching):
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in ("az", "en", "ka", "tr")}
    root = Page.get_first_root_node()
    for page in root.get_children():
        page.delete()
    root.refresh_from_db()
    made = {}
    for code, locale in locales.items():
        made[code] = root.add_child(instance=HomePage(title="Home", slug=f"home-{code}", locale=locale))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": made["az"], "hostname": "localhost"}
    )
    return made


@pytest.fixture
def put(homes):
    """Return a function that makes a live page: ``put(title, summary, language)``."""

    def put_(title, description="", language="az", **values):
        page = StandardPage(title=title, summary=description or "–", locale=homes[language].locale, **values)
        home = HomePage.objects.get(pk=homes[language].pk)
        return home.add_child(instance=page)

    return put_


def titles(query, language="az"):
    return [thing.title for thing in Hits(query, language)[:100]]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("Xetai", "Xətai"),
        ("Khatai", "Xətai"),
        ("Ezimzade", "Əzim Əzimzadə"),
        ("Azimzade", "Əzim Əzimzadə"),
        ("Kangarli", "Bəhruz Kəngərli"),
        ("Khalygov", "Qəzənfər Xalıqov"),
        ("Halıkov", "Qəzənfər Xalıqov"),
        ("ISTIQLAL", "İstiqlal muzeyi"),
        ("istiqlal", "İSTİQLAL"),
        ("tbilisi", "თბილისი"),
        ("muzey", "Azərbaycan Milli İncəsənət Muzeyinin sərgisi"),
        ("sərgi muzey", "Azərbaycan Milli İncəsənət Muzeyinin sərgisi"),
        ('"sərgi" - muzey*', "Azərbaycan Milli İncəsənət Muzeyinin sərgisi"),
        ("gence", "Gəncə"),
        ("igdir", "IĞDIR"),
        ("მუზეუმი", "ხელოვნების მუზეუმის გამოფენა"),
        ("სააზრო", "სააზრო"),
        ("2023", "12 aprel 2023"),
        ("12e5", "12e5 0x1f"),
        ("0x1f", "12e5 0x1f"),
        ("XX", "XX əsr"),
    ],
)
def test_a_reader_finds_the_page(put, query, title):
    put(title)
    put("Başqa", "Tamam başqa bir mətn")
    assert titles(query) == [title]


def test_all_words_must_be_found(put):
    put("Xətai sərgisi")
    put("Xətai")
    assert titles("xetai sergi") == ["Xətai sərgisi"]
    assert titles("xetai konsert") == []


def test_a_title_comes_before_a_text(put):
    words = " ".join(f"söz{number}" for number in range(40))
    put("Birinci", f"Xətai haqqında {words}")
    put(f"Xətai və {words}")
    put("Sonuncu", "Xətai haqqında")
    assert titles("Khatai")[0].startswith("Xətai")
    assert len(titles("Khatai")) == 3


def test_only_what_the_public_may_see_in_this_language(put):
    put("Xətai açıq")
    put("Xətai qaralama", live=False)
    put("Khatai in English", language="en")
    hidden = put("Xətai gizli")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    original = put("Xətai əsl")
    original.create_alias(parent=original.get_parent(), update_slug="xetai-alias")
    assert sorted(titles("Xətai")) == ["Xətai açıq", "Xətai əsl"]
    assert titles("Xətai", "en") == ["Khatai in English"]
    assert titles("Xətai", "ka") == []


def test_titles_by_length_then_texts_the_newest_first(put):
    put("Köhnə", "Xətai")
    put("Xətai haqqında uzun bir başlıq")
    put("Yeni", "Xətai")
    put("Xətai")
    assert titles("Xətai") == ["Xətai", "Xətai haqqında uzun bir başlıq", "Yeni", "Köhnə"]


@pytest.mark.parametrize("query", ["z", "zzz", "j", "w", "qj", "qjhatai", "y"])
def test_marks_of_the_index_are_not_found(put, query):
    put("Xətai")
    assert titles(query) == []


@pytest.fixture
def painter(homes):
    person = Person(locale=homes["az"].locale, live=True)
    person.names = [
        PersonName(text="Qəzənfər Xalıqov", language="az"),
        PersonName(text="Gazanfar Khalygov", language="en"),
        PersonName(text="გაზანფარ ხალიგოვი", language="ka", script="Geor"),
        PersonName(text="Казанфар Халыков", language="ru", script="Cyrl", kind="variant"),
    ]
    person.save()
    person.save()  # the tests index at once, and the first time that is before the names are saved
    return person


def test_people_are_found_by_every_name_once_they_have_an_address(homes, painter):
    assert titles("Khalygov") == []
    home = HomePage.objects.get(pk=homes["az"].pk)
    home.add_child(instance=PeoplePage(title="Şəxslər", locale=home.locale)).save_revision().publish()
    for query in ("Khalygov", "ხალიგოვი", "Халыков", "Xaliqov", "qezenfer"):
        assert Hits(query, "az")[:5] == [painter], query
    Person.objects.filter(pk=painter.pk).update(live=False)
    assert titles("Khalygov") == []


def test_a_person_stands_before_the_pages_that_mention_them(homes, painter, put):
    home = HomePage.objects.get(pk=homes["az"].pk)
    home.add_child(instance=PeoplePage(title="Şəxslər", locale=home.locale)).save_revision().publish()
    for number in range(5):
        put(f"Xəbər {number}", "Rəssam Qəzənfər Xalıqov haqqında")
    assert Hits("Khalygov", "az")[:10][0] == painter
    assert Hits("Khalygov", "az").count() == 6


def test_a_changed_page_is_found_by_its_new_words_only(put):
    page = put("Xətai")
    page.title = "Gəncə"
    page.save()
    assert titles("Xətai") == []
    assert titles("Ganja") == ["Gəncə"]
    page.delete()
    assert titles("Ganja") == []


def test_the_index_can_be_built_anew(put):
    put("Xətai")
    call_command("update_index", verbosity=0)
    assert titles("Khatai") == ["Xətai"]


def test_a_queryset_keeps_its_order(put):
    for title in ("Xətai c", "Xətai a", "Başqa"):
        put(title)
    found = search(StandardPage.objects.order_by("title"), "khatai")
    assert [page.title for page in found] == ["Xətai a", "Xətai c"]
    assert not search(Page.objects.all(), "").exists()
    assert search(Page.objects.filter(title__endswith="a"), "khatai").count() == 1
    assert search(Person.objects.all(), "khatai").count() == 0


@pytest.mark.parametrize("query", HOSTILE)
def test_nothing_typed_is_an_error(put, query):
    put("Xətai")
    assert Hits(query, "az").count() == len(Hits(query, "az")[:50])
    assert list(search(Page.objects.all(), query)) is not None


@pytest.mark.parametrize("query", HOSTILE)
def test_nothing_staff_type_is_an_error(put, query):
    put("Xətai")
    for ask in (get_search_backend().search, get_search_backend().autocomplete):
        found = ask(query, Page)
        assert len(list(found[:10])) == found.count()


def test_staff_find_titles_by_ascii_letters(put):
    page = put("Xətai")
    assert list(Page.objects.all().autocomplete("xetai")) == [page.page_ptr]
    assert list(Page.objects.all().autocomplete("Xətai")) == [page.page_ptr]


@pytest.fixture
def ask(settings, homes):
    source = "{{ query }}|{{ total }}|{% for thing in results %}{{ thing.title }},{% endfor %}|{{ results.number }}"
    options = {"loaders": [("django.template.loaders.locmem.Loader", {"search/search.html": source})]}
    settings.TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": options}]

    def ask_(language="az", **query):
        with translation.override(language):
            return search_view(RequestFactory().get(f"/{language}/search/", query))

    return ask_


def test_the_page_shows_what_is_found(put, ask):
    put("Xətai")
    put("Khatai", language="en")
    response = ask(q=" Xetai\x00 ")
    assert response.content.decode() == "Xetai|1|Xətai,|1"
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert ask("en", q="Xətai").content.decode() == "Xətai|1|Khatai,|1"


def test_the_page_without_a_question_is_empty(ask):
    response = ask()
    assert response.content.decode() == "|0||1"
    assert "Cache-Control" not in response
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("query", HOSTILE)
def test_the_page_answers_whatever_is_asked(ask, query):
    assert ask(q=query, page=query).status_code == 200


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("", 1),
        ("1", 1),
        ("2", 2),
        ("3", 2),
        ("9999999", 2),
        ("9" * 5000, 1),
        ("0", 2),
        ("-1", 1),
        ("x", 1),
        ("٢", 1),
    ],
)
def test_a_wrong_page_number_is_no_error(put, ask, page, shown):
    for number in range(PER_PAGE + 1):
        put(f"Xətai {number}")
    response = ask(q="Xətai", page=page)
    assert response.status_code == 200
    assert response.content.decode().endswith(f"|{shown}")
    assert f"|{PER_PAGE + 1}|" in response.content.decode()


def test_asking_costs_the_same_however_much_is_found(put, ask, django_assert_max_num_queries):
    for number in range(PER_PAGE + 5):
        put(f"Xətai {number}")
    ask(q="xetai")
    with django_assert_max_num_queries(8):
        ask(q="xetai")
    with django_assert_max_num_queries(0):
        ask(q="  ")


def test_index_text_of_a_page_has_no_other_letters(put):
    page = put("“Əsər” №5", "თბილისი")
    assert page.search_fold == index_text("“Əsər” №5", "თბილისი")


@pytest.mark.parametrize("language", ["az", "en", "ka", "tr"])
def test_a_reader_of_each_language_is_answered(client, put, language):
    page = put("Xətai", language=language)
    response = client.get(f"/{language}/search/", {"q": "Khatai"})
    assert response.status_code == 200
    assert f'href="{page.get_url()}"' in response.content.decode()
    for query in ("\x00\"'<script>", "x" * 10_000, ""):
        response = client.get(f"/{language}/search/", {"q": query, "page": query})
        assert response.status_code == 200
        assert "<script>" not in response.content.decode().partition("<main")[2]
