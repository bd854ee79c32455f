"""A translator at work: what glossary and memory say beside the strings, and what one press does with it."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from core.translation import start
from news.models import NewsIndexPage
from tests import factories as make
from tests.browser.cms import HIDDEN_BY
from tests.browser.journey import georgian
from tests.translation_helpers import edit_url, translated, typed
from wording.memory import index_anew

pytestmark = pytest.mark.browser

SUMMARY = "Gürcüstan Milli Muzeyi ilə birgə açılan sərgi haqqında qısa məlumat"
AGREED = "საქართველოს ეროვნული მუზეუმი"


@pytest.fixture(scope="module")
def target(site):
    museum = make.make_institution(name="Gürcüstan Milli Muzeyi")
    make.make_institution("ka", of=museum, name=AGREED)
    for language in ("az", "ka"):
        make.make_index(NewsIndexPage, language)
    earlier = make.make_news(title="Köhnə sərgi", summary=SUMMARY, search_description="Muzeyin xəbəri")
    translated(earlier, "ka")
    index_anew()
    page = make.make_news(
        title="Yeni sərgi",
        summary=SUMMARY.replace("açılan", "keçirilən"),
        search_description="Muzeyin xəbəri",
    )
    start(page, [georgian()])
    return page.get_translation(Locale.objects.get(language_code="ka"))


def row(source):
    """Return the XPath of the row of a source text."""
    return f"//div[contains(@class,'js-translation-editor')]//li[p[contains(., '{source}')]]"


def test_a_term_is_flagged_corrected_and_the_memory_taken_at_one_press(editor, target):
    find = editor.driver.find_elements
    summary = row("keçirilən")

    def inside(path, within=summary):
        return find("xpath", within + path)

    editor.open(edit_url(target))
    editor.wait(lambda: inside("//*[contains(@class,'wording__terms')]"), "the terms below the summary")
    assert AGREED in inside("//*[contains(@class,'wording__terms')]")[0].text
    assert not inside("//*[contains(@class,'wording__term--lacking')]")  # not translated yet

    # One press takes what was translated before; it lacks the agreed term, which is flagged when it is saved.
    editor.press(inside("//button[@data-wording-use]")[0])
    editor.wait(lambda: inside("//*[contains(@class,'wording__term--lacking')]"), "the flag")
    assert typed(target, "summary") == f"ka: {SUMMARY}"
    goto = editor.wait(lambda: find("css selector", "[data-wording-goto]")[0], "the term in the panel")

    # It is corrected in the editor's own field; the flag goes with the saving.
    editor.press(goto)
    editor.press_words(".js-translation-editor li:has(.wording__term--lacking) > ul button", "Edit")
    field = editor.find(".js-translation-editor textarea")
    field.clear()
    field.send_keys("ახალი გამოფენა საქართველოს ეროვნულ მუზეუმთან ერთად")
    editor.press_words(".js-translation-editor li:has(textarea) > ul button", "Save")
    editor.wait(lambda: not find("css selector", ".wording__term--lacking"), "the flag to go")
    editor.wait(lambda: not find("css selector", "[data-wording-goto]"), "the panel to agree")

    # What stood elsewhere word for word is filled in at one press, marked, and confirmed.
    editor.leave(lambda: editor.press(".wording-panel form[action$='/fill/'] button"))
    described = row("Muzeyin xəbəri")
    confirm = editor.wait(
        lambda: inside("//button[@data-wording-confirm]", described)[0],
        "the mark of what came from the memory",
    )
    if tab := editor.driver.execute_script(HIDDEN_BY, confirm):
        editor.press(tab)
    editor.press(inside("//button[@data-wording-confirm]", described)[0])
    editor.wait(lambda: not inside("//button[@data-wording-confirm]", described), "the mark to go")
    saved = StringTranslation.objects.get(
        data="ka: Muzeyin xəbəri", context__object_id=target.translation_key
    )
    assert saved.tool_name == ""
