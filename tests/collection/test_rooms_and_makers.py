"""Rooms one after another, and makers from A to Z."""

import pytest
from bs4 import BeautifulSoup

from collection.models import CollectionIndexPage, HighlightMaker, MakerIndexPage, Room, RoomIndexPage
from home.models import PeoplePage
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def az(homes):
    return homes["az"].locale


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def get(client, thing, **query):
    response = client.get(thing.get_url(), query)
    assert response.status_code == 200
    return soup(response)


# Rooms


def test_a_room_shows_what_hangs_in_it_by_title(client, az):
    room = make.make_room(4)
    for title, status in (("Çiçək", "on_display"), ("Ağac", "on_display"), ("Fondda", "in_storage")):
        make.make_highlight(title=title, room=room, display_status=status)
    page = get(client, room)
    assert [title.text for title in page.select(".card__title")] == ["Ağac", "Çiçək"]
    assert "2 əsər" in page.select_one(".state").text


def test_an_empty_room_says_so_and_leads_on(client, az):
    rooms = [make.make_room(number) for number in (1, 2, 60)]
    page = get(client, rooms[1])
    assert page.select_one(".state").text.strip() and not page.select(".card")
    links = page.select(".walk a")
    assert [link["href"] for link in links] == [
        rooms[0].get_url(),
        make.make_index(RoomIndexPage).get_url(),
        rooms[2].get_url(),
    ]
    assert not get(client, rooms[0]).select("[rel=prev]") and not get(client, rooms[2]).select("[rel=next]")


def test_rooms_that_are_not_public_are_passed_by(client, az):
    first, _hidden, third = make.make_room(1), make.make_room(2, live=False), make.make_room(3)
    assert get(client, first).select_one("[rel=next]")["href"] == third.get_url()


def test_a_full_room_has_pages(client, az):
    room = make.make_room(4)
    for number in range(13):
        make.make_highlight(title=f"Əsər {number}", room=room)
    page = get(client, room)
    assert len(page.select(".card")) == 12
    second = soup(client.get(room.get_url() + page.select_one(".pager [rel=next]")["href"]))
    assert [title.text for title in second.select(".card__title")] == ["Əsər 12"]
    assert second.select_one("link[rel=canonical]")["href"].endswith(f"{room.get_url()}?page=2")
    assert page.select_one("link[rel=canonical]")["href"].endswith(room.get_url())


@pytest.mark.parametrize("value", ["0", "99", "x", "\x00", "９", "1" * 10_000, "'"], ids=range(7))
def test_a_wrong_page_of_a_room_is_a_clear_page(client, az, value):
    response = client.get(make.make_room(4).get_url(), {"page": value})
    assert response.status_code == 404
    assert (
        soup(response).select_one("h1").text == "Zal 4" and soup(response).select_one(".state").text.strip()
    )


def test_the_plan_counts_what_is_on_show(client, az):
    rooms = {number: make.make_room(number) for number in (10, 2)}
    make.make_highlight(room=rooms[10])
    make.make_highlight(room=rooms[2], display_status="on_loan")
    page = get(client, make.make_index(RoomIndexPage))
    found = [" ".join(link.stripped_strings) for link in page.select(".rooms__link")]
    assert found == ["Zal 2", "Zal 10 1 əsər"]
    assert not page.select(".rooms__place")


def test_rooms_are_grouped_by_floor_as_far_as_floors_are_known(client, az):
    for number, floor, building in (
        (1, "1-ci mərtəbə", "A bina"),
        (5, "", ""),
        (9, "1-ci mərtəbə", "A bina"),
    ):
        make.make_room(number, floor=floor, building=building)
    make.make_room(7, floor="2-ci mərtəbə")
    page = get(client, make.make_index(RoomIndexPage))
    assert [title.text for title in page.select(".rooms__place")] == [
        *("A bina, 1-ci mərtəbə", "2-ci mərtəbə", "Digər zallar")
    ]
    assert [
        [int(item.text) for item in group.select(".rooms__number")] for group in page.select(".rooms")
    ] == [*([1, 9], [7], [5])]


def test_a_renamed_room_is_renamed_everywhere(client, az):
    room = make.make_room(4)
    make.make_highlight(room=room)
    index = make.make_index(CollectionIndexPage)
    get(client, index)
    room = Room.objects.get(pk=room.pk)
    room.name = "İtalyan zalı"
    room.save_revision().publish()
    assert "Zal 4: İtalyan zalı" in get(client, index).select_one(".facets").text
    assert "İtalyan zalı" in get(client, make.make_index(RoomIndexPage)).select_one(".rooms").text


# Makers

NAMES = {
    "az": ["Çingiz", "Əzim", "İlqar", "Isa", "Ömər", "Elçin", "Übeyd", "Zaur"],
    "ka": ["ჰამლეტი", "ანა", "წერეთელი", "ზაზა"],
    "tr": ["Çetin", "Irmak", "İdris", "Öznur", "Şule", "Veli"],
}
IN_ORDER = {
    "az": [
        *(("Ç", "Çingiz"), ("E", "Elçin"), ("Ə", "Əzim"), ("I", "Isa")),
        *(("İ", "İlqar"), ("Ö", "Ömər"), ("Ü", "Übeyd"), ("Z", "Zaur")),
    ],
    "ka": [("ა", "ანა"), ("ზ", "ზაზა"), ("წ", "წერეთელი"), ("ჰ", "ჰამლეტი")],
    "tr": [("Ç", "Çetin"), ("I", "Irmak"), ("İ", "İdris"), ("Ö", "Öznur"), ("Ş", "Şule"), ("V", "Veli")],
}


def make_maker(language, name, **values):
    return make.make_person(language, names={language: name}, is_maker=True, **values)


@pytest.mark.parametrize("language", ["az", "ka", "tr"])
def test_makers_stand_in_the_order_of_the_alphabet_of_each_language(client, language):
    make.make_homes()
    make.make_indexes([language])
    for name in NAMES[language]:
        make_maker(language, name)
    page = get(client, make.make_index(MakerIndexPage, language))
    groups = page.select(".letters__group")
    assert [(group.h2.text, group.a.text) for group in groups] == IN_ORDER[language]
    letters = page.select(".alphabet__letter")
    assert len(letters) == {"az": 32, "ka": 33, "tr": 29}[language]
    active = [letter for letter in letters if letter.name == "a"]
    assert [letter.text for letter in active] == [letter for letter, _name in IN_ORDER[language]]
    assert [page.select_one(letter["href"]).text for letter in active] == [letter.text for letter in active]


def test_only_public_makers_are_listed_with_their_works(client, az):
    one, none = make_maker("az", "Bir", birth_year=1880), make_maker("az", "Heç")
    make_maker("az", "Gizli", live=False)
    make.make_person(names={"az": "Direktor"}, is_signatory=True)
    make.make_highlight(makers=[HighlightMaker(person=one, locale=az)])
    make.make_highlight(makers=[HighlightMaker(person=none, locale=az)], live=False)
    lines = get(client, make.make_index(MakerIndexPage)).select(".lines__item")
    found = {line.a.text: " ".join(line.select_one(".lines__note").stripped_strings) for line in lines}
    assert found == {"Bir": f"{one.life_dates} 1 əsər", "Heç": ""}
    assert {line.a["href"] for line in lines} == {one.get_url(), none.get_url()}


def test_a_letter_of_another_script_comes_last(client, az):
    make_maker("az", "Ян")
    groups = get(client, make.make_index(MakerIndexPage)).select(".letters__group")
    assert [group.h2.text for group in groups] == ["#"]


def test_without_makers_there_is_no_dead_link(client, az):
    page = get(client, make.make_index(MakerIndexPage))
    assert not page.select(".alphabet a, .letters__group")


def test_the_index_of_makers_is_a_page_like_others(client, homes):
    page = get(client, make.make_index(MakerIndexPage))
    assert [link["hreflang"] for link in page.select("link[hreflang]")] == ["x-default", *homes]
    crumbs = [link["href"] for link in page.select(".crumbs a")]
    assert crumbs[-1] == make.make_index(CollectionIndexPage).get_url()
    assert (
        make.make_index(MakerIndexPage, "ka").get_url() in client.get("/sitemap-pages.xml").content.decode()
    )


# A maker's own page


def test_a_persons_page_shows_their_works_apart_from_what_speaks_of_them(client, az):
    make.make_index(PeoplePage)
    person = make_maker("az", "Əzim")
    for number in range(9):
        make.make_highlight(title=f"Əsər {number}", makers=[HighlightMaker(person=person, locale=az)])
    page = get(client, person)
    section = page.select_one("[aria-labelledby=works-by]")
    assert len(section.select(".card")) == 8
    everything = section.select_one(".section__all a")
    assert "9" in everything.text
    assert "9 əsər" in soup(client.get(everything["href"])).select_one(".chosen .state").text
    assert not page.select("#mentions")


def test_a_person_without_works_has_no_such_part(client, az):
    make.make_index(PeoplePage)
    assert not get(client, make_maker("az", "Əzim")).select("#works-by")
