"""Names stand where a reader of each language looks for them."""

import random
import re
import sqlite3

import pytest
from django.utils.translation import override

from core.collation import MAX_KEY_LENGTH, alphabet, by_initial, capitalised, initial, sort_key

NAMES = {
    "az": """2 rəssam, 10 rəssam, Abdullayev, Azimzadə, Bəhlulzadə, Cəfərov, Çingiz, Emin, Əhmədov, Əzimzadə,
        Fərzəliyev, Gəncə, Ğ, Hüseyn, Xalıqov, Xətai, Iğdır, İsmayıl, İstiqlal, Jalə, Kəngərli, Qobu, Lalə, Mirzə,
        Novxanı, Orxan, Özbək, Pənah, Rəfiyeva, Səmədova, Şuşa, Tahir, Ulduz, Üzeyir, Vəcihə, Wagner, Yusif, Zal,
        თბილისი, Баку""",
    "en": """2 rooms, 10 rooms, Art, Azim, Bahruz, Çingiz, Cobalt, De Gaulle, Dean, Irina, İzmir, Resume, Résumé,
        Resumes, Zebra, თბილისი""",
    "ka": """აზიმ, ბაჰრუზ, გაზანფარ, ვაჯიჰა, თაირ, კონულ, მიქაილ, ნიკა, რუსტამ, სათარ, ქაან, ჩინგიზ, ძალა, წიგნი,
        ხალიჩა, ჯადო, ჰეიდარ, Azim, Zebra, Баку""",
    "tr": """Ahmet, Behruz, Cem, Çingiz, Hâlâ, Hasan, Irak, Isparta, İstanbul, İzmir, Oya, Ömer, Quartz, Rüstem, Su,
        Şirin, Ürgüp, Vecihe, Web, Xeber, Yusuf""",
}
IN_ORDER = {language: [name.strip() for name in names.split(",")] for language, names in NAMES.items()}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("az", "iştirakçılar", "İştirakçılar"),
        ("az", "əsərlər", "Əsərlər"),
        ("tr", "iletişim sayfası", "İletişim sayfası"),
        ("en", "institution", "Institution"),
        ("ka", "სიახლე", "სიახლე"),
        ("ka", "", ""),
    ],
)
def test_a_label_begins_as_its_language_writes_it(language, text, expected):
    with override(language):
        assert capitalised(text) == expected


@pytest.mark.parametrize("language", IN_ORDER)
def test_names_sort_as_the_language_sorts(language):
    names = IN_ORDER[language]
    shuffled = random.Random(4).sample(names, len(names))
    assert sorted(shuffled, key=lambda name: sort_key(name, language)) == names


@pytest.mark.parametrize("language", ["az", "en", "ka", "tr"])
def test_the_alphabet_is_in_its_own_order(language):
    letters = alphabet(language)
    assert len(letters) == {"az": 32, "en": 26, "ka": 33, "tr": 29}[language]
    assert letters == sorted(letters, key=lambda letter: sort_key(letter, language))
    assert [initial(letter, language) for letter in letters] == letters


def test_azerbaijani_order_is_that_of_the_law():
    small = list("abcçdeəfgğhxıijkqlmnoöprsştuüvyz")
    assert small == sorted(small, key=lambda letter: sort_key(letter, "az"))
    assert [initial(letter, "az") for letter in small] == alphabet("az")


def test_keys_are_plain_short_and_safe():
    chars = [chr(n) for n in [*range(32, 0x600), *range(0x10A0, 0x1100), 0x1F3A8, 0x4E2D, 0]]
    source = random.Random(5)
    for _ in range(500):
        text = "".join(source.choices(chars, k=source.randint(0, 200)))
        for language in ("az", "en", "ka", "tr", "xx", None):
            key = sort_key(text, language)
            assert re.fullmatch("[a-z0-9]*", key) and len(key) <= MAX_KEY_LENGTH
            assert initial(text, language) in [*alphabet(language), "#"]
    assert sort_key(None, "az") == sort_key("“ ”", "az") == ""


def test_case_quotes_and_blanks_do_not_count():
    assert (
        sort_key("“Zamanın  pillələri”", "az")
        == sort_key("ZAMANIN PİLLƏLƏRİ", "az")
        == sort_key(" zamanın-pillələri", "az")
    )
    assert sort_key("IĞDIR", "tr") == sort_key("ığdır", "tr")
    assert sort_key("Gu\u0308l", "az") == sort_key("Gül", "az")


@pytest.mark.parametrize(
    ("name", "language", "letter"),
    [
        ("Əzimzadə", "az", "Ə"),
        ("Əzimzadə", "en", "E"),
        ("isa", "az", "İ"),
        ("Irina", "az", "I"),
        ("ırmaq", "tr", "I"),
        ("İzmir", "en", "I"),
        ("“Zaman”", "az", "Z"),
        ("Élan", "az", "E"),
        ("Wagner", "az", "#"),
        ("1001 gecə", "az", "#"),
        ("თბილისი", "ka", "თ"),
        ("Tbilisi", "ka", "#"),
        ("თბილისი", "en", "#"),
        ("", "en", "#"),
        ("?!", "en", "#"),
    ],
)
def test_initial(name, language, letter):
    assert initial(name, language) == letter


def test_an_index_has_each_letter_once_and_others_last():
    names = ["5 əsər", "Əli", "Ədil", "Vəcihə", "Wagner", "Zal"]
    groups = by_initial(names, "az")
    assert groups == [("Ə", ["Əli", "Ədil"]), ("V", ["Vəcihə"]), ("Z", ["Zal"]), ("#", ["5 əsər", "Wagner"])]


def test_a_database_without_collations_sorts_the_same():
    names = IN_ORDER["az"]
    with sqlite3.connect(":memory:") as db:
        db.execute("create table names (name text, key text)")
        db.executemany("insert into names values (?, ?)", [(n, sort_key(n, "az")) for n in reversed(names)])
        assert [row[0] for row in db.execute("select name from names order by key")] == names
