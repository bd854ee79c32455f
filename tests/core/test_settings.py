"""Each environment starts as it promises, tried in a process of its own."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from config.settings import env

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "Xk3-7vQ9_pLm2Rt8sWd5Yb1Nc6Hf4Jg0Az-Ue_Ki9Ol8Pq7Mr6Ns5Bt4",
    "SITE_URL": "https://museum.example",
    "ALLOWED_HOSTS": "museum.example,www.museum.example",
    "DATABASE_URL": "postgres://museum:secret@127.0.0.1:5432/museum",
    "HSTS_SECONDS": "63072000",
}
SHOW = """
import sys; sys.path[:0] = ["site", "."]
from django.conf import settings
print({expression})
"""


def manage(*arguments, **environment):
    return run("manage.py", *arguments, **environment)


def show(expression, **environment):
    answer = run("-c", SHOW.replace("{expression}", expression), **environment)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


def run(*arguments, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=kept | {"ENV_FILE": ""} | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_production_names_everything_that_is_missing_at_once():
    answer = manage("check", DJANGO_SETTINGS_MODULE="config.settings.production")

    assert answer.returncode != 0
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL"):
        assert f"{name} is not set" in answer.stderr


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY is weak"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY is weak"),
        ("SECRET_KEY", "django-insecure-" + COMPLETE["SECRET_KEY"], "SECRET_KEY is weak"),
        ("ALLOWED_HOSTS", "*", "wildcard"),
        ("ALLOWED_HOSTS", "other.example", "does not hold museum.example"),
        ("SITE_URL", "http://museum.example", "must begin with https://"),
        ("SITE_URL", "https://museum.example/az/", "must end after the host name"),
    ],
)
def test_production_refuses_what_is_half_right(name, value, complaint):
    answer = manage("check", **COMPLETE | {name: value})

    assert answer.returncode != 0
    assert complaint in answer.stderr


@pytest.mark.thorough
def test_production_passes_the_deployment_checks_in_silence(tmp_path):
    answer = manage("check", "--deploy", "--fail-level", "WARNING", VAR_DIR=str(tmp_path), **COMPLETE)

    assert answer.returncode == 0, answer.stderr
    assert "(0 silenced)" in answer.stdout
    assert not answer.stderr


def test_production_asks_for_https_and_local_does_not(tmp_path):
    asked = (
        "settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE, "
        "settings.CONTENT_SECURITY_POLICY['DIRECTIVES'].get('upgrade-insecure-requests'), "
        "settings.SECURE_HSTS_SECONDS, settings.DEBUG, 'demo' in settings.INSTALLED_APPS"
    )

    assert show(asked, **COMPLETE) == "True __Host-session True True 63072000 False False"
    local = {"DJANGO_SETTINGS_MODULE": "config.settings.local", "VAR_DIR": str(tmp_path)}
    assert show(asked, **local) == "False sessionid False None 0 False True"


def test_the_address_is_the_one_served_unless_it_is_set(tmp_path):
    local = {"DJANGO_SETTINGS_MODULE": "config.settings.local", "VAR_DIR": str(tmp_path)}
    asked = "settings.SITE_URL, settings.WAGTAILADMIN_BASE_URL"

    assert show(asked, **local) == "http://127.0.0.1:8000 http://127.0.0.1:8000"
    assert show(asked, HOST="::", PORT="8011", **local) == "http://[::1]:8011 http://[::1]:8011"
    assert (
        show(asked, PORT="8011", SITE_URL="https://a.example/", **local)
        == "https://a.example https://a.example"
    )


def test_the_local_key_is_made_once_and_for_its_owner_alone(tmp_path):
    path = tmp_path / "var" / "secret_key"

    first = env.local_secret_key(path)

    assert len(first) >= 50
    assert env.local_secret_key(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_of_variables_yields_to_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("MUSEUM_SET", "from the environment")
    monkeypatch.delenv("MUSEUM_NEW", raising=False)
    path = tmp_path / ".env"
    path.write_text("# MUSEUM_NO=1\n\nMUSEUM_SET=from the file\nMUSEUM_NEW = 'a=b'\n", encoding="utf-8")

    env.load_file(path)

    assert os.environ["MUSEUM_SET"] == "from the environment"
    assert os.environ.pop("MUSEUM_NEW") == "a=b"
    assert "MUSEUM_NO" not in os.environ


def test_each_database_gets_what_it_needs(monkeypatch):
    monkeypatch.setenv("DATABASE_STATEMENT_TIMEOUT_MS", "15000")

    embedded = env.database("", embedded=Path("/somewhere/db #1.sqlite3"))
    postgres = env.database("postgres://u:p@h/n", embedded=None)
    theirs = env.database("postgres://u:p@h/n?connect_timeout=9", embedded=None)

    assert embedded["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in embedded["OPTIONS"]["init_command"]
    assert embedded["NAME"] == Path("/somewhere/db #1.sqlite3")
    assert postgres["CONN_HEALTH_CHECKS"] is True
    assert "-c statement_timeout=15000" in postgres["OPTIONS"]["options"]
    assert int(theirs["OPTIONS"]["connect_timeout"]) == 9


def test_a_number_that_is_none_is_named(monkeypatch):
    monkeypatch.setenv("PORT", "eight thousand")

    with pytest.raises(ValueError, match="PORT must be a whole number"):
        env.number("PORT", 8000)
