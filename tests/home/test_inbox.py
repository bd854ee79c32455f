"""Staff read and answer what visitors wrote; who may, and what they can do."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import ModelLogEntry

from core.models import ContactPoint, SiteSettings
from core.roles import ensure_editors
from home.models import Message
from home.roles import ensure_correspondents
from tests import factories as make
from tests.quick_database import remembered

pytestmark = pytest.mark.django_db

INDEX = "/admin/message/"


@remembered
def correspondent(db):
    """A member of staff with exactly the rights of the group."""
    make.make_homes(["az"])
    ensure_editors()
    ensure_correspondents()
    museum = SiteSettings.load()
    museum.contacts = [ContactPoint(kind="press", email="press@example.org")]
    museum.save()
    return make.make_user("correspondent", "Correspondents")


@pytest.fixture
def staff(client, correspondent):
    client.force_login(correspondent)
    return client


def edit_url(message):
    return reverse("message:edit", args=[message.pk])


def rows(client, **query):
    soup = BeautifulSoup(client.get(INDEX, query).content, "lxml")
    return [row.get_text(" ", strip=True) for row in soup.select("main tbody tr")]


def test_messages_are_listed_filtered_and_found(staff):
    make.make_message("ka", kind="press", name="ნინო", subject="ინტერვიუ")
    make.make_message("az", kind="groups", name="Leyla", text="on altı şagird", state="answered")
    assert len(rows(staff)) == 2
    assert "ნინო" in rows(staff)[1]  # the newest first
    assert ["ინტერვიუ" in row for row in rows(staff, state="new")] == [True]
    assert ["Leyla" in row for row in rows(staff, kind="groups")] == [True]
    assert ["ნინო" in row for row in rows(staff, language="ka")] == [True]
    assert ["Leyla" in row for row in rows(staff, q="şagird")] == [True]
    for nonsense in ("x" * 5000, "'; --", "\0"):
        assert staff.get(INDEX, {"q": nonsense}).status_code == 200


def test_an_answer_goes_out_in_the_readers_language_and_is_kept(staff):
    message = make.make_message("ka", kind="press", subject="ინტერვიუ", text="გამარჯობა!\n\nროდის?")
    shown = staff.get(edit_url(message)).content.decode()
    assert "როდის?" in shown and "leyla@example.org" in shown
    response = staff.post(
        edit_url(message), {"answer": "ხვალ 11:00 საათზე.\r\n\r\nგელით!", "action-send": "1"}
    )
    assert response.status_code == 302
    message.refresh_from_db()
    assert (message.state, message.answered_by.username) == ("answered", "correspondent")
    assert message.answered_at and message.answer_sent_at
    [letter] = mail.outbox
    with override("ka"):
        assert letter.subject == gettext("Answer to your message (%(reference)s)") % {
            "reference": message.reference
        }
        assert gettext("Your message") in letter.body
    assert letter.to == ["leyla@example.org"] and letter.reply_to == ["press@example.org"]
    assert letter.body.startswith("ხვალ 11:00 საათზე.") and "> როდის?" in letter.body
    assert "\r" not in letter.body
    # Read again, it shows what was answered and offers no second letter.
    again = BeautifulSoup(staff.get(edit_url(message)).content, "lxml")
    assert "ხვალ 11:00" in again.get_text()
    assert not again.select("textarea") and not again.select("[name^=action-]")


def test_an_empty_answer_is_not_sent_and_a_message_may_be_answered_otherwise(staff):
    message = make.make_message()
    refused = staff.post(edit_url(message), {"answer": "", "action-send": "1"})
    assert refused.status_code == 200 and not mail.outbox
    assert gettext("Write the answer first.") in refused.content.decode()
    assert staff.post(edit_url(message), {"answer": "", "action-close": "1"}).status_code == 302
    message.refresh_from_db()
    assert (message.state, message.answer) == ("answered", "") and not mail.outbox
    staff.post(edit_url(message), {"action-reopen": "1"})
    message.refresh_from_db()
    assert (message.state, message.answered_by, message.answered_at) == ("new", None, None)


def test_the_first_answer_counts(staff):
    message = make.make_message()
    staff.post(edit_url(message), {"answer": "Birinci", "action-send": "1"})
    late = staff.post(edit_url(message), {"answer": "İkinci", "action-send": "1"})
    assert late["Location"] == edit_url(message)
    message.refresh_from_db()
    assert message.answer == "Birinci" and len(mail.outbox) == 1
    staff.post(edit_url(message), {"action-reopen": "1"})  # an answer that has gone out is not taken back
    message.refresh_from_db()
    assert message.state == "answered"


@pytest.mark.parametrize("answer", ["x" * 20_000, "\0", "\x1b"])
def test_a_bad_answer_is_a_form_error(staff, answer):
    message = make.make_message()
    response = staff.post(edit_url(message), {"answer": answer, "action-send": "1"})
    assert response.status_code == 200 and not mail.outbox


def test_nobody_changes_what_a_visitor_wrote(staff):
    message = make.make_message()
    staff.post(
        edit_url(message),
        {
            "answer": "Bəli",
            "action-send": "1",
            "text": "başqa",
            "email": "x@example.org",
            "delete_on": "2099-01-01",
        },
    )
    kept = Message.objects.get()
    assert (kept.text, kept.email, kept.delete_on) == (message.text, message.email, message.delete_on)
    assert staff.post(edit_url(message), {"answer": "x"}).status_code in (302, 403)
    assert staff.get("/admin/message/new/", follow=True).status_code == 404


def test_a_message_is_deleted_before_its_day_and_the_log_says_nothing_personal(staff):
    message = make.make_message(name="Leyla Əliyeva")
    staff.post(edit_url(message), {"answer": "Bəli", "action-send": "1"})
    assert staff.post(reverse("message:delete", args=[message.pk])).status_code == 302
    assert not Message.objects.exists()
    entries = ModelLogEntry.objects.filter(content_type__model="message")
    assert entries.count() == 2
    for entry in entries:
        assert "Leyla" not in f"{entry.label} {entry.data}"


def test_correspondents_do_nothing_else_and_editors_read_no_letters(staff):
    message = make.make_message()
    for url in ("/admin/pages/", "/admin/settings/core/sitesettings/", "/admin/users/", "/admin/snippets/"):
        response = staff.get(url)
        assert response.status_code in (302, 403) or not response.context.get("object_list"), url
    staff.force_login(make.make_user("editor", "Editors"))
    for url in (INDEX, edit_url(message), reverse("message:delete", args=[message.pk])):
        assert staff.get(url).status_code == 302, url
    assert "leyla" not in staff.get(INDEX, follow=True).content.decode().lower()


def test_only_the_groups_command_is_needed(db, capsys):
    from django.core.management import call_command

    make.make_homes(["az"])
    call_command("groups")
    call_command("groups")
    assert "Correspondents" in capsys.readouterr().out
    assert ensure_correspondents().permissions.count() == 4


def test_the_day_of_deletion_is_shown_to_staff(staff):
    message = make.make_message(delete_on=timezone.localdate())
    assert str(timezone.localdate().year) in staff.get(edit_url(message)).content.decode()
