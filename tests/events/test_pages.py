"""What a visitor reads on the page of an event and of an exhibition."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import gettext, override, pgettext

from core.i18n import LANGUAGES
from core.models import OpeningHours, SiteSettings
from events.models import EventPrice
from events.timetable import SHOWN, Timetable
from tests import factories as make
from tests.events.conftest import NOW, at, session

TODAY = NOW.date()


def label(page):
    """Return the facts of a page's label as ``{term: text}``."""
    rows = page.select(".label .facts__row")
    return {
        row.dt.text.strip(): " ".join(" ".join(dd.text.split()) for dd in row.select("dd")) for row in rows
    }


def test_a_timetable_sorts_sessions_by_the_moment(homes):
    rows = [session(day) for day in (-7, -14, 7, 0, 14)]
    rows[3].cancelled = True
    timetable = Timetable.of(rows)
    assert timetable.next.starts_at == at(7)
    assert [row.starts_at for row in timetable.coming] == [at(0), at(7), at(14)]
    assert [row.starts_at for row in timetable.past] == [at(-14), at(-7)]
    assert not timetable.is_cancelled
    many = Timetable.of([session(day) for day in range(1, 20)])
    assert (len(many.coming), len(many.later)) == (SHOWN, 19 - SHOWN)
    assert not Timetable.of(
        [session(day) for day in range(1, SHOWN + 2)]
    ).later  # nobody unfolds a single line
    assert Timetable.of([]).next is None


def test_the_next_session_is_marked_and_past_ones_are_folded(read, homes):
    page = make.make_event("en", sessions=[session(-7), session(7, cancelled=True), session(14)])
    found = read(page.get_url())
    assert "9 December 2026, 18:00–20:00" in found.select_one(".facts__next").text
    assert "2 December 2026" in found.select_one(".facts__cancelled s").text
    assert found.select_one(".facts__cancelled strong").text == "Cancelled"
    fold = found.select_one("details.fold")
    assert not fold.has_attr("open")
    assert fold.summary.text == "1 past date"
    assert "18 November 2026" in fold.li.text


def test_one_session_is_not_marked_as_the_next(read, homes):
    assert not read(make.make_event("en", sessions=[session(1)]).get_url()).select(".facts__next")


def test_prices_booking_and_place(read, homes):
    locale = homes["en"].locale
    page = make.make_event(
        "en",
        place_text="Lecture hall",
        booking_required=True,
        booking_url="https://example.org/book",
        prices=[
            EventPrice(category="Adults", amount=Decimal("5.50"), locale=locale),
            EventPrice(category="Children", amount=0, locale=locale),
        ],
    )
    facts = label(read(page.get_url()))
    assert facts["Place"] == "In the museum Lecture hall"
    assert facts["Tickets"] == "Adults: 5.50 ₼ Children: Free"
    assert facts["Booking"] == "required Book"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_not_yet_known_is_to_be_announced(read, homes, language):
    found = read(make.make_event(language, sessions=[], place_kind="unknown").get_url())
    with override(language):
        assert label(found)[gettext("Place")] == pgettext("place", "To be announced")
        assert gettext("In the museum") not in found.main.text
        assert gettext("Date to be announced") in found.main.text
    assert not found.select("a.add")


def test_a_place_never_given_is_not_announced_for_what_is_over(read, homes):
    found = read(make.make_event("en", sessions=[session(-9)], place_kind="unknown").get_url())
    assert "Place" not in label(found)
    assert found.select_one(".state").text == "Ended"
    assert "16 November 2026" in label(found)["Date"]
    assert not found.select("details.fold")


def test_what_is_ahead_can_be_added_to_a_calendar_and_what_is_over_cannot(read, homes):
    day = timedelta(days=1)
    ahead = [
        make.make_event("ka", sessions=[session(-1), session(1)]),
        make.make_exhibition("ka", opens=TODAY, closes=None),
    ]
    for page in ahead:
        link = read(page.get_url()).select_one("a.add")
        assert link["href"] == f"/ka/events/{page.translation_key}.ics"
    over = [
        make.make_event("ka", sessions=[session(-1)]),
        make.make_event("ka", sessions=[session(1, cancelled=True)]),
        make.make_exhibition("ka", opens=TODAY - 9 * day, closes=TODAY - day),
        make.make_exhibition("ka", opens=None, closes=None),
    ]
    for page in over:
        assert not read(page.get_url()).select("a.add")


def test_an_open_exhibition_says_when_the_museum_is_open_today(read, homes):
    museum = SiteSettings.load()
    museum.opening_hours.set([OpeningHours(weekday=2, opens=time(10), closes=time(18))])
    museum.save()
    found = read(make.make_exhibition("en").get_url())
    assert "10:00–18:00" in label(found)["Opening hours"]
    later = make.make_exhibition("en", opens=TODAY + timedelta(days=1), closes=None)
    assert "Opening hours" not in label(read(later.get_url()))


def test_a_change_of_the_rows_is_seen_at_once(read, homes):
    page = make.make_event("en", sessions=[session(3)])
    assert "28 November" in read(page.get_url()).select_one(".label").text
    page = page.get_latest_revision_as_object()
    page.sessions.set([session(4)])
    page.save_revision().publish()
    text = read(page.get_url()).select_one(".label").text
    assert "29 November" in text
    assert "28 November" not in text
