"""The reader says which file, which item and which place is wrong."""

import pytest

from demo import texts
from demo.texts import NESTED, TextError, read

FACTS = '[memo]\npage_type = "NewsPage"\n'
WORDS = """
[memo]
title = "{title}"
[[memo.body]]
type = "text"
html = \"\"\"
<p>One.</p>
<ul><li>Two <b>bold</b></li></ul>
\"\"\"
"""


@pytest.fixture
def folder(tmp_path):
    """A minimal set of files: one item of news in two languages."""
    for name in (*texts.FLAT, *NESTED):
        for path in (tmp_path / "facts", tmp_path / "texts" / "az", tmp_path / "texts" / "ka"):
            path.mkdir(parents=True, exist_ok=True)
            (path / f"{name}.toml").write_text("")
    (tmp_path / "facts" / "news.toml").write_text(FACTS)
    for language, title in (("az", "Memorandum"), ("ka", "მემორანდუმი")):
        (tmp_path / "texts" / language / "news.toml").write_text(WORDS.format(title=title))
    return tmp_path


def change(path, old, new):
    path.write_text(path.read_text().replace(old, new))


def test_facts_and_words_come_together(folder):
    item = read(folder, ("az", "ka"))["news"]["memo"]
    assert item.key == "news/memo" and item.facts == {"page_type": "NewsPage"}
    assert item.words["ka"]["title"] == "მემორანდუმი"
    assert item.words["az"]["body"][0]["html"] == "<p>One.</p><ul><li>Two <b>bold</b></li></ul>"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title = ", "titel = ", "texts/ka/news.toml: memo: title is missing"),
        (
            "<li>Two",
            "<li>Two</li><li>Three",
            "texts/ka/news.toml: memo: body 1 html has the elements p ul li li",
        ),
        ('type = "text"', 'type = "quote"', "texts/ka/news.toml: memo: body 1 type is “quote”, not “text”"),
        ("[memo]", "[mémo", "texts/ka/news.toml: "),
        ("memo", "other", "texts/ka/news.toml: memo: is missing"),
    ],
)
def test_a_text_built_unlike_the_source_is_named(folder, old, new, message):
    change(folder / "texts" / "ka" / "news.toml", old, new)
    with pytest.raises(TextError) as caught:
        read(folder, ("az", "ka"))
    assert message in str(caught.value)


def test_a_text_without_facts_is_named(folder):
    with (folder / "texts" / "az" / "news.toml").open("a") as file:
        file.write('[extra]\ntitle = "?"\n')
    with pytest.raises(TextError, match=r"texts/az/news\.toml: extra: has no facts"):
        read(folder, ("az",))


def test_a_language_may_come_later(folder):
    (folder / "texts" / "ka" / "news.toml").unlink()
    assert set(read(folder, ("az", "ka"))["news"]["memo"].words) == {"az"}


def test_the_source_language_may_not_be_missing(folder):
    (folder / "texts" / "az" / "news.toml").unlink()
    with pytest.raises(TextError, match="no words in the source language"):
        read(folder, ("az", "ka"))
