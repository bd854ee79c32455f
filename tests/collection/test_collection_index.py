"""The index of the collection: what can be chosen, how many works each choice leaves, and what an address may say."""

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from collection.catalogue import catalogue
from collection.models import CollectionIndexPage, HighlightMaker, HighlightPage
from core.cache import raise_generation
from core.i18n import locale_id
from tests import factories as make
from tests.quick_database import remembered

pytestmark = pytest.mark.django_db


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


@remembered
def works(homes):
    """Carpets and paintings of two schools, rooms, makers and centuries; one of them in storage."""
    az = homes["az"].locale
    carpet, painting = make.make_object_type(name="Xalça"), make.make_object_type(name="Rəngkarlıq")
    italian, french = make.make_school(name="İtalyan məktəbi"), make.make_school(name="Fransız məktəbi")
    rooms = [make.make_room(2), make.make_room(10)]
    maker = make.make_person(names={"az": "Əzim Əzimzadə"}, is_maker=True)

    def by(person):
        return [HighlightMaker(person=person, locale=az)]

    return {
        "a": make.make_highlight(
            title="Çiçək",
            object_type=carpet,
            school=italian,
            room=rooms[0],
            earliest_year=1801,
            latest_year=1850,
        ),
        "b": make.make_highlight(
            title="Ağac",
            object_type=carpet,
            school=french,
            room=rooms[1],
            earliest_year=1590,
            latest_year=1610,
        ),
        "c": make.make_highlight(
            title="Cam",
            object_type=painting,
            school=italian,
            room=rooms[1],
            latest_year=1900,
            makers=by(maker),
        ),
        "d": make.make_highlight(
            title="Əl", object_type=painting, room=rooms[1], display_status="in_storage", unknown_maker=True
        ),
        "carpet": carpet,
        "painting": painting,
        "italian": italian,
        "french": french,
        "maker": maker,
    }


def ask(client, **query):
    return client.get(make.make_index(CollectionIndexPage).get_url(), query)


def titles(response):
    return [card.text.strip() for card in soup(response).select(".cards--works .card__title")]


def choices(response, facet):
    """Return ``{label: count}`` of one facet of the page."""
    with override("az"):
        for details in soup(response).select(".facet"):
            if details.summary.text == str(facet):
                return {
                    link.select("span")[0].text: int(link.select_one(".facet__count").text)
                    for link in details.select(".facet__choice")
                }
    return None


def test_works_stand_in_the_order_of_the_alphabet(client, works):
    assert titles(ask(client)) == ["Ağac", "Cam", "Çiçək", "Əl"]


def test_every_choice_says_how_many_works_it_leaves(client, works):
    response = ask(client)
    assert choices(response, "Növ") == {"Rəngkarlıq": 2, "Xalça": 2}
    assert choices(response, "Dövr") == {"XVI əsr": 1, "XVII əsr": 1, "XIX əsr": 2}
    assert choices(response, "Məktəb və ya mədəniyyət") == {"Fransız məktəbi": 1, "İtalyan məktəbi": 2}
    assert choices(response, "Müəllif") == {"Əzim Əzimzadə": 1, "naməlum müəllif": 1}


def test_a_room_counts_what_hangs_there_and_rooms_stand_by_number(client, works):
    assert list(choices(ask(client), "Zal").items()) == [("Zal 2", 1), ("Zal 10", 2)]


def test_a_choice_narrows_the_counts_of_the_others_and_not_its_own(client, works):
    response = ask(client, school=works["italian"].translation_key)
    assert titles(response) == ["Cam", "Çiçək"]
    assert choices(response, "Növ") == {"Rəngkarlıq": 1, "Xalça": 1}
    assert choices(response, "Məktəb və ya mədəniyyət") == {"Fransız məktəbi": 1, "İtalyan məktəbi": 2}
    assert choices(response, "Dövr") == {"XIX əsr": 2}


def test_each_facet_finds_its_works(client, works):
    for facet, value, found in (
        ("type", works["carpet"].translation_key, ["Ağac", "Çiçək"]),
        ("maker", works["maker"].translation_key, ["Cam"]),
        ("maker", "unknown", ["Əl"]),
        ("period", "17", ["Ağac"]),
        ("room", "2", ["Çiçək"]),
    ):
        assert titles(ask(client, **{facet: value})) == found, facet


def test_every_link_of_a_choice_leads_to_as_many_works_as_it_says(client, works):
    path = make.make_index(CollectionIndexPage).get_url()
    page = soup(ask(client, school=works["italian"].translation_key))
    links = page.select(".facet__choice:has(.facet__count)")
    assert len(links) > 5
    for link in links:
        found = titles(client.get(path + link["href"]))
        assert len(found) == int(link.select_one(".facet__count").text), link


def test_choices_can_be_taken_back_one_by_one(client, works):
    path = make.make_index(CollectionIndexPage).get_url()
    page = soup(ask(client, type=works["carpet"].translation_key, period="19", sort="oldest"))
    chips = page.select(".chip:not(.chip--all)")
    assert ["Xalça" in chips[0].text, "XIX əsr" in chips[1].text] == [True, True]
    without_type = client.get(path + chips[0]["href"])
    assert titles(without_type) == ["Çiçək", "Cam"]
    assert soup(without_type).select_one(".facet--order [aria-current]").text == "Əvvəlcə qədimlər"
    assert page.select_one(".chip--all")["href"] == "."


def test_a_combination_that_no_work_has_offers_a_way_out(client, works):
    path = make.make_index(CollectionIndexPage).get_url()
    response = ask(client, type=works["painting"].translation_key, period="16")
    assert response.status_code == 200
    assert not titles(response)
    page = soup(response)
    with override("az"):
        assert "Bunların hamısına uyğun əsər yoxdur" in page.select_one(".state").text
    for chip in page.select(".chip:not(.chip--all)"):
        assert f"{len(titles(client.get(path + chip['href'])))} əsər" in chip.text


def test_orders(client, works):
    found = {order: titles(ask(client, sort=order)) for order in ("oldest", "newest", "added", "title")}
    assert found == {
        "oldest": ["Ağac", "Çiçək", "Cam", "Əl"],  # what has no year comes last
        "newest": ["Cam", "Çiçək", "Ağac", "Əl"],
        "added": ["Əl", "Cam", "Ağac", "Çiçək"],
        "title": ["Ağac", "Cam", "Çiçək", "Əl"],
    }


WRONG = [
    "x",
    "'",
    "\x00",
    "9" * 10_000,
    "１９",
    "-1",
    "19 OR 1=1",
    "<b>",
    "00000000-0000-0000-0000-000000000000",
]


def test_a_wrong_address_is_a_clear_page(client, works):
    for name in ("type", "period", "school", "room", "maker", "sort", "page"):
        for value in WRONG:
            response = ask(client, **{name: value})
            assert response.status_code == 404, (name, value)
            page = soup(response)
            assert page.select_one(".state").text.strip() and not page.select(".card"), (name, value)
            assert page.select_one("meta[name=robots]")["content"] == "noindex", (name, value)


def test_blanks_and_unknown_keys_change_nothing(client, works):
    assert len(titles(ask(client, type=" ", utm_source="x", page=""))) == 4


def test_search_engines_are_led_to_one_address_of_each_list(client, works):
    url = "http://testserver" + make.make_index(CollectionIndexPage).get_url()

    def head(**query):
        page = soup(ask(client, **query))
        canonical, robots = page.select_one("link[rel=canonical]"), page.select_one("meta[name=robots]")
        return (
            canonical and canonical["href"].split("/az/")[-1],
            robots and robots["content"],
            bool(page.select("link[hreflang]")),
        )

    plain = url.split("/az/")[-1]
    carpet = works["carpet"].translation_key
    assert head() == (plain, None, True)
    assert head(utm_source="x") == (plain, None, True)
    assert head(type=carpet) == (f"{plain}?type={carpet}", None, False)
    assert head(type=carpet, period="19") == (None, "noindex", False)
    assert head(sort="oldest") == (None, "noindex", False)
    assert soup(ask(client, type=carpet)).title.text.startswith("Xalça – Kolleksiya")


def test_a_long_list_has_pages_that_keep_the_choice(client):
    make.make_homes()
    carpet = make.make_object_type()
    for number in range(25):
        make.make_highlight(title=f"Xalça {number}", object_type=carpet)
    make.make_highlight(title="Kasa")
    path = make.make_index(CollectionIndexPage).get_url()
    first = ask(client, type=carpet.translation_key)
    following = soup(first).select_one("[rel=next]")["href"]
    second = client.get(path + following)
    assert (len(titles(first)), titles(second)) == (24, ["Xalça 24"])
    assert soup(second).select_one("link[rel=canonical]")["href"].endswith(following.replace("&amp;", "&"))


def test_an_empty_collection_says_so(client):
    make.make_homes()
    page = soup(ask(client))
    assert not page.select(".facets") and page.select_one(".state").text.strip()


def test_only_what_is_public_is_counted(client, works):
    carpet = works["carpet"]
    make.make_highlight(title="Qaralama", object_type=carpet, live=False)
    works["b"].unpublish()
    assert choices(ask(client), "Növ") == {"Rəngkarlıq": 2, "Xalça": 1}


def test_a_renamed_term_is_renamed_at_once(client, works):
    ask(client)
    works["carpet"].name = "Xalça və xalça məmulatı"
    works["carpet"].save()
    assert "Xalça və xalça məmulatı" in choices(ask(client), "Növ")


def test_values_are_the_same_in_every_language(client, works):
    make.make_indexes(["ka"])
    carpet = make.make_object_type("ka", name="ხალიჩა", translation_key=works["carpet"].translation_key)
    make.make_highlight("ka", of=works["a"], title="ყვავილი", object_type=carpet)
    response = client.get(
        make.make_index(CollectionIndexPage, "ka").get_url(), {"type": works["carpet"].translation_key}
    )
    assert titles(response) == ["ყვავილი"]
    switcher = {link["lang"]: link["href"] for link in soup(response).select(".languages__link")}
    assert titles(client.get(switcher["az"])) == ["Ağac", "Çiçək"]
    # What is not there in Georgian is not asked for.
    narrow = soup(ask(client, type=works["painting"].translation_key)).select(".languages__link[lang=ka]")
    assert narrow[0]["href"] == make.make_index(CollectionIndexPage, "ka").get_url()
    assert "XIX საუკუნე" in soup(response).select_one(".facets").text


def test_the_card_names_the_maker_and_how_sure_it_is(client, works):
    works["d"].makers = [
        HighlightMaker(person=works["maker"], attribution="workshop", locale_id=works["d"].locale_id)
    ]
    works["d"].save_revision().publish()
    cards = soup(ask(client, maker=works["maker"].translation_key)).select(".card__maker")
    assert [card.text for card in cards] == ["Əzim Əzimzadə", "Emalatxana: Əzim Əzimzadə"]


def test_the_index_leads_to_rooms_and_makers(client, works):
    links = {link.text: link["href"] for link in soup(ask(client)).select(".ways__link")}
    assert set(links) == {"Zallar", "Müəlliflər"}
    assert all(client.get(url).status_code == 200 for url in links.values())


# The catalogue itself


def test_works_of_a_private_branch_are_in_no_count(works):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=works["a"], restriction_type=PageViewRestriction.LOGIN)
    assert works["a"].pk not in catalogue(locale_id("az")).keys


def test_related_works_come_round_and_never_repeat(works):
    found = catalogue(locale_id("az"))
    for key in found.keys:
        akin = found.akin(key, 4)
        assert key not in akin and len(akin) == len(set(akin))
    assert found.akin(works["a"].pk, 1) == [works["b"].pk] or found.akin(works["a"].pk, 1) == [works["c"].pk]
    assert found.akin(works["a"].pk, 4, without={works["b"].pk, works["c"].pk}) == []
    assert found.akin(-1, 4) == [] and found.neighbours(-1) == (None, None)


def test_the_title_of_the_language_decides_the_order():
    make.make_homes()
    for title in ("Zal", "Əl", "Elm", "İpək", "Işıq"):
        make.make_highlight(title=title)
    raise_generation()
    pages = HighlightPage.objects.in_bulk()
    assert [pages[key].title for key in catalogue(locale_id("az")).keys] == [
        "Elm",
        "Əl",
        "Işıq",
        "İpək",
        "Zal",
    ]
