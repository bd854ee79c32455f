"""Centuries, and their names in four languages."""

import pytest
from django.utils.translation import override

from collection.periods import centuries, century, century_name


@pytest.mark.parametrize(
    ("year", "number"),
    [
        (1, 1),
        (100, 1),
        (101, 2),
        (1800, 18),
        (1801, 19),
        (1900, 19),
        (2026, 21),
        (-1, -1),
        (-100, -1),
        (-101, -2),
    ],
)
def test_a_century_ends_with_its_hundredth_year(year, number):
    assert century(year) == number


@pytest.mark.parametrize(
    ("earliest", "latest", "numbers"),
    [
        (None, None, []),
        (1850, None, [19]),
        (None, 1850, [19]),
        (1575, 1625, [16, 17]),
        (-50, 50, [-1, 1]),
        (0, 0, [-1]),
    ],
)
def test_a_work_is_of_every_century_it_may_be_of(earliest, latest, numbers):
    assert centuries(earliest, latest) == numbers


def test_an_endless_range_gives_no_endless_list():
    assert len(centuries(-32768, 32767)) <= 30


@pytest.mark.parametrize(
    ("language", "nineteenth", "third_before"),
    [
        ("az", "XIX əsr", "e.ə. III əsr"),
        ("en", "19th century", "3rd century BC"),
        ("ka", "XIX საუკუნე", "ძვ. წ. III საუკუნე"),
        ("tr", "19. yüzyıl", "MÖ 3. yüzyıl"),
    ],
)
def test_each_language_names_centuries_in_its_own_way(language, nineteenth, third_before):
    with override(language):
        assert (century_name(19), century_name(-3)) == (nineteenth, third_before)


def test_english_ordinals():
    with override("en"):
        assert [century_name(number).split()[0] for number in (1, 2, 3, 4, 11, 12, 13, 21)] == [
            *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st")
        ]
