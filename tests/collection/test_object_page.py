"""The page of one work: its label, its pictures, where it hangs, and where one goes from there."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from collection.labels import dimension_lines
from collection.models import (
    BibliographyEntry,
    CollectionIndexPage,
    Dimension,
    ExhibitionEntry,
    HighlightImage,
    HighlightMaker,
    HighlightMaterial,
    ProvenanceEntry,
)
from core.models import RelatedPage
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def az(homes):
    return homes["az"].locale


def page_of(client, work):
    response = client.get(work.get_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def facts(page):
    rows = page.select(".label--work .facts__row")
    return {row.dt.text: " ".join(row.dd.stripped_strings) for row in rows}


def cards(page, section="related-works"):
    return [item.text for item in page.select(f"[aria-labelledby={section}] .card__title")]


def test_the_label_says_all_that_is_known(client, az):
    make.make_index(CollectionIndexPage)
    carpet, school = make.make_object_type(), make.make_school(name="Nümunə məktəbi")
    person = make.make_person(names={"az": "Əzim Əzimzadə"}, is_maker=True, birth_year=1880, death_year=1943)
    work = make.make_highlight(
        title="Xalça",
        accession_number="T-9",
        object_type=carpet,
        school=school,
        technique="ilmə",
        date_text="XIX əsr",
        credit_line="Hədiyyə",
        inscriptions="Sağda: imza",
        makers=[HighlightMaker(person=person, attribution="attributed", role="rəssam", locale=az)],
        materials=[
            HighlightMaterial(material=make.make_material(name=name), locale=az) for name in ("yun", "ipək")
        ],
        provenance=[ProvenanceEntry(text="Bakı, 1937", locale=az)],
        exhibitions=[ExhibitionEntry(text="Tbilisi, 2023", locale=az)],
        bibliography=[BibliographyEntry(text="Kataloq, s. 12")],
    )
    page = page_of(client, work)
    head = page.select_one(".label--work header")
    assert " ".join(head.select_one(".work__maker").text.split()).startswith(
        "Aid edilir: Əzim Əzimzadə (1880–1943)"
    )
    assert head.select_one(".work__maker a")["href"] == person.get_url()
    assert [head.h1.text, head.select_one(".work__date").text] == ["Xalça", "XIX əsr"]
    found = facts(page)
    assert found["Material"] == "yun, ipək"
    assert found["Ölçülər"] == "120,5 × 80\xa0sm hündürlük × en"
    assert found["İnventar nömrəsi"] == "T-9"
    assert found["Daxilolma mənbəyi"] == "Hədiyyə"
    story = page.select_one(".work__story").text
    assert all(text in story for text in ("imza", "Bakı, 1937", "Tbilisi, 2023", "Kataloq, s. 12"))
    rights = page.select_one(".facts a[rel=license]")
    assert rights["href"] == work.rights
    links = [link["href"] for link in page.select(".facts a:not([rel])")]
    for link in links:
        assert work.title in client.get(link).content.decode()
    assert len(links) == 2


def test_an_attribution_is_written_as_in_each_language(az):
    person = make.make_person(names={"az": "Ustad"})
    row = HighlightMaker(person=person, attribution="workshop")
    lines = {}
    for language in ("az", "en", "ka", "tr"):
        with override(language):
            lines[language] = row.in_words
    assert lines == {
        "az": "Emalatxana: Ustad",
        "en": "Workshop of Ustad",
        "ka": "სახელოსნო: Ustad",
        "tr": "Atölye: Ustad",
    }


def test_what_is_not_known_stays_unsaid(client, az):
    page = page_of(client, make.make_highlight(dimensions=[]))
    assert set(facts(page)) == {"İnventar nömrəsi", "Hüquqlar"}
    assert page.select_one(".work__date").text == "tarixsiz"
    assert not page.select(".work__maker, .record, .thumbnails, .walk, #related-works")


def test_a_changed_row_is_seen_when_it_is_published_and_in_the_preview_before(client, az):
    work = make.make_highlight(provenance=[ProvenanceEntry(text="Bakı", locale=az)])
    assert "Bakı" in page_of(client, work).text
    work.provenance = [ProvenanceEntry(text="Gəncə", locale=az)]
    revision = work.save_revision()
    assert "Gəncə" not in page_of(client, work).text
    draft = revision.as_object()
    preview = draft.make_preview_request(preview_mode="", extra_request_attrs={})
    assert "Gəncə" in preview.content.decode()
    revision.publish()
    assert "Gəncə" in page_of(client, work).text


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("az", ("1.200,5 × 80\xa0sm", "hündürlük × en")),
        ("en", ("1,200.5 × 80\xa0cm", "height × width")),
        ("ka", ("1\xa0200,5 × 80\xa0სმ", "სიმაღლე × სიგანე")),
        ("tr", ("1.200,5 × 80\xa0cm", "yükseklik × genişlik")),
    ],
)
def test_dimensions_are_written_as_in_each_language(language, line):
    rows = [
        Dimension(kind="height", value=Decimal("1200.50")),
        Dimension(kind="width", value=Decimal("80.00")),
    ]
    with override(language):
        assert dimension_lines(rows) == [line]


def test_other_units_begin_a_new_line():
    rows = [
        Dimension(kind="height", value=Decimal(2), unit="m"),
        Dimension(kind="depth", value=Decimal(5), unit="mm"),
    ]
    with override("en"):
        assert dimension_lines(rows) == [("2\xa0m", "height"), ("5\xa0mm", "depth")]


# Pictures


def test_several_pictures_are_reached_by_links(client, az):
    images = [
        HighlightImage(image=make.make_image(), alt=f"Şəkil {n}", caption=f"Haşiyə {n}", locale=az)
        for n in (1, 2, 3)
    ]
    page = page_of(client, make.make_highlight(images=images))
    figures = page.select(".work figure")
    links = page.select(".thumbnails__link")
    assert [link["href"] for link in links] == [f"#{figure['id']}" for figure in figures]
    assert [figure.img["alt"] for figure in figures] == ["Şəkil 1", "Şəkil 2", "Şəkil 3"]
    assert "Haşiyə 2" in links[1].text
    assert figures[0].img.get("fetchpriority") == "high" and figures[2].img["loading"] == "lazy"


def test_one_picture_needs_no_links(client, az):
    page = page_of(client, make.make_highlight(images=[HighlightImage(image=make.make_image(), locale=az)]))
    assert len(page.select(".work__pictures figure")) == 1 and not page.select(".thumbnails")


def test_a_work_without_lead_image_is_listed_with_its_first_picture(client, az):
    for _number in range(3):
        make.make_highlight(images=[HighlightImage(image=make.make_image(), locale=az)])
    response = client.get(make.make_index(CollectionIndexPage).get_url())
    assert len(BeautifulSoup(response.content, "html.parser").select(".card__picture img")) == 3


# Where it is


def test_a_work_on_display_leads_to_its_room(client, az):
    room = make.make_room(7)
    page = page_of(client, make.make_highlight(room=room))
    link = page.select_one(".work__place a")
    assert (link.text, link["href"]) == ("Zal 7", room.get_url())


@pytest.mark.parametrize(("status", "text"), [("in_storage", "Fondda"), ("on_loan", "Müvəqqəti verilib")])
def test_a_work_that_is_elsewhere_leads_to_no_room(client, az, status, text):
    work = make.make_highlight(room=make.make_room(7), display_status=status)
    place = page_of(client, work).select_one(".work__place")
    assert place.text.strip() == text and not place.a


def test_one_walks_through_the_room_by_title(client, az):
    room = make.make_room(7)
    works = [make.make_highlight(title=title, room=room) for title in ("Alma", "Cam", "Çiçək")]
    make.make_highlight(title="Balıq")  # in no room
    page = page_of(client, works[1])
    walk = page.select_one(".walk")
    assert walk["aria-label"] == "Zal 7"
    assert [link["href"] for link in walk.select("a")] == [
        works[0].get_url(),
        room.get_url(),
        works[2].get_url(),
    ]
    assert not page_of(client, works[0]).select(".walk [rel=prev]")
    assert not page_of(client, works[2]).select(".walk [rel=next]")


def test_a_work_alone_in_its_room_is_followed_by_the_next_of_the_collection(client, az):
    works = [make.make_highlight(title=title) for title in ("Alma", "Cam")]
    alone = make.make_highlight(title="Balıq", room=make.make_room(7))
    links = page_of(client, alone).select(".walk a")
    assert [link["href"] for link in links] == [
        works[0].get_url(),
        make.make_index(CollectionIndexPage).get_url(),
        works[1].get_url(),
    ]


# Related works


def test_chosen_works_come_first_then_those_that_go_with_it(client, az):
    carpet, school, room = make.make_object_type(), make.make_school(), make.make_room(1)
    person = make.make_person(is_maker=True)

    def by():
        return [HighlightMaker(person=person, locale=az)]

    chosen = make.make_highlight(title="Seçilmiş")
    make.make_highlight(title="Həmin müəllif", makers=by())
    make.make_highlight(title="Həmin məktəb", school=school)
    make.make_highlight(title="Həmin növ və məktəb", school=school, object_type=carpet)
    make.make_highlight(title="Həmin zal", room=room)
    make.make_highlight(title="Başqa")
    news = make.make_news(title="Xəbər")
    work = make.make_highlight(
        title="Əsər",
        school=school,
        object_type=carpet,
        room=room,
        makers=by(),
        related_pages=[RelatedPage(page=chosen), RelatedPage(page=news)],
    )
    page = page_of(client, work)
    assert cards(page) == ["Seçilmiş", "Həmin müəllif", "Həmin növ və məktəb", "Həmin məktəb"]
    assert cards(page, "related") == ["Xəbər"]


def test_works_of_unknown_makers_are_not_related_by_that(client, az):
    make.make_highlight(title="Başqa", unknown_maker=True)
    page = page_of(client, make.make_highlight(title="Əsər", unknown_maker=True))
    assert not cards(page)


def test_related_works_are_of_the_readers_language(client, az):
    carpet = make.make_object_type()
    carpet_ka = make.make_object_type("ka", name="ხალიჩა", translation_key=carpet.translation_key)
    work, other = (make.make_highlight(object_type=carpet) for _number in range(2))
    make.make_highlight("ka", of=other, title="მეორე", object_type=carpet_ka)
    twin = make.make_highlight("ka", of=work, title="პირველი", object_type=carpet_ka)
    assert cards(page_of(client, twin)) == ["მეორე"]
