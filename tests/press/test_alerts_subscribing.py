"""Asking for letters, confirming, changing, ending: by people, in four languages; nothing is told to strangers."""

import re
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override

from core.forms import STAMP
from core.i18n import LANGUAGES
from press.alerts.sending import send_waiting
from press.alerts.topics import all_topics
from press.models import Alert, Choice, Delivery, Subscriber, SubscriptionRequest
from press.models.subscribers import LETTERS_PER_ADDRESS, OF_ALL, PER_SENDER
from tests import factories as make
from tests.demo.english import english_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("homes")]

ADDRESS = "leyla@example.org"


def stamp(seconds=60):
    with time_machine.travel(timezone.now() - timedelta(seconds=seconds)):
        return STAMP.sign("")


def ask(client, language="az", email=ADDRESS, topics=("press", "events"), choice=None, **values):
    data = {"email": email, "topics": list(topics), "language": choice or language, "opened": stamp()}
    extra = {"REMOTE_ADDR": values.pop("sender", "198.51.100.7")}
    return client.post(f"/{language}/alerts/", data | values, **extra)


def links():
    """Return the paths of the links in the last letter: the one to confirm, the one to erase."""
    return re.findall(r"^https?://[^/]+(/\S+/alerts/\S+)$", mail.outbox[-1].body, re.MULTILINE)


def soup(response):
    return BeautifulSoup(response.content, "lxml")


def reader(**values):
    values = {"email": ADDRESS, "language": "az", "confirmed_at": timezone.now()} | values
    subscriber = Subscriber.objects.create(**values)
    Choice.objects.create(subscriber=subscriber, topic="all")
    return subscriber


# The whole way


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_form_to_the_first_letter_and_out_again(language):
    browser, mailbox = Client(), Client()
    response = ask(browser, language, topics=["announcements"])
    assert response.status_code == 302
    assert browser.get(response["Location"]).status_code == 200
    subscriber = Subscriber.objects.get()
    assert subscriber.confirmed_at is None and not subscriber.topics
    confirm, erase = links()

    # A mail scanner follows links: nothing happens.
    for path in (confirm, erase):
        shown = mailbox.get(path)
        assert shown.status_code == 200 and not shown.cookies
        assert "no-store" in shown["Cache-Control"] and shown["Referrer-Policy"] == "no-referrer"
        assert soup(shown).find("meta", attrs={"name": "robots"})["content"] == "noindex"
        assert soup(shown).html["lang"] == language
        assert ADDRESS not in shown.content.decode()
    subscriber.refresh_from_db()
    assert subscriber.confirmed_at is None

    done = mailbox.post(confirm)
    assert done.status_code == 302 and not done.cookies
    subscriber.refresh_from_db()
    assert subscriber.confirmed_at and subscriber.topics == ["announcements"]
    manage = mailbox.get(done["Location"])
    with override(language):
        assert gettext("Thank you. The subscription has begun.") in manage.content.decode()

    page = make.make_news(language, live=False, date=timezone.now() - timedelta(minutes=1))
    page.get_latest_revision().publish()
    send_waiting()
    letter = mail.outbox[-1]
    assert letter.subject == page.title and letter.to == [ADDRESS]
    stop = letter.extra_headers["List-Unsubscribe"].strip("<>").split("testserver")[-1]
    one_click = mailbox.post(
        re.sub("^https?://[^/]+", "", stop),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )
    assert one_click.status_code == 200 and not one_click.cookies
    assert not Subscriber.objects.exists() and not Choice.objects.exists()


def test_one_click_needs_no_cookie_and_no_secret_but_the_link():
    key = reader().key
    client = Client(enforce_csrf_checks=True)
    answer = client.post(f"/az/alerts/{key}/stop/", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and not Subscriber.objects.exists()
    assert client.post(f"/az/alerts/{key}/stop/", {"List-Unsubscribe": "One-Click"}).status_code == 404


def test_everything_about_an_address_goes_with_it():
    subscriber = reader()
    alert = Alert.objects.create(page_key="7e6b3b4e-0000-4000-8000-000000000000", language="az", title="x")
    Delivery.objects.create(alert=alert, subscriber=subscriber, state="sent")
    Client().post(f"/az/alerts/{subscriber.key}/stop/")
    assert not Subscriber.objects.exists() and not Choice.objects.exists()
    assert Delivery.objects.get().subscriber is None  # a number among others
    assert Alert.objects.counted().get().numbers["sent"] == 1


# The form


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_are_whole_in_the_language_of_the_reader(client, language):
    subscriber = reader(language=language, paused_at=timezone.now())
    ask(client, language, email="nino@example.org")
    confirm, erase = links()
    form = client.get(f"/{language}/alerts/")
    pages = [form, client.get(f"/{language}/alerts/?sent=1"), ask(client, language, email="", topics=[])]
    pages += [client.get(path) for path in (confirm, erase, f"/{language}/alerts/{subscriber.key}/?saved=1")]
    pages += [client.post(f"/{language}/alerts/{subscriber.key}/", {}), client.post(erase), client.get(erase)]
    assert [page.status_code for page in pages] == [200, 200, 422, 200, 200, 200, 422, 200, 404]
    for page in pages:
        assert language == "en" or not english_on(page.content.decode(), language)
    tree = soup(form)
    for field in tree.select("form.letter input:not([type=hidden])"):
        assert tree.select_one(f'label[for="{field["id"]}"]'), field
    assert tree.select_one("[name=language][checked]")["value"] == language
    assert [box["value"] for box in tree.select("[name=topics]")] == list(all_topics().sources)
    assert not tree.select("form.letter script") and tree.select_one("link[rel=canonical]")
    feeds = soup(client.get(f"/{language}/feeds/"))
    assert feeds.select_one(f'main a[href="/{language}/alerts/"]')


def test_a_cookie_is_set_by_the_opened_form_alone(client):
    assert not client.get("/az/feeds/").cookies
    form = client.get("/az/alerts/")
    assert list(form.cookies) == ["csrftoken"] and "private" in form["Cache-Control"]


def test_a_link_may_choose_beforehand(client):
    tree = soup(client.get("/ka/alerts/?topic=press&topic=nonsense&topic=%00"))
    assert [box["value"] for box in tree.select("[name=topics][checked]")] == ["press"]


BAD = [
    {"email": ""},
    {"email": "no address"},
    {"email": "a@b"},
    {"email": "a@example.org\nBcc: b@example.org"},
    {"email": "a@example.org, b@example.org"},
    {"email": "Leyla <a@example.org>"},
    {"email": "\0@example.org"},
    {"email": f"{'a' * 10_000}@example.org"},
    {"email": f"a@{'b' * 300}.org"},
    {"email": "lİla@example.org"},
    {"email": "adı@example.org"},
    {"email": "ლეილა@example.org"},
    {"email": "a@exam ple.org"},
    {"topics": []},
    {"topics": ["everything"]},
    {"topics": ["press", "\0"]},
    {"choice": "de"},
    {"choice": "\0"},
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_bad_input_is_a_clear_page_and_nothing_is_lost(client, language):
    for bad in BAD if language == "ka" else BAD[::4]:
        response = ask(client, language, **bad)
        assert response.status_code == 422, bad
        tree = soup(response)
        refusal = tree.select_one("[role=alert]")
        assert refusal.select("a"), bad
        for link in refusal.select("a"):
            assert tree.select_one(link["href"]), link
        assert language == "en" or not english_on(str(refusal), language), bad
        if "email" not in bad:
            assert tree.select_one("[name=email]")["value"] == ADDRESS
        if "topics" not in bad:
            assert len(tree.select("[name=topics][checked]")) == 2
    assert not Subscriber.objects.exists() and not mail.outbox


def test_programs_are_refused_and_people_may_go_on(client):
    assert ask(client, website="https://example.com").status_code == 422
    assert ask(client, opened=stamp(1)).status_code == 422
    assert ask(client, opened="forged").status_code == 422
    assert not SubscriptionRequest.objects.exists()
    assert ask(client).status_code == 302


def test_a_lost_cookie_loses_nothing_that_was_typed():
    client = Client(enforce_csrf_checks=True)
    response = ask(client, "ka")
    assert response.status_code == 403 and not mail.outbox
    tree = soup(response)
    assert tree.html["lang"] == "ka" and tree.select_one("[name=email]")["value"] == ADDRESS
    token = tree.select_one("[name=csrfmiddlewaretoken]")["value"]
    assert ask(client, "ka", csrfmiddlewaretoken=token).status_code == 302


def test_other_methods_are_refused(client):
    for path in ("/az/alerts/", f"/az/alerts/{reader().key}/", "/az/alerts/x/stop/", "/az/alerts/confirm/x/"):
        assert client.put(path).status_code == 405
        assert client.head(path).status_code in (200, 404)


# Nothing is told


def test_the_answer_is_the_same_whether_an_address_is_known_or_not(client):
    known = reader()
    unknown = ask(client, email="nino@example.org", sender="192.0.2.1")
    again = ask(client, email=known.email, sender="192.0.2.2")
    for email in (known.email, "nino@example.org"):  # and when the day's letters are used up
        for number in range(3):
            full = ask(client, email=email, sender=f"192.0.2.{number + 10}")
            assert (full.status_code, full["Location"]) == (again.status_code, again["Location"])
    assert (unknown.status_code, unknown["Location"]) == (again.status_code, again["Location"])
    known.refresh_from_db()
    assert known.topics == ["all"]  # nothing changes before the owner confirms
    subjects = {letter.subject for letter in mail.outbox}
    assert len(subjects) == 1


def test_somebody_who_is_subscribed_may_choose_anew_through_the_form(client):
    subscriber = reader(paused_at=timezone.now(), refused=3)
    ask(client, "ka", topics=["events"])
    confirm, _erase = links()
    client.post(confirm)
    subscriber.refresh_from_db()
    assert (subscriber.language, subscriber.topics, subscriber.paused_at) == ("ka", ["events"], None)
    assert Subscriber.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Leyla@Example.ORG", "leyla@example.org"),
        (" leyla@example.org ", "leyla@example.org"),
        ("info@მუზეუმი.გე", f"info@{'მუზეუმი.გე'.encode('idna').decode()}"),
        ("info@müze.example", "info@xn--mze-hoa.example"),
    ],
)
def test_one_address_is_one_however_it_is_written(client, typed, kept):
    ask(client, email=typed)
    ask(client, email=kept, sender="192.0.2.1")
    assert Subscriber.objects.get().email == kept
    assert mail.outbox[0].to == [kept] and mail.outbox[0].message()["To"] == kept


# Limits


def test_one_sender_and_all_together_may_not_ask_too_often(client):
    for number in range(PER_SENDER):
        assert ask(client, email=f"reader{number}@example.org").status_code == 302
    refused = ask(client, "ka", email="last@example.org")
    assert refused.status_code == 429 and refused["Retry-After"]
    assert "last@example.org" in refused.content.decode()
    assert ask(client, email="last@example.org", sender="192.0.2.1").status_code == 302
    SubscriptionRequest.objects.bulk_create(
        SubscriptionRequest(sender_mark="x", address_mark="x", letter=False) for _number in range(OF_ALL)
    )
    assert ask(client, email="other@example.org", sender="192.0.2.2").status_code == 429
    SubscriptionRequest.objects.update(received_at=timezone.now() - timedelta(minutes=61))
    assert ask(client, email="other@example.org").status_code == 302


def test_nobody_is_buried_in_letters(client):
    for number in range(LETTERS_PER_ADDRESS + 2):
        ask(client, sender=f"192.0.2.{number}", topics=["press"])
    assert len(mail.outbox) == LETTERS_PER_ADDRESS
    Client().post(links()[1])  # erased: still not written to again today
    ask(client, sender="192.0.2.99")
    assert len(mail.outbox) == LETTERS_PER_ADDRESS and not Subscriber.objects.exists()
    SubscriptionRequest.objects.update(received_at=timezone.now() - timedelta(hours=25))
    ask(client, sender="192.0.2.98")
    assert len(mail.outbox) == LETTERS_PER_ADDRESS + 1


def test_the_same_sent_twice_by_mistake_is_one_letter(client):
    ask(client), ask(client)
    assert len(mail.outbox) == 1


def test_no_address_is_kept_for_the_limits_and_its_mark_not_for_long(client):
    ask(client)
    row = str(SubscriptionRequest.objects.values().get())
    assert ADDRESS not in row and "198.51.100.7" not in row
    SubscriptionRequest.objects.update(received_at=timezone.now() - timedelta(hours=25))
    call_command("delete_due_subscriptions", verbosity=0)
    assert not SubscriptionRequest.objects.exists()


def test_what_nobody_confirms_is_deleted_after_some_days_and_its_link_is_dead(client):
    ask(client)
    confirm, _erase = links()
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        call_command("delete_due_subscriptions", verbosity=0)
        assert client.get(confirm).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert client.post(confirm).status_code == 404
        call_command("delete_due_subscriptions", verbosity=0)
    assert not Subscriber.objects.exists()


def test_the_confirmed_stay_and_the_refused_go_after_a_while(client):
    reader()
    reader(email="gone@example.org", paused_at=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        call_command("delete_due_subscriptions", verbosity=0)
    assert Subscriber.objects.get().email == ADDRESS


def test_a_task_that_waits_holds_nothing_personal(client, settings):
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    ask(client)
    waiting = str(list(DBTaskResult.objects.values()))
    assert "send_confirmation" in waiting and ADDRESS not in waiting
    assert Subscriber.objects.get().key not in waiting


# Personal links


def test_a_subscription_is_changed_behind_its_link(client):
    subscriber = reader()
    path = f"/az/alerts/{subscriber.key}/"
    saved = client.post(path, {"topics": ["press", "agreements"], "language": "tr"})
    assert saved["Location"] == f"/tr/alerts/{subscriber.key}/?saved=1"
    subscriber.refresh_from_db()
    assert (subscriber.language, sorted(subscriber.topics)) == ("tr", ["agreements", "press"])
    tree = soup(client.get(saved["Location"]))
    assert sorted(box["value"] for box in tree.select("[name=topics][checked]")) == ["agreements", "press"]
    assert ADDRESS not in str(tree) and "l…@example.org" in tree.get_text()
    for bad in ({}, {"topics": ["x"], "language": "tr"}, {"topics": ["press"], "language": "xx"}):
        assert client.post(path, bad).status_code == 422
    subscriber.refresh_from_db()
    assert sorted(subscriber.topics) == ["agreements", "press"]
    assert not client.cookies


def test_forged_and_broken_links_lead_nowhere(client):
    subscriber = reader(confirmed_at=None)
    ask(client, email="nino@example.org")
    confirm, _erase = links()
    token = confirm.rstrip("/").rpartition("/")[2]
    forged = [token[:-1], token + "x", token.swapcase(), "x", "a:b:c", ":" * 50, "x" * 5000]
    paths = [f"/az/alerts/confirm/{token}/" for token in forged]
    paths += [f"/az/alerts/{key}/" for key in (subscriber.key, subscriber.key[:-1], "confirm", "x" * 5000)]
    paths += [f"/az/alerts/{key}/stop/" for key in (subscriber.key[1:], "x", "x" * 5000)]
    for path in paths:
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 404, path
    assert Subscriber.objects.count() == 2


def test_keys_cannot_be_guessed():
    keys = {reader(email=f"reader{number}@example.org").key for number in range(20)}
    assert len(keys) == 20 and min(map(len, keys)) >= 32
