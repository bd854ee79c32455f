"""Rules of the house that no other tool would notice being broken."""

import re
import site
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from core.storage import StaticStorage

ROOT = Path(__file__).resolve().parents[2]


def test_the_folder_site_is_never_a_package():
    """It would take the place of Python's own module of that name."""
    assert not (ROOT / "site" / "__init__.py").exists()
    assert Path(site.__file__).parent == Path(sys.modules["os"].__file__).parent


def test_every_static_file_a_template_names_is_there():
    sources = [
        path
        for name in ("templates", "site", "home", "news", "events", "collection")
        for path in (ROOT / name).rglob("*.html")
    ]
    named = {
        name
        for path in sources
        for name in re.findall(r"""\{% static ["']([^"']+)["']""", path.read_text(encoding="utf-8"))
    }

    assert named
    assert [name for name in sorted(named) if not finders.find(name)] == []


@pytest.mark.parametrize("name", ["css/forgotten.css", "forgotten"])
def test_a_forgotten_static_file_breaks_no_page(name, tmp_path):
    (tmp_path / "staticfiles.json").write_text(
        '{"version": "1.1", "paths": {"a.css": "a.0123.css"}, "hash": ""}'
    )
    storage = StaticStorage(location=tmp_path, base_url="/static/")

    assert storage.url("a.css") == "/static/a.0123.css"
    assert storage.url(name) == f"/static/{name}"


def test_nothing_that_is_made_is_kept_in_the_repository():
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()

    assert {"var/", ".venv/", "*.mo", ".env"} <= set(ignored)


def test_requirements_are_pinned_with_hashes():
    for name in ("requirements.txt", "requirements-dev.txt"):
        entries = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        entries = [entry for entry in entries if entry.strip() and not entry.lstrip().startswith("#")]
        assert len(entries) > 30
        for entry in entries:
            assert "==" in entry.split(";")[0], entry
            assert "--hash=sha256:" in entry, entry


def test_both_lists_of_requirements_agree():
    def pins(name):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return {
            line.split("==")[0]: line.split("==")[1].split()[0]
            for line in lines
            if "==" in line.split(" ")[0]
        }

    runtime, development = pins("requirements.txt"), pins("requirements-dev.txt")

    assert runtime.items() <= development.items()
