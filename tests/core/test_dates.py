"""Dates, hours, numbers and prices as readers of each language write them."""

import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone, translation
from django.utils.formats import date_format, get_format

from core.dates import date_range, datetime_line, long_date, time_range
from core.numbers import money, number

LANGUAGES = ["az", "en", "ka", "tr"]
UTC = dt.UTC


def in_each_language(make):
    return [make(language) for language in LANGUAGES]


def test_a_day_in_full():
    assert in_each_language(lambda language: long_date(dt.date(2026, 2, 1), language)) == [
        "1 fevral 2026",
        "1 February 2026",
        "1 თებერვალი, 2026",
        "1 Şubat 2026",
    ]
    assert long_date(None) == ""


def test_azerbaijani_months_and_days_are_small():
    with translation.override("az"):
        months = [date_format(dt.date(2026, month, 1), "F E") for month in range(1, 13)]
        days = [date_format(dt.date(2026, 11, 23 + day), "l") for day in range(7)]
    names = "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr"
    assert months == [f"{name} {name}" for name in names.split()]
    assert days == ["bazar ertəsi", "çərşənbə axşamı", "çərşənbə", "cümə axşamı", "cümə", "şənbə", "bazar"]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (
            dt.date(2023, 4, 12),
            dt.date(2023, 4, 15),
            ["12–15 aprel 2023", "12–15 April 2023", "12–15 აპრილი, 2023", "12–15 Nisan 2023"],
        ),
        (
            dt.date(2023, 4, 28),
            dt.date(2023, 5, 3),
            [
                "28 aprel – 3 may 2023",
                "28 April – 3 May 2023",
                "28 აპრილი – 3 მაისი, 2023",
                "28 Nisan – 3 Mayıs 2023",
            ],
        ),
        (
            dt.date(2023, 12, 28),
            dt.date(2024, 1, 3),
            [
                "28 dekabr 2023 – 3 yanvar 2024",
                "28 December 2023 – 3 January 2024",
                "28 დეკემბერი, 2023 – 3 იანვარი, 2024",
                "28 Aralık 2023 – 3 Ocak 2024",
            ],
        ),
        (
            dt.date(2023, 4, 12),
            dt.date(2023, 4, 12),
            ["12 aprel 2023", "12 April 2023", "12 აპრილი, 2023", "12 Nisan 2023"],
        ),
        (
            dt.date(2023, 4, 12),
            dt.date(2024, 4, 12),
            [
                "12 aprel 2023 – 12 aprel 2024",
                "12 April 2023 – 12 April 2024",
                "12 აპრილი, 2023 – 12 აპრილი, 2024",
                "12 Nisan 2023 – 12 Nisan 2024",
            ],
        ),
    ],
)
def test_a_range_says_once_what_its_ends_share(first, last, expected):
    assert in_each_language(lambda language: date_range(first, last, language)) == expected


def test_an_open_range_is_a_label_and_a_day():
    day = dt.date(2023, 4, 12)
    assert date_range(day, None, "en") == "Opens: 12 April 2023"
    assert date_range(None, day, "en") == "Closes: 12 April 2023"
    assert date_range(None, day, "en", closes="Valid until") == "Valid until: 12 April 2023"
    assert date_range(None, None, "en") == ""
    for language in LANGUAGES:
        assert date_range(day, None, language).endswith(": " + long_date(day, language))


def test_days_change_at_midnight_in_baku():
    before, after = (
        dt.datetime(2023, 12, 31, 19, 59, tzinfo=UTC),
        dt.datetime(2023, 12, 31, 20, 0, tzinfo=UTC),
    )
    assert long_date(before, "en") == "31 December 2023"
    assert long_date(after, "en") == "1 January 2024"
    assert date_range(before, after, "az") == "31 dekabr 2023 – 1 yanvar 2024"
    with timezone.override(
        "America/New_York"
    ):  # an editor who works elsewhere sees the museum's clock all the same
        assert long_date(after, "en") == "1 January 2024"
        assert time_range(before, None) == "23:59"


def baku(*args):
    return timezone.make_aware(dt.datetime(*args), timezone.get_default_timezone())


@pytest.mark.parametrize(
    ("start", "end", "all_day", "line"),
    [
        (baku(2023, 4, 12, 18), None, False, "12 April 2023, 18:00"),
        (baku(2023, 4, 12, 18), baku(2023, 4, 12, 20, 30), False, "12 April 2023, 18:00–20:30"),
        (baku(2023, 4, 12, 18), baku(2023, 4, 13), False, "12 April 2023, 18:00–00:00"),
        (baku(2023, 4, 12, 22), baku(2023, 4, 13, 1), False, "12 April 2023, 22:00 – 13 April 2023, 01:00"),
        (baku(2023, 4, 12, 18), baku(2023, 4, 12, 17), False, "12 April 2023, 18:00"),
        (baku(2023, 4, 12), baku(2023, 4, 14), True, "12–14 April 2023"),
        (baku(2023, 4, 12), None, True, "12 April 2023"),
        (baku(2023, 4, 12, 23, 59), None, True, "12 April 2023"),
        (dt.datetime(2023, 4, 11, 20, 0, tzinfo=UTC), None, False, "12 April 2023, 00:00"),
        (None, None, False, ""),
    ],
)
def test_when_a_session_takes_place(start, end, all_day, line):
    assert datetime_line(start, end, all_day, "en") == line


def test_when_a_session_takes_place_in_each_language():
    start, end = baku(2026, 2, 1, 18), baku(2026, 2, 1, 20)
    assert in_each_language(lambda language: datetime_line(start, end, language=language)) == [
        "1 fevral 2026, 18:00–20:00",
        "1 February 2026, 18:00–20:00",
        "1 თებერვალი, 2026, 18:00–20:00",
        "1 Şubat 2026, 18:00–20:00",
    ]


def test_hours():
    assert time_range(dt.time(10), dt.time(18, 30)) == "10:00–18:30"
    assert time_range(dt.time(10)) == time_range(dt.time(10), dt.time(10)) == "10:00"
    assert time_range(None) == ""


def test_numbers():
    assert in_each_language(lambda language: number(Decimal("12345.60"), language)) == [
        "12.345,6",
        "12,345.6",
        "12\xa0345,6",
        "12.345,6",
    ]
    assert [number(value, "az") for value in (0, 100, "0.50", Decimal("1E+3"), None, "", "x", "NaN")] == [
        "0",
        "100",
        "0,5",
        "1.000",
        "",
        "",
        "",
        "",
    ]


def test_prices():
    assert in_each_language(lambda language: money(Decimal("1234.5"), language)) == [
        "1.234,50\xa0₼",
        "1,234.50\xa0₼",
        "1\xa0234,50\xa0₼",
        "1.234,50\xa0₼",
    ]
    assert [money(value, "az") for value in (Decimal("5.00"), 0, "2.5", "0.005", None)] == [
        "5\xa0₼",
        "0\xa0₼",
        "2,50\xa0₼",
        "0,01\xa0₼",
        "",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_reads_iso_and_what_its_reader_types(language):
    typed = "01/02/2026" if language == "en" else "01.02.2026"
    with translation.override(language):
        for text in ("2026-02-01", typed):
            assert forms.DateField().clean(text) == dt.date(2026, 2, 1)
            for clock in (" 18:05", " 18:05:00"):
                assert forms.DateTimeField().clean(text + clock) == baku(2026, 2, 1, 18, 5)
        assert forms.TimeField().clean("18:05") == dt.time(18, 5)
        assert get_format("DATE_INPUT_FORMATS")[0] == "%Y-%m-%d"
        assert get_format("FIRST_DAY_OF_WEEK") == 1
        assert date_format(dt.datetime(2026, 2, 1, 8, 5), "TIME_FORMAT") == "08:05"


def render(source, language="en", **context):
    with translation.override(language):
        return Template("{% load dates %}" + source).render(Context(context))


def test_dates_in_templates_are_time_elements():
    day = dt.date(2026, 2, 1)
    assert render("{{ day|long_date }}", "az", day=day) == '<time datetime="2026-02-01">1 fevral 2026</time>'
    assert render("{{ day|long_date }}", day=None) == ""
    assert render("{% date_range a b %}", "ka", a=day, b=dt.date(2026, 2, 3)) == (
        '<time datetime="2026-02-01">1</time>–<time datetime="2026-02-03">3 თებერვალი, 2026</time>'
    )
    assert (
        render("{% date_range a b %}", a=day, b=None)
        == 'Opens: <time datetime="2026-02-01">1 February 2026</time>'
    )
    assert render("{% date_range a b opens=label %}", a=day, label="<b>") == (
        '&lt;b&gt;: <time datetime="2026-02-01">1 February 2026</time>'
    )
    assert render("{% date_range a b %}") == ""


def test_sessions_in_templates_say_the_offset():
    start, end = baku(2026, 2, 1, 18), baku(2026, 2, 1, 20)
    assert render("{% datetime_line a b %}", a=start, b=end) == (
        '<time datetime="2026-02-01T18:00+04:00">1 February 2026, 18:00</time>'
        '–<time datetime="2026-02-01T20:00+04:00">20:00</time>'
    )
    assert (
        render("{% datetime_line a b True %}", a=start, b=end)
        == '<time datetime="2026-02-01">1 February 2026</time>'
    )
    assert render(
        "{% time_range a b %}, {{ price|money }}, {{ size|number }}", a=start, b=end, price=5, size="1.50"
    ) == ("18:00–20:00, 5\xa0₼, 1.5")
