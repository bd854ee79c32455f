"""What a translator sees beside the strings, what is said when they publish, and what memory and machine may do."""

from datetime import timedelta

import pytest
import requests
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale
from wagtail_localize.machine_translators.libretranslate import LibreTranslator
from wagtail_localize.models import StringTranslation

from config.settings import services
from core.cache import raise_generation
from core.due import publish_due
from core.translation import start
from core.translation.machine import PORTION
from tests import factories as make
from tests.translation_helpers import (
    edit_url,
    fresh,
    press_publish,
    segment,
    translated,
    translation_of,
    type_in,
    typed,
)
from wording.memory import FROM_MEMORY, index_anew
from wording.models import GlossaryEntry
from wording.sources import glossary

pytestmark = pytest.mark.django_db

SUMMARY = "Gürcüstan Milli Muzeyi ilə birgə açılan sərgi haqqında qısa məlumat"
MACHINE = {
    "CLASS": "core.translation.machine.Translator",
    "OPTIONS": {
        "CLASS": "wagtail_localize.machine_translators.libretranslate.LibreTranslator",
        "OPTIONS": {"LIBRETRANSLATE_URL": "http://machine.example", "API_KEY": "", "TIMEOUT": 1},
    },
}


@pytest.fixture
def editor(admin_client):
    raise_generation()
    return admin_client


@pytest.fixture
def museum(homes):
    museum = make.make_institution(name="Gürcüstan Milli Muzeyi", description="")
    make.make_institution("ka", of=museum, name="საქართველოს ეროვნული მუზეუმი")
    return museum


def begun(language="ka", **values):
    """Return the draft translation of a new announcement."""
    page = make.make_news(**values)
    start(page, [Locale.objects.get(language_code=language)])
    return page.get_translation(Locale.objects.get(language_code=language))


def ask(client, target, *paths):
    """Return what stands below the string at each path, and the panel, as soups."""
    ids = [segment(target, path).pk for path in paths]
    url = reverse("wording", args=[translation_of(target).pk])
    response = client.get(url)
    assert response.status_code == 200, response.content
    answer = response.json()
    return [BeautifulSoup(answer["segments"][str(pk)], "lxml") for pk in ids], BeautifulSoup(
        answer["panel"], "lxml"
    )


def machine(monkeypatch, settings, answer):
    """Let a service answer: ``answer`` takes the list of texts and returns the list of their translations."""
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = MACHINE

    def post(url, data, **kwargs):
        import json

        response = requests.Response()
        response.status_code = 200
        response._content = json.dumps({"translatedText": answer(json.loads(data)["q"])}).encode()
        return response

    monkeypatch.setattr(requests, "post", post)


def let_translate(client, target):
    url = reverse("wagtail_localize:machine_translate", args=[translation_of(target).pk])
    response = client.post(url, {"next": edit_url(target)}, follow=True)
    assert response.status_code == 200
    return [str(message) for message in response.context["messages"]]


def test_names_come_from_the_nouns_of_every_room_and_an_entry_takes_the_place_of_one(museum):
    make.make_person(
        names={"az": "Nika Axalbedaşvili", "ka": "ნიკა ახალბედაშვილი", "tr": "Nika Ahalbedaşvili"}
    )
    make.make_material("tr", of=make.make_material(name="yun (təqlid)"), name="yün (taklit)")
    make.make_institution(
        "en", of=museum, live=False, name="Gürcüstan Milli Muzeyi"
    )  # a draft with source words
    GlossaryEntry.objects.create(key="x", az="Yun", tr="yapağı", checked=False)

    forms = {found[0].forms["az"][0]: found[0].forms for found in glossary().find(
        "Gürcüstan Milli Muzeyində Nika Axalbedaşvili yunla"
    )}  # fmt: skip

    assert forms["Gürcüstan Milli Muzeyi"] == {
        "az": ("Gürcüstan Milli Muzeyi",),
        "ka": ("საქართველოს ეროვნული მუზეუმი",),
    }
    assert forms["Nika Axalbedaşvili"]["tr"] == ("Nika Ahalbedaşvili",)
    assert forms["Yun"] == {"az": ("Yun",), "tr": ("yapağı",)}


def test_a_lacking_term_is_flagged_beside_its_string_until_it_is_there(editor, museum):
    target = begun(title="Yeni sərgi", summary=SUMMARY)
    type_in(editor, target, "summary", "სახელმწიფო მუზეუმთან ერთად")

    (below, title), panel = ask(editor, target, "summary", "title")
    flag = below.select_one(".wording__term--lacking")
    assert flag.strong.text == "საქართველოს ეროვნული მუზეუმი" and flag.strong["lang"] == "ka"
    assert not title.select(".wording__term")
    assert panel.select_one("[data-wording-goto]")["data-wording-goto"] == str(segment(target, "summary").pk)

    type_in(editor, target, "title", "ახალი გამოფენა")
    said = press_publish(editor, target)
    assert any("საქართველოს ეროვნული მუზეუმი" in line for line in said)
    assert fresh(target).live  # a warning, never a refusal

    type_in(editor, target, "summary", "საქართველოს ეროვნულ მუზეუმთან ერთად")
    (below,), panel = ask(editor, target, "summary")
    assert below.select(".wording__term") and not below.select(".wording__term--lacking")
    assert not panel.select("[data-wording-goto]")


def test_only_who_may_edit_the_translation_is_told_or_may_fill_and_confirm(client, homes):
    target = begun()
    pk = translation_of(target).pk
    client.force_login(make.make_user("stranger"))

    for name, method in (
        ("wording", client.get),
        ("wording_fill", client.post),
        ("wording_confirm", client.post),
    ):
        response = method(reverse(name, args=[pk]))
        assert response.status_code in (302, 403), name
    client.logout()
    assert client.get(reverse("wording", args=[pk])).status_code == 302


def test_the_memory_offers_what_was_translated_before_with_its_likeness_and_place(editor, museum):
    earlier = make.make_news(title="Köhnə sərgi", summary=SUMMARY)
    translated(earlier, "ka")
    assert index_anew() > 0
    target = begun(title="Təzə sərgi", summary=SUMMARY.replace("açılan", "keçirilən"))

    (below, title), panel = ask(editor, target, "summary", "title")
    offered = below.select_one(".wording__suggestion")
    assert 80 <= int(offered.select_one(".wording__percent").text.strip(" %")) < 100
    assert offered.select_one("[data-wording-use]")["data-wording-use"] == f"ka: {SUMMARY}"
    assert (offered.select_one("del").text, offered.select_one("ins").text) == ("açılan", "keçirilən")
    place = offered.select_one("a")
    twin = earlier.get_translation(Locale.objects.get(language_code="ka"))
    assert (place.text, place["href"]) == ("Köhnə sərgi", edit_url(twin))
    assert not title.select(".wording__suggestion")  # one word of two is not alike enough
    assert "wording_fill" not in str(panel) and not panel.select("form")


def test_the_memory_keeps_the_words_of_an_embargo_to_itself(editor, museum, admin_user):
    hour = timezone.now() + timedelta(days=3)
    release = make.make_news(title="Gizli sərgi", summary=SUMMARY, is_press_release=True, date=hour)
    translated(release, "ka")
    assert not fresh(release).live
    index_anew()
    target = begun(title="Təzə sərgi", summary=SUMMARY.replace("açılan", "keçirilən"))
    (below,), _panel = ask(editor, target, "summary")
    assert not below.select(".wording__suggestion")

    with time_machine.travel(hour + timedelta(minutes=1)):
        publish_due()
        assert fresh(release).live
        editor.force_login(admin_user)  # three days later
        (below,), _panel = ask(editor, target, "summary")
        assert below.select(".wording__suggestion")


def test_what_is_filled_in_from_memory_is_marked_until_a_person_confirms(editor, museum):
    translated(make.make_news(title="Köhnə sərgi", summary=SUMMARY), "ka")
    target = begun(title="Köhnə sərgi", summary=SUMMARY)
    type_in(editor, target, "title", "ჩემი სათაური")
    pk = translation_of(target).pk

    response = editor.post(reverse("wording_fill", args=[pk]), {"next": edit_url(target)}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "1 text was filled in from the memory. Read and confirm it; until then it is marked."
    ]
    assert (typed(target, "summary"), typed(target, "title")) == (f"ka: {SUMMARY}", "ჩემი სათაური")
    (below,), panel = ask(editor, target, "summary")
    assert below.select_one(".wording__mark [data-wording-confirm]")
    assert "1 text from the memory waits for a person" in panel.text
    # What nobody has confirmed is no memory of its own.
    assert StringTranslation.objects.get(tool_name=FROM_MEMORY).data == f"ka: {SUMMARY}"
    assert any("confirmed by nobody" in line for line in press_publish(editor, target))
    assert fresh(target).live

    editor.post(reverse("wording_confirm", args=[pk]), {"next": edit_url(target)})
    assert not StringTranslation.objects.filter(tool_name=FROM_MEMORY).exists()
    (below,), panel = ask(editor, target, "summary")
    assert not below.select(".wording__mark") and not panel.select("form")


def test_what_a_machine_made_is_public_only_with_a_persons_yes(editor, museum, monkeypatch, settings):
    machine(monkeypatch, settings, lambda texts: [f"მანქანა: {text}" for text in texts])
    target = begun(title="Yeni sərgi", summary=SUMMARY)
    type_in(editor, target, "title", "ახალი გამოფენა")

    assert any("confirm it; until then it is marked" in line for line in let_translate(editor, target))
    assert (typed(target, "title"), typed(target, "summary")) == ("ახალი გამოფენა", f"მანქანა: {SUMMARY}")
    (below,), _panel = ask(editor, target, "summary")
    assert "Made by a machine" in below.text

    question = editor.post(edit_url(target), {"action": "publish"})
    assert "1 text of this translation was made by a machine" in question.content.decode()
    assert not fresh(target).live
    # Another door says no.
    update = reverse("wagtail_localize:update_translations", args=[translation_of(target).source_id])
    answer = editor.post(update, {"publish_translations": "on"}, follow=True)
    assert "made by a machine and confirmed by nobody" in answer.content.decode()
    assert not fresh(target).live

    form = BeautifulSoup(question.content, "lxml").select_one("main form[method=post]")
    editor.post(edit_url(target), {field["name"]: field["value"] for field in form.select("input[name]")})
    assert fresh(target).live

    type_in(editor, target, "summary", "ადამიანი: საქართველოს ეროვნული მუზეუმი")
    (below,), _panel = ask(editor, target, "summary")
    assert not below.select(".wording__mark")


def test_a_machine_that_fails_takes_nothing_along(editor, museum, monkeypatch, settings):
    target = begun(title="Yeni sərgi", summary=SUMMARY)
    type_in(editor, target, "title", "ახალი გამოფენა")
    failures = {
        "did not answer in time": requests.Timeout(),
        "did not translate": requests.ConnectionError("refused"),
    }
    for said, failure in failures.items():

        def fail(_texts, failure=failure):
            raise failure

        machine(monkeypatch, settings, fail)
        (message,) = let_translate(editor, target)
        assert f"LibreTranslate {said}" in message
        assert (typed(target, "title"), typed(target, "summary")) == ("ახალი გამოფენა", None)
    # A text that cannot be used is left out, and said.
    machine(monkeypatch, settings, lambda texts: ["<div>x</div>" for _text in texts])
    assert any("could not be used" in line for line in let_translate(editor, target))
    assert typed(target, "summary") is None


def test_a_machine_is_asked_in_portions(monkeypatch, settings):
    from wagtail_localize.machine_translators import get_machine_translator
    from wagtail_localize.strings import StringValue

    asked = []
    machine(monkeypatch, settings, lambda texts: asked.append(len(texts)) or texts)
    locales = [type("L", (), {"language_code": code}) for code in ("az", "tr")]

    answer = get_machine_translator().translate(
        *locales, [StringValue(f"mətn {n}") for n in range(PORTION + 5)]
    )

    assert asked == [PORTION, 5] and len(answer) == PORTION + 5


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({"MACHINE_TRANSLATOR": "deepl"}, "DEEPL_AUTH_KEY"),
        ({"MACHINE_TRANSLATOR": "libretranslate"}, "LIBRETRANSLATE_URL"),
        ({"MACHINE_TRANSLATOR": "google"}, "GOOGLE_PROJECT_ID"),
        ({"MACHINE_TRANSLATOR": "bing"}, "Put deepl, google, libretranslate"),
    ],
)
def test_a_machine_half_configured_keeps_the_site_from_starting(monkeypatch, environment, missing):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=missing):
        services.machine_translator()


def test_a_machine_is_configured_by_the_environment_and_by_default_there_is_none(monkeypatch):
    assert services.machine_translator() is None
    monkeypatch.setenv("MACHINE_TRANSLATOR", "libretranslate")
    monkeypatch.setenv("LIBRETRANSLATE_URL", "http://127.0.0.1:5000/")
    from core.translation.machine import Translator

    translator = Translator(services.machine_translator()["OPTIONS"])
    assert isinstance(translator.service, LibreTranslator)
    assert translator.service.get_api_endpoint() == "http://127.0.0.1:5000"


def test_the_answer_takes_no_more_queries_with_more_strings_or_more_memory(editor, museum):
    with override("az"):
        few = begun(title="Bir", summary=SUMMARY)
    story = "".join(f"<p>Abzas {number} {SUMMARY}</p>" for number in range(30))
    many = begun(title="İki", summary=f"{SUMMARY} iki", body=[make.text(story)])

    def queries(target):
        url = reverse("wording", args=[translation_of(target).pk])
        editor.get(url)  # the index is up to date, the glossary kept
        with CaptureQueriesContext(connection) as found:
            assert editor.get(url).status_code == 200
        return len(found)

    alone = queries(few)
    for number in range(3):
        earlier = make.make_news(title=f"Köhnə {number}", summary=f"{SUMMARY} {number}")
        translated(earlier, "ka")
    assert queries(many) <= alone + 4 <= 32, (alone, queries(many))
