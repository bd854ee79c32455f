"""What each role may do to each object, in and out of its own language: asked of the real views, one by one."""

from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationLog

from core.files.collections import ensure_collections
from core.rights import may_edit, may_publish, where_to_begin
from core.roles import ensure_group, homes, let_use_files, let_work_below
from core.translation import start
from home.roles import ensure_all
from partners.models import Institution
from tests import factories as make
from tests.admin_addresses import ROLES, ensure_roles
from tests.translation_helpers import FORM, edit_url, segment, translation_of

pytestmark = pytest.mark.django_db

# e: opens the editor; p: may make public, or take off the site; d: may delete; t: types a translation;
# b: may begin to translate into Georgian. What stands for nothing is refused.
VERBS = "epdtb"
EXPECTED = {
    #                    Administrators  Editors  Writers  Translators(ka)  Curators  Press officers  Correspondents
    "az news":          ("",             "epdb",  "e",     "b",             "",       "",             ""),
    "az draft":         ("",             "epdb",  "e",     "b",             "",       "",             ""),
    "az work":          ("",             "epdb",  "e",     "b",             "epdb",   "",             ""),
    "ka news":          ("",             "epdt",  "",      "et",            "",       "",             ""),
    "tr news":          ("",             "epdt",  "",      "",              "",       "",             ""),
    "ka work":          ("",             "epdt",  "",      "et",            "epdt",   "",             ""),
    "az institution":   ("",             "epdb",  "e",     "b",             "",       "",             ""),
    "ka institution":   ("",             "epdt",  "",      "et",            "",       "",             ""),
    "tr institution":   ("",             "epdt",  "",      "",              "",       "",             ""),
    "az material":      ("",             "epdb",  "",      "b",             "epdb",   "",             ""),
    "ka material":      ("",             "epdt",  "",      "et",            "epdt",   "",             ""),
    "tr material":      ("",             "epdt",  "",      "",              "epdt",   "",             ""),
}  # fmt: skip
LETTERS = "AEWTCPM"
# Who may have a document that no public page uses yet.
PRIVATE = {"E", "W", "T", "C"}


@pytest.fixture(scope="module")
def objects(world):
    """What the roles meet; translated into Georgian and Turkish, as drafts."""
    ensure_roles()
    found = {
        "az news": make.make_news(title="Xəbər"),
        "az draft": make.make_news(title="Qaralama", live=False),
        "az work": make.make_highlight(title="Əsər"),
        "az institution": make.make_institution(name="Qurum"),
        "az material": make.make_material(name="Ağac"),
    }
    for name in ("news", "work", "institution", "material"):
        source = found[f"az {name}"]
        for language in ("ka", "tr"):
            locale = Locale.objects.get(language_code=language)
            start(source, [locale])
            found[f"{language} {name}"] = source.get_translation(locale)
    found["document"] = make.make_document()
    return found


@pytest.fixture
def clients(objects, db):
    clients = {}
    for letter in LETTERS:
        clients[letter] = Client()
        clients[letter].force_login(make.make_user(letter.lower(), ROLES[letter]))
    return clients


def url(name, obj):
    if isinstance(obj, Page):
        return reverse(f"wagtailadmin_pages:{name}", args=[obj.pk])
    return reverse(f"wagtailsnippets_{obj._meta.app_label}_{obj._meta.model_name}:{name}", args=[obj.pk])


def may(client, verb, obj):
    """Return whether a view lets somebody in, by the verbs of ``VERBS``."""
    managed = Translation.objects.filter(
        source__object_id=obj.translation_key, target_locale_id=obj.locale_id
    ).exists()
    if verb == "e":
        return client.get(edit_url(obj)).status_code == 200
    if verb == "d":
        return client.get(url("delete", obj)).status_code == 200
    if verb == "p" and managed:  # who may not is refused, or told why
        before, open_to = TranslationLog.objects.count(), may_publish(client.user, obj)
        answer = client.post(edit_url(obj), {"action": "publish"})
        assert open_to or TranslationLog.objects.count() == before
        return open_to and answer.headers.get("Location") == edit_url(obj)
    if verb == "p":
        return may_publish(client.user, obj)
    if verb == "t" and managed:
        place = [translation_of(obj).pk, segment(obj, "").pk]
        door = reverse("wagtail_localize:edit_string_translation", args=place)
        return client.put(door, urlencode({"value": "ka"}), content_type=FORM).status_code in (200, 201)
    if verb == "b" and not managed:
        return where_to_begin(client.user, obj, Locale.objects.filter(language_code="ka")).exists() and (
            client.user.has_perm("wagtail_localize.submit_translation")
        )
    return False


@pytest.fixture
def people(clients):
    """The accounts behind the browsers, in the order of the table."""
    people = []
    for letter, client in clients.items():
        client.user = make.get_user_model().objects.get(username=letter.lower())
        people.append(client.user)
    return people


def test_the_rule_says_who_edits_publishes_and_begins_translations(people, objects):
    georgian = Locale.objects.filter(language_code="ka")
    for name, row in EXPECTED.items():
        for user, verbs in zip(people, row, strict=True):
            user, obj = type(user).objects.get(pk=user.pk), objects[name]
            said = (may_edit(user, obj), may_publish(user, obj))
            assert said == ("e" in verbs, "p" in verbs), (name, user)
            if name.startswith("az"):
                begins = where_to_begin(user, obj, georgian).exists()
                submits = user.has_perm("wagtail_localize.submit_translation")
                assert (begins and submits) == ("b" in verbs), (name, user)


@pytest.mark.thorough
def test_each_role_does_its_work_and_no_other(clients, people, objects):
    found = {
        name: tuple(
            "".join(verb for verb in VERBS if may(client, verb, objects[name])) for client in clients.values()
        )
        for name in EXPECTED
    }
    assert found == EXPECTED


def test_private_documents_are_for_those_who_write(clients, objects):
    document = objects["document"]
    may_have = {letter for letter, client in clients.items() if client.get(document.url).status_code == 200}
    assert may_have == PRIVATE
    assert Client().get(document.url).status_code == 404


def test_a_translator_comes_in_by_no_door_of_another_language(clients, objects):
    translator = clients["T"]
    for name in ("tr news", "tr institution", "tr material"):
        obj = objects[name]
        translation = translation_of(obj)
        place = [translation.pk, segment(obj, "").pk]
        doors = [reverse(f"wagtail_localize:{door}", args=[translation.pk]) for door in
                 ("download_pofile", "upload_pofile", "machine_translate", "stop_translation")]  # fmt: skip
        for door in [*doors, edit_url(obj), url("delete", obj)]:
            for method in (translator.get, translator.post):
                assert method(door).status_code in (302, 403, 405), door
        string = reverse("wagtail_localize:edit_string_translation", args=place)
        assert translator.put(string, urlencode({"value": "tr"}), content_type=FORM).status_code == 403
        assert translator.delete(string).status_code == 403
        translation.refresh_from_db()
        assert translation.enabled
    assert not StringTranslation.objects.filter(locale__language_code="tr").exists()
    other = make.make_institution(name="Başqa")
    begin = reverse("wagtail_localize:submit_snippet_translation", args=["partners", "institution", other.pk])
    locales = {code: Locale.objects.get(language_code=code).pk for code in ("ka", "tr")}
    assert translator.post(begin, {"locales": [locales["tr"]]}).status_code == 200  # a form error
    assert translator.post(begin, {"locales": [locales["ka"]]}).status_code == 302
    made = Institution.objects.filter(translation_key=other.translation_key)
    assert {twin.locale.language_code for twin in made} == {"az", "ka"}


def test_a_translator_publishes_nothing_by_any_door(clients, objects):
    translator = clients["T"]
    page, plain = objects["ka news"], objects["ka material"]
    for obj in (page, plain, objects["ka institution"]):
        translation = translation_of(obj)
        stop = reverse("wagtail_localize:stop_translation", args=[translation.pk])
        assert translator.post(stop).status_code == 302
        translation.refresh_from_db()
        assert translation.enabled
        translation.enabled = False
        translation.save()
        translator.post(edit_url(obj), {"localize-restart-translation": "1"})
        translation.refresh_from_db()
        assert not translation.enabled
    # Once it is out of step, the ordinary form of what has no drafts would publish at once.
    assert translator.get(edit_url(plain)).status_code == 302
    translator.post(edit_url(plain), {"name": "ხე"})
    translator.post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))
    for view in ("unpublish", "delete"):
        translator.post(url(view, objects["ka institution"]))
    page.refresh_from_db()
    plain.refresh_from_db()
    assert (plain.name, page.live, page.alias_of_id) == ("Ağac", False, None)
    assert Institution.objects.filter(pk=objects["ka institution"].pk).exists()


def test_who_has_no_part_in_pages_learns_no_names_from_choosers(clients, objects):
    doors = [
        "/admin/choose-page/",
        "/admin/api/main/pages/",
        "/admin/snippets/choose/press/presslink/",
        "/admin/localize/api/snippets/press/presslink/",
    ]
    for door in doors:
        assert clients["M"].get(door).status_code in (302, 403), door
        assert clients["E"].get(door).status_code == 200, door
    assert clients["W"].get(doors[0]).status_code == 200 and clients["W"].get(doors[2]).status_code == 302


def test_groups_are_completed_and_what_was_added_stays(homes):
    ensure_all()
    before = GroupPagePermission.objects.count()
    writers = make.Group.objects.get(name="Writers")
    extra = make.Group.objects.get(name="Editors").permissions.exclude(pk__in=writers.permissions.all())[0]
    writers.permissions.add(extra)
    call_command("groups", verbosity=0)
    assert GroupPagePermission.objects.count() == before
    assert extra in writers.permissions.all()
    assert {"en", "ka", "tr"} == {
        locale
        for group in ("English", "Georgian", "Turkish")
        for locale in GroupPagePermission.objects.filter(group__name=f"Translators into {group}").values_list(
            "page__locale__language_code", flat=True
        )
    }


def test_a_folder_opens_its_own_documents_and_no_others(objects):
    folder = ensure_collections()["events"]
    group = ensure_group("Of one folder")
    let_use_files(group, folder, "choose")
    inside, outside = make.make_document(collection=folder), objects["document"]
    client = Client()
    client.force_login(make.make_user("folder", group.name))
    assert [client.get(document.url).status_code for document in (inside, outside)] == [200, 404]


def test_who_edits_a_page_has_the_documents_on_it(objects):
    group = ensure_group("Of pages alone")
    let_work_below(group, homes("az"), "change")
    page = objects["az draft"]
    page.body = [
        ("documents", {"heading": "", "documents": [{"document": objects["document"], "title": "Qərar"}]})
    ]
    page.save()
    client = Client()
    client.force_login(make.make_user("pages", group.name))
    other = make.make_document()
    assert [client.get(document.url).status_code for document in (objects["document"], other)] == [200, 404]
