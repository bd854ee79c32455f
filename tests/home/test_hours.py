"""When the doors open next, said so that a visitor of each language understands it."""

from datetime import date, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils.translation import override

from core.models import OpeningHours, SiteSettings, SpecialDay
from home import hours
from tests import factories as make

BAKU = ZoneInfo("Asia/Baku")
# 2 March 2026 is a Monday. Closed on Mondays.
WEEK = [
    SimpleNamespace(weekday=day, opens=time(10), closes=time(18), last_admission=time(17, 30))
    for day in range(1, 7)
]


def at(day, hour, minute=0, month=3):
    return datetime(2026, month, day, hour, minute, tzinfo=BAKU)


def special(first, last=None, *, closed=True, opens=None, closes=None, month=3):
    return SimpleNamespace(
        start=date(2026, month, first),
        end=last and date(2026, month, last),
        closed=closed,
        opens=opens,
        closes=closes,
        last_admission=None,
        note="",
    )


@pytest.mark.parametrize(
    ("now", "closures", "line"),
    [
        (at(3, 8), [], "Opens today at 10:00"),
        (at(3, 0), [], "Opens today at 10:00"),  # the first moment of Tuesday
        (at(2, 23, 59), [], "Opens tomorrow at 10:00"),  # the last of Monday
        (at(3, 18), [], "Opens tomorrow at 10:00"),
        (at(8, 18), [], "Opens on Tuesday at 10:00"),  # Sunday evening: Monday is closed
        (at(3, 20), [special(4, 8)], "Opens on 10 March at 10:00"),  # several days, then Monday: a week
        (at(4, 12), [special(4, 8)], "Opens on Tuesday at 10:00"),
        (at(3, 12), [special(3, closed=False, opens=time(14), closes=time(20))], "Opens today at 14:00"),
        (at(1, 19), [special(2, closed=False, opens=time(12), closes=time(15))], "Opens tomorrow at 12:00"),
    ],
)
def test_the_next_opening(now, closures, line):
    with override("en"):
        assert str(hours.today(WEEK, closures, now).next) == line


def test_nothing_is_promised_where_nothing_is_in_sight():
    assert hours.today(WEEK, [special(1, 31), special(1, 30, month=4), special(1, 31, month=5),
                              special(1, 30, month=6), special(1, 31, month=7)], at(1, 12)).next is None  # fmt: skip
    assert hours.today([], [], at(1, 12)).next is None


def test_who_comes_after_the_last_admission_is_told_when_to_come():
    inside = hours.today(WEEK, [], at(3, 17, 30))
    late = hours.today(WEEK, [], at(3, 17, 31))
    assert (inside.state, inside.admits, inside.next) == ("open", True, None)
    assert (late.state, late.admits, late.next.away) == ("open", False, 1)


@pytest.mark.parametrize(
    ("language", "monday", "tomorrow"),
    [
        ("az", "Açılış: çərşənbə axşamı, saat 10:00", "Açılış: sabah, saat 10:00"),
        ("en", "Opens on Tuesday at 10:00", "Opens tomorrow at 10:00"),
        ("ka", "გაიხსნება სამშაბათს, 10:00 საათზე", "გაიხსნება ხვალ, 10:00 საათზე"),
        ("tr", "Açılış: salı, saat 10:00", "Açılış: yarın, saat 10:00"),
    ],
)
def test_each_language_says_it_in_its_own_grammar(language, monday, tomorrow):
    with override(language):
        assert str(hours.today(WEEK, [], at(8, 20)).next) == monday
        assert str(hours.today(WEEK, [], at(3, 20)).next) == tomorrow


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/az/", "/az/ziyaret/"])
def test_home_and_visit_say_it_at_the_hour_of_baku(client, path):
    make.make_homes(["az"])
    make.make_visit_page()
    museum = SiteSettings.load()
    museum.opening_hours = [OpeningHours(weekday=1, opens=time(10), closes=time(18))]
    museum.special_days = [SpecialDay(start=date(2026, 3, 10), closed=True)]
    museum.save()
    # 23:59 in Baku is still the day before, wherever the server stands.
    with time_machine.travel(datetime(2026, 3, 2, 19, 59, tzinfo=ZoneInfo("UTC")), tick=False):
        assert "Açılış: sabah, saat 10:00" in client.get(path).content.decode()
    with time_machine.travel(datetime(2026, 3, 2, 20, 0, tzinfo=ZoneInfo("UTC")), tick=False):
        assert "Açılış: bu gün, saat 10:00" in client.get(path).content.decode()
    with time_machine.travel(datetime(2026, 3, 3, 18, 0, tzinfo=BAKU), tick=False):
        assert "Açılış: 17 mart, saat 10:00" in client.get(path).content.decode()
