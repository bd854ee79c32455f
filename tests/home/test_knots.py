"""The map of the partners' countries: true as far as knots go, and only a second way to what the list says."""

import re

import pytest
from babel import Locale
from bs4 import BeautifulSoup

from home.knots import LETTER, LINE, WIDTH, _world, draw
from home.models import CooperationPage
from tests import factories as make

TOWNS = {
    "AZ": [
        *((40.40, 49.87), (40.68, 46.36), (39.21, 45.41), (38.90, 46.02), (39.55, 44.98), (38.45, 48.87)),
        *((39.76, 46.75), (40.10, 46.04), (39.64, 46.55), (39.08, 46.65), (39.40, 47.03), (39.82, 46.75)),
    ],
    "GE": [(41.70, 44.80), (41.64, 41.63), (43.00, 41.02), (42.23, 43.97)],
    "TR": [(38.42, 27.14), (41.01, 28.98), (39.93, 32.86), (36.20, 36.16)],
    "UA": [(50.45, 30.52), (44.95, 34.10)],
    "CY": [(35.17, 33.36), (35.12, 33.90)],
}
ASKED = (("TR", "Türkiyə"), ("GE", "Gürcüstan"), ("AZ", "Azərbaycan"))


def knots(path):
    """Return the knots of a path as a set of ``(column, line)``."""
    found = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    assert "".join(f"M{x} {y}h{n}v1h-{back}z" for x, y, n, back in found) == path
    assert all(n == back for _x, _y, n, back in found)
    return {(int(x) + step, int(y)) for x, y, n, _back in found for step in range(int(n))}


def test_the_grid_is_whole_and_names_countries_by_their_codes():
    rows = _world()
    assert {len(row) for row in rows} == {1440}
    codes = {code for row in rows for code in row} - {""}
    assert codes <= set(Locale("en").territories)
    assert len(codes) > 200


@pytest.mark.parametrize(("country", "places"), TOWNS.items(), ids=TOWNS.keys())
def test_towns_stand_in_their_countries(country, places):
    for latitude, longitude in places:
        assert _world()[int((84 - latitude) * 4)][int((longitude + 180) * 4)] == country, (
            latitude,
            longitude,
        )


def test_a_drawing_holds_each_country_whole_and_apart():
    drawing = draw(ASKED)
    pieces = [knots(drawing.land), *(knots(country.path) for country in drawing.countries)]
    assert sum(map(len, pieces)) == len(set().union(*pieces))
    for country, piece in zip(drawing.countries, pieces[1:], strict=True):
        assert len(piece) == sum(row.count(country.code) for row in _world())


def test_names_stand_apart_and_inside():
    names = (*ASKED, ("AM", "Ermənistan"), ("CH", "İsveçrə"), ("LI", "Lixtenşteyn"), ("AT", "Avstriya"))
    drawing = draw(names)
    places = []
    for (_code, name), country in zip(names, drawing.countries, strict=True):
        if country.name_at:
            x, y = map(int, country.name_at)
            half = len(name) * LETTER / 2
            assert half - 1 <= x <= WIDTH - half + 1
            places.append((x - half, x + half, y))
    assert len(places) >= 4
    for left, right, y in places:
        others = [place for place in places if place != (left, right, y)]
        assert not any(left + 1 < r and le < right - 1 and abs(y - at) < LINE - 1 for le, r, at in others)


def test_the_whole_world_has_fewer_knots_not_smaller_ones():
    drawing = draw((("CA", "Kanada"), ("JP", "Yaponiya"), ("AU", "Avstraliya")))
    columns = max(x for country in drawing.countries for x, _y in knots(country.path))
    assert columns <= 180
    assert len(drawing.land) < 20_000


@pytest.mark.parametrize("names", [(), (("XX", "Heç yer"),)])
def test_nothing_to_draw_is_no_drawing(names):
    assert draw(names) is None


@pytest.fixture
def url(db):
    make.make_homes(["az"])
    make.make_institution(name="Milli Muzey", country="AZ", is_own=True)
    make.make_institution(country="GE")
    make.make_institution(country="TR")
    return make.make_index(CooperationPage).get_url()


def page_at(client, url, **query):
    return BeautifulSoup(client.get(url, query).content, "html.parser")


def test_the_map_leads_where_the_list_leads_and_is_passed_over_by_keyboards_and_voices(client, url):
    page = page_at(client, url)
    figure = page.select_one(".knot-map")
    assert figure["aria-hidden"] == "true"
    links = figure.select("a")
    assert [link["tabindex"] for link in links] == ["-1", "-1"]
    listed = [link["href"] for link in page.select(".countries a")][1:]
    assert [link["href"] for link in links] == listed
    assert len(figure.select(".knot-map__own")) == 1
    assert "Azərbaycan" in [name.get_text() for name in figure.select("text")]


def test_numbers_of_a_drawing_are_those_of_svg_in_every_language(client, url):
    drawing = page_at(client, url).select_one(".knot-map svg")
    assert re.fullmatch(r"0 0 1000 \d+", drawing["viewbox"])
    assert re.fullmatch(r"scale\(\d+\.\d+ \d+\.\d+\)", drawing.g["transform"])


def test_the_chosen_country_stands_out_and_a_wrong_one_draws_nothing(client, url):
    figure = page_at(client, url, country="GE").select_one(".knot-map")
    assert [link["href"] for link in figure.select(".knot-map__link--chosen")] == ["?country=GE"]
    assert page_at(client, url, country="FR").select_one(".knot-map") is None
