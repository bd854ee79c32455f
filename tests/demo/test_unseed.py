"""What a load never touches, how it goes on after an interruption, and how the content is removed again."""

import dataclasses

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Page, Site, get_translatable_models
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from core.translation import sync
from demo import loader, removal, texts
from demo.loader import Loader
from demo.models import DemoRecord
from demo.removal import Removal
from home.models import HomePage, StandardPage
from partners.models import Institution, Person

pytestmark = pytest.mark.thorough

KEYS = {
    *("pages/home", "pages/news", "pages/about", "news/memorandum-georgia", "news/exhibition-tbilisi"),
    *(
        "institutions/georgian-national-museum",
        "people/nika-akhalbedashvili",
        "areas/seminars",
        "settings/museum",
    ),
}


@pytest.fixture(scope="module")
def small():
    return texts.read().keep(KEYS)


def load(library):
    lines = []
    Loader(library, lines.append, width=64, with_rooms=False).run()
    return lines


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker, small):
    """Load a small part once; each test works in a savepoint."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(small)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _in_a_savepoint(db):
    pass


def of(key, language="az"):
    record = DemoRecord.objects.filter(key=key, language=language).first()
    return record and record.thing()


def unseed(**options):
    lines = []
    Removal(lines.append, **options).run()
    return lines


def retitle(page, title):
    page.title = title
    page.save_revision().publish()


# What a load leaves alone


def test_what_a_person_has_edited_stays_as_it_is(small):
    retitle(of("news/memorandum-georgia"), "Başqa başlıq")
    person = of("people/nika-akhalbedashvili", "ka")
    person.title_text = "სხვა"
    person.save()
    load(small)
    assert of("news/memorandum-georgia").title == "Başqa başlıq"
    assert of("people/nika-akhalbedashvili", "ka").title_text == "სხვა"


def test_what_a_person_has_deleted_is_not_brought_back(small):
    of("news/exhibition-tbilisi", "tr").delete()
    load(small)
    assert of("news/exhibition-tbilisi", "tr") is None
    assert of("news/exhibition-tbilisi", "ka") is not None


def test_a_page_that_leads_to_a_deleted_one_is_loaded_without_that_link():
    whole = texts.read()
    of("news/exhibition-tbilisi").delete()
    load(whole.keep(KEYS | {"news/anniversary-relations"}))
    page = of("news/anniversary-relations", "ka")
    assert page.live and [row.page_id for row in page.related_pages.all()] == [
        of("news/memorandum-georgia").pk
    ]
    assert "call_to_action" not in [block.block_type for block in page.body]


def test_a_site_with_content_of_its_own_is_left_alone(small):
    DemoRecord.objects.all().delete()
    pages = Page.objects.count()
    lines = load(small)
    assert Page.objects.count() == pages and "content of its own" in lines[-1]


def test_settings_that_a_person_has_filled_in_are_kept(small):
    museum = of("settings/museum", "")
    museum.email = "info@nationalartmuseum.example"
    museum.save()
    DemoRecord.objects.filter(key="settings/museum").delete()
    load(small)
    assert type(museum).objects.get().email == "info@nationalartmuseum.example"


# New things, interruptions


def test_a_new_item_and_a_new_language_are_added_later(small):
    Removal(lambda line: None).run()
    removal.forget()

    def speaks(item):
        return dataclasses.replace(item, words={code: item.words[code] for code in ("az", "en")})

    early = small.keep(KEYS - {"people/nika-akhalbedashvili"})
    for section, items in early.items():
        if section != "settings":
            early[section] = {id: speaks(item) for id, item in items.items()}
    load(early)
    assert of("news/memorandum-georgia", "en") and not of("news/memorandum-georgia", "ka")
    assert not Person.objects.exists()
    load(small)
    assert of("news/memorandum-georgia", "ka").live and of("people/nika-akhalbedashvili", "tr").live


def test_an_interrupted_load_is_continued(small, monkeypatch):
    Removal(lambda line: None).run()
    removal.forget()
    done = []

    def break_off(source, locale, **options):
        if len(done) == 20:
            raise KeyboardInterrupt
        done.append(source)
        return whole(source, locale, **options)

    whole = loader.translate
    monkeypatch.setattr(loader, "translate", break_off)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        load(small)
    monkeypatch.setattr(loader, "translate", whole)
    load(small)
    assert not Loader(small, with_rooms=False).missing()
    assert of("news/memorandum-georgia", "ka").live
    assert Page.objects.filter(live=False, depth__gt=1).count() == 0


# Removal


def test_an_untouched_load_is_removed_without_a_trace(django_capture_on_commit_callbacks):
    files = {image.file.name: image.file.read() for image in get_image_model().objects.all()}
    assert files and all(map(default_storage.exists, files))
    with django_capture_on_commit_callbacks(execute=True):
        lines = unseed()
    assert lines[-1].endswith("0 kept.")
    assert [page.depth for page in Page.objects.all()] == [1]
    for model in get_translatable_models():
        if not issubclass(model, Page):
            assert not model.objects.exists(), model
    for model in (get_image_model(), TranslationSource, Translation, StringTranslation, Site):
        assert not model.objects.exists(), model
    assert not any(map(default_storage.exists, files))
    for name, content in files.items():  # the rows come back with the rollback, the files would not
        default_storage.save(name, ContentFile(content))


def test_what_was_removed_comes_back_only_when_asked_for(small):
    unseed()
    assert "--again" in load(small)[-1]
    assert not HomePage.objects.exists()
    removal.forget()
    load(small)
    assert HomePage.objects.filter(live=True).count() == 4


def test_an_edited_page_stays_with_all_it_stands_on():
    retitle(of("news/memorandum-georgia", "ka"), "სხვა სათაური")
    lines = unseed()
    assert "  news/memorandum-georgia ka stays: a person has edited it" in lines
    page = Page.objects.get(title="სხვა სათაური").specific
    assert page.live and [page.depth for page in page.get_ancestors()] == [1, 2, 3]
    assert page.signatories.get().person.name == "ნიკა ახალბედაშვილი"
    assert page.lead_image.file.storage.exists(page.lead_image.file.name)
    assert Site.objects.get().root_page.locale.language_code == "az"
    assert StandardPage.objects.count() == 0 and Institution.objects.count() == 1


def test_edited_pages_go_too_if_that_is_wanted():
    retitle(of("news/memorandum-georgia", "ka"), "სხვა სათაური")
    unseed(edited_too=True)
    assert [page.depth for page in Page.objects.all()] == [1]


def test_words_that_a_translator_has_saved_count_as_edited():
    page = of("pages/about", "tr")
    row = StringTranslation.objects.filter(
        locale=page.locale, context__object_id=page.translation_key, context__path="title"
    ).get()
    row.data = "Müze üzerine"
    row.save()
    lines = unseed()
    assert "  pages/about tr stays: a person has worked on its translation" in lines


def test_a_page_that_a_person_made_keeps_its_parents_even_if_all_is_to_go():
    mine = StandardPage(title="Bizim səhifə", summary="…")
    of("pages/about").add_child(instance=mine)
    lines = unseed(edited_too=True, in_detail=True)
    assert "  pages/about az stays: “Bizim səhifə” stands below it" in lines
    assert [page.title for page in mine.get_ancestors()][1:] == [
        of("pages/home").title,
        of("pages/about").title,
    ]
    assert Page.objects.filter(depth=2).count() == 1


def test_a_picture_that_a_person_uses_stays():
    image = of("images/scene-gallery-wall", "")
    mine = StandardPage(title="Bizim səhifə", summary="…", lead_image=image)
    of("pages/home").add_child(instance=mine)
    unseed()
    mine.refresh_from_db()
    assert mine.lead_image == image


def test_syncing_the_source_alone_is_no_edit_of_the_translations():
    retitle(of("pages/about"), "Muzey")
    sync(TranslationSource.objects.get_for_instance(of("pages/about")))
    unseed()
    assert of("pages/about").title == "Muzey"
