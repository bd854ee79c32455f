"""Tables in a story: the first cell of a row is its heading, if there is anything in it."""

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from core.blocks.table import TableBlock


def rendered(columns, rows):
    block = TableBlock()
    value = block.to_python(
        {
            "caption": "Cədvəl",
            "columns": [{"type": kind, "heading": kind} for kind in columns],
            "rows": [{"values": row} for row in rows],
        }
    )
    with override("az"):
        return BeautifulSoup(block.render(value), "html.parser").tbody


@pytest.mark.parametrize(
    ("kind", "empty"),
    [("text", ""), ("text", "  "), ("rich_text", '<p data-block-key="a"></p>'), ("number", None)],
)
def test_an_empty_first_cell_is_no_heading(kind, empty):
    body = rendered([kind, "text"], [[empty, "Mətn"]])
    assert body.th is None
    assert [cell.get_text(strip=True) for cell in body.select("tr td")] == ["", "Mətn"]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("text", "1937", "1937"),
        ("rich_text", "<p>Zal</p>", "Zal"),
        ("number", 0, "0"),
        ("number", 12345, "12.345"),
    ],
)
def test_a_first_cell_with_words_is_the_heading_of_its_row(kind, value, shown):
    body = rendered([kind, "text"], [[value, "Mətn"]])
    assert body.th["scope"] == "row"
    assert body.th.get_text(strip=True) == shown
