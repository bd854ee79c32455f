"""The nouns that editors keep beside the pages, written, published and translated by hand, in a real browser."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from collection.models import Room, RoomIndexPage
from home.models import CooperationPage, Footer, MenuItem, Notice, PeoplePage
from partners.models import CooperationArea, Institution, Person
from tests import factories as make
from tests.browser.journey import GEORGIAN, georgian, read, read_georgian

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def indexes(site):
    for model in (CooperationPage, PeoplePage, RoomIndexPage):
        for language in ("az", "ka"):
            make.make_index(model, language)


def begin(cms, model):
    cms.open(reverse(model.snippet_viewset.get_url_name("add")))


def translate_and_publish(cms, snippet):
    """Translate a snippet from its line in the list; returns its Georgian twin and the texts that were translated."""
    cms.open(reverse(snippet.snippet_viewset.get_url_name("list")))
    with override("en"):  # as the CMS speaks here
        menu = f"[aria-label=\"More options for '{snippet}'\"]"
    cms.start_translation(georgian(), menu)
    sources = cms.translate(GEORGIAN)
    cms.publish_translation()
    return snippet.get_translation(georgian()), sources


def frame(cms, path):
    """Return the whole text of a page, with header and footer."""
    cms.open(path)
    return cms.driver.execute_script("return document.body.textContent")


# Nouns with a page of their own


def test_an_institution(editor, indexes):
    begin(editor, Institution)
    editor.fill(name="Ege Universiteti", kind="university", city="İzmir", country="TR")
    editor.write(description="Qısa təsviri")
    editor.save()
    editor.preview("Ege Universiteti")
    editor.publish()
    institution = Institution.objects.get(name="Ege Universiteti")
    assert institution.get_url().endswith("/ege-universiteti/")
    read(editor, institution.get_url(), "Ege Universiteti", ["İzmir", "Türkiyə", "Qısa təsviri"])
    twin, sources = translate_and_publish(editor, institution)
    words = [GEORGIAN[text] for text in sources]
    read_georgian(editor, twin.get_url(), GEORGIAN["Ege Universiteti"], [*words, "თურქეთი"])


def test_a_person(editor, indexes):
    """Names are facts, one for each language; the rest is translated."""
    begin(editor, Person)
    editor.fill(**{"names-0-text": "Sınaq Nümunə", "names-0-language": "az"})
    row = editor.add_row("names")
    editor.fill(
        **{f"{row}-text": "საცდელი ნიმუში", f"{row}-language": "ka", f"{row}-script": "Geor"},
        is_signatory=True,
        title_text="direktor",
        birth_year="1950",
        birth_place="Bakı",
    )
    editor.write(biography="Qısa təsviri")
    editor.save()
    editor.preview("Sınaq Nümunə")
    editor.publish()
    person = Person.objects.get(name="Sınaq Nümunə")
    read(editor, person.get_url(), "Sınaq Nümunə", ["direktor", "1950", "Bakı", "Qısa təsviri"])
    twin, sources = translate_and_publish(editor, person)
    words = [GEORGIAN[text] for text in sources]
    read_georgian(editor, twin.get_url(), "საცდელი ნიმუში", [*words, "1950"])


def test_a_room(editor, indexes):
    begin(editor, Room)
    editor.fill(number="12", floor="Birinci mərtəbə", building="Yeni korpus")
    editor.write(description="Qısa təsviri")
    editor.save()
    editor.preview("Birinci mərtəbə")
    editor.publish()
    room = Room.objects.get(number=12)
    read(editor, room.get_url(), str(room), ["Birinci mərtəbə", "Yeni korpus", "Qısa təsviri"])
    twin, sources = translate_and_publish(editor, room)
    read_georgian(editor, twin.get_url(), str(twin), [GEORGIAN[text] for text in sources])


# Nouns that stand on every page


def test_a_notice_is_on_every_page_at_once(editor, site):
    text = "Muzey sabah bağlıdır."
    begin(editor, Notice)
    editor.fill(text=text)
    editor.save()
    assert text in frame(editor, "/az/")
    assert text not in frame(editor, "/ka/")
    translate_and_publish(editor, Notice.objects.get(text=text))
    words = frame(editor, "/ka/")
    assert GEORGIAN[text] in words
    assert text not in words


def test_a_menu_entry(editor, site):
    page = make.make_standard_page(title="Muzey haqqında")
    twin = make.make_standard_page("ka", of=page, title="მუზეუმის შესახებ")
    begin(editor, MenuItem)
    editor.choose("page", "Muzey haqqında")
    editor.fill(title="Muzey haqqında", order="1")
    editor.save()
    editor.open("/az/")
    editor.leave(lambda: editor.press_words("header a", "Muzey haqqında"))
    assert editor.driver.current_url.endswith(page.get_url())
    translate_and_publish(editor, MenuItem.objects.get(title="Muzey haqqında"))
    editor.open("/ka/")
    editor.leave(lambda: editor.press_words("header a", "მუზეუმის შესახებ"))
    assert editor.driver.current_url.endswith(twin.get_url())


def test_a_footer(editor, site):
    text = "Ünvan: Niyazi küçəsi"
    begin(editor, Footer)
    editor.write(body=text)
    editor.save()
    assert text in frame(editor, "/az/")
    assert text not in frame(editor, "/ka/")
    translate_and_publish(editor, Footer.objects.get())
    assert GEORGIAN[text] in frame(editor, "/ka/")


def test_an_area_of_cooperation(editor, site):
    begin(editor, CooperationArea)
    editor.fill(name="Sərgi mübadiləsi")
    editor.save()
    area = CooperationArea.objects.get(name="Sərgi mübadiləsi")
    twin, _sources = translate_and_publish(editor, area)
    assert twin.name == GEORGIAN["Sərgi mübadiləsi"]
