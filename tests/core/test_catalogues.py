"""Catalogues are compiled without gettext, and what they lack is named."""

import gettext
import os
from pathlib import Path

import pytest
from django.utils.translation import override

from core import catalogues
from core.translation.publication import RelatedNotTranslated

GEORGIAN = Path(__file__).resolve().parents[2] / "site/locale/ka/LC_MESSAGES/django.po"

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)


def written(path, *entries):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([HEADER, *entries]), encoding="utf-8")
    return path


def test_what_changed_is_compiled_and_what_nobody_confirmed_is_left_out(tmp_path):
    source = written(
        tmp_path / "ka" / "LC_MESSAGES" / "django.po",
        'msgid "Museum"\nmsgstr "მუზეუმი"\n',
        '#, fuzzy\nmsgid "News"\nmsgstr "ალბათ"\n',
    )

    (made,) = catalogues.compile_catalogues(tmp_path)

    with open(made, "rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("Museum") == "მუზეუმი"
    assert words.gettext("News") == "News"
    assert catalogues.compile_catalogues(tmp_path) == []
    os.utime(source, (made.stat().st_mtime + 5,) * 2)
    assert catalogues.compile_catalogues(tmp_path) == [made]


def test_the_template_that_gettext_makes_is_read_with_its_open_plural_rule(tmp_path):
    source = written(
        tmp_path / "django.pot",
        'msgid "%(n)s page"\nmsgid_plural "%(n)s pages"\nmsgstr[0] ""\nmsgstr[1] ""\n',
    )
    source.write_text(
        source.read_text().replace("nplurals=2; plural=(n != 1);", "nplurals=INTEGER; plural=EXPRESSION;")
    )

    assert catalogues.read(source).get("%(n)s page").id == ("%(n)s page", "%(n)s pages")


def problems(tmp_path, *entries, template):
    return catalogues.problems(
        catalogues.read(written(tmp_path / "django.pot", *template)),
        catalogues.read(written(tmp_path / "django.po", *entries)),
    )


def test_a_complete_catalogue_owes_nothing(tmp_path):
    found = problems(
        tmp_path,
        'msgid "Hello %(name)s"\nmsgstr "Salam, %(name)s"\n',
        'msgid "%(n)s page"\nmsgid_plural "%(n)s pages"\nmsgstr[0] "bir səhifə"\nmsgstr[1] "%(n)s səhifə"\n',
        'msgctxt "month"\nmsgid "May"\nmsgstr "may"\n',
        template=[
            'msgid "Hello %(name)s"\nmsgstr ""\n',
            'msgid "%(n)s page"\nmsgid_plural "%(n)s pages"\nmsgstr[0] ""\nmsgstr[1] ""\n',
            'msgctxt "month"\nmsgid "May"\nmsgstr ""\n',
        ],
    )

    assert found == []


def test_everything_that_is_not_ready_is_named(tmp_path):
    found = problems(
        tmp_path,
        'msgid "Empty"\nmsgstr ""\n',
        '#, fuzzy\nmsgid "Guessed"\nmsgstr "Təxmin"\n',
        'msgid "{count} works"\nmsgstr "{say} əsər"\n',
        'msgid "%(n)s page"\nmsgid_plural "%(n)s pages"\nmsgstr[0] "%(n)s səhifə"\nmsgstr[1] ""\n',
        'msgid "May"\nmsgstr "bəlkə"\n',
        template=[
            'msgid "Missing"\nmsgstr ""\n',
            'msgid "Empty"\nmsgstr ""\n',
            'msgid "Guessed"\nmsgstr ""\n',
            'msgid "{count} works"\nmsgstr ""\n',
            'msgid "%(n)s page"\nmsgid_plural "%(n)s pages"\nmsgstr[0] ""\nmsgstr[1] ""\n',
            'msgctxt "month"\nmsgid "May"\nmsgstr ""\n',
        ],
    )

    assert found == [
        "'Missing' is missing.",
        "'Empty' is not translated.",
        "'Guessed' is fuzzy: somebody has to confirm it.",
        "'{count} works' has other placeholders in its translation.",
        "'%(n)s page' is not translated.",
        "'May' (in the context 'month') is missing.",
    ]


def test_a_per_cent_sign_is_no_placeholder():
    assert catalogues.placeholders("100%% of %(name)s, %d and {x}") == ["%(name)s", "%d", "{x}"]


def test_georgian_words_are_quoted_as_georgians_do():
    text = GEORGIAN.read_text(encoding="utf-8")
    said = [entry.split("\nmsgstr", 1)[1] for entry in text.split("\n\n") if "\nmsgstr" in entry]
    quoting = [words for words in said if set("„“”") & set(words)]
    assert quoting
    assert [words for words in quoting if "”" in words or words.count("„") != words.count("“")] == []


@pytest.mark.parametrize(("language", "quoted"), [("az", "“A”"), ("ka", "„A“"), ("tr", "“A”")])
def test_names_in_messages_are_quoted_in_the_language_of_the_message(language, quoted):
    with override(language):
        assert quoted in str(RelatedNotTranslated(None, ["A"]))
