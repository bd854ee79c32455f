"""The label beside an article: every fact of record, what is not known said as such, and never out of date."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import gettext, override, pgettext

from news.models import (
    AgreementArea,
    AgreementDocument,
    AgreementParty,
    AnniversaryPage,
    ExhibitionOrganiser,
    ExhibitionParticipant,
    Occasion,
    Signatory,
    Venue,
)
from partners.models import PersonName
from tests import factories as make
from tests.quick_database import remembered

pytestmark = pytest.mark.django_db


@remembered
def az(db):
    return make.make_homes(["az"])["az"].locale


def label_of(client, page):
    return BeautifulSoup(client.get(page.get_url()).content, "html.parser").select_one(".label")


def facts(label):
    """Return ``[(name, [values])]`` of a label."""
    return [
        (row.dt.get_text(strip=True), [" ".join(value.get_text(" ").split()) for value in row.select("dd")])
        for row in label.select(".facts__row")
    ]


def test_an_agreement(client, az):
    museum, partner = (
        make.make_institution(name="Milli Muzey", is_own=True),
        make.make_institution(name="Qalereya"),
    )
    person = make.make_person(names={"az": "Nika Axalbedaşvili"})
    document = make.make_document(language="en")
    page = make.make_agreement(
        document_kind="memorandum",
        parties=[
            AgreementParty(institution=museum, locale=az),
            AgreementParty(institution=partner, note="ev sahibi", locale=az),
        ],
        signatories=[Signatory(person=person, role="Direktor", institution=partner, locale=az)],
        areas=[AgreementArea(area=make.make_area(name="Konfranslar"), locale=az)],
        documents=[AgreementDocument(document=document, title="Memorandumun mətni", locale=az)],
        place="Bakı",
        valid_from=date(2023, 1, 1),
        valid_until=date(2027, 12, 31),
    )
    label = label_of(client, page)
    with override("az"):
        assert facts(label) == [
            (gettext("Document"), [gettext("Memorandum of cooperation")]),
            (gettext("Parties"), ["Milli Muzey", "Qalereya ev sahibi"]),
            (gettext("Signatories"), ["Nika Axalbedaşvili Direktor, Qalereya"]),
            (gettext("Signed on"), [gettext("date not known")]),
            (gettext("Place of signing"), ["Bakı"]),
            (gettext("Valid from"), ["1 yanvar 2023"]),
            (gettext("Valid until"), ["31 dekabr 2027"]),
            (gettext("Areas of cooperation"), ["Konfranslar"]),
        ]
        file = label.select_one(".documents__item").get_text(" ", strip=True)
        assert "Memorandumun mətni" in file
        assert "PDF" in file
        assert gettext("English") in file
    assert label.select_one(".documents a")["hreflang"] == "en"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"opens": date(2023, 4, 12), "closes": date(2023, 4, 30)}, [("On show", "12 – 30 aprel 2023")]),
        ({"opens": date(2023, 4, 12)}, [("Opens", "12 aprel 2023"), ("Closes", "date not known")]),
        ({"closes": date(2023, 4, 30)}, [("Opens", "date not known"), ("Closes", "30 aprel 2023")]),
        ({}, [("Date", "date not known")]),
        ({"planned": True}, [("Date", "Date to be announced")]),
        (
            {"planned": True, "opens": date(2027, 4, 12)},
            [("Opens", "12 aprel 2027"), ("Closes", "Date to be announced")],
        ),
    ],
)
def test_the_days_of_an_exhibition_abroad(client, az, days, expected):
    page = make.make_exhibition_abroad(venues=[Venue(city="Tbilisi", country="GE", locale=az, **days)])
    contexts = {"Opens": "exhibition", "Closes": "exhibition", "Date": "calendar"}
    label = label_of(client, page)
    with override("az"):
        wanted = [
            (pgettext(contexts[name], name) if name in contexts else gettext(name), [gettext(value)])
            for name, value in expected
        ]
        assert facts(label)[1:] == wanted
        assert (gettext("Planned exhibition") in label.get_text()) is bool(days.get("planned"))


def test_who_and_why_of_an_exhibition_abroad(client, az):
    gallery = make.make_institution(name="Qalereya")
    person = make.make_person(names={"az": "Çingiz Fərzəliyev"})
    other = make.make_person(names={"az": "Səttar Bəhlulzadə"})
    anniversary = make.make_anniversary(title="Otuz il")
    page = make.make_exhibition_abroad(
        exhibition_title="Zamanın pillələri ilə",
        venues=[Venue(institution=gallery, name="Böyük zal", city="Tbilisi", country="GE", locale=az)],
        organisers=[ExhibitionOrganiser(institution=gallery, locale=az)],
        participants=[
            ExhibitionParticipant(person=person, role="artist", locale=az),
            ExhibitionParticipant(person=person, role="curator", locale=az),
            ExhibitionParticipant(person=other, role="artist", locale=az),
        ],
        occasions=[
            Occasion(page=anniversary, text="30 illik", locale=az),
            Occasion(text="Bayram", locale=az),
        ],
    )
    label = label_of(client, page)
    with override("az"):
        found = dict(facts(label))
        assert found[gettext("Host institution")] == ["Qalereya"]
        assert found[gettext("Venue")] == ["Böyük zal, Tbilisi, Gürcüstan"]
        assert found[gettext("Organisers")] == ["Qalereya"]
        assert found[gettext("Artist")] == ["Çingiz Fərzəliyev", "Səttar Bəhlulzadə"]
        assert found[gettext("Curator")] == ["Çingiz Fərzəliyev"]
        assert found[gettext("Occasion")] == ["30 illik", "Bayram"]
    assert label.find("a", string="30 illik")["href"] == anniversary.get_url()


def test_an_anniversary_of_a_person(client, az):
    person = make.make_person(names={"az": "Səttar Bəhlulzadə"}, birth_year=1909, death_year=1974)
    page = make.make_anniversary(
        subject=AnniversaryPage.Subject.PERSON, person=person, count=100, countries=[], origin_year=1909
    )
    with override("az"):
        found = dict(facts(label_of(client, page)))
        assert found[gettext("Anniversary")] == ["100"]
        assert found[gettext("Person")] == ["Səttar Bəhlulzadə 1909–1974"]
        assert found[gettext("Year of origin")] == ["1909"]
        assert gettext("Countries") not in found


def test_an_announcement_has_a_label_only_as_a_press_release(client, az):
    assert label_of(client, make.make_news()) is None
    with override("az"):
        label = label_of(client, make.make_news(is_press_release=True))
        assert label.select_one(".label__note").text == gettext("Press release")


def test_a_kept_label_follows_what_it_names(client, az):
    person = make.make_person(names={"az": "Köhnə Ad"})
    area = make.make_area(name="Konfranslar")
    document = make.make_document(language="en")
    page = make.make_agreement(
        signatories=[Signatory(person=person, role="direktor", locale=az)],
        areas=[AgreementArea(area=area, locale=az)],
        documents=[AgreementDocument(document=document, title="Mətn", locale=az)],
    )
    assert "Köhnə Ad" in label_of(client, page).get_text()
    person.names = [PersonName(text="Yeni Ad", language="az")]
    person.save_revision().publish()
    assert "Yeni Ad" in label_of(client, page).get_text()
    area.name = "Seminarlar"
    area.save()
    assert "Seminarlar" in label_of(client, page).get_text()
    document.language = "ka"
    document.save()
    assert label_of(client, page).select_one(".documents a")["hreflang"] == "ka"
    page.place = "Bakı"
    page.save_revision().publish()
    assert "Bakı" in label_of(client, page).get_text()


def test_a_preview_shows_what_is_being_written(rf, client, az):
    page = make.make_agreement(place="Bakı")
    assert "Bakı" in label_of(client, page).get_text()
    page.place = "Gəncə"
    request = page.make_preview_request(preview_mode="", extra_request_attrs={})
    assert "Gəncə" in request.content.decode()
    assert "Gəncə" not in label_of(client, page).get_text()
