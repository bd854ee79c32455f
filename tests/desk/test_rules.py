"""The rules for what a page says: no database, one text, one answer."""

import pytest

from desk.checks.content import Content, Link, Picture, Text
from desk.checks.rules import findings_in


def found(language, text="", kind="text", **content):
    texts = [Text(text, kind=kind)] if text else []
    return {finding.rule for finding in findings_in(Content(language, texts, **content))}


CASES = [
    # Alphabets: Cyrillic ә and а, Greek ο, turned e; names with suffixes of another script are hyphenated.
    ("az", "Az\u04d9rbaycan muzeyi", {"alphabet"}),
    ("az", "Azərb\u0430ycan muzeyi", {"alphabet"}),
    ("az", "Azərbaycan M\u0456lli muzeyi", {"alphabet"}),
    ("az", "S\u01ddttar Bəhlulzadə", {"alphabet"}),
    ("az", "Azerbaycan rəssamları", {"alphabet"}),
    ("az", "Azərbaycan Milli İncəsənət Muzeyi", set()),
    ("az", "Ezop, Elçin və Sergey gəldi", set()),
    ("tr", "Azerbaycan ressamları", set()),
    ("tr", "I\u0307stanbul ve i\u0307zmir", {"alphabet"}),
    ("ka", "მუზეუმi", {"alphabet"}),
    ("ka", "ICOM-ის წევრი", set()),
    ("ka", "მუზეუმი о музее", set()),
    ("en", "the c\u043ellection", {"alphabet"}),
    # Quotation marks
    ("az", "“Zamanın pillələri ilə” sərgisi", set()),
    ("az", "«Xəmsə» və “Leyli”", set()),
    ("az", '"Zamanın pillələri ilə" sərgisi', {"quotes"}),
    ("az", "„Zamanın pillələri ilə“ sərgisi", {"quotes"}),
    ("en", "The exhibition «Along the Steps of Time»", {"quotes"}),
    ("en", "a 12\" print, don't and the museum’s", set()),
    ("tr", "Bakü'de açılan sergi", {"quotes"}),
    ("tr", "Bakü’de “Zamanın Basamaklarıyla”", set()),
    ("ka", "გამოფენა „დროის საფეხურებზე“", set()),
    ("ka", "გამოფენა “დროის საფეხურებზე”", {"quotes"}),
    ("ka", "წიგნი «ვეფხისტყაოსანი» და „ქართლის ცხოვრება“", set()),
    # Capitals; short names and Roman numbers are written so
    ("az", "SƏRGİ AÇILDI", {"capitals"}),
    ("az", "AZƏRTAC və UNESCO xəbər verir", set()),
    ("az", "XVIII əsr, II Pyotr", set()),
    ("en", "A WONDERFUL exhibition", {"capitals"}),
    ("en", "ICOM and UNESCO", set()),
    ("ka", "\u1c9b\u1ca3\u1c96\u1c94\u1ca3\u1c9b\u1c98", {"capitals"}),
    ("ka", "საქართველოს ეროვნული მუზეუმი", set()),
    # Dates
    ("az", "Sərgi 12 aprel tarixində açılıb.", {"year"}),
    ("az", "Sərgi aprelin 12-də açılıb.", {"year"}),
    ("az", "2023-cü il aprelin 12-də açılıb.", set()),
    ("en", "It opened on 12 April.", {"year"}),
    ("en", "April 12, 2023, at 18:00", set()),
    ("en", "You may see 60 rooms; march 5 abreast.", set()),
    ("ka", "გამოფენა 12 აპრილს გაიხსნა.", {"year"}),
    ("ka", "2023 წლის 12 აპრილს გაიხსნა.", set()),
    ("tr", "Sergi 12 Nisan’da açıldı.", {"year"}),
    ("tr", "12–15 Nisan 2023 günlerinde", set()),
    # Spaces, hints
    ("az", "iki  boşluq", {"spaces"}),
    ("en", "a word , and a stop", {"spaces"}),
    ("ka", "ერთი სიტყვა, მეორე.", set()),
    ("az", "✎ Kim, nə, harada?", {"guidance"}),
]


@pytest.mark.parametrize(("language", "text", "rules"), CASES)
def test_a_text(language, text, rules):
    assert found(language, text) == rules


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        *(
            (words, True)
            for words in ("bura", "Buraya", "burada…", "click here", "Read more »", "აქ", "აქედან")
        ),
        *((words, True) for words in ("BURADAN", "Buraya tıklayın.", "ətraflı", "https://example.org/a", "")),
        *(
            (words, False)
            for words in ("Gürcüstan Milli Muzeyi", "the catalogue", "აქციის შესახებ", "Here and now")
        ),
    ],
)
def test_a_link_says_where_it_leads(words, wrong):
    assert found("az", links=[Link(words, href="https://example.org/")]) == (
        {"link-words"} if wrong else set()
    )


def test_a_picture_needs_words_and_names_somebody():
    bare = Picture("Xalça")
    assert found("az", pictures=[bare]) == {"alt", "credit"}
    assert found("az", pictures=[Picture("Xalça", decorative=True, credit="Muzey")]) == set()
    assert found("az", pictures=[Picture("Xalça", alt="Qırmızı xalça", credit="Muzey")]) == set()
    findings = findings_in(Content("az", pictures=[bare]))
    assert [finding.is_error for finding in findings] == [True, False]


def heading(words="Başlıq", level=2):
    return level, Text(words, kind="heading")


TEXT = (0, None)


@pytest.mark.parametrize(
    ("flow", "rules"),
    [
        ([heading(), TEXT], set()),
        ([TEXT, heading()], {"empty-heading"}),
        ([heading(), heading(), TEXT], {"empty-heading"}),
        ([heading(), heading(level=3), TEXT], set()),
        ([heading(), heading(level=4), TEXT], {"heading-order"}),
    ],
)
def test_headings_are_in_order(flow, rules):
    assert found("az", flow=flow) == rules


@pytest.mark.parametrize(
    ("length", "rules"), [(20, {"summary-short"}), (120, set()), (301, {"summary-long"})]
)
def test_a_summary_is_neither_short_nor_long(length, rules):
    assert found("az", "a" * length, "summary") == rules


def test_a_quotation_brings_no_marks_of_its_own():
    assert found("az", "“Naxış qaydadan doğur”", "quote.text") == {"quotes"}
    assert found("az", "Başlıq:", "heading") == {"heading-stop"}
