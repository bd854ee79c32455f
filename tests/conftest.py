"""What every test stands on: catalogues compiled once, nothing remembered from the test before."""

import gc
import os
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection, transaction

from home.models import HomePage
from tests import factories as make
from tests import quick_database

ROOT = Path(__file__).resolve().parent.parent
# Little of what tests make is circular; to look for it as often as a server does takes a tenth of the time.
gc.set_threshold(50_000, 20, 50)


def pytest_configure(config):
    # Once, not in every process of a parallel run.
    if not hasattr(config, "workerinput"):
        from django.utils.translation.reloader import translation_file_changed

        from core.catalogues import compile_catalogues

        for folder in ("locale", "locale_upstream"):
            for path in compile_catalogues(ROOT / "site" / folder):
                translation_file_changed(None, path)  # Django may have looked for it already, and found none


@pytest.fixture(scope="session")
def embedded_copy(django_db_modify_db_settings_parallel_suffix):
    if connection.vendor != "sqlite":
        return None
    from django.conf import settings

    # A file, not memory: threads then meet the same locks as on a server.
    connection.settings_dict["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
    return quick_database.EmbeddedCopy(connection, settings.SCRATCH / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(embedded_copy):
    """pytest-django asks for this before it makes the database."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, embedded_copy, django_db_blocker, request):
    """Make the database, and see to it that every test finds it as it was made; what does so is handed out."""
    with django_db_blocker.unblock():
        copy = embedded_copy or quick_database.ServedCopy(connection)
    request.config.pluginmanager.register(quick_database.Restorer(copy, django_db_blocker))
    yield copy
    with django_db_blocker.unblock():
        copy.remove()


@pytest.fixture(scope="module")
def shared(django_db_setup, django_db_blocker):
    """What a module's fixtures make of content stands for all its tests, and goes when the last of them is over.

    Each test works in a savepoint upon it. Not for modules with tests of transactions.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def _world():
    homes = make.make_homes()
    make.make_indexes()
    return {language: home.pk for language, home in homes.items()}


WORLD = quick_database.Remembered(_world)


@pytest.fixture(scope="module")
def world(shared):
    """The keys of the four home pages, by language, with one index of each kind below each."""
    return WORLD.put()


@pytest.fixture(scope="module")
def first_homes(world):
    """The four home pages by language, for what a module makes once for all its tests."""
    return {language: HomePage.objects.get(pk=key) for language, key in world.items()}


@pytest.fixture
def homes(world, db):
    """The four home pages by language, with one index of each kind below each: made once for a module."""
    return {language: HomePage.objects.get(pk=key) for language, key in world.items()}


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Empty the caches and put the language back, before and after each test."""
    from django.utils import translation

    from core import cache as frame

    def forget():
        for alias in caches:
            caches[alias].clear()
        frame._memory.clear()  # its generations are of the clock, which some tests have stand still
        translation.deactivate()

    forget()
    yield
    forget()


@pytest.fixture(scope="session")
def index_at_once():
    """A context in which what is saved is found at once, as outside the tests."""
    from django.conf import settings
    from django.test import override_settings

    backend = settings.WAGTAILSEARCH_BACKENDS["default"]
    return lambda: override_settings(WAGTAILSEARCH_BACKENDS={"default": backend | {"AUTO_UPDATE": True}})


@pytest.fixture
def searching(index_at_once):
    """For tests that search for what they save."""
    with index_at_once():
        yield


def pytest_collection_modifyitems(config, items):
    """Leave out browser tests where there is no browser, unless REQUIRE_BROWSER says that there must be one."""
    import shutil

    if os.environ.get("REQUIRE_BROWSER") or (shutil.which("chromium") and shutil.which("chromedriver")):
        return
    skip = pytest.mark.skip(reason="needs chromium and chromedriver")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)
