"""Two people, each with a browser of their own, at one page; one person alone, and with two windows."""

import time

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from tests import factories as make
from tests.browser.cms import Cms
from tests.browser.conftest import Browser
from tests.showroom.chromium import start as start_chromium
from tests.translation_helpers import edit_url, fresh, segment, translated, translation_of, typed

pytestmark = pytest.mark.browser
BASE = "#editing-base"
WATCHED = 2.5  # seconds after which Wagtail has noted what a form began with, and sees what is typed


@pytest.fixture(scope="module")
def other_chromium(tmp_path_factory):
    driver = start_chromium(tmp_path_factory.mktemp("other-chromium"))
    yield driver
    driver.quit()


@pytest.fixture
def leyla(other_chromium, server, site):
    """Another editor, in another browser."""
    if not get_user_model().objects.filter(username="leyla").exists():
        user = make.make_user("leyla", "Editors")
        get_user_model().objects.filter(pk=user.pk).update(first_name="Leyla", last_name="Həsənova")
    other_chromium.execute_cdp_cmd("Network.clearBrowserCookies", {})
    cms = Cms(Browser(other_chromium, server))
    cms.sign_in("leyla", make.PASSWORD)
    yield cms
    other_chromium.get("about:blank")
    assert cms.browser.troubles() == []


def open_editor(cms, instance):
    cms.open(edit_url(instance))
    cms.control("title")


def value(cms, name):
    return cms.control(name).get_attribute("value")


def save_although_warned(cms, button="footer .action-save"):
    """Press a button; where Wagtail asks first, because it has heard of another version, go on."""

    def go_on():
        if cms.all("#editing-conflict"):
            return True
        for confirm in cms.all("[data-w-dialog-target=confirm]"):
            if confirm.is_displayed():
                confirm.click()
        return False

    cms.press(button)
    cms.wait(go_on, "the explanation")


def test_who_saves_second_is_told_sees_what_differs_and_saves_on_top(editor, leyla):
    page = make.make_standard_page(title="Köhnə ad", summary="Bir cümlə.")
    open_editor(editor, page)
    open_editor(leyla, page)
    leyla.fill(title="Leylanın adı")
    leyla.publish()
    assert fresh(page).title == "Leylanın adı"

    editor.fill(title="Redaktorun adı", summary="Redaktorun cümləsi.")
    save_although_warned(editor)
    assert "Leyla Həsənova" in editor.find("#editing-conflict").text
    marked = [item.text for item in editor.all(".comparison .addition")]
    assert "Redaktorun adı" in marked and any("Redaktorun" in words for words in marked[1:])
    assert "Leylanın adı" in [item.text for item in editor.all(".comparison .deletion")]
    assert value(editor, "title") == "Redaktorun adı" and value(editor, "summary") == "Redaktorun cümləsi."

    editor.leave(lambda: editor.press("section [form=page-edit-form]"))
    editor.succeeded()
    page = fresh(page)
    assert page.title == "Leylanın adı" and page.has_unpublished_changes
    assert page.get_latest_revision_as_object().title == "Redaktorun adı"


def autosave(cms, **values):
    """Type, and wait until the browser has saved it by itself."""
    before = cms.driver.find_element("css selector", BASE).get_attribute("value")
    cms.fill(**values)
    cms.wait(
        lambda: cms.driver.find_element("css selector", BASE).get_attribute("value") != before, "an autosave"
    )


def switch_to(cms, window):
    """Look at another window: Chromium saves nothing by itself in one that nobody looks at."""
    cms.driver.switch_to.window(window)
    cms.driver.execute_cdp_cmd("Page.bringToFront", {})


def test_one_person_alone_is_never_told_and_two_windows_are_two(editor, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 300
    page = make.make_standard_page(title="Ad", summary="Bir cümlə.")
    open_editor(editor, page)
    time.sleep(WATCHED)
    editor.driver.execute_script("window.open(location.href)")
    editor.wait(lambda: len(editor.driver.window_handles) == 2, "the second window")
    ours, other = editor.driver.window_handles
    switch_to(editor, ours)
    for number in range(3):
        autosave(editor, title=f"Ad {number}")
    assert page.revisions.count() == 2  # the one it was made with, and one for all autosaves
    editor.fill(title="Ad, son")  # its autosave may be on its way while the button is pressed
    editor.publish()
    assert fresh(page).title == "Ad, son"

    switch_to(editor, other)
    assert value(editor, "title") == "Ad"
    editor.fill(title="O biri pəncərədən")
    save_although_warned(editor)
    assert "in another window" in editor.find("#editing-conflict").text
    assert value(editor, "title") == "O biri pəncərədən"
    editor.leave(lambda: editor.press("section a.button-secondary"))
    assert value(editor, "title") == "Ad, son"
    editor.driver.close()
    editor.driver.switch_to.window(ours)


def test_a_page_that_autosave_made_is_guarded_from_its_first_save_on(editor, site, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 300
    editor.open(reverse("wagtailadmin_pages:add", args=["home", "standardpage", site["az"].pk]))
    time.sleep(WATCHED)
    editor.fill(title="Yeni səhifə")
    editor.wait(lambda: editor.all(BASE), "the page to be made")
    autosave(editor, summary="Bir cümlə.")
    editor.publish()


def test_two_translators_at_one_text(editor, leyla):
    twin = translated(make.make_standard_page(title="Muzey", summary="Xülasə"), "ka")["ka"]
    place, translation = segment(twin, "title"), translation_of(twin)
    for cms, _words in ((leyla, "ლეილა"), (editor, "რედაქტორი")):
        cms.open(edit_url(twin))
        cms.find(".js-translation-editor li button")
    for cms, words in ((leyla, "ლეილა"), (editor, "რედაქტორი")):
        line = next(item for item in cms.all(".js-translation-editor li") if place.string.data in item.text)
        cms.press_words("button", "Edit", line)
        box = cms.find(".js-translation-editor textarea")
        box.clear()
        box.send_keys(words)
        if cms is editor:
            cms.browser.expect(409, f"/admin/localize/translate/{translation.pk}/strings/{place.pk}/edit/")
        cms.press_words(".js-translation-editor button", "Save")
        if cms is leyla:
            cms.wait(lambda: typed(twin, "title") == "ლეილა", "the text to be saved")
    assert "Leyla Həsənova" in editor.find("dialog #editing-conflict").text
    assert typed(twin, "title") == "ლეილა"
    editor.press("dialog [value=mine]")
    editor.wait(lambda: typed(twin, "title") == "რედაქტორი", "the text to be saved on top")
