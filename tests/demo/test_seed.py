"""The demonstration content as it stands after a full load: its facts, its languages, its addresses."""

import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, Max
from wagtail.images import get_image_model
from wagtail.models import Page, Revision, Site
from wagtail_localize.models import StringTranslation, Translation

from collection.models import HighlightPage, Room
from collection.periods import centuries
from core.i18n import LANGUAGES, public
from core.models import SiteSettings
from core.models.images import Rights
from core.references import pages_about
from core.search import Hits
from core.translation import missing, stale
from demo import texts
from demo.loader import Loader
from demo.models import DemoRecord
from events.models import EventPage, ExhibitionPage, ProgrammePage
from home.models import Footer, HomePage, MenuItem, Notice, OpportunityDocument, OpportunityPage
from news.models import AgreementPage, AnniversaryPage, ExhibitionAbroadPage, NewsPage
from partners.models import Institution, Person
from press.models import Alert
from tests.demo.english import english_on

pytestmark = pytest.mark.thorough

BAKU = timezone(timedelta(hours=4))
SECTIONS = ("Xəbərlər", "Tədbirlər", "Kolleksiya", "Muzey")
# How each language says that a work is not one of the collection.
LABELS = {
    "az": "Nümunə qeydi",
    "en": "Demonstration record",
    "ka": "სადემონსტრაციო ჩანაწერი",
    "tr": "Örnek kayıt",
}


@pytest.fixture(scope="module")
def library():
    return texts.read()


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker, library, index_at_once):
    """Load everything once for all tests of this module; each of them works in a savepoint."""
    with django_db_blocker.unblock(), transaction.atomic(), index_at_once():
        lines = []
        Loader(library, lines.append, width=64).run()
        yield lines
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _in_a_savepoint(db):
    pass


def of(key, language="az"):
    """Return what was loaded under a key."""
    return DemoRecord.objects.get(key=key, language=language).thing()


def locations(client, sitemap):
    """Return the paths that a sitemap lists."""
    found = re.findall("<loc>(.*?)</loc>", client.get(sitemap).content.decode())
    return [re.sub("^https?://[^/]+", "", location) for location in found]


def everywhere(key):
    return [of(key, language) for language in LANGUAGES]


def test_no_subscriber_is_told_of_it():
    assert NewsPage.objects.live().exists() and not Alert.objects.exists()


# Languages


def test_everything_is_there_in_every_language(library):
    loaded = set(DemoRecord.objects.filter(complete=True).values_list("key", "language"))
    wanted = {
        (item.key, language)
        for section, items in library.items()
        for item in items.values()
        for language in (LANGUAGES if section != "settings" else [""])
    }
    assert not wanted - loaded
    assert not DemoRecord.objects.filter(complete=False).exists()
    assert {room.number for room in Room.objects.filter(locale__language_code="ka")} == set(range(1, 61))


def test_every_language_has_its_own_words():
    borrowed = [
        f"{row.locale.language_code} {row.context.path}: {row.data}"
        for row in StringTranslation.objects.select_related("translation_of", "locale", "context")
        if row.data == row.translation_of.data and len(row.data) > 24
    ]
    assert not borrowed
    for row in StringTranslation.objects.filter(locale__language_code="ka"):
        assert not re.search("[əğışçöüƏĞİŞÇÖÜ]", row.data), row.data


def test_staff_see_real_translations_with_nothing_missing_or_stale():
    pages = public(Page.objects.filter(depth__gt=1, locale__language_code="az"))
    translations = Translation.objects.filter(
        source__object_id__in=pages.values("translation_key"), enabled=True
    )
    assert translations.count() == 3 * pages.count()
    for translation in translations.select_related("source"):
        assert not missing(translation).exists() and not stale(translation).exists(), translation


def test_the_addresses_are_made_of_each_languages_title():
    assert [page.slug for page in everywhere("people/azim-azimzade")] == [
        "ezim-ezimzade",
        "azim-azimzade",
        "azim-azimzade",
        "azim-azimzade",
    ]
    assert [room.slug for room in everywhere("rooms/12")] == ["zal-12", "room-12", "darbazi-12", "salon-12"]
    assert all(not re.search(r"-\d+$", page.slug) for page in HomePage.objects.all())


# Wagtail leaves the temporary files of the renditions to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_every_address_of_the_sitemap_answers_in_its_language(client):
    paths = [path for part in locations(client, "/sitemap.xml") for path in locations(client, part)]
    rooms = {room.get_url() for room in Room.objects.exclude(number__in=(1, 12, 60))}
    assert rooms < set(paths)
    for language in LANGUAGES:
        assert len([path for path in paths if path.startswith(f"/{language}/")]) == len(paths) / 4
    for path in set(paths) - rooms:
        response = client.get(path)
        assert response.status_code == 200, path
        html = response.content.decode()
        assert f'<html lang="{path[1:3]}"' in html, path
        assert path.startswith("/en/") or not english_on(html, path[1:3]), path


# Facts


def test_the_memorandum_says_what_is_known_and_no_more():
    for language, page in zip(LANGUAGES, everywhere("news/memorandum-georgia"), strict=True):
        assert type(page) is AgreementPage and page.document_kind == "memorandum" and page.is_press_release
        assert page.date == page.first_published_at == datetime(2023, 8, 14, 11, 48, tzinfo=BAKU)
        assert (page.signed_on, page.place, page.valid_from, page.valid_until) == (None, "", None, None)
        signed = [(row.person, row.institution) for row in page.signatories.all()]
        assert signed == [
            (of("people/chingiz-farzaliyev", language), of("institutions/national-art-museum", language)),
            (
                of("people/nika-akhalbedashvili", language),
                of("institutions/georgian-national-museum", language),
            ),
        ]
        assert all(row.role for row in page.signatories.all())
        assert [row.institution.locale.language_code for row in page.parties.all()] == [language] * 2
        assert page.areas.count() == 8


def test_the_protocol_has_three_parties_and_no_signatories_nor_day():
    for page in everywhere("news/cooperation-ege"):
        assert page.document_kind == "protocol" and page.signed_on is None
        assert [page.parties.count(), page.signatories.count()] == [3, 0]


def test_the_exhibition_in_tbilisi_has_a_first_day_and_two_occasions():
    anniversaries = [of("news/anniversary-relations"), of("news/anniversary-heydar-aliyev")]
    for page in everywhere("news/exhibition-tbilisi"):
        assert type(page) is ExhibitionAbroadPage
        venue = page.venues.get()
        assert (venue.opens, venue.closes, venue.country, venue.planned) == (
            date(2023, 4, 12),
            None,
            "GE",
            False,
        )
        assert [row.page.specific for row in page.occasions.all()] == anniversaries
    titles = [page.exhibition_title for page in everywhere("news/exhibition-tbilisi")]
    assert titles[0] == "Zamanın pillələri ilə" and titles[2] == "დროის საფეხურებზე"


def test_the_anniversaries_have_the_published_count_and_no_origin():
    for key, count in (("news/anniversary-relations", 30), ("news/anniversary-heydar-aliyev", 100)):
        for page in everywhere(key):
            assert type(page) is AnniversaryPage
            assert (page.count, page.origin_year, page.origin_date) == (count, None, None)


def test_what_is_planned_has_no_dates():
    for page in everywhere("news/planned-exhibition-izmir"):
        venue = page.venues.get()
        assert (venue.opens, venue.closes, venue.country, venue.planned) == (None, None, "TR", True)
    for page in everywhere("training/training-ege"):
        assert page.kind == "training" and page.status == "undated" and not page.sessions.exists()


def test_the_makers_have_their_sourced_dates_and_no_identifiers():
    lives = {
        "azim-azimzade": (date(1880, 5, 7), None, date(1943, 6, 15), None),
        "bahruz-kangarli": (date(1892, 1, 22), None, date(1922, 2, 7), None),
        "gazanfar-khalygov": (date(1898, 12, 16), None, date(1981, 3, 1), None),
        "sattar-bahlulzade": (date(1909, 12, 15), None, date(1974, 10, 14), None),
        "mikayil-abdullayev": (date(1921, 12, 19), None, None, 2002),
        "vajiha-samadova": (None, 1924, None, 1965),
        "tahir-salahov": (None, 1928, None, 2021),
    }
    assert Person.objects.filter(is_maker=True, locale__language_code="az").count() == len(lives)
    for id, life in lives.items():
        for person in everywhere(f"people/{id}"):
            assert (person.birth_date, person.birth_year, person.death_date, person.death_year) == life
    for model, names in ((Person, ("ulan", "viaf", "wikidata")), (Institution, ("ror", "isni", "wikidata"))):
        assert not any(getattr(thing, name) for thing in model.objects.all() for name in names)


def test_a_person_goes_by_the_name_of_each_language():
    assert [person.name for person in everywhere("people/azim-azimzade")] == [
        "Əzim Əzimzadə",
        "Azim Azimzade",
        "აზიმ აზიმზადე",
        "Azim Azimzade",
    ]


# Demonstration records


def test_every_highlight_says_that_it_is_a_demonstration_record():
    works = HighlightPage.objects.select_related("locale")
    assert works.filter(locale__language_code="az").count() >= 12
    for work in works:
        assert work.is_demonstration and work.unknown_maker and not work.makers.exists()
        assert work.accession_number.startswith("DEMO-") and work.rights == Rights.CC0
        assert work.summary.startswith(LABELS[work.locale.language_code]), work
        assert work.lead_image_id and work.images.count() and work.dimensions.count()
        assert all(isinstance(row.value, Decimal) for row in work.dimensions.all())


def test_the_works_are_of_several_rooms_schools_and_types():
    works = HighlightPage.objects.filter(locale__language_code="az")
    for name in ("room", "school", "object_type"):
        assert works.exclude(**{name: None}).values(name).distinct().count() >= 4


def test_the_works_are_of_several_centuries_and_an_older_date_says_that_it_is_an_example():
    for language, example in {"az": "nümunə", "en": "example", "ka": "სადემონსტრაციო", "tr": "örnek"}.items():
        works = list(HighlightPage.objects.filter(locale__language_code=language))
        assert len({number for work in works for number in centuries(*work.years)}) >= 5
        assert all(example in work.date_text for work in works if work.latest_year != 2026)


def test_some_works_show_details():
    works = HighlightPage.objects.annotate(pictures=Count("images"))
    assert works.filter(pictures__gt=1).count() == 2 * len(LANGUAGES)


def test_something_is_always_on():
    for language in LANGUAGES:
        programme = ProgrammePage.objects.filter(locale__language_code=language)
        assert programme.current().exists() and programme.upcoming().count() >= 3
        assert programme.past().exists() and programme.undated().exists()
    assert EventPage.objects.filter(locale__language_code="tr", sessions__cancelled=True).count() == 1
    exhibitions = ExhibitionPage.objects.filter(locale__language_code="ka")
    assert max(exhibition.works.count() for exhibition in exhibitions) >= 5


def test_every_picture_has_its_file_and_its_words_in_four_languages():
    images = get_image_model().objects.all()
    assert len(images) > 20
    for image in images:
        assert image.file.storage.size(image.file.name) == image.file_size > 0
        assert max(image.width, image.height) == 64 and image.file_hash
        for words in (image.alt, image.credit, image.source):
            assert set(words) == set(LANGUAGES) and len(set(words.values())) == 4
        assert image.rights == Rights.CC0 and image.look and image.collection.name in SECTIONS


# The frame


def test_the_address_leads_to_our_home_and_the_welcome_page_is_gone():
    assert Site.objects.get().root_page.specific == of("pages/home")
    homes = Page.objects.filter(depth=2)
    assert [page.locale.language_code for page in homes] == LANGUAGES
    assert all(page.specific_class is HomePage and page.live for page in homes)


def test_vacancies_and_tenders_are_open_past_and_with_a_document():
    for language in LANGUAGES:
        pages = OpportunityPage.objects.filter(locale__language_code=language)
        assert (pages.open().count(), pages.closed().count()) == (3, 2)
        [row] = OpportunityDocument.objects.filter(page__in=pages)
        assert row.document.file.read().decode().count("\n\n") == 3  # it says what it is in four languages


def test_menu_footer_notice_and_settings_are_there():
    for language in LANGUAGES:
        entries = MenuItem.objects.filter(locale__language_code=language)
        assert [entries.filter(place=place).count() for place in MenuItem.Place.values] == [9, 5]
        assert Footer.objects.filter(locale__language_code=language).count() == 1
        assert Notice.objects.showing().filter(locale__language_code=language).count() == 1
    museum = SiteSettings.load()
    assert museum.founded == 1937 and set(museum.address) == set(LANGUAGES)
    assert (
        museum.opening_hours.count() == 6 and museum.prices.count() == 4 and museum.special_days.count() == 2
    )
    assert all(set(row.category) == set(LANGUAGES) for row in museum.prices.all())


# Indexes


def test_an_institution_knows_the_pages_of_its_language_that_speak_of_it():
    museum = of("institutions/georgian-national-museum", "ka")
    assert of("news/memorandum-georgia", "ka").pk in {page.pk for page in pages_about(museum)}
    assert all(page.locale_id == museum.locale_id for page in pages_about(museum))


@pytest.mark.parametrize(
    ("query", "language", "key"),
    [
        ("memorandum", "az", "news/memorandum-georgia"),
        ("მემორანდუმი", "ka", "news/memorandum-georgia"),
        ("Kengerli", "az", "people/bahruz-kangarli"),
        ("Ege", "tr", "institutions/ege-university"),
        ("darbazi 12", "ka", "rooms/12"),
    ],
)
def test_what_was_loaded_is_found(query, language, key):
    found = Hits(query, language)[0:50]
    assert of(key, language) in found


# The second run


def test_the_second_run_changes_nothing(library, django_assert_max_num_queries):
    def state():
        counts = {model: model._base_manager.count() for model in apps.get_models()}
        return counts, Revision.objects.aggregate(Max("pk")), Page.objects.aggregate(Max("last_published_at"))

    before, lines = state(), []
    with django_assert_max_num_queries(4):
        assert Loader(texts.read(), lines.append).run() is False
    assert state() == before and not lines


def test_progress_is_told_step_by_step(loaded):
    assert any(re.fullmatch(r"  News: 24 \(\d+\.\d s\)", line) for line in loaded)
    assert loaded[-1].startswith("Demonstration content loaded")


def test_records_point_at_what_was_loaded():
    kinds = {kind.pk: kind.model_class() for kind in ContentType.objects.all()}
    for record in DemoRecord.objects.all():
        assert type(record.thing()) is kinds[record.content_type_id], record


def test_english_is_noticed():
    page = '<html lang="{}"><body><p>{}</p><p lang="en">The Museum</p><img alt="{}"></body></html>'
    assert english_on(page.format("az", "Muzeyin zalları", "Xalça"), "az") == []
    assert english_on(page.format("az", "Rooms of the museum", ""), "az") == ["Rooms of the museum"]
    assert english_on(page.format("tr", "Halı", "Subscribe"), "tr") == ["Subscribe"]
    assert english_on(page.format("ka", "ხალიჩა Xalça", ""), "ka") == ["ხალიჩა Xalça"]
