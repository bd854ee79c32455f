"""Staff come, forget their passwords, and leave: what they get, what they see, and what of theirs stays."""

import re
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import Page
from wagtail.users.models import UserProfile

from core.roles import ensure_editors
from tests import factories as make
from users.models import LETTERS_PER_ADDRESS, PER_SENDER, ResetRequest
from users.roles import ensure_administrators

pytestmark = pytest.mark.django_db
User = get_user_model()
NEW = "yeni və uzun bir parol"
ASK = "/admin/password_reset/"


@pytest.fixture
def boss(client):
    client.force_login(make.make_superuser("boss"))
    return client


@pytest.fixture
def manager():
    """Somebody who looks after accounts and has no other rights."""
    ensure_administrators()
    client = Client()
    client.force_login(make.make_user("manager", "Administrators"))
    return client


def invite(client, **values):
    person = {"first_name": "ნინო", "last_name": "ბერიძე", "email": "nino@example.org", "language": "ka"}
    return client.post(reverse("wagtailusers_users:add"), person | values)


def url(name, account):
    return reverse(f"wagtailusers_users:{name}", args=[account.pk])


def link():
    return re.search(r"https?://[^/]+(/admin/password_reset/confirm/\S+)", mail.outbox[-1].body)[1]


def choose(address, password=NEW):
    """Open a link as a stranger and choose a password; return the page with the form and the answer."""
    stranger = Client()
    page = stranger.get(address, follow=True)
    form = page.redirect_chain and page.redirect_chain[-1][0]
    answer = (
        stranger.post(form, {"new_password1": password, "new_password2": password}, follow=True)
        if form
        else None
    )
    return page, answer


def ask(email, **extra):
    """Fill in the form for a new password, as slowly as a person does."""
    stranger = Client(**extra)
    opened = BeautifulSoup(stranger.get(ASK).content, "lxml").select_one("[name=opened]")["value"]
    with time_machine.travel(timezone.now() + timedelta(seconds=20)):
        return stranger.post(ASK, {"email": email, "opened": opened, "website": ""}, follow=True)


def words(response):
    return BeautifulSoup(response.content, "lxml").get_text(" ", strip=True)


def test_an_invited_person_chooses_a_password_in_their_language_and_once(boss):
    ensure_editors()
    editors = Group.objects.get(name="Editors")
    assert invite(boss, groups=[editors.pk]).status_code == 302
    account = User.objects.get(email="nino@example.org")
    assert (account.username, account.state, list(account.groups.all())) == ("nino", "invited", [editors])
    letter = mail.outbox[-1]
    with override("ka"):
        assert letter.subject == gettext("Your account for the museum’s website")
        assert gettext("Your username") in letter.body and "ნინო ბერიძე" in letter.body
    assert letter.to == ["nino@example.org"] and letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert str(User.State.INVITED.label) in words(
        boss.get(reverse("wagtailusers_users:index"), {"state": "invited"})
    )
    address = link()

    page, answer = choose(address, "qısa")
    assert page.headers["Content-Security-Policy"].count("unsafe-inline") == 0
    assert BeautifulSoup(page.content, "lxml").html["lang"] == "ka" and "nino" in words(page)
    assert address.rsplit("/", 2)[1] not in page.content.decode()  # the token leaks to nobody
    assert answer.status_code == 200 and User.objects.get(pk=account.pk).state == "invited"
    _page, answer = choose(address)
    assert BeautifulSoup(answer.content, "lxml").html["lang"] == "ka"
    account.refresh_from_db()
    assert account.state == "active" and Client().login(username="nino", password=NEW)
    assert choose(address)[1] is None  # spent


def test_a_link_expires_and_a_second_letter_ends_the_first(boss):
    invite(boss)
    account = User.objects.get(email="nino@example.org")
    first = link()
    with time_machine.travel(timezone.now() + timedelta(days=3, hours=5)):
        page, answer = choose(first)
        assert answer is None
        with override("ka"):
            assert gettext("This link opens nothing") in words(page)
    assert boss.get(url("link", account)).status_code == 200 and len(mail.outbox) == 1
    boss.post(url("link", account))
    assert len(mail.outbox) == 2 and choose(first)[1] is None and choose(link())[1] is not None
    assert "users.link" in [
        entry.action for entry in boss.get(url("history", account)).context["object_list"]
    ]


def test_a_bad_invitation_is_a_form_error_and_keeps_what_was_typed(boss):
    make.make_user("nino")  # nino@example.org
    for wrong in ({"email": "NINO@example.org"}, {"email": "x"}, {"language": "xx"}, {"first_name": "\0"}):
        answer = invite(boss, **wrong)
        assert answer.status_code == 200 and "ბერიძე" in answer.content.decode(), wrong
    assert not mail.outbox and User.objects.count() == 2
    invite(boss, email="nino@example.com")
    assert User.objects.get(email="nino@example.com").username == "nino-2"


@pytest.mark.parametrize(("language", "password"), [("az", "Şifrə"), ("ka", "პაროლი"), ("tr", "Parola")])
def test_the_door_speaks_the_language_of_the_browser(language, password):
    page = BeautifulSoup(Client(headers={"accept-language": language}).get("/admin/login/").content, "lxml")
    labels = [label.get_text(strip=True).rstrip("*") for label in page.select("form.login-form label")]
    with override(language):
        assert [label.lower() for label in labels[:2]] == [gettext("username").lower(), password.lower()]


def test_a_new_password_is_asked_for_by_letter_and_nobody_learns_who_has_an_account():
    account = make.make_user("leyla")
    profile = UserProfile.get_for_user(account)
    profile.preferred_language = "tr"
    profile.save()
    make.make_user("gone").deactivate()
    answers = [words(ask(f"{name}@example.org")) for name in ("leyla", "nobody", "gone")]
    assert len(set(answers)) == 1
    [letter] = mail.outbox
    with override("tr"):
        assert letter.subject == gettext("A new password for the museum’s website")
    assert letter.to == ["leyla@example.org"]
    choose(link())
    assert Client().login(username="leyla", password=NEW)


def test_who_was_invited_and_asks_is_invited_again():
    account = make.make_user("leyla")
    account.invite()
    account.save()
    ask("Leyla@Example.org")
    assert choose(link())[1] is not None and User.objects.get(pk=account.pk).state == "active"


def test_nobody_is_buried_in_letters_and_programs_are_kept_out():
    make.make_user("leyla")
    for number in range(LETTERS_PER_ADDRESS + 1):
        ask("leyla@example.org", REMOTE_ADDR=f"203.0.113.{number}")
    assert len(mail.outbox) == LETTERS_PER_ADDRESS
    for _time in range(PER_SENDER):
        ask("other@example.org")
    refused = ask("leyla@example.org")
    assert (
        refused.status_code == 200
        and not refused.redirect_chain
        and "leyla@example.org" in refused.content.decode()
    )
    for typed in ({"email": "leyla@example.org"}, {"email": "\0"}, {}):  # no stamp: quicker than a person
        assert Client().post(ASK, typed).status_code == 200
    assert len(mail.outbox) == LETTERS_PER_ADDRESS
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        call_command("forget_reset_requests", verbosity=0)
    assert not ResetRequest.objects.exists()


def test_leaving_ends_sessions_and_frees_locks_and_keeps_the_work(boss):
    home = make.make_homes(["az"])["az"]
    ensure_editors()
    account = make.make_user("leyla", "Editors")
    session = Client()
    session.force_login(account)
    home.save_revision(user=account, log_action=True)
    Page.objects.filter(pk=home.pk).update(locked=True, locked_by=account, locked_at=timezone.now())

    kept = boss.post(url("delete", account))
    assert kept.status_code == 200 and User.objects.get(pk=account.pk).state == "active"
    assert url("deactivate", account) in kept.content.decode()
    bulk = reverse("wagtail_bulk_action", args=["users", "user", "delete"]) + f"?id={account.pk}"
    boss.post(bulk)
    assert session.get("/admin/").status_code == 200 and User.objects.filter(pk=account.pk).exists()

    boss.post(url("deactivate", account))
    account.refresh_from_db()
    assert account.state == "deactivated" and session.get("/admin/").status_code == 302
    assert not Client().login(username="leyla", password=make.PASSWORD)
    home.refresh_from_db()
    assert not home.locked and home.latest_revision.user == account
    history = boss.get(reverse("wagtailadmin_pages:history", args=[home.pk]))
    assert "leyla" in words(history)

    boss.post(url("activate", account))  # comes back: the old session stays shut
    account.refresh_from_db()
    assert account.state == "invited" and mail.outbox[-1].to == [account.email]
    assert session.get("/admin/").status_code == 302
    idle = make.make_user("idle")
    boss.post(url("delete", idle))
    assert not User.objects.filter(pk=idle.pk).exists()


def test_many_are_deactivated_and_activated_at_once(boss):
    accounts = [make.make_user(name) for name in ("leyla", "aysel")]
    query = "?" + "&".join(f"id={account.pk}" for account in accounts)
    action = reverse("wagtail_bulk_action", args=["users", "user", "set_active_state"]) + query
    for active, state in ((False, "deactivated"), (True, "invited")):
        boss.post(action, {"mark_as_active": active})
        assert {User.objects.get(pk=account.pk).state for account in accounts} == {state}
    assert len(mail.outbox) == 2


def test_nobody_takes_rights_from_themselves_or_from_the_last_administrator(boss, manager):
    chief, clerk = User.objects.get(username="boss"), User.objects.get(username="manager")
    doors = ["link", "deactivate", "activate", "delete"]
    for client, account in ((boss, chief), (manager, clerk), (manager, chief)):
        for door in doors:
            client.post(url(door, account))
        for action, typed in (
            ("set_active_state", {"mark_as_active": "False"}),
            ("delete", {}),
            ("assign_role", {"role": Group.objects.get(name="Administrators").pk}),
        ):
            client.post(
                reverse("wagtail_bulk_action", args=["users", "user", action]) + f"?id={account.pk}", typed
            )
    own = {
        "first_name": "B",
        "last_name": "C",
        "email": "boss@example.org",
        "username": "boss",
        "language": "az",
    }
    assert boss.post(url("edit", chief), own).status_code == 302  # without the tick of all rights
    assert (
        manager.get(url("edit", chief)).status_code == 302
        and manager.get(url("edit", clerk)).status_code == 200
    )
    manager.post(
        url("edit", clerk),
        own | {"email": "m@example.org", "username": "manager", "groups": [], "is_superuser": 1},
    )
    chief.refresh_from_db()
    clerk.refresh_from_db()
    assert (chief.is_superuser, chief.state, chief.first_name, chief.groups.count()) == (
        True,
        "active",
        "B",
        0,
    )
    assert (clerk.is_superuser, clerk.state, clerk.groups.count()) == (False, "active", 1)
    assert not mail.outbox

    # Two who have all rights, one of whom was never here: the other is the last.
    absent = make.make_superuser("absent")
    absent.invite()
    absent.save()
    from users.rules import would_be_last

    assert would_be_last(chief) and not would_be_last(absent)
    boss.post(url("deactivate", absent))
    assert User.objects.get(pk=absent.pk).state == "deactivated"


def test_who_looks_after_accounts_gives_no_rights_that_they_do_not_have(manager):
    ensure_editors()
    page = manager.get(reverse("wagtailusers_users:add"))
    assert page.status_code == 200 and "is_superuser" not in page.content.decode()
    invite(manager, is_superuser="on", groups=[Group.objects.get(name="Editors").pk])
    account = User.objects.get(email="nino@example.org")
    assert not account.is_superuser and account.groups.count() == 1 and len(mail.outbox) == 1
    assert manager.get(reverse("wagtailusers_groups:index")).status_code == 302


def test_the_list_of_accounts_asks_no_more_with_more_accounts(boss, django_assert_max_num_queries):
    for number in range(8):
        make.make_user(f"name{number}")
    boss.get(reverse("wagtailusers_users:index"))
    with django_assert_max_num_queries(14):
        assert len(boss.get(reverse("wagtailusers_users:index")).context["users"]) == 9
