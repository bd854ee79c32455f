"""The living style page shows every component there is, in every language and both schemes."""

from pathlib import Path

import pytest
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.test import Client
from django.urls import include, path

from config import urls
from core.i18n import LANGUAGES
from demo.style import SCHEMES
from events.models import ExhibitionWork
from tests import factories as make
from tests.quick_database import remembered

urlpatterns = [*i18n_patterns(path("-/", include("demo.urls"))), *urls.urlpatterns]
handler404 = urls.handler404
pytestmark = [pytest.mark.urls("tests.demo.test_style"), pytest.mark.django_db]

COMPONENTS = Path(settings.BASE_DIR, "templates")
# Shown on every page by its head, not by itself.
IN_THE_HEAD = {"components/og_image.html"}


@remembered
def content(db):
    make.make_homes()
    make.make_indexes()
    image, first = make.make_image(), {}
    for language in LANGUAGES:
        make.make_menu_item(make.make_index(make.NewsIndexPage, language), language)
        for kind, maker in (("news", make.make_news), ("work", make.make_highlight)):
            page = maker(language, of=first.get(kind), lead_image=image)
            first.setdefault(kind, page)
        works = [ExhibitionWork(page=first["work"])]
        first.setdefault(
            "exhibition", make.make_exhibition(language, of=first.get("exhibition"), works=works)
        )


def test_without_content_it_says_what_to_do(client):
    make.make_homes()
    assert "make seed" in client.get("/az/-/style/").content.decode()


def test_every_component_is_shown(content):
    shown = set()
    for language in LANGUAGES:
        response = Client().get(f"/{language}/-/style/")
        assert response.status_code == 200
        assert f'<html lang="{language}"' in response.content.decode()
        shown |= {template.name for template in response.templates}
    there = {
        str(file.relative_to(COMPONENTS))
        for folder in ("components", "blocks")
        for file in (COMPONENTS / folder).glob("*.html")
    }
    assert there - IN_THE_HEAD - shown == set()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_scheme_can_be_forced(content, scheme):
    assert (
        f'class="style-page style-page--{scheme}"'
        in Client().get(f"/en/-/style/?scheme={scheme}").content.decode()
    )


@pytest.mark.urls("config.urls")
def test_it_is_not_served_to_the_public(client):
    make.make_homes()
    assert client.get("/az/-/style/").status_code == 404
