"""A month as a calendar."""

from datetime import timedelta

import pytest
from django.utils.translation import gettext, override

from core.i18n import LANGUAGES
from tests import factories as make
from tests.events.conftest import NOW, session

TODAY = NOW.date()
TITLES = {"az": "noyabr 2026", "en": "November 2026", "ka": "ნოემბერი, 2026", "tr": "Kasım 2026"}
DAYS = {
    "az": "27 noyabr, cümə",
    "en": "Friday 27 November",
    "ka": "პარასკევი, 27 ნოემბერი",
    "tr": "27 Kasım Cuma",
}


def day(page, iso):
    return page.select_one(f"time[datetime='{iso}']").find_parent("td")


def lines(page, iso):
    return [" ".join(item.text.split()) for item in day(page, iso).select("li")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_month_speaks_the_readers_language_and_begins_on_monday(read, index, language):
    make.make_event(language, title="X", sessions=[session(2)])
    page = read(index(language, "?month=2026-11"))
    assert page.select_one("h2").text == TITLES[language]
    assert page.title.text.startswith(f"{page.h1.text}: {TITLES[language]}")
    names = [head["abbr"] for head in page.select("th[scope=col]")]
    with override(language):
        monday = gettext("Monday")
    assert names[0].casefold() == monday.casefold()
    assert len(set(names)) == 7
    assert day(page, "2026-11-27").select_one(".month__name").text == DAYS[language]
    # 2026-11-01 is a Sunday: the first week has one day, and every row seven cells.
    weeks = page.select("tbody tr")
    assert [len(week.select("td")) for week in weeks] == [7] * 6
    assert len(page.select("td time")) == 30
    assert weeks[0].select("td")[6].time["datetime"] == "2026-11-01"


def test_sessions_stand_on_their_days(read, index, homes):
    make.make_event(
        "en",
        title="Weekly",
        kind="workshop",
        sessions=[session(-7), session(2, cancelled=True), session(9)],
    )
    make.make_event("en", title="Late", kind="concert", sessions=[session(2, 22, hours=2)])
    make.make_event("en", title="Days", kind="conference", sessions=[session(2, 12, hours=24, all_day=True)])
    page = read(index("en", "?month=2026-11"))
    assert lines(page, "2026-11-18") == ["18:00–20:00 Weekly Workshop"]
    assert lines(page, "2026-11-27") == [
        "Days Conference",
        "18:00–20:00 Weekly Cancelled",
        "22:00–00:00 Late Concert",
    ]
    assert day(page, "2026-11-27").select_one("s").text == "Weekly"
    assert lines(page, "2026-11-28") == ["Days Conference"]  # and not Late, which ends at midnight
    assert "Today" in day(page, TODAY.isoformat()).text
    assert lines(read(index("en", "?month=2026-12")), "2026-12-04") == ["18:00–20:00 Weekly Workshop"]


def test_exhibitions_stand_above_once_and_on_their_first_and_last_day(read, index, homes):
    make.make_exhibition("en", title="Long", opens=TODAY - timedelta(days=60), closes=TODAY + timedelta(60))
    make.make_exhibition("en", title="Short", opens=TODAY, closes=TODAY + timedelta(days=2))
    make.make_exhibition("en", title="Gone", opens=TODAY - timedelta(60), closes=TODAY - timedelta(40))
    page = read(index("en", "?month=2026-11"))
    assert [link.text for link in page.select(".spans__link")] == ["Short", "Long"]
    assert lines(page, "2026-11-25") == ["Short Exhibition: Opens"]
    assert lines(page, "2026-11-27") == ["Short Exhibition: Closes"]
    assert lines(page, "2026-11-26") == []


def test_a_month_leads_to_those_beside_it_as_far_as_there_is_something(read, index, homes):
    make.make_event("en", title="First", sessions=[session(-40)])
    make.make_event("en", title="Last", sessions=[session(30)])
    page = read(index("en", "?month=2026-11"))
    assert page.select_one("[rel=prev]")["href"] == "?month=2026-10"
    assert page.select_one("[rel=next]")["href"] == "?month=2026-12"
    assert not read(index("en", "?month=2026-12")).select("[rel=next]")
    assert not read(index("en", "?month=2026-10")).select("[rel=prev]")


def test_another_month_is_not_found_in_the_readers_language(read, index, homes):
    make.make_event("tr", title="İlk", sessions=[session(-40)])
    make.make_event("tr", title="Son", sessions=[session(30)])
    with override("tr"):
        message = gettext("The programme knows no such month.")
    wrong = ["2026-09", "2027-01", "2026-13", "0000-01", "2026-1", "", "x", "%00", "٢٠٢٦-١١", "9" * 9000]
    for month in wrong:
        page = read(index("tr", f"?month={month}"), 404)
        assert message in page.select_one("[role=status]").text, month
        assert page.select_one("[role=status] a")["href"] == "?month=2026-11"
        assert page.select_one("meta[name=robots]")["content"] == "noindex"
        assert not page.select("table")


def test_a_month_has_its_own_address_in_every_language(read, index, homes):
    make.make_event("en", title="Lecture", sessions=[session(1)])
    page = read(index("en", "?month=2026-11&kind=lecture"))
    assert page.select_one("link[rel=canonical]")["href"].endswith(index("en", "?month=2026-11"))
    alternates = {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")}
    assert alternates["ka"].endswith(index("ka", "?month=2026-11"))
    switcher = {link["lang"]: link["href"] for link in page.select(".languages__link")}
    assert switcher["tr"] == index("tr", "?month=2026-11")
    assert not page.select("meta[name=robots]")
    assert page.select_one(".crumbs [href$='/en/whats-on/']")


def test_an_empty_month_says_so_and_is_not_for_robots(read, index, homes):
    page = read(index("en", "?month=2026-11"))
    assert "Nothing has been announced" in page.select_one("[role=status]").text
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


def test_filters_narrow_the_month_and_stay_from_month_to_month(read, index, homes):
    make.make_event("en", title="Lecture", sessions=[session(1), session(20)])
    make.make_event("en", title="Tour", kind="tour", place_kind="online", sessions=[session(1), session(20)])
    make.make_exhibition("en", title="Show")
    page = read(index("en", "?month=2026-11&place=online"))
    assert lines(page, "2026-11-26") == ["18:00–20:00 Tour Guided tour"]
    assert not page.select(".spans")
    assert page.select_one("[rel=next]")["href"] == "?month=2026-12&place=online"
    assert page.select_one("input[type=hidden][name=month]")["value"] == "2026-11"
    assert page.select_one(".filters .button--quiet")["href"] == "?month=2026-11"
    read(index("en", "?month=2026-11&kind=party"), 404)


def test_a_full_day_leads_to_its_list(read, index, homes):
    for number in range(8):
        make.make_event("en", title=f"Lecture {number}", sessions=[session(1, 9 + number, hours=1)])
    page = read(index("en", "?month=2026-11"))
    assert len(lines(page, "2026-11-26")) == 4
    more = day(page, "2026-11-26").select_one(".month__more a")
    assert (more["href"], more["rel"]) == ("?from=2026-11-26&to=2026-11-26", ["nofollow"])
    assert more.text.startswith("4 more")
    assert len(read(index("en", more["href"])).select("main .card")) == 8
