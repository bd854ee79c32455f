"""Two who press “Save” in the same moment, each with a connection of their own: one saves, the other is told."""

import threading

import pytest
from django.db import connection
from django.test import Client

from core.editing.versions import FIELD
from tests import factories as make
from tests.core.two_editors import form_of, newest, opened, put, refused, staff, story
from tests.translation_helpers import edit_url, translated, typed

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 20


def at_once(*works):
    """Do things in threads that begin together; return what each returned."""
    start, results = threading.Barrier(len(works)), [None] * len(works)

    def run(number, work):
        try:
            start.wait(timeout=10)
            results[number] = work()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    [thread.start() for thread in threads]
    [thread.join(timeout=60) for thread in threads]
    return results


def race(browsers, instance, field, text, door="action-save"):
    """Let both save another text from the same state: one is saved, the other told."""
    url, forms = edit_url(instance), []
    for number, browser in enumerate(browsers):
        form = opened(browser, url)
        form[field] = f"{text} / {number}"
        form[door] = "1"
        forms.append(form)
    if field == "title":
        [form.update(story("Mətn")) for form in forms]
    assert forms[0][FIELD].split(".")[0] == forms[1][FIELD].split(".")[0]
    answers = at_once(
        *(
            lambda browser=browser, form=form: browser.post(url, form)
            for browser, form in zip(browsers, forms, strict=True)
        )
    )
    codes = [getattr(answer, "status_code", answer) for answer in answers]
    assert sorted(codes) == [200, 302], codes
    winner = codes.index(302)
    assert getattr(newest(instance), field) == forms[winner][field]
    assert form_of(refused(answers[1 - winner]))[field] == forms[1 - winner][field]


def race_of_translators(browsers, twin, text):
    seen = typed(twin, "title")
    texts = [f"{text} / {number}" for number in range(2)]
    answers = at_once(
        *(
            lambda browser=browser, text=text: put(browser, twin, "title", text, seen)
            for browser, text in zip(browsers, texts, strict=True)
        )
    )
    codes = [getattr(answer, "status_code", answer) for answer in answers]
    assert sorted(codes) == [200, 409], codes
    winner = codes.index(200)
    assert typed(twin, "title") == texts[winner]
    assert texts[1 - winner][-1] in answers[1 - winner].json()["html"]


@pytest.mark.thorough
def test_of_two_at_once_one_saves_and_one_is_told():
    make.make_homes(["az", "ka"])
    browsers = []
    for name in ("leyla", "ayla"):
        browsers.append(Client())
        browsers[-1].force_login(staff(name, name.title(), "Həsənova"))
    page = make.make_news(title="Ad")
    institution, material = make.make_institution(name="Muzey"), make.make_material(name="Yun")
    twin = translated(make.make_standard_page(title="Muzey"), "ka")["ka"]
    for number in range(TIMES):
        text, door = f"Ad {number}", "action-publish" if number % 2 else "action-save"
        race(browsers, page, "title", text, door)
        race(browsers, institution, "name", text, door)
        race(browsers, material, "name", text)
        race_of_translators(browsers, twin, text)
