"""The checklist in the hands of an editor: it finds a fault, leads to it, and lets the mended page out."""

import pytest
from selenium.webdriver.common.keys import Keys

from news.models import NewsIndexPage, NewsPage
from tests import factories as make
from tests.browser.journey import kind_of

pytestmark = pytest.mark.browser


def test_the_checklist_catches_a_fault_and_the_corrected_page_publishes(editor, site):
    index = make.make_index(NewsIndexPage)
    editor.add_child(index, kind_of(NewsPage), outline=True)
    # The outline is in the language of its tree, not in the editor's.
    hints = editor.wait(lambda: editor.all("[data-contentpath=body] [role=textbox]"), "the outline")
    assert [hint.text[:1] for hint in hints] == ["✎"] * 3
    assert "cümlə" in hints[0].text
    editor.fill(
        title="Yeni zal a\u0441\u0131l\u0131r",
        summary="Muzeyin yeni zalı 2026-cı il mayın 18-də oxucular üçün açılır.",
    )

    # As it is typed, in a tab that is reached by keyboard; each finding leads to its place.
    tab = editor.find("[role=tab][href*='before_publishing']")
    tab.send_keys(Keys.ENTER)
    found = editor.wait(lambda: editor.all("[data-rule]"), "the checklist")
    assert [item.get_attribute("data-rule") for item in found] == ["guidance"] * 3 + ["alphabet"]
    assert "Yeni zal" in editor.find(".desk-look--search").text
    link = editor.find("[data-rule=alphabet] a")
    link.send_keys(Keys.ENTER)
    title = editor.control("title")
    editor.wait(lambda: editor.driver.switch_to.active_element == title, "the cursor in the title")

    # Published as it is: asked once more, nothing lost, nothing public.
    def click():
        editor.press("footer .w-dropdown__toggle")
        editor.press("[name=action-publish]")

    editor.leave(click)
    assert len(editor.all("[data-rule]")) == 4
    page = NewsPage.objects.get()
    assert not page.live
    editor.leave(lambda: editor.press("main form a.button"))

    # Mended, it goes out without a question.
    editor.fill(title="Yeni zal açılır")
    for number in range(3):
        box = editor.all("[data-contentpath=body] [role=textbox]")[number]
        editor.press(box)
        box.send_keys(Keys.CONTROL + "a")
        box.send_keys("Zal hər gün açıqdır.")
    kept = editor.control("body-2-value")
    editor.wait(lambda: "açıqdır" in kept.get_attribute("value"), "the text typed")
    editor.leave(click)
    editor.succeeded()
    page.refresh_from_db()
    assert page.live
    assert page.title == "Yeni zal açılır"
