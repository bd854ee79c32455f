"""Slugs are readable ASCII, and the admin's live field spells them exactly as the server does."""

import json
import re
from pathlib import Path

import pytest
from anyascii import anyascii

from core.slugs import BLOCKS, MAX_LENGTH, ascii_slug, transliteration

SCRIPT = Path(__file__).parents[2] / "static" / "js" / "admin-slug.js"

AZERBAIJANI = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz" + "ABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZ"
GEORGIAN = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
TURKISH = "abcçdefgğhıijklmnoöprsştuüvyzâîû" + "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZÂÎÛ"
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя" + "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Əzim Əzimzadə", "ezim-ezimzade"),
        ("საქართველოს", "sakartvelos"),
        ("ხელოვნების ეროვნული მუზეუმი", "khelovnebis-erovnuli-muzeumi"),
        ("Iğdır İsmayılov", "igdir-ismayilov"),
        ("Güzel Sanatlar, Tasarım ve Mimarlık", "guzel-sanatlar-tasarim-ve-mimarlik"),
        ("“Zamanın pillələri ilə”", "zamanin-pilleleri-ile"),
        ("Haydar Aliyev’in müzesi", "haydar-aliyevin-muzesi"),
        ("People's Artist", "peoples-artist"),
        ("Art & Design", "art-design"),
        ("A&B", "a-b"),
        ("Niyazi küçəsi 9–11 / 9/11", "niyazi-kucesi-9-11-9-11"),
        ("S.Bəhlulzadə", "s-behlulzade"),
        ("Таир Салахов", "tair-salakhov"),
        ("  --- Səhər ---  ", "seher"),
        ("sənət 🎨 2026", "senet-2026"),
        ("🎨", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_title_becomes_a_readable_slug(title, slug):
    assert ascii_slug(title) == slug


def test_composed_and_decomposed_letters_give_one_slug():
    assert ascii_slug("Gu\u0308nəş \u0130stiqlal") == ascii_slug("Günəş I\u0307stiqlal") == "gunes-istiqlal"


def test_a_long_title_is_cut_between_words():
    slug = ascii_slug("muzey " * 60)
    assert len(slug) <= MAX_LENGTH
    assert set(slug.split("-")) == {"muzey"}
    assert ascii_slug("ə" * 300) == "e" * MAX_LENGTH


def script_table():
    """Read the spellings out of the browser's script: ``{character: spelling}``."""
    blocks = re.findall(r"0x([0-9a-f]{4}): \[\n(.*?)\]\.join", SCRIPT.read_text(), re.DOTALL)
    table = {}
    for first, lines in blocks:
        words = "".join(json.loads(line) for line in re.findall(r'"[^"]*"', lines)).split(" ")
        table |= {chr(int(first, 16) + offset): word for offset, word in enumerate(words)}
    return table


def test_the_admin_script_knows_the_same_spellings():
    assert script_table() == transliteration()
    assert len(transliteration()) == sum(last - first + 1 for first, last in BLOCKS)
    assert f"MAX_LENGTH = {MAX_LENGTH};" in SCRIPT.read_text()


@pytest.mark.parametrize("alphabet", [AZERBAIJANI, GEORGIAN, TURKISH, RUSSIAN])
def test_every_letter_is_spelt_as_anyascii_spells_it(alphabet):
    table = script_table()
    for letter in alphabet:
        if not letter.isascii():
            assert table[letter] == anyascii(letter).lower().replace("'", "")
