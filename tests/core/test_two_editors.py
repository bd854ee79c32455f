"""Two people at one text: the second is told who and when, sees what differs, and keeps every word."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.snippets.models import get_snippet_models
from wagtail.users.models import UserProfile

from core.editing.views import ModelGuard, PageGuard
from core.models import SiteSettings
from news.models import NewsPage, NewsPartner
from tests import factories as make
from tests.core.two_editors import form_of, newest, opened, put, refused, saved_by, staff, story
from tests.translation_helpers import (
    edit_url,
    fresh,
    press_publish,
    translated,
    translation_of,
    type_in,
    typed,
)

pytestmark = pytest.mark.django_db
AUTOSAVE = {"headers": {"accept": "application/json"}}
DOORS = ["publish", "revert"]
OTHER_DOORS = ["", "submit", "restart-workflow", "cancel-workflow", "workflow-action", "schedule"]


@pytest.fixture
def leyla(homes):
    """Who is quicker."""
    return staff("leyla", "Leyla", "Həsənova")


@pytest.fixture
def ayla(client, homes):
    """The browser of Ayla, who saves too late."""
    client.user = staff("ayla", "Ayla", "Quliyeva")
    client.force_login(client.user)
    return client


def send(client, page, form, door=""):
    """Send the editor's form through one of its doors."""
    url, form = edit_url(page), form.copy()
    if door == "schedule":
        form["go_live_at"], door = (timezone.now() + timedelta(days=9)).strftime("%Y-%m-%d %H:%M"), "publish"
    elif door == "revert":
        url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, page.revisions.first().pk])
    form[f"action-{door}"] = "1"
    return client.post(url, form)


def stale_page(leyla, ayla):
    """Return a page and the form that Ayla has typed into, while Leyla saved another title and took a row away."""
    page = make.make_news(title="Köhnə ad", body=[make.text("<p>Köhnə mətn</p>")])
    page.partners.add(NewsPartner(institution=make.make_institution(name="Bizim muzey")))
    page.save_revision().publish()
    form = opened(ayla, edit_url(page))
    saved_by(leyla, page, title="Leylanın adı", partners=[]).publish(user=leyla)
    form["title"] = "Aylanın adı"
    form.update(story("Aylanın mətni"))
    return page, form


def refused_at(door, page, form, ayla):
    before = list(Revision.objects.values_list("pk", "created_at"))
    answer = send(ayla, page, form, door)
    html = refused(answer)
    kept = form_of(html)
    assert kept["title"] == "Aylanın adı", door
    assert "Aylanın mətni" in str(answer.context["form"]["body"].value()), door  # drawn by scripts
    assert kept["partners-TOTAL_FORMS"] == "1" and kept["partners-0-institution"], door
    assert list(Revision.objects.values_list("pk", "created_at")) == before, door
    return html, kept


def test_who_saves_a_page_second_is_told_keeps_the_text_and_may_save_it_on_top(leyla, ayla):
    page, form = stale_page(leyla, ayla)
    for door in reversed(DOORS):
        html, kept = refused_at(door, page, form, ayla)
    answer = ayla.post(edit_url(page), form, **AUTOSAVE)
    assert answer.status_code == 400 and answer.json()["error_code"] == "invalid_revision"
    assert "Leyla Həsənova" in answer.json()["error_message"]
    assert newest(page).title == fresh(page).title == "Leylanın adı"

    # Told who and when, and shown the difference, its words marked.
    assert html.count("Leyla Həsənova") >= 2
    differs = html[html.index('id="editing-conflict"') :]
    for now, typed_in in (("Leylanın adı", "Aylanın adı"), ("Köhnə mətn", "Aylanın mətni")):
        assert f'<span class="deletion">{now}</span><span class="addition">{typed_in}</span>' in differs
    assert "Bizim muzey" in differs
    assert "w-autosave-interval" not in html  # on top only if a person says so

    # Saved on top on purpose; Leyla's version stays in the history.
    kept.update(story("Aylanın mətni"))
    assert ayla.post(edit_url(page), kept).status_code == 302
    assert newest(page).title == "Aylanın adı" and newest(page).partners.count() == 1
    assert page.revisions.filter(content__title="Leylanın adı").exists()
    assert fresh(page).title == "Leylanın adı"  # a draft, not more


@pytest.mark.thorough
@pytest.mark.parametrize("door", [*DOORS, *OTHER_DOORS])
def test_no_door_of_a_page_is_open_to_a_stale_form(leyla, ayla, door):
    for _number in range(20 if door in ("", "publish") else 2):
        page, form = stale_page(leyla, ayla)
        refused_at(door, page, form, ayla)
        assert newest(page).title == "Leylanın adı"


def change(user, instance, **values):
    """Save a snippet as somebody else does meanwhile."""
    if hasattr(instance, "save_revision"):
        saved_by(user, instance, **values)
        return
    instance = fresh(instance)
    for name, value in values.items():
        setattr(instance, name, value)
    instance.save()
    log(instance, "wagtail.edit", user=user)


@pytest.mark.parametrize("times", [1, pytest.param(20, marks=pytest.mark.thorough)])
def test_the_same_with_snippets_with_drafts_and_without_and_with_settings(leyla, ayla, times):
    settings = SiteSettings.load()
    settings.save()
    setting_url = reverse("wagtailsettings:edit", args=["core", "sitesettings", settings.pk])
    for number in range(times):
        institution, material = make.make_institution(name=f"Muzey {number}"), make.make_material(name="Yun")
        for instance, field, url in (
            (institution, "city", edit_url(institution)),
            (material, "name", edit_url(material)),
            (settings, "phone", setting_url),
        ):
            form = opened(ayla, url)
            change(leyla, instance, **{field: f"+994 1{number}"})
            form[field] = f"+994 2{number}"
            html = refused(ayla.post(url, form))
            assert "Leyla Həsənova" in html and form_of(html)[field] == f"+994 2{number}"
            assert "deletion" in html and "addition" in html
            assert getattr(newest(instance), field) == f"+994 1{number}"
            assert ayla.post(url, form_of(html)).status_code == 302
            assert getattr(newest(instance), field) == f"+994 2{number}"


@pytest.mark.parametrize("kind", ["image", "document"])
def test_the_same_with_pictures_and_documents(leyla, ayla, kind):
    file = {"image": make.make_image, "document": make.make_document}[kind](
        "Köhnə ad", credit={"az": "Muzey"}
    )
    url = reverse({"image": "wagtailimages:edit", "document": "wagtaildocs:edit"}[kind], args=[file.pk])
    form = opened(ayla, url)
    change(leyla, file, title="Leylanın adı")
    form["title"] = "Aylanın adı"
    html = refused(ayla.post(url, form))
    assert "Leyla Həsənova" in html and form_of(html)["title"] == "Aylanın adı"
    assert "deletion" in html and "addition" in html
    assert fresh(file).title == "Leylanın adı"
    assert ayla.post(url, form_of(html)).status_code == 302
    assert (fresh(file).title, fresh(file).file.name) == ("Aylanın adı", file.file.name)


@pytest.mark.parametrize("kind", ["image", "document"])
def test_a_new_file_does_not_replace_what_somebody_else_has_put_there(leyla, ayla, kind):
    file = {"image": make.make_image, "document": make.make_document}[kind]("Ad")
    url = reverse({"image": "wagtailimages:edit", "document": "wagtaildocs:edit"}[kind], args=[file.pk])
    form = opened(ayla, url)
    change(leyla, file, title="Leylanın adı")
    data = BytesIO()
    Image.new("RGB", (40, 40), "#0a3").save(data, "PNG" if kind == "image" else "PDF")
    new = SimpleUploadedFile("yeni.png" if kind == "image" else "yeni.pdf", data.getvalue())
    form["file"] = new
    html = refused(ayla.post(url, form))
    assert "faylı yenidən seçin" in html.lower()
    assert fresh(file).file.name == file.file.name
    with fresh(file).file.open() as there:
        assert there.read() != data.getvalue()


@pytest.mark.parametrize("kind", ["image", "document"])
def test_a_file_that_nobody_else_touched_is_saved_at_once(ayla, kind):
    file = {"image": make.make_image, "document": make.make_document}[kind]("Ad", credit={"az": "Muzey"})
    url = reverse({"image": "wagtailimages:edit", "document": "wagtaildocs:edit"}[kind], args=[file.pk])
    form = opened(ayla, url)
    form["title"] = "Yeni ad"
    assert ayla.post(url, form).status_code == 302
    assert fresh(file).title == "Yeni ad"


def test_every_editor_is_guarded():
    for model in get_snippet_models():
        assert issubclass(model.snippet_viewset.edit_view_class, ModelGuard), model
        assert issubclass(model.snippet_viewset.revisions_revert_view_class, ModelGuard), model
    for model in (Page, NewsPage):
        viewset = page_viewset_registry.get_by_type(model)
        assert issubclass(viewset.edit_view_class, PageGuard)
        assert issubclass(viewset.revisions_revert_view_class, PageGuard)


def form_with_story(client, page):
    form = opened(client, edit_url(page))
    form.update(story("Mətn"))
    return form


def autosaved(client, page, form):
    """Save as the browser does by itself; takes over what the answer says, as the browser does."""
    answer = client.post(edit_url(page), form, **AUTOSAVE)
    assert answer.status_code == 200, answer.content
    form["overwrite_revision_id"] = answer.json()["revision_id"]
    form["editing_base"] = re.search(r'name="editing_base" value="([^"]+)"', answer.json()["html"])[1]


def test_who_works_alone_is_never_told_and_two_windows_of_one_person_are_two(ayla):
    page = make.make_news(title="Ad 0")
    form = form_with_story(ayla, page)
    window = form_with_story(ayla, page)
    before = form.copy()
    for number in (1, 2):
        form["title"] = f"Ad {number}"
        autosaved(ayla, page, form)
    # “Save” overtook the answer to the first autosave; then somebody pressed it twice.
    before["title"] = "Ad 4"
    assert send(ayla, page, before).status_code == 302
    assert send(ayla, page, before, "publish").status_code == 302
    assert fresh(page).title == "Ad 4"

    window["title"] = "O biri pəncərə"
    html = refused(send(ayla, page, window))
    assert "Ayla Quliyeva" not in html[html.index('id="editing-conflict"') :].split("</h2>")[0]
    assert send(ayla, page, form_with_story(ayla, page)).status_code == 302


def test_what_is_no_text_alarms_nobody_and_a_script_without_a_form_is_taken_at_its_word(leyla, ayla):
    page = make.make_news(title="Ad", live=False)
    form = form_with_story(ayla, page)
    page.get_latest_revision().publish(user=leyla)  # nothing else changed
    for door in ("lock", "unlock"):
        assert ayla.post(reverse(f"wagtailadmin_pages:{door}", args=[page.pk])).status_code == 302
    form["title"] = "Yeni ad"
    assert send(ayla, page, form).status_code == 302
    saved_by(leyla, page, title="Leylanın adı")
    del form["editing_base"]
    assert send(ayla, page, form).status_code == 302
    assert newest(page).title == "Yeni ad"


# Translations


@pytest.fixture
def twin(homes):
    return translated(make.make_standard_page(title="Muzey", summary="Xülasə"), "ka")["ka"]


@pytest.fixture
def leylas_browser(leyla):
    browser = Client()
    browser.force_login(leyla)
    return browser


@pytest.mark.parametrize("times", [1, pytest.param(20, marks=pytest.mark.thorough)])
def test_a_translator_who_saves_second_is_asked(leylas_browser, ayla, twin, times):
    for number in range(times):
        seen = typed(twin, "title")
        assert put(leylas_browser, twin, "title", f"leyla {number}", seen).status_code == 200
        answer = put(ayla, twin, "title", f"ayla {number}", seen)
        assert answer.status_code == 409 and typed(twin, "title") == f"leyla {number}"
        question = answer.json()
        assert question["current"]["data"] == f"leyla {number}"
        assert "Leyla Həsənova" in question["html"]
        assert 'class="addition">ayla' in question["html"]
        assert put(ayla, twin, "title", f"ayla {number}", f"leyla {number}").status_code == 200
        assert put(ayla, twin, "title", f"ayla {number}", seen).status_code == 200  # the same once more
        assert typed(twin, "title") == f"ayla {number}"


def test_before_publishing_a_translator_sees_what_somebody_else_wrote(leylas_browser, ayla, twin):
    UserProfile.objects.create(user=ayla.user, preferred_language="en")
    opened = timezone.now().isoformat()
    type_in(leylas_browser, twin, "title", "leyla")
    answer = ayla.post(edit_url(twin), {"action": "publish", "editing_opened": opened}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Not published: Leyla Həsənova changed 1 text after you opened this page. It is shown now; "
        "if all is well, publish again."
    ]
    assert fresh(twin).title == "ka: Muzey"
    press_publish(ayla, twin)
    assert fresh(twin).title == "leyla"


def test_a_file_of_translations_does_not_overwrite_what_is_newer_here(leylas_browser, ayla, twin):
    po = translation_of(twin).export_po()
    type_in(leylas_browser, twin, "title", "leyla")
    for entry in po:
        entry.msgstr = f"agentlik {entry.msgctxt}"
    url = reverse("wagtail_localize:upload_pofile", args=[translation_of(twin).pk])
    file = SimpleUploadedFile("ka.po", str(po).encode())
    answer = ayla.post(url, {"file": file, "next": edit_url(twin)}, follow=True)
    assert typed(twin, "title") == "leyla" and typed(twin, "summary") == "agentlik summary"
    assert "Leyla Həsənova" in (html := answer.content.decode())
    assert "agentlik title" in re.sub("</?span[^>]*>", "", html)
