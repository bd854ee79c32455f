"""Every address of the CMS, tried by everybody: no open door, no failure, and a table of who gets in where.

The table, ``permission_matrix.txt``, is for people: what is new or other in it fails here until somebody has looked.
``WRITE_MATRIX=yes pytest -m thorough tests/test_permission_matrix.py`` writes it anew; look at the difference.
"""

import os
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from tests.admin_addresses import ROLES, World, staff

TABLE = Path(__file__).with_name("permission_matrix.txt")
# Before anybody has signed in.
PUBLIC = {
    "admin/login/",
    "admin/password_reset/",
    "admin/password_reset/confirm/<uidb64>/<token>/",
    "admin/password_reset/complete/",
    "admin/password_reset/done/",
    "admin/sprite/",
    "admin/jsi18n/",
}
HEAD = "# Who gets 200 where: " + ", ".join(
    f"{letter} {group or 'all rights'}" for letter, group in ROLES.items()
)


@pytest.fixture(scope="module")
def everything(world):
    return World()


@pytest.fixture
def addresses(everything, db):
    """All but the one that ends the session of whoever opens it."""
    return [(route, path) for route, path in everything.addresses() if route != "admin/logout/"]


def answer(client, method, path):
    """Return the status of an answer; what the request did is undone."""
    with transaction.atomic():
        response = getattr(client, method)(path)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response


@pytest.mark.thorough
def test_nobody_gets_in_without_signing_in(addresses):
    stranger = Client(raise_request_exception=False)
    open_doors = []
    for route, path in addresses:
        for method in ("get", "post"):
            response = getattr(stranger, method)(path)
            shut = response.status_code in (401, 403, 404, 405) or (
                response.status_code in (301, 302)
                and response["Location"].startswith(("/admin/login/", "/az/admin/failwhale/"))
            )
            if not shut and route not in PUBLIC:
                open_doors.append((method, path, response.status_code))
    assert len(addresses) > 380 and not open_doors


@pytest.mark.thorough
def test_everybody_gets_in_where_they_should_and_nothing_fails(addresses):
    clients = staff()
    lines, failures = [HEAD], []
    for route, path in sorted(addresses):
        inside = ""
        for letter, client in clients.items():
            status = answer(client, "get", path).status_code
            inside += letter if status == 200 else "·"
            if status >= 500:
                failures.append((letter, path, status))
        lines.append(f"{inside}  {route}")
    assert not failures
    if os.environ.get("WRITE_MATRIX"):
        TABLE.write_text("\n".join(lines) + "\n")
    known = TABLE.read_text().splitlines()
    assert lines == known, "\n".join(sorted(set(lines) ^ set(known)))


# Wagtail's own, which fail if a form is sent by hand without what its page always sends.
BY_HAND_ALONE = {"admin/choose-external-link/", "admin/redirects/import/process/"}


@pytest.mark.thorough
def test_an_empty_form_breaks_nothing(addresses):
    clients = staff()
    failures = {
        route
        for route, path in sorted(addresses)
        for letter in "SE"
        if answer(clients[letter], "post", path).status_code >= 500
    }
    assert failures == BY_HAND_ALONE


def test_a_form_that_was_cut_short_is_answered_in_words(everything, db):
    client = staff()["E"]
    answer = client.post(f"/admin/pages/{everything.page.pk}/edit/", {"title": "Yarımçıq"})
    assert answer.status_code == 400
    assert "Forma bütöv gəlmədi" in answer.content.decode()
    everything.page.refresh_from_db()
    assert everything.page.title == "Xəbər"
