"""Words: how they are translated, wait, grow stale and become public. Facts: ``test_shared_facts.py``."""

import json
import re
from io import BytesIO
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from collection.models import (
    CollectionIndexPage,
    HighlightImage,
    HighlightMaterial,
    HighlightPage,
    Material,
    ProvenanceEntry,
)
from core import translation
from core.translation.sources import source_of
from home.models import Footer, Notice, StandardPage
from news.models import AgreementArea, AgreementPage, AgreementParty, NewsIndexPage, NewsPage
from partners.models import CooperationArea
from tests import factories as make
from tests.translation_helpers import (
    edit_url,
    fresh,
    press_publish,
    read,
    republish,
    submit,
    translated,
    translation_of,
    type_everything,
    type_in,
    typed,
)

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent
STORY = "00000000-0000-4000-8000-00000000000{}"


@pytest.fixture
def staff(client, homes):
    user = make.make_superuser()
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


def story(*blocks):
    """Return a story as JSON; each block ``(type, value)`` has a stable id by its position."""
    return json.dumps(
        [{"type": kind, "id": STORY.format(n), "value": value} for n, (kind, value) in enumerate(blocks)]
    )


# One door


def test_nobody_else_updates_sources_or_saves_targets():
    call = re.compile(r"\.(update_from_db|save_target|create_or_update_translation|refresh_segments)\(")
    folders = [ROOT / name for name in ("site", "home", "news", "events", "collection")]
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in folder.rglob("*.py")
        if call.search(path.read_text())
    }
    assert found == {"site/core/translation/strings.py"}


def test_stock_taken_in_bulk_is_what_localize_takes(homes):
    image = make.make_image()
    page = make.make_highlight(
        technique="Toxuma & naxış",
        object_type=make.make_object_type(),
        lead_image=image,
        provenance=[ProvenanceEntry(text="Şəxsi kolleksiya")],
        body=story(
            (
                "text",
                '<p>Bir <b>iki</b> <a href="https://example.org/">üç</a></p><ul><li>dörd</li><li>dörd</li></ul>',
            ),
            (
                "image",
                {"image": {"image": image.pk, "alt_text": "Xalça", "decorative": False}, "caption": "Başlıq"},
            ),
            ("table", make.table([["bir", "<p>iki</p>"], ["bir", ""]])),
        ),
    )

    def stock(source):
        sets = (
            "stringsegment_set",
            "templatesegment_set",
            "relatedobjectsegment_set",
            "overridablesegment_set",
        )
        rows = {name: sorted(getattr(source, name).values_list("pk", "order")) for name in sets}
        contexts = (
            source.object_id,
            sorted(
                source.stringsegment_set.values_list(
                    "context__path", "context__field_path", "string__data", "attrs"
                )
            ),
        )
        return rows, contexts

    source = source_of(page)
    ours = stock(source)
    assert all(ours[0].values())
    source.refresh_segments()  # localize's own: it must find everything there, and nothing to add
    assert stock(source) == ours


# Beginning


def test_a_translation_begins_as_a_draft_with_what_it_shows(staff):
    institution, area = make.make_institution(name="Gürcüstan Milli Muzeyi"), make.make_area()
    page = make.make_agreement(
        title="Memorandum",
        parties=[AgreementParty(institution=institution)],
        areas=[AgreementArea(area=area)],
    )
    make.make_index(NewsIndexPage, "ka")
    submit(staff, page, "ka")
    draft = AgreementPage.objects.get(locale__language_code="ka")
    assert not draft.live and draft.alias_of is None and draft.first_published_at is None
    assert draft.parties.get().institution.locale == draft.locale, "what it shows is begun with it"
    assert not draft.parties.get().institution.live
    assert staff.get(draft.url).status_code == 404
    assert staff.get(edit_url(draft)).status_code == 200
    assert translation_of(draft).enabled


def test_beginning_one_translation_leaves_public_ones_public(staff, client):
    institution = make.make_institution(name="Muzey")
    ka = translated(institution, "ka")["ka"]
    make.make_index(NewsIndexPage, "ka")
    page = make.make_agreement(parties=[AgreementParty(institution=institution)])
    submit(staff, page, "ka")
    assert fresh(ka).live and fresh(ka).name == "ka: Muzey"


def test_a_child_is_not_translated_before_its_parent(staff):
    parent = make.make_standard_page(title="Haqqımızda")
    child = make.make_standard_page(title="Tarix", parent=parent)
    said = submit(staff, child, "ka")
    assert any("Haqqımızda" in message for message in said)
    assert not StandardPage.objects.filter(locale__language_code="ka").exists(), (
        "no copy of the parent either"
    )
    submit(staff, parent, "ka", include_subtree="on")
    assert StandardPage.objects.filter(locale__language_code="ka", live=False).count() == 2


def test_translations_begin_with_the_source_language(staff):
    page = make.make_standard_page("en", title="About")
    submit(staff, page, "ka")
    assert not StandardPage.objects.filter(locale__language_code="ka").exists()


def test_an_alias_has_no_address_and_becomes_a_draft(staff):
    make.make_index(NewsIndexPage, "ka")
    page = make.make_news(title="Sərgi")
    alias = page.copy_for_translation(Locale.objects.get(language_code="ka"), alias=True)
    assert alias.live
    assert staff.get(alias.url).status_code == 404
    submit(staff, page, "ka")
    assert not fresh(alias).live and fresh(alias).alias_of is None
    assert staff.get(fresh(alias).url).status_code == 404


def test_an_untranslated_notice_or_footer_stays_off_the_page(staff, homes):
    notice, footer = make.make_notice(text="Muzey bağlıdır."), make.make_footer(body="<p>Niyazi küçəsi</p>")
    for snippet in (notice, footer):
        submit(staff, snippet, "ka")
    page = read(staff, homes["ka"])
    assert "Muzey bağlıdır." not in page and "Niyazi küçəsi" not in page
    for model in (Notice, Footer):
        row = model.objects.get(locale__language_code="ka")
        type_everything(staff, row, "ka")
        press_publish(staff, row)
    page = read(staff, homes["ka"])
    assert "ka: Muzey bağlıdır." in page and "ka: Niyazi küçəsi" in page


# The publish door


def test_publishing_waits_for_the_last_text_and_loses_nothing(staff):
    make.make_index(NewsIndexPage, "ka")
    page = make.make_news(title="Sərgi", summary="Yeni sərgi")
    submit(staff, page, "ka")
    ka = NewsPage.objects.get(locale__language_code="ka")
    type_in(staff, ka, "title", "გამოფენა")
    said = press_publish(staff, ka)
    assert any("1 text is not translated yet" in message for message in said), said
    assert typed(ka, "title") == "გამოფენა", "what was typed is still there"
    assert not fresh(ka).live and staff.get(ka.url).status_code == 404
    type_in(staff, ka, "summary", "ახალი გამოფენა")
    said = press_publish(staff, ka)
    assert any("is public" in message for message in said), said
    html = read(staff, ka)
    assert "გამოფენა" in html and "ახალი გამოფენა" in html and "Yeni sərgi" not in html
    assert fresh(ka).slug == "gamopena"


def test_the_refusal_is_said_in_the_language_of_the_staff(staff):
    make.make_index(NewsIndexPage, "ka")
    page = make.make_news()
    submit(staff, page, "ka")
    ka = NewsPage.objects.get(locale__language_code="ka")
    with override("az"), pytest.raises(translation.WordsMissing) as refusal:
        translation.publish(translation_of(ka))
    assert refusal.value.count == 2
    assert "not translated" not in str(refusal.value)


def test_a_page_waits_for_the_snippets_it_shows(staff):
    make.make_index(NewsIndexPage, "ka")
    area = make.make_area(name="Sərgi mübadiləsi")
    page = make.make_agreement(title="Memorandum", areas=[AgreementArea(area=area)])
    submit(staff, page, "ka")
    ka = AgreementPage.objects.get(locale__language_code="ka")
    type_everything(staff, ka, "ka")
    said = press_publish(staff, ka)
    assert any("Sərgi mübadiləsi" in message for message in said), said
    assert not fresh(ka).live
    word = CooperationArea.objects.get(locale__language_code="ka")
    type_everything(staff, word, "ka")
    press_publish(staff, word)
    press_publish(staff, ka)
    assert "ka: Sərgi mübadiləsi" in read(staff, ka)


def test_an_invalid_text_is_refused_and_shown(staff):
    make.make_index(NewsIndexPage, "ka")
    page = make.make_news(title="Sərgi")
    submit(staff, page, "ka")
    ka = NewsPage.objects.get(locale__language_code="ka")
    type_everything(staff, ka, "ka")
    type_in(staff, ka, "summary", "<div>x</div>")
    press_publish(staff, ka)
    assert not fresh(ka).live
    type_in(staff, ka, "summary", "ახალი")
    type_in(staff, ka, "title", "ა" * 300)  # longer than PostgreSQL keeps for staff to see
    said = press_publish(staff, ka)
    assert any("cannot be published" in message for message in said), said
    row = StringTranslation.objects.get(context__path="title", locale=ka.locale)
    assert row.has_error and row.field_error
    assert staff.get(edit_url(ka)).status_code == 200


def test_a_typed_title_is_shown_as_text(staff):
    page = make.make_standard_page(title="Rəsm & qrafika")
    submit(staff, page, "ka")
    ka = StandardPage.objects.get(locale__language_code="ka")
    type_in(staff, ka, "title", "ფერწერა &amp; გრაფიკა")
    assert fresh(ka).draft_title == "ფერწერა & გრაფიკა"


def test_who_may_not_publish_is_refused(client, staff):
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    page = make.make_standard_page(title="Haqqımızda")
    submit(staff, page, "ka")
    ka = StandardPage.objects.get(locale__language_code="ka")
    type_everything(staff, ka, "ka")
    writers = Group.objects.create(name="Writers")
    writers.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=writers,
        page=ka.get_parent(),
        permission=Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page"),
    )
    client.force_login(make.make_user("writer", "Writers"))
    client.post(edit_url(ka), {"action": "publish"})
    assert not fresh(ka).live


def test_many_at_once_is_no_way_round(staff):
    page = make.make_standard_page(title="Haqqımızda")
    submit(staff, page, "ka")
    ka = StandardPage.objects.get(locale__language_code="ka")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = staff.post(f"{url}?id={ka.pk}&next=/admin/", {"include_descendants": ""}, follow=True)
    assert not fresh(ka).live
    assert any("own editor" in str(message) for message in response.context["messages"])


# Words wait


def test_reworded_texts_stay_public_until_a_person_publishes(staff):
    make.make_index(NewsIndexPage, "ka")
    page = make.make_news(
        title="Sərgi", summary="Köhnə xülasə", body=story(("text", "<p>Bir.</p><p>İki.</p>"))
    )
    ka = translated(page, "ka")["ka"]
    before = read(staff, ka)
    republish(page, title="Böyük sərgi", summary="Yeni xülasə", body=story(("text", "<p>Bir.</p><p>Üç.</p>")))
    html = read(staff, ka)
    assert "Yeni xülasə" not in html and "Böyük sərgi" not in html and "Üç." not in html
    assert "ka: Köhnə xülasə" in html and "ka: İki." in html and "ka: Köhnə xülasə" in before
    assert {row.context.path for row in translation.stale(translation_of(ka)).select_related("context")} == {
        "title",
        "summary",
        f"body.{STORY.format(0)}",
    }
    editor = staff.get(edit_url(ka)).content.decode()
    assert "an earlier wording" in editor, "the translator sees the mark"
    type_in(staff, ka, "summary", "ახალი")
    assert not translation.stale(translation_of(ka)).filter(context__path="summary").exists()
    said = press_publish(staff, ka)
    assert any("reworded" in message for message in said), said
    html = read(staff, ka)
    assert "ახალი" in html and "ka: İki." in html


def test_a_wording_that_comes_back_finds_its_translation(staff):
    make.make_index(NewsIndexPage, "ka")
    page = make.make_news(summary="Birinci")
    ka = translated(page, "ka")["ka"]
    republish(page, summary="İkinci")
    type_in(staff, ka, "summary", "მეორე")
    republish(page, summary="Birinci")
    assert typed(ka, "summary") == "ka: Birinci"
    assert not translation.stale(translation_of(ka)).exists()


def test_a_new_paragraph_holds_the_page_until_it_is_translated(staff):
    make.make_index(NewsIndexPage, "ka")
    page = make.make_news(body=story(("text", "<p>Bir.</p>")))
    ka = translated(page, "ka")["ka"]
    republish(page, body=story(("text", "<p>Bir.</p><p>Yeni abzas.</p>"), ("heading", "Yeni başlıq")))
    said = press_publish(staff, ka)
    assert any("2 texts are not translated" in message for message in said), said
    assert "Yeni abzas" not in read(staff, ka)
    type_everything(staff, ka, "ka")
    press_publish(staff, ka)
    html = read(staff, ka)
    assert "ka: Yeni abzas." in html and "ka: Yeni başlıq" in html


def test_only_runs_of_equal_length_are_paired(homes):
    page = make.make_standard_page(body=story(("text", "<p>Bir.</p><p>İki.</p>")))
    ka = translated(page, "ka")["ka"]
    republish(page, body=story(("text", "<p>Başqa.</p><p>Üçüncü.</p><p>Dördüncü.</p>")))
    assert translation.missing(translation_of(ka)).count() == 3, (
        "nobody knows which of three took the place of two"
    )
    assert not translation.stale(translation_of(ka)).exists()


def test_saved_strings_do_not_leak_when_the_source_is_published(staff):
    make.make_index(NewsIndexPage, "ka")
    page = make.make_news(summary="Xülasə", is_press_release=False)
    ka = translated(page, "ka")["ka"]
    type_in(staff, ka, "summary", "ჯერ არ არის მზად")
    republish(page, is_press_release=True)
    assert fresh(ka).is_press_release
    html = read(staff, ka)
    assert "ჯერ არ არის მზად" not in html and "ka: Xülasə" in html


# What is translated


def test_tables_alt_texts_rows_and_snippets_are_translated(staff):
    make.make_index(CollectionIndexPage, "tr")
    image = make.make_image(alt={"az": "Şəkil"})
    material = make.make_material(name="Yun")
    translated(material, "tr")
    page = make.make_highlight(
        title="Xalça",
        technique="Əl toxuması",
        materials=[HighlightMaterial(material=material)],
        images=[HighlightImage(image=image, alt="Xalçanın ümumi görünüşü", caption="Ön tərəf")],
        provenance=[ProvenanceEntry(text="Şəxsi kolleksiya, Şuşa")],
        body=story(
            (
                "image",
                {"image": {"image": image.pk, "alt_text": "Haşiyə", "decorative": False}, "caption": "Detal"},
            ),
            ("table", make.table([["Uzunluq", "<p>Üç <b>metr</b></p>"]], caption="Ölçülər")),
            ("quote", {"text": "Naxış qaydadan doğur.", "source": "Usta"}),
        ),
    )
    tr = translated(page, "tr")["tr"]
    html = read(staff, tr)
    for text in (
        "tr: Xalça",
        "tr: Yun",
        "tr: Əl toxuması",
        "tr: Xalçanın ümumi görünüşü",
        "tr: Ön tərəf",
        "tr: Şəxsi kolleksiya, Şuşa",
        'alt="tr: Haşiyə"',
        "tr: Detal",
        "tr: Ölçülər",
        "tr: Uzunluq",
        "tr: Üç <b>metr</b>",
        "tr: Naxış qaydadan doğur.",
    ):
        assert text in html, text
    assert Material.objects.get(locale=tr.locale) == tr.materials.get().material


def test_a_row_put_into_a_table_keeps_the_words_of_the_others(homes):
    page = make.make_standard_page(body=story(("table", make.table([["bir", ""], ["üç", ""]]))))
    ka = translated(page, "ka")["ka"]
    republish(page, body=story(("table", make.table([["bir", ""], ["iki", ""], ["üç", ""]]))))
    segments = translation.missing(translation_of(ka)).select_related("string")
    assert [found.string.data for found in segments] == ["iki"]


def test_finished_texts_are_paired_with_their_originals(homes):
    make.make_index(CollectionIndexPage, "en")
    az = make.make_highlight(
        title="Xalça",
        provenance=[ProvenanceEntry(text="Birinci"), ProvenanceEntry(text="İkinci")],
        body=story(
            ("text", '<p><a href="https://a.example/">a</a> və <a href="https://b.example/">b</a></p>'),
            ("table", make.table([["eyni", "<p>bir</p>"], ["eyni", "<p>iki</p>"]])),
        ),
    )
    like = HighlightPage(
        title="Carpet & rug",
        summary="In English",
        provenance=[ProvenanceEntry(text="First"), ProvenanceEntry(text="Second")],
        body=story(
            ("text", '<p><a href="https://b.example/">b</a> and <a href="https://a.example/">a</a></p>'),
            ("table", make.table([["same", "<p>one</p>"], ["same", "<p>two</p>"]], caption="Table")),
        ),
    )
    en = translation.translate(az, Locale.objects.get(language_code="en"), like=like)
    assert en.live and en.title == "Carpet & rug" and en.slug == "carpet-rug"
    assert [row.text for row in en.provenance.all()] == ["First", "Second"]
    assert [row.translation_key for row in en.provenance.all()] == [
        row.translation_key for row in az.provenance.all()
    ]
    body = en.body.render_as_block()
    assert '<a href="https://b.example/">b</a> and <a href="https://a.example/">a</a>' in body
    assert "same" in body and "<p>one</p>" in body.replace("\n", "") and "Table" in body


def test_texts_that_do_not_match_are_named(homes):
    az = make.make_standard_page(body=story(("text", "<p>Bir.</p><p>İki.</p>")))
    like = StandardPage(title="About", summary="About", body=story(("text", "<p>One.</p>")))
    with pytest.raises(ValueError, match=STORY.format(0)):
        translation.pair_segments(az, like)
    like = StandardPage(title="About", body=story(("text", "<p>One.</p><p>Two.</p>")))
    with pytest.raises(translation.WordsMissing):
        translation.translate(az, Locale.objects.get(language_code="en"), {"title": "About"})


def test_po_files_go_out_and_come_back_through_the_same_door(staff):
    make.make_index(NewsIndexPage, "ka")
    page = make.make_news(title="Sərgi", summary="Xülasə", body=story(("text", "<p>Bir <b>iki</b></p>")))
    submit(staff, page, "ka")
    ka = NewsPage.objects.get(locale__language_code="ka")
    ids = [translation_of(ka).pk]
    response = staff.get(reverse("wagtail_localize:download_pofile", args=ids))
    po = polib.pofile(response.content.decode())
    assert {entry.msgid for entry in po} == {"Sərgi", "Xülasə", "Bir <b>iki</b>"}
    for entry in po:
        entry.msgstr = f"ქართ: {entry.msgid}"
    file = BytesIO(str(po).encode())
    file.name = "ka.po"
    staff.post(reverse("wagtail_localize:upload_pofile", args=ids), {"file": file, "next": "/admin/"})
    assert not fresh(ka).live, "an import publishes nothing"
    press_publish(staff, ka)
    html = read(staff, ka)
    assert "ქართ: Xülasə" in html and "ქართ: Bir <b>iki</b>" in html


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b'msgid "a"\nmsgstr "b"\n', b"<html>", None])
def test_a_foreign_po_file_is_refused_in_words(staff, content):
    page = make.make_standard_page(title="Haqqımızda")
    submit(staff, page, "ka")
    ka = StandardPage.objects.get(locale__language_code="ka")
    data = {"next": "/admin/"}
    if content is not None:
        data["file"] = BytesIO(content)
        data["file"].name = "x.po"
    url = reverse("wagtail_localize:upload_pofile", args=[translation_of(ka).pk])
    response = staff.post(url, data, follow=True)
    assert response.status_code == 200 and "PO" in str(next(iter(response.context["messages"])))


def test_the_view_to_bring_up_to_date_publishes_only_what_is_complete(staff):
    make.make_index(NewsIndexPage, "ka")
    make.make_index(NewsIndexPage, "tr")
    page = make.make_news(summary="Xülasə", body=story(("text", "<p>Bir.</p>")))
    both = translated(page, "ka", "tr")
    republish(page, body=story(("text", "<p>Bir.</p><p>İki.</p>")))
    type_everything(staff, both["tr"], "tr")
    source = TranslationSource.objects.get_for_instance(page)
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert staff.get(url).status_code == 200
    response = staff.post(url, {"publish_translations": "on", "next": "/admin/"}, follow=True)
    said = [str(message) for message in response.context["messages"]]
    assert any("not translated yet" in message for message in said), said
    assert "tr: İki." in read(staff, both["tr"])
    assert "İki." not in read(staff, both["ka"])


# Addresses


def test_slugs_follow_a_draft_and_stay_once_public(staff, django_capture_on_commit_callbacks):
    make.make_index(NewsIndexPage, "ka")
    page = make.make_news(title="Sərgi")
    submit(staff, page, "ka")
    ka = NewsPage.objects.get(locale__language_code="ka")
    type_everything(staff, ka, "ka")
    type_in(staff, ka, "title", "გამოფენა")
    with django_capture_on_commit_callbacks(execute=True):
        press_publish(staff, ka)
    assert fresh(ka).slug == "gamopena"
    type_in(staff, ka, "title", "დიდი გამოფენა")
    with django_capture_on_commit_callbacks(execute=True):
        press_publish(staff, ka)
    assert fresh(ka).title == "დიდი გამოფენა" and fresh(ka).slug == "gamopena", (
        "published and retitled: it stays"
    )
    with django_capture_on_commit_callbacks(execute=True):
        republish(page, slug="boyuk-sergi")
    assert fresh(ka).slug == "gamopena", "the source's address is not theirs"
    old = fresh(ka).url
    renamed = NewsPage.objects.get(pk=ka.pk)
    renamed.slug = "gamopena-tbilisshi"
    with django_capture_on_commit_callbacks(execute=True):
        renamed.save_revision().publish()
    response = staff.get(old)
    assert response.status_code == 301 and response["Location"].endswith("/gamopena-tbilisshi/")
    type_in(staff, ka, "title", "კიდევ ერთი")
    press_publish(staff, ka)
    assert fresh(ka).slug == "gamopena-tbilisshi", "chosen by hand: localize's next publication keeps it"


def test_pages_never_public_leave_no_redirect(staff, django_capture_on_commit_callbacks):
    make.make_index(NewsIndexPage, "ka")
    page = make.make_news(title="Sərgi")
    with django_capture_on_commit_callbacks(execute=True):
        submit(staff, page, "ka")
        ka = NewsPage.objects.get(locale__language_code="ka")
        type_everything(staff, ka, "ka")
        press_publish(staff, ka)
    assert not Redirect.objects.exists()


# Blocks stay out of migrations (SPIKES.md 6)


def test_a_data_migration_that_saves_a_page_keeps_its_story(homes):
    page = make.make_standard_page(
        body=story(("heading", "Bir"), ("text", "<p>İki</p>"), ("table", make.table([["üç", ""]])))
    )
    loader = MigrationLoader(connection)
    app = apps.get_app_config("home").label
    state = loader.project_state(loader.graph.leaf_nodes(app))
    historical = state.apps.get_model("home", "StandardPage").objects.get(pk=page.pk)
    historical.save()
    body = fresh(page).body
    assert [block.block_type for block in body] == ["heading", "text", "table"]
    assert body[2].id == STORY.format(2)


def test_translations_are_made_by_localize(homes):
    page = make.make_standard_page()
    translated(page, "ka", "tr")
    assert Translation.objects.filter(source__object_id=page.translation_key, enabled=True).count() == 2
