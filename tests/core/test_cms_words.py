"""The CMS speaks the languages of those who work in it: the words of Wagtail and wagtail-localize, and Django's."""

import json
import re
from pathlib import Path

import polib
import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.urls import reverse
from django.utils.translation import override
from django.utils.translation.trans_real import DjangoTranslation
from wagtail.users.models import UserProfile

from core.catalogues import placeholders
from core.georgian import without_capitals
from tests import factories as make

SITE = Path(__file__).resolve().parents[2] / "site"
LANGUAGES = ("az", "ka", "tr")
# What staff meet first and most, as a walk through every page of the CMS counted it.
MET = (Path(__file__).parent / "cms_words.txt").read_text(encoding="utf-8").splitlines()
# What must not be read in English on the pages where staff spend their days.
ENGLISH = re.compile(
    r"\b(?:Account|Actions|Add child page|Alias|Close|Comments?|Content|Copy|Dashboard|Date|Delete|Documents?|Draft|"
    r"Edit|Explore|Filters?|Go back|Help|History|Images?|Live|Locale|Lock|Log out|More|Move|Next|None|Pages?|Preview|"
    r"Previous|Privacy|Promote|Public|Publish|Published|Reports|Save|Save draft|Saved?|Schedule|Search|See all|"
    r"Select|Settings|Show|Snippets?|Sort|Status|Submit|Tasks?|Title|Toggle|Translate|Type|Unlocked|Unpublish|Updated|"
    r"Usage|View|Visible|Welcome|Workflow|Your|the|this|has been|by)\b"
)

HARD_CODED = {"Actions"}  # the label of the buttons in Wagtail's header, which no catalogue reaches


def entries(language, domain="django"):
    return polib.pofile(str(SITE / "locale_upstream" / language / "LC_MESSAGES" / f"{domain}.po"))


def unknown(words, translation):
    """Return the words that a language does not know itself; what it falls back to in the end is Azerbaijani."""
    language, known = translation.language(), {}
    while translation and translation._info["language"].startswith(language):
        known = {**dict(translation._catalog.items()), **known}
        translation = translation._fallback
    return [word for word in words if not known.get(word, known.get((word, 1)))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_staff_meet_are_translated(language):
    assert len(MET) >= 400
    assert unknown(MET, DjangoTranslation(language)) == []
    scripts = [entry.msgid for entry in entries("az", "djangojs")]
    assert unknown(scripts, DjangoTranslation(language, domain="djangojs")) == []
    if language != "tr":  # of which Wagtail itself speaks a good part
        assert len(entries(language)) >= 400


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_a_translated_sentence_takes_what_the_original_takes(language, domain):
    for entry in entries(language, domain):
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        meant = [placeholders(entry.msgid), placeholders(entry.msgid_plural)]
        assert all(texts) and not entry.fuzzy, entry.msgid
        assert placeholders(texts[-1]) == meant[bool(entry.msgid_plural)], entry.msgid
        assert placeholders(texts[0]) in meant, entry.msgid
        if entry.msgid_plural:
            assert len(texts) == 2, entry.msgid
        for text in texts:  # what is glued to another word keeps its space, and links keep their targets
            assert (text[0] == " ", text[-1] == " ") == (entry.msgid[0] == " ", entry.msgid[-1] == " "), (
                entry.msgid
            )
            assert sorted(re.findall(r"<[^>]+>", text)) == sorted(re.findall(r"<[^>]+>", entry.msgid)), (
                entry.msgid
            )


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_on_the_pages_where_staff_spend_their_days(client, homes, language):
    user = make.make_superuser()
    UserProfile.objects.create(user=user, preferred_language=language)
    client.force_login(user)
    home = homes["az"].pk
    for address in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[home]),
        reverse("wagtailadmin_pages:edit", args=[home]),
    ):
        page = client.get(address).content.decode()
        assert english(page) == [], address
        assert not re.search(r"[\u1c90-\u1cbf]|\\u1c[9ab]", page), address


def test_georgian_labels_begin_without_a_capital():
    label = "მოკლე შინაარსი"
    mangled = label[0].upper() + label[1:]
    assert mangled != label
    for encode in (str, json.dumps):
        assert without_capitals(f"ə Б {encode(mangled)}".encode()).decode() == f"ə Б {encode(label)}"


def english(page):
    """Return the English that a person reads, or hears, on a page: texts, labels, and those of the menu."""
    html = BeautifulSoup(page, "html.parser")
    props = html.select_one("#wagtail-sidebar-props").text
    menu = [json.loads(label) for label in re.findall(r'"label": ("(?:[^"\\]|\\.)*")', props)]
    for hidden in html.select("script, style, svg, [hidden]"):
        hidden.decompose()
    labels = [
        element[name]
        for name in ("aria-label", "title", "placeholder", "alt", "data-w-tooltip-content-value")
        for element in html.select(f"[{name}]")
    ]
    texts = {*html.stripped_strings, *labels, *menu} - HARD_CODED
    return sorted(text for text in texts if ENGLISH.search(text))


@pytest.mark.parametrize("language", ["az", "tr"])
def test_no_label_begins_with_a_small_dotted_i(language):
    """Django and Wagtail make a capital of the first letter, which in both languages would be another letter."""
    assert [name for name in labels(language) - labels("en") if name.startswith("i")] == []


def labels(language):
    """Return the names of all models and fields as a language has them."""
    with override(language):
        return {
            str(name)
            for model in apps.get_models(include_auto_created=True)
            for name in (
                model._meta.verbose_name,
                model._meta.verbose_name_plural,
                *(getattr(field, "verbose_name", "") for field in model._meta.get_fields()),
            )
        }
