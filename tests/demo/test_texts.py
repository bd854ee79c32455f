"""The demonstration texts: the same structure in four languages, each written in its own letters and marks.

Read as plain files, without Django, so that a slip in a text is found in a second.
"""

import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest

DEMO = Path(__file__).resolve().parents[2] / "site" / "demo"
LANGUAGES = ("az", "en", "ka", "tr")


def read(path):
    with path.open("rb") as file:
        return tomllib.load(file)


TEXTS = {
    language: {path.stem: read(path) for path in sorted((DEMO / "texts" / language).glob("*.toml"))}
    for language in LANGUAGES
}
FACTS = {path.stem: read(path) for path in sorted((DEMO / "facts").glob("*.toml"))}
GROUPS = sorted(FACTS)


def is_html(text):
    return text.lstrip().startswith("<")


class Outline(HTMLParser):
    """Collect the tags of an html text in order and refuse what is not closed."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.open, self.words = [], [], []
        self.feed(text)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"
        if tag in ("p", "li"):
            self.words.append("\n")

    def handle_data(self, data):
        if self.open:
            self.words.append(data)
        else:
            assert not data.strip(), f"outside of a paragraph: {data!r}"


def strings(value, path=()):
    """Yield ``(path, text)`` for every string below a value, without block types."""
    if isinstance(value, str):
        if path[-1] != "type":
            yield path, value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from strings(below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from strings(below, (*path, index))


def words_of(text):
    """Return the text without its tags, one line for each paragraph and list item."""
    return "".join(Outline(text).words).strip() if is_html(text) else text


def shape(value, key=""):
    """Return what must be the same in every language: keys, lengths, block types, tags."""
    if isinstance(value, dict):
        return {name: shape(below, name) for name, below in value.items()}
    if isinstance(value, list):
        return [shape(below) for below in value]
    if isinstance(value, str):
        if key == "type":
            return value
        return (
            [tag for tag in Outline(value).tags if tag in ("p", "ul", "ol", "li")]
            if is_html(value)
            else "words"
        )
    return value


def public(language):
    """Yield ``(where, text)`` for all public words of a language."""
    for group, items in TEXTS[language].items():
        for path, text in strings(items):
            yield ".".join(map(str, (group, *path))), words_of(text)


# Structure


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_group(language):
    assert sorted(TEXTS[language]) == GROUPS


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "az"])
def test_every_language_has_the_structure_of_the_source(group, language):
    source, translation = TEXTS["az"][group], TEXTS[language][group]
    assert list(translation) == list(source) or set(translation) == set(source)
    for name in source:
        assert shape(translation[name]) == shape(source[name]), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_uses_the_few_tags_that_the_editor_knows(language):
    for group, items in TEXTS[language].items():
        for path, text in strings(items):
            if is_html(text):
                assert set(Outline(text).tags) <= {"p", "ul", "ol", "li", "b", "i", "a"}, (group, path)
            else:
                assert "<" not in text and "\n" not in text, (group, path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_padded(language):
    for where, text in public(language):
        assert text.strip(), where
        for line in text.split("\n"):
            assert line == line.strip() and not re.search(r" [ ,;:!?]", line), where


LONGEST = {
    "title": 255, "summary": 400, "introduction": 400, "seo_description": 160, "lead_alt": 255,
    "lead_caption": 255, "button": 60, "city": 120, "birth_place": 120, "death_place": 120, "place_text": 255,
    "role": 255, "subject_text": 255, "exhibition_title": 255,
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_fit_their_fields(language):
    for group, items in TEXTS[language].items():
        for path, text in strings(items):
            assert len(text) <= LONGEST.get(path[-1], 10_000), (group, path, len(text))


# Letters

ALPHABETS = {
    "az": set("abcçdeəfgğhxıijkqlmnoöprsştuüvyz" + "ABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZ"),
    "tr": set("abcçdefgğhıijklmnoöprsştuüvyzâîû" + "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZÂÎÛ"),
    "ka": {chr(code) for code in range(0x10D0, 0x10F1)},
}
# Proper names and abbreviations that no language translates.
INTERNATIONAL = {"WCAG", "AA", "RSS", "CC0", "BSD", "Clause", "Django", "Wagtail", "DEMO", "ICOM", "PDF"}
FOREIGN_NAMES = {"tr": {"Dupré", "Web"}, "az": set(), "ka": set()}


@pytest.mark.parametrize("language", ["az", "ka", "tr"])
def test_words_are_written_in_the_letters_of_their_language(language):
    """Also finds Cyrillic or Latin look-alikes, Mtavruli, an ə in Turkish and an î in Azerbaijani."""
    for where, text in public(language):
        for word in re.findall(r"[^\W\d_]+\d?", text):
            if word not in INTERNATIONAL | FOREIGN_NAMES[language] and not re.fullmatch("[IVX]+", word):
                strange = {letter for letter in word if letter.isalpha()} - ALPHABETS[language]
                assert not strange, f"{where}: {word} {sorted(strange)}"


def test_georgian_is_never_written_in_capitals():
    for where, text in public("ka"):
        assert not re.search("[\u1c90-\u1cbf\u10a0-\u10c5]", text), where


ENGLISH = set(
    re.findall(
        r"\w+",
        """
    about above after also among are artist artworks been before began between both building
    collection cooperation country department director exhibition for from gallery has have his
    history into known ministry museum national news not opened page pages people pictures place
    planned record room rooms school see signed staff than that the their there these they this
    training visit was website were what when where which who will with work works year you your
        """,
    )
)


@pytest.mark.parametrize("language", ["az", "tr"])
def test_no_english_is_left(language):
    """Georgian needs no list: its letters tell (see above)."""
    for where, text in public(language):
        left = {word for word in re.findall(r"[^\W\d_]+", text) if word.lower() in ENGLISH}
        assert not left, (where, left)


@pytest.mark.parametrize("language", ["az", "ka", "tr"])
def test_nothing_was_left_in_another_language(language):
    """A long text that two languages share was copied, not translated."""
    for group, items in TEXTS[language].items():
        for other in LANGUAGES:
            if other != language and group in TEXTS[other]:
                theirs = dict(strings(TEXTS[other][group]))
                same = [path for path, text in strings(items) if len(text) > 40 and theirs.get(path) == text]
                assert not same, (group, other, same)


# Marks


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_are_those_of_the_language(language):
    allowed = {"az": "“”", "en": "“”‘’", "ka": "„“«»", "tr": "“”‘’"}[language]
    first, last = ("„", "“") if language == "ka" else ("“", "”")
    for where, text in public(language):
        wrong = set(re.findall("[\"'`´„“”‘’«»‹›]", text)) - set(allowed)
        assert not wrong, (where, wrong)
        assert text.count(first) == text.count(last), where


def last_spoken(number):
    """Return the value of the last word of a number as it is spoken: 1943 → 3, 1970 → 70, 100 → 100."""
    for unit in (10, 100, 1000):
        if number % unit:
            return number % unit
    return 1000


VOWELS = {  # of the last spoken word in az; Turkish words end on the same kind of vowel
    1: "i", 2: "i", 3: "ü", 4: "ö", 5: "e", 6: "ı", 7: "i", 8: "i", 9: "u",
    10: "o", 20: "i", 30: "u", 40: "ı", 50: "i", 60: "ı", 70: "i", 80: "e", 90: "a",
}  # fmt: skip
ORDINAL = {"a": "ı", "ı": "ı", "e": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}


def ending_vowel(number):
    for unit in (10, 100):
        if number % unit:
            return VOWELS[number % unit]
    return "ü" if number % 1000 else "i"  # yüz; min (az)


def test_azerbaijani_suffixes_of_numbers_follow_the_last_spoken_word():
    found = 0
    for where, text in public("az"):
        for number, suffix in re.findall(r"(\d+)-(c[iıuü]|d[əa]|d[əa]n)\b", text):
            vowel = ending_vowel(int(number))
            right = (
                f"c{ORDINAL[vowel]}" if suffix[0] == "c" else ("da" if vowel in "aıou" else "də") + suffix[2:]
            )
            assert suffix == right, f"{where}: {number}-{suffix}, not -{right}"
            found += 1
        assert not re.search(r"\d+-(illi|illik)", text), where
    assert found > 50


# In Turkish the last sound of the word decides between d and t: üç, dört, beş, kırk, yetmiş, altmış end hard.
HARD = {3, 4, 5, 40, 60, 70}


def test_turkish_suffixes_of_numbers_follow_the_last_spoken_word():
    found = 0
    for where, text in public("tr"):
        assert not re.search(r"\d[de][ae]\b|\d’(?:de|da|te|ta)[a-z]*’", text), where
        for number, suffix in re.findall(r"(\d+)’([dt][ea])\b", text):
            vowel = ending_vowel(int(number))
            spoken = next((int(number) % unit for unit in (10, 100) if int(number) % unit), 100)
            right = ("t" if spoken in HARD else "d") + ("a" if vowel in "aıou" else "e")
            assert suffix == right, f"{where}: {number}’{suffix}, not ’{right}"
            found += 1
    assert found > 20


# Words that the agreed terms forbid, each with its reason.
FORBIDDEN = {
    "az": {r"’": "no apostrophe on names", r"\bnümayiş qeydi": "reads as “on display”"},
    "en": {
        r"\bTurkey\b": "Türkiye",
        r"\bAzeri\b": "Azerbaijani",
        r"\bpersonal exhibition": "solo exhibition",
        r"\bAegean University": "Ege University",
        r"\b(?:[Oo]rganiz|[Hh]onored|[Jj]ewelry|[Cc]atalogs?\b|[Pp]rograms\b|[Cc]enter\b)": "British spelling",
    },
    "ka": {
        r"ეგეოსის უნივერსიტეტ": "another university, in Greece",
        r"\d (?:დან|მდე)\b": "hyphen after digits",
    },
    "tr": {
        r"\b[Ii]şbirliği": "iş birliği",
        r"\byıldönüm": "yıl dönümü",
        r"\byurtdışı": "yurt dışı",
        r"\banasayfa": "ana sayfa",
        r"\bçevrimiçi": "çevrim içi",
        r"Müzesi’|Üniversitesi’|Bakanlığı’|Müdürlüğü’|Galerisi’": "no apostrophe on institutions",
        r"Azerbaycan Milli ": "Millî",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_agreed_terms_are_kept(language):
    for where, text in public(language):
        for pattern, reason in FORBIDDEN[language].items():
            assert not re.search(pattern, text), f"{where}: {reason}"


# Facts

IDS = {name for group, items in FACTS.items() if group not in ("site", "vocabulary") for name in items}
AREAS = set(FACTS["vocabulary"]["areas"])
REFERENCES = {  # key in a facts file → groups where the id must be found
    "institution": ("institutions",),
    "organisers": ("institutions",),
    "partners": ("institutions",),
    "person": ("people",),
    "subject_person": ("people",),
    "parent": ("pages",),
    "page": ("news", "pages"),
    "related_pages": ("news", "training", "events", "highlights", "pages"),
    "body_targets": ("news", "training", "events", "highlights", "pages"),
    "areas": ("vocabulary.areas",),
}


def known(groups):
    names = set()
    for group in groups:
        names |= AREAS if group == "vocabulary.areas" else set(FACTS[group])
    return names


def references(value, key=""):
    if isinstance(value, dict):
        for name, below in value.items():
            yield from references(below, name)
    elif isinstance(value, list):
        for below in value:
            yield from references(below, key)
    elif key in REFERENCES and isinstance(value, str):
        yield key, value


@pytest.mark.parametrize("group", ["institutions", "people", "news", "training", "pages", "events", "site"])
def test_every_id_that_the_facts_name_exists(group):
    for name, facts in FACTS[group].items():
        for key, wanted in references(facts):
            assert wanted in known(REFERENCES[key]), f"{group}.{name}: {key} = {wanted}"


@pytest.mark.parametrize("group", [name for name in GROUPS if name not in ("site", "vocabulary")])
def test_texts_and_facts_speak_of_the_same_items(group):
    assert set(TEXTS["az"][group]) == set(FACTS[group])


def test_an_id_means_one_thing():
    assert len(IDS) == sum(len(FACTS[group]) for group in GROUPS if group not in ("site", "vocabulary"))


@pytest.mark.parametrize("group", ["news", "training", "pages"])
def test_rows_and_blocks_can_be_paired_by_position(group):
    for name, words in TEXTS["az"][group].items():
        facts = FACTS[group][name]
        for key, rows in words.items():
            if isinstance(rows, list) and key != "body":
                assert len(rows) == len(facts[key]), (name, key)
        kinds = [block["type"] for block in words.get("body", [])]
        assert kinds.count("call_to_action") == len(facts.get("body_targets", [])), name
        assert set(kinds) <= {"heading", "text", "table", "call_to_action"}, name


def test_table_cells_of_one_word_have_one_translation():
    """Cells are paired by their words: two equal cells of the source cannot become two different ones."""
    for group, items in TEXTS["az"].items():
        for path, source in strings(items):
            if "rows" not in path and "columns" not in path:
                continue
            table = items[path[0]]["body"][path[2]]
            twins = [
                (row, column)
                for row, cells in enumerate(table["rows"])
                for column, text in enumerate(cells)
                if text == source
            ]
            for language in LANGUAGES:
                rows = TEXTS[language][group][path[0]]["body"][path[2]]["rows"]
                assert len({rows[row][column] for row, column in twins}) <= 1, (language, source)


@pytest.mark.parametrize("person", sorted(FACTS["people"]))
def test_a_person_has_one_preferred_name_per_language(person):
    names = FACTS["people"][person]["names"]
    assert sorted(name["language"] for name in names if name["kind"] == "preferred") == list(LANGUAGES)
    for name in names:
        letters = {letter for letter in name["text"] if letter.isalpha()}
        assert (letters <= ALPHABETS["ka"]) == (name["script"] == "Geor"), name
        if name["kind"] == "preferred" and name["language"] in ("az", "tr"):
            assert letters <= ALPHABETS[name["language"]], name


@pytest.mark.parametrize("person", sorted(FACTS["people"]))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_biography_calls_the_person_by_the_preferred_name(person, language):
    name = next(
        row["text"]
        for row in FACTS["people"][person]["names"]
        if row["kind"] == "preferred" and row["language"] == language
    )
    stem = (
        name[:-1] if language == "ka" else name
    )  # the last vowel of a Georgian surname changes with its case
    assert stem in TEXTS[language]["people"][person]["biography"]


@pytest.mark.parametrize("person", sorted(FACTS["people"]))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_biography_tells_the_years_that_the_facts_record(person, language):
    facts, text = FACTS["people"][person], TEXTS[language]["people"][person]["biography"]
    for end in ("birth", "death"):
        assert not (f"{end}_date" in facts and f"{end}_year" in facts)
        year = facts.get(f"{end}_year") or getattr(facts.get(f"{end}_date"), "year", None)
        assert year is None or str(year) in text
