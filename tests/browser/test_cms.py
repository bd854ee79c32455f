"""Every type of page with content of its own, from an empty form to two public languages, in a real browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from collection.models import CollectionIndexPage, HighlightPage
from core.translation import start
from events.models import EventIndexPage, EventPage, ExhibitionPage
from home.models import (
    ContactPage,
    HomePage,
    OpportunityIndexPage,
    OpportunityPage,
    StandardPage,
    VisitPage,
)
from news.models import AgreementPage, AnniversaryPage, ExhibitionAbroadPage, NewsIndexPage, NewsPage
from tests import factories as make
from tests.browser.journey import GEORGIAN, SUMMARY, georgian, write_translate_and_read

pytestmark = pytest.mark.browser

PAST = "2026-03-12 11:30"
SOON = timezone.localtime() + timedelta(days=10)


@pytest.fixture(scope="module")
def world(site):
    """What the pages point at: each in both languages, as it must be before a page that shows it goes public."""
    for model in make.INDEX_TITLES:
        for language in ("az", "ka"):
            make.make_index(model, language)
    museum = make.make_institution(name="Gürcüstan Milli Muzeyi")
    make.make_institution("ka", of=museum, name="საქართველოს ეროვნული მუზეუმი")
    person = make.make_person(names={"az": "Nika Nümunə", "ka": "ნიკა ნიმუში"})
    make.make_person("ka", of=person)
    make.make_area("ka", of=make.make_area(name="Elmi konfranslar"), name="სამეცნიერო კონფერენციები")
    for title in ("Qapı", "Pəncərə"):
        make.make_image(title)
    make.make_document("Müqavilə")
    news = make.make_news(title="Köhnə elan")
    make.make_news("ka", of=news, title="ძველი განცხადება", summary="შეჯამება")
    work = make.make_highlight(title="Sınaq əsəri")
    make.make_highlight("ka", of=work, title="საცდელი ნამუშევარი", summary="შეჯამება")
    return site


def write_agreement(cms):
    cms.fill(date=PAST, is_press_release=True, summary=SUMMARY)
    cms.choose("lead_image", "Qapı")
    cms.fill(lead_alt="Birinci şəkil", lead_caption="Yanında bir qeyd")
    cms.choose("parties-0-institution", "Gürcüstan")
    row = cms.add_row("signatories")
    cms.choose(f"{row}-person", "Nika")
    cms.fill(**{f"{row}-role": "direktor"})
    cms.choose(f"{row}-institution", "Gürcüstan")
    cms.fill(document_kind="protocol", signed_on="2026-03-11", place="Tiflis")
    cms.choose(f"{cms.add_row('areas')}-area", "Elmi")
    row = cms.add_row("documents")
    cms.choose(f"{row}-document", "Müqavilə")
    cms.fill(**{f"{row}-title": "Memorandumun mətni"})
    cms.write(**{cms.add_block("Text"): "Əsas mətn burada başlayır."})
    block = cms.add_block("Documents")
    cms.choose(f"{block}-documents-0-value-document", "Müqavilə")
    cms.fill(**{f"{block}-documents-0-value-title": "Memorandumun surəti"})


def write_exhibition_abroad(cms):
    cms.fill(exhibition_title="Zamanın pillələri ilə", date=PAST, summary=SUMMARY)
    cms.choose("venues-0-institution", "Gürcüstan")
    cms.fill(**{"venues-0-city": "Tiflis", "venues-0-country": "GE", "venues-0-opens": "2026-04-12"})
    cms.choose(f"{cms.add_row('organisers')}-institution", "Gürcüstan")
    row = cms.add_row("participants")
    cms.choose(f"{row}-person", "Nika")
    cms.fill(**{f"{row}-role": "curator"})
    row = cms.add_row("occasions")
    cms.fill(**{f"{row}-text": "Diplomatik əlaqələr"})
    cms.choose(f"{cms.add_row('works')}-page", "Sınaq")


def write_anniversary(cms):
    cms.fill(date=PAST, summary=SUMMARY, subject="relations", count="30", origin_year="1992")
    cms.fill(subject_text="Diplomatik əlaqələr")
    for country in ("AZ", "GE"):
        cms.fill(**{f"{cms.add_row('countries')}-country": country})


def write_news(cms):
    cms.fill(date=PAST, summary=SUMMARY)
    cms.fill(**{cms.add_block("Heading"): "Mətnin başlığı"})
    cms.write(**{cms.add_block("Text"): "Əsas mətn burada başlayır."})
    block = cms.add_block("Quotation")
    cms.fill(**{f"{block}-text": "Naxış qaydadan doğur", f"{block}-source": "Rəssamın sözü"})
    cms.choose(f"{cms.add_row('partners')}-institution", "Gürcüstan")
    cms.choose(f"{cms.add_row('related_pages')}-page", "Köhnə")


def write_event(cms):
    cms.fill(kind="training", summary=SUMMARY)
    block = cms.add_block("Film")
    cms.fill(**{f"{block}-url": "https://vimeo.com/1", f"{block}-title": "Muzey haqqında film"})
    row = cms.add_row("sessions")
    day = SOON.strftime("%Y-%m-%d")
    cms.fill(**{f"{row}-starts_at": f"{day} 15:00", f"{row}-ends_at": f"{day} 16:30"})
    cms.repeat_weekly(3)
    assert (
        cms.control("sessions-3-ends_at").get_attribute("value")
        == f"{SOON + timedelta(weeks=3):%Y-%m-%d} 16:30"
    )
    cms.fill(place_text="Konfrans zalı", spoken_ka=True)
    row = cms.add_row("prices")
    cms.fill(**{f"{row}-category": "Tələbələr", f"{row}-amount": "2.50"})
    row = cms.add_row("speakers")
    cms.choose(f"{row}-person", "Nika")
    cms.fill(**{f"{row}-topic": "Konservasiya"})


def write_exhibition(cms):
    opens, closes = SOON.strftime("%Y-%m-%d"), (SOON + timedelta(days=60)).strftime("%Y-%m-%d")
    cms.fill(opens=opens, closes=closes, summary=SUMMARY)
    block = cms.add_block("Gallery")
    cms.press("[data-contentpath='pictures'] [data-streamfield-list-add]")
    for number, (image, alt) in enumerate([("Qapı", "Birinci şəkil"), ("Pəncərə", "İkinci şəkil")]):
        cms.choose(f"{block}-pictures-{number}-value-image-image", image)
        cms.fill(**{f"{block}-pictures-{number}-value-image-alt_text": alt})
    block = cms.add_block("Object teaser")
    cms.choose(f"{block}-page", "Sınaq")
    cms.fill(**{f"{block}-text": "Bu əsərə baxın"})
    cms.fill(**{f"{cms.add_row('rooms')}-number": "7"})
    cms.choose(f"{cms.add_row('curators')}-person", "Nika")
    cms.choose(f"{cms.add_row('works')}-page", "Sınaq")


def write_highlight(cms):
    cms.fill(accession_number="T-2026/1")
    row = cms.add_row("makers")
    cms.choose(f"{row}-person", "Nika")
    cms.fill(**{f"{row}-attribution": "attributed", f"{row}-role": "toxucu"})
    cms.fill(
        date_text="XIX əsrin sonu", earliest_year="1870", latest_year="1899", technique="yun, əl toxuması"
    )
    for kind, value in (("height", "120.5"), ("width", "80")):
        row = cms.add_row("dimensions")
        cms.fill(**{f"{row}-kind": kind, f"{row}-value": value, f"{row}-unit": "cm"})
    row = cms.add_row("images")
    cms.choose(f"{row}-image", "Qapı")
    cms.fill(**{f"{row}-alt": "Naxışın ümumi görünüşü"})
    cms.fill(summary=SUMMARY)
    block = cms.add_block("Image")
    cms.choose(f"{block}-image-image", "Pəncərə")
    cms.fill(**{f"{block}-image-alt_text": "Bordürün detalı"})


def write_standard_page(cms):
    cms.fill(summary=SUMMARY)
    table = cms.add_block("Table")
    cms.fill(**{f"{table}-caption": "Rəqəmlər cədvəli"})
    for number, (kind, heading) in enumerate([("Text", "Nə sayılır"), ("Rich text", "Zalların sayı")]):
        cms.press("[data-append-column]")
        cms.press_words(".typed-table-block button", kind)
        cms.fill(**{f"{table}-column-{number}-heading": heading})
    cms.fill(**{f"{table}-cell-0-0": "daimi ekspozisiya"})
    cms.write(**{f"{table}-cell-0-1": "altmış"})
    call = cms.add_block("Call to action")
    address = "https://example.org/"
    cms.fill(**{f"{call}-text": "Muzeyə gəlin", f"{call}-button": "Ətraflı", f"{call}-url": address})


def write_visit_page(cms):
    cms.fill(summary=SUMMARY)
    cms.write(directions="Metrodan piyada beş dəqiqə.", groups="Qruplar əvvəlcədən yazsın.")


def write_contact_page(cms):
    cms.fill(summary=SUMMARY, keep_months="6")


def write_opportunity(cms):
    cms.fill(kind="tender", deadline="2099-03-20", deadline_time="12:00", reference="T-7", summary=SUMMARY)
    row = cms.add_row("documents")
    cms.choose(f"{row}-document", "Müqavilə")
    cms.fill(**{f"{row}-title": "Memorandumun mətni"})
    cms.fill(contact_name="Satınalma şöbəsi", contact_email="tender@example.org")


PAGES = [
    (AgreementPage, NewsIndexPage, "Memorandum imzalandı", write_agreement),
    (ExhibitionAbroadPage, NewsIndexPage, "Tbilisidə sərgi", write_exhibition_abroad),
    (AnniversaryPage, NewsIndexPage, "Əlaqələrin ildönümü", write_anniversary),
    (NewsPage, NewsIndexPage, "Yeni bina açılır", write_news),
    (EventPage, EventIndexPage, "Muzey işi üzrə təlim", write_event),
    (ExhibitionPage, EventIndexPage, "Xalça sərgisi", write_exhibition),
    (HighlightPage, CollectionIndexPage, "Adsız naxış", write_highlight),
    (StandardPage, HomePage, "Muzey haqqında", write_standard_page),
    (VisitPage, HomePage, "Ziyarətçilər üçün", write_visit_page),
    (ContactPage, HomePage, "Bizə yazın", write_contact_page),
    (OpportunityPage, OpportunityIndexPage, "Vitrin hazırlanır", write_opportunity),
]


@pytest.mark.parametrize(
    ("model", "above", "title", "write"), PAGES, ids=[page[0].__name__ for page in PAGES]
)
def test_an_editor_writes_translates_and_publishes(editor, world, model, above, title, write):
    parent = world["az"] if above is HomePage else make.make_index(above)
    write_translate_and_read(editor, parent, model, title, write)


def test_a_translation_is_seen_before_it_is_public_and_waits_for_its_words(editor, world):
    page = make.make_standard_page(title="Muzeyə gəlin", summary=SUMMARY)
    start(page, [georgian()])
    twin = page.get_translation(georgian())
    editor.open(f"/admin/pages/{twin.pk}/edit/")
    editor.leave(lambda: editor.press("button[name=action][value=publish]"))
    assert editor.all(".messages .error")
    editor.translate(GEORGIAN)
    editor.preview_translation()
    assert editor.find("h1").text == GEORGIAN["Muzeyə gəlin"]
    twin.refresh_from_db()
    assert not twin.live
