"""Writing to the museum: by people, in four languages; not by programs, and never lost."""

import smtplib
import traceback
from datetime import timedelta
from email import message_from_bytes, policy

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
from core.letters import PATIENCE
from core.models import ContactPoint, SiteSettings
from home.models import Message
from home.models.messages import LETTERS_PER_ADDRESS, OF_ALL, PER_SENDER
from tests import factories as make
from tests.quick_database import remembered

pytestmark = pytest.mark.django_db

LETTER = {
    "kind": "general",
    "name": "Leyla Əliyeva",
    "email": "leyla@example.org",
    "subject": "Freska",
    "text": "Bir sualım var.\n“Freska” haradadır?",
}


@remembered
def page(db):
    """The form in every language."""
    make.make_homes()
    museum = SiteSettings.load()
    museum.contacts = [
        ContactPoint(kind="general", email="info@example.org"),
        ContactPoint(kind="press", email="press@example.org"),
    ]
    museum.save()
    pages = {}
    for language in LANGUAGES:
        pages[language] = make.make_contact_page(language, of=pages.get("az"))
    return pages


def stamp(seconds=60):
    with time_machine.travel(timezone.now() - timedelta(seconds=seconds)):
        return STAMP.sign("")


def send(client, page, **values):
    return client.post(page.get_url(), LETTER | {"opened": stamp()} | values)


def words(response):
    return BeautifulSoup(response.content, "lxml").get_text(" ", strip=True)


# Opening


def test_only_the_opened_form_sets_a_cookie_and_no_cache_keeps_it(client, page):
    home = client.get("/az/")
    assert not home.cookies
    response = client.get(page["az"].get_url())
    assert list(response.cookies) == ["csrftoken"]
    assert not response.cookies["csrftoken"]["max-age"]  # gone with the browser
    assert "private" in response["Cache-Control"] and "public" not in response["Cache-Control"]


def test_the_form_is_a_form_without_scripts_in_the_language_of_the_page(client, page):
    soup = BeautifulSoup(client.get(page["ka"].get_url() + "?kind=groups").content, "lxml")
    form = soup.select_one("form.letter")
    assert form["method"] == "post" and not form.find("script")
    assert form.select_one("[name=kind][checked]")["value"] == "groups"
    for field in form.select("input:not([type=hidden]), textarea"):
        assert soup.select_one(f'label[for="{field["id"]}"]'), field
    with override("ka"):
        assert gettext("Your name") in form.get_text()


def test_an_unknown_kind_in_the_address_is_a_general_question(client, page):
    for kind in ("nonsense", "x" * 5000, "\0"):
        response = client.get(page["az"].get_url(), {"kind": kind})
        assert response.status_code == 200
        chosen = BeautifulSoup(response.content, "lxml").select_one("[name=kind][checked]")
        assert chosen["value"] == "general"


# Sending


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_is_kept_acknowledged_and_announced(client, page, language):
    response = send(client, page[language], kind="press")
    message = Message.objects.get()
    assert (message.language, message.kind, message.state) == (language, "press", "new")
    assert message.text == LETTER["text"].replace("\n", "\r\n") or message.text == LETTER["text"]
    assert message.delete_on >= timezone.localdate() + timedelta(days=364)

    assert response.status_code == 302
    with_no_cookie = Client().get(response["Location"])
    assert with_no_cookie.status_code == 200 and not with_no_cookie.cookies
    assert message.reference in words(with_no_cookie)
    with override(language):
        assert gettext("Thank you") in words(with_no_cookie)

    receipt, notice = mail.outbox
    with override(language):
        assert receipt.subject == gettext("We have received your message (%(reference)s)") % {
            "reference": message.reference
        }
        assert gettext("Your reference") in receipt.body
    assert receipt.to == ["leyla@example.org"] and notice.to == ["press@example.org"]
    # Nothing that a stranger typed goes to an address that may be somebody else's, nor into a mailbox of staff.
    for letter in mail.outbox:
        assert not any(text in letter.subject + letter.body for text in ("Leyla", "Freska", "sualım"))
    assert f"/admin/message/edit/{message.pk}/" in notice.body


def test_letters_are_well_formed_plain_text_that_no_machine_answers(client, page):
    send(client, page["ka"])
    for sent in mail.outbox:
        letter = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
        assert letter.get_content_type() == "text/plain" and letter.get_content_charset() == "utf-8"
        assert not letter.defects and not letter["Subject"].defects
        assert letter["Auto-Submitted"].startswith("auto-")
        assert "\n\n\n" not in letter.get_content()
    assert (
        "გმადლობთ"
        in message_from_bytes(mail.outbox[0].message().as_bytes(), policy=policy.default).get_content()
    )


def test_a_kind_without_an_address_is_announced_at_the_general_one(client, page):
    send(client, page["az"], kind="images", work="DEMO-1", purpose="Kitab")
    assert mail.outbox[1].to == ["info@example.org"]


def test_a_receipt_that_is_not_ours_shows_the_form(client, page):
    for token in ("", "M-000001", "M-000001:x:y", "\0", "x" * 10_000):
        response = client.get(page["az"].get_url(), {"sent": token})
        assert response.status_code == 200
        assert b'name="text"' in response.content


def test_what_belongs_to_a_kind_is_asked_with_it_and_kept_with_it_alone(client, page):
    tomorrow = str(timezone.localdate() + timedelta(days=1))
    group = {"visit_date": tomorrow, "group_size": "25", "visit_language": "ქართული"}
    response = send(client, page["az"], kind="groups")
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"visit_date", "group_size"}
    send(client, page["az"], kind="groups", **group, work="DEMO-1")
    message = Message.objects.get()
    assert (message.group_size, message.visit_language, message.work) == (25, "ქართული", "")
    # Left over from a kind that was changed, even where it is wrong.
    send(client, page["az"], kind="press", visit_date="yesterday", group_size="x")
    assert Message.objects.filter(kind="press", visit_date=None).exists()


# Refusing


BAD = [
    {"name": ""},
    {"name": "a" * 10_000},
    {"name": "Leyla\nBcc: all@example.org"},
    {"name": "Ley\0la"},
    {"email": "not an address"},
    {"email": "a@example.org\nBcc: b@example.org"},
    {"email": f"{'a' * 10_000}@example.org"},
    {"email": "\0@example.org"},
    {"subject": "Sual\r\nBcc: all@example.org"},
    {"subject": "\u2028"},
    {"text": "x" * 10_240},
    {"text": "\0"},
    {"text": "\x1b[31m"},
    {"kind": "everything"},
    {"kind": "groups", "visit_date": "31.02.2027", "group_size": "5"},
    {"kind": "groups", "visit_date": "0001-01-01", "group_size": "5"},
    {"kind": "groups", "visit_date": "9999-12-31", "group_size": "5"},
    {"kind": "groups", "group_size": "9" * 5000},
    {"kind": "groups", "group_size": "-1"},
    {"kind": "groups", "group_size": "0"},
    {"kind": "groups", "group_size": "99999999999999999999"},
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_bad_input_is_a_clear_page_and_nothing_else_is_lost(client, page, language):
    for bad in BAD:
        response = send(client, page[language], **bad)
        assert response.status_code == 422, bad
        assert not Message.objects.exists() and not mail.outbox
        soup = BeautifulSoup(response.content, "lxml")
        refusal = soup.select_one("[role=alert]")
        with override(language):
            assert gettext("Your message has not been sent yet") in refusal.get_text()
        # Every complaint leads to its field, and is in the reader's language.
        assert refusal.select("a"), bad
        for link in refusal.select("a"):
            assert soup.select_one(link["href"]), link
        for english in ("Ensure", "Enter a", "This field", "Select a", "Null characters", "Write", "Please"):
            assert language == "en" or english not in refusal.get_text(), bad
        for name in ("name", "email", "subject"):
            if name not in bad:
                assert soup.select_one(f"[name={name}]")["value"] == LETTER[name]
        if "text" not in bad:
            assert LETTER["text"] in soup.select_one("textarea").get_text().replace("\r", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_program_that_fills_in_everything_is_refused_and_a_person_may_go_on(client, page, language):
    response = send(client, page[language], website="https://example.com")
    assert response.status_code == 422
    soup = BeautifulSoup(response.content, "lxml")
    assert soup.select_one("[name=website]")["value"] == ""
    assert LETTER["text"] in soup.select_one("textarea").get_text().replace("\r", "")


def test_a_stamp_that_is_not_ours_is_replaced_by_one_that_is(client, page):
    for opened in ("", "forged", "a:b", "\0", "x" * 10_000):
        response = client.post(page["az"].get_url(), LETTER | {"opened": opened})
        assert response.status_code == 422
    fresh = BeautifulSoup(response.content, "lxml").select_one("[name=opened]")["value"]
    with time_machine.travel(timezone.now() + timedelta(seconds=10)):
        assert client.post(page["az"].get_url(), LETTER | {"opened": fresh}).status_code == 302


def test_what_is_sent_too_quickly_or_too_late_may_be_sent_again(client, page):
    quick = send(client, page["az"], opened=stamp(1))
    assert quick.status_code == 422
    kept = BeautifulSoup(quick.content, "lxml").select_one("[name=opened]")["value"]
    assert send(client, page["az"], opened=stamp(13 * 3600)).status_code == 422
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        assert client.post(page["az"].get_url(), LETTER | {"opened": kept}).status_code == 302


def test_one_sender_and_all_together_may_not_write_too_often(client, page):
    for number in range(PER_SENDER):
        assert send(client, page["az"], text=f"Məktub {number}").status_code == 302
    refused = send(client, page["ka"], text="ბოლო")
    assert refused.status_code == 429 and refused["Retry-After"]
    with override("ka"):
        assert gettext("Your message has not been sent yet") in words(refused)
    assert "ბოლო" in words(refused) and Message.objects.count() == PER_SENDER
    # Another sender is not hindered, until there are too many of all.
    other = {"REMOTE_ADDR": "198.51.100.7"}
    data = LETTER | {"opened": stamp()}
    assert client.post(page["az"].get_url(), data, **other).status_code == 302
    Message.objects.bulk_create(
        Message(language="az", text="x", delete_on=timezone.localdate()) for _number in range(OF_ALL)
    )
    assert client.post(page["az"].get_url(), data | {"text": "y"}, **other).status_code == 429
    # An hour later everybody may write again.
    Message.objects.update(received_at=timezone.now() - timedelta(minutes=61))
    assert send(client, page["az"], text="Yenə mən").status_code == 302


def test_a_message_sent_twice_by_mistake_is_kept_and_acknowledged_once(client, page):
    first, second = send(client, page["az"]), send(client, page["az"])
    assert first.status_code == second.status_code == 302
    assert Message.objects.count() == 1 and len(mail.outbox) == 2


def test_nobody_is_buried_in_receipts(client, page):
    for number in range(LETTERS_PER_ADDRESS + 1):
        address = {"REMOTE_ADDR": f"192.0.2.{number + 1}"}
        data = LETTER | {"opened": stamp(), "text": str(number)}
        assert client.post(page["az"].get_url(), data, **address).status_code == 302
    assert Message.objects.count() == LETTERS_PER_ADDRESS + 1
    assert (
        len([letter for letter in mail.outbox if letter.to == ["leyla@example.org"]]) == LETTERS_PER_ADDRESS
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lost_cookie_loses_nothing_that_was_typed(page, language):
    client = Client(enforce_csrf_checks=True)
    response = client.post(page[language].get_url(), LETTER | {"opened": stamp()})
    assert response.status_code == 403 and not Message.objects.exists()
    soup = BeautifulSoup(response.content, "lxml")
    assert soup.html["lang"] == language
    assert LETTER["text"] in soup.select_one("textarea").get_text().replace("\r", "")
    token = soup.select_one("[name=csrfmiddlewaretoken]")["value"]
    again = LETTER | {"opened": stamp(), "csrfmiddlewaretoken": token}
    assert client.post(page[language].get_url(), again).status_code == 302


def test_other_forms_keep_djangos_refusal(page):
    client = Client(enforce_csrf_checks=True)
    for address in ("/admin/login/", "/az/", "/az/nowhere/", "/az/search/"):
        assert client.post(address, {}).status_code in (403, 404), address


# Keeping


def test_no_address_is_kept_in_clear_and_its_mark_not_for_long(client, page):
    client.post(page["az"].get_url(), LETTER | {"opened": stamp()}, REMOTE_ADDR="198.51.100.7")
    message = Message.objects.get()
    row = Message.objects.filter(pk=message.pk).values().get()
    assert message.sender_mark and "198.51.100.7" not in str(row)
    Message.objects.update(received_at=timezone.now() - timedelta(hours=25))
    call_command("delete_due_messages", verbosity=0)
    message.refresh_from_db()
    assert message.sender_mark == ""


def test_messages_are_deleted_on_their_day_in_baku(page):
    for day in ("2026-03-02", "2026-03-03"):
        make.make_message(delete_on=day)
    with time_machine.travel("2026-03-02 23:59+04:00"):
        call_command("delete_due_messages", verbosity=0)
        assert [str(message.delete_on) for message in Message.objects.all()] == ["2026-03-03"]
    with time_machine.travel("2026-03-03 00:00+04:00"):
        call_command("delete_due_messages", verbosity=0)
        assert not Message.objects.exists()


def test_the_worker_deletes_what_is_due_once_a_day(settings):
    from core.management.commands.worker import Command

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    make.make_message(delete_on=timezone.localdate())
    Command().tidy()
    assert not Message.objects.exists()


def test_a_month_without_that_day_ends_on_its_last(client, page):
    page["az"].keep_months = 1
    page["az"].save()
    with time_machine.travel("2027-01-31 12:00+04:00"):
        send(client, page["az"])
    assert str(Message.objects.get().delete_on) == "2027-02-28"


# Sending letters


@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected("away"), OSError("away")])
def test_a_mail_server_that_is_away_costs_no_message(client, page, monkeypatch, error):
    def refuse(*_args, **_kwargs):
        raise error

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    assert send(client, page["az"]).status_code == 302
    assert Message.objects.count() == 1


def test_a_letter_is_tried_again_later(page, settings, monkeypatch):
    from django_tasks_db.models import DBTaskResult

    from home import tasks

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    message = make.make_message()
    tasks.announce(message)
    waiting = DBTaskResult.objects.ready()
    assert waiting.count() == 2
    assert "leyla" not in str(list(waiting.values()))  # tasks outlive messages, and hold nothing personal

    def refuse(letter):
        raise smtplib.SMTPRecipientsRefused({letter.to[0]: (450, b"try again later")})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    tasks.send.call("acknowledgement", message.pk)
    later = DBTaskResult.objects.latest("enqueued_at")
    assert later.args_kwargs["args"] == ["acknowledgement", message.pk, 1]
    assert timezone.now() < later.run_after < timezone.now() + timedelta(minutes=2)
    with pytest.raises(RuntimeError) as failure:
        tasks.send.call("acknowledgement", message.pk, len(PATIENCE))
    assert "leyla" not in "".join(traceback.format_exception(failure.value))


def test_a_letter_of_a_deleted_message_is_passed_over(page):
    from home import tasks

    tasks.send.call("acknowledgement", 12345)
    assert not mail.outbox
