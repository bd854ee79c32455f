"""A journalist's personal link: what it shows, in which language, until when, and what it never tells."""

import re
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import Locale

from core.due import publish_due
from core.models import ContactPoint, SiteSettings
from core.roles import ensure_editors
from core.translation import start
from home.roles import ensure_correspondents
from press.models import PressLink, PressLinkOpening
from tests import factories as make
from tests.quick_database import remembered
from tests.translation_helpers import translated

# Wagtail leaves the temporary files of the renditions to the garbage collector.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::ResourceWarning")]
HOUR = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
LIST = reverse("wagtailsnippets_press_presslink:list")


@remembered
def release(homes):
    return make.make_news(title="Yeni zal", is_press_release=True, date=HOUR, lead_image=make.make_image())


@pytest.fixture
def link(release):
    return PressLink.objects.create(release=release.translation_key, name="Nino", outlet="Agency")


def soup(response):
    return BeautifulSoup(response.content, "lxml")


def test_it_shows_the_release_with_its_embargo_and_to_whom_it_was_given(client, release, link):
    assert client.get(release.get_url()).status_code == 404
    response = client.get(link.path("az"))
    assert response.status_code == 200
    page = soup(response)
    assert page.h1.get_text(strip=True) == "Yeni zal"
    banner = page.select_one(".embargo")
    assert banner.time["datetime"].startswith(timezone.localtime(HOUR).isoformat(timespec="minutes"))
    assert "UTC+4" in banner.text and "Nino, Agency" in banner.text
    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "no-referrer" and "noindex" in response["X-Robots-Tag"]
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    # Nothing of it names the address to come, invites to share it, or is for machines.
    assert not page.select("link[rel=canonical], .share, [type='application/ld+json'], [property^='og:']")
    assert not response.cookies


def test_in_four_languages_each_with_its_own_words(client, release, link):
    translated(release, "en", "ka", "tr")
    for language, embargo in {"az": "embarqo", "en": "embargo", "ka": "ემბარგო", "tr": "ambargo"}.items():
        page = soup(client.get(link.path(language)))
        assert page.html["lang"] == language
        assert page.h1.get_text(strip=True) == ("Yeni zal" if language == "az" else f"{language}: Yeni zal")
        assert embargo in page.select_one(".embargo").text.lower()
        assert [a["href"] for a in page.select(".languages__link")] == [
            link.path(code) for code in ("az", "en", "ka", "tr")
        ]
    assert [opening.language for opening in link.openings.order_by("pk")] == ["az", "en", "ka", "tr"]
    assert {field.name for field in PressLinkOpening._meta.fields} == {"id", "link", "at", "language"}


def test_a_language_is_offered_when_no_word_of_it_is_missing(client, release, link):
    start(release, [Locale.objects.get(language_code="tr")])
    response = client.get(link.path("tr"))
    assert response.status_code == 404 and "Yeni zal" not in response.content.decode()
    assert [a["href"] for a in soup(response).select(".lost__offers a")] == [link.path("az")]
    assert client.get(link.path("ka")).status_code == 404
    assert not link.openings.exists()
    translated(release, "tr")
    assert "tr: Yeni zal" in client.get(link.path("tr")).content.decode()


def test_what_is_scheduled_is_shown_and_not_a_draft_upon_it(client, release, link):
    release = release.get_latest_revision_as_object()
    release.title = "Yarımçıq"
    release.save_revision()
    assert "Yarımçıq" not in client.get(link.path("az")).content.decode()


def test_a_release_without_an_hour_says_so(client, homes):
    page = make.make_news(title="Yeni zal", is_press_release=True, live=False)
    link = PressLink.objects.create(release=page.translation_key, name="Nino")
    banner = soup(client.get(link.path("en").replace("/en/", "/az/"))).select_one(".embargo")
    with override("az"):
        assert gettext("Under embargo: the hour of publication is not fixed yet") in banner.text


def test_its_pictures_and_documents_come_by_the_same_link(client, homes):
    document = make.make_document()
    page = make.make_news(
        is_press_release=True,
        date=HOUR,
        lead_image=make.make_image(),
        body=[make.text(f'<p><a linktype="document" id="{document.pk}">PDF</a></p>')],
    )
    link = PressLink.objects.create(release=page.translation_key, name="Nino")
    html = client.get(link.path("az")).content.decode()
    files = re.findall(rf'(?:src|href)="({re.escape(link.path("az"))}[^"]+)"', html)
    assert len(files) == 2 and not re.search(r'["\s,](?:https?://[^/"]+)?/(media|documents)/', html)
    for address in files:
        public = re.search(r"/(?:media|documents)/.*", address)[0]
        assert client.get(public).status_code == 404
        response = client.get(address)
        assert response.status_code == 200 and response["Cache-Control"] == "no-store, private"
        assert response["X-Content-Type-Options"] == "nosniff"
        response.getvalue()
        # Neither another file by this link nor this file by another link.
        assert client.get(address.replace("picture", "other").replace("document-", "x-")).status_code == 404
        other = PressLink.objects.create(release=page.translation_key, name="Lado")
        assert client.get(address.replace(link.token, other.token)).status_code == 404
    link.revoke()
    assert [client.get(address).status_code for address in files] == [404, 404]


@pytest.mark.parametrize("end", ["unknown", "forged", "expired", "revoked", "withdrawn"])
def test_a_link_that_opens_nothing_tells_nothing(client, release, link, end):
    museum = SiteSettings.load()
    museum.contacts = [ContactPoint(kind="press", email="press@example.org")]
    museum.save()
    path = link.path("ka")
    if end == "unknown":
        link.delete()
    elif end == "forged":
        path = path.replace(link.key, "A" * 16)
    elif end == "expired":
        PressLink.objects.update(expires_at=timezone.now())
    elif end == "revoked":
        link.revoke()
    else:
        with time_machine.travel(HOUR, tick=False):
            publish_due()
            type(release).objects.get(pk=release.pk).unpublish()
        PressLink.objects.update(expires_at=timezone.now() + timedelta(days=30))
        path = link.path("az")
    response = client.get(path)
    assert response.status_code == (404 if end in ("unknown", "forged") else 410)
    html = response.content.decode()
    with override(path[1:3]):
        assert gettext("This link opens nothing") in html
    assert "press@example.org" in html
    assert not re.search("Yeni zal|Nino|Agency", html)
    assert response["Cache-Control"] == "no-store, private"
    assert not PressLinkOpening.objects.exists()


@pytest.mark.parametrize("token", ["x", "%00", "a.b", "..", "%F0%9F%98%80", "x" * 3000])
def test_nonsense_is_no_error(client, homes, token):
    assert client.get(f"/az/embargo/{token}/").status_code in (404, 301)
    assert client.get(f"/az/embargo/{token}/x/media/y.jpg").status_code == 404


def test_after_the_hour_it_leads_to_the_public_page(client, release, link):
    translated(release, "ka")
    with time_machine.travel(HOUR, tick=False):
        publish_due()
        for language, target in (("ka", "ka"), ("az", "az"), ("tr", "az")):
            response = client.get(link.path(language))
            assert response.status_code == 302 and response["Location"].startswith(f"/{target}/")
            assert client.get(response["Location"]).status_code == 200


# In the CMS


@pytest.fixture
def editor(client, homes):
    ensure_editors()
    client.force_login(make.make_user("leyla", "Editors"))
    return client


def test_staff_give_a_link_copy_it_and_see_it_opened(editor, release, client):
    add = reverse("wagtailsnippets_press_presslink:add")
    edit_page = editor.get(reverse("wagtailadmin_pages:edit", args=[release.pk]))
    assert f'href="{add}?release={release.translation_key}"' in edit_page.content.decode()
    form = soup(editor.get(f"{add}?release={release.translation_key}"))
    assert form.select_one("[name=release] [selected]").text == "Yeni zal"
    values = {
        "release": str(release.translation_key),
        "name": "Nino",
        "outlet": "Agency",
        "expires_at": "2030-01-01 10:00",
    }
    made = editor.post(add, values)
    link = PressLink.objects.get()
    assert made["Location"] == reverse("wagtailsnippets_press_presslink:edit", args=[link.pk])
    assert link.created_by.username == "leyla"
    shown = soup(editor.get(made["Location"]))
    addresses = [field["value"] for field in shown.select("[data-w-clipboard-target=value]")]
    assert addresses == [address for _code, _name, address in link.addresses]
    assert all(address.startswith("http://") and link.token in address for address in addresses)
    editor.get(link.path("az"))
    assert "1" in soup(editor.get(LIST)).select_one("main tbody tr").get_text()
    assert editor.post(reverse("wagtailsnippets_press_presslink:revoke", args=[link.pk])).status_code == 302
    assert editor.get(link.path("az")).status_code == 410
    rows = soup(editor.get(f"{LIST}?release={release.translation_key}")).select("main tbody tr")
    assert len(rows) == 1 and "Nino" in rows[0].text
    assert not soup(editor.get(made["Location"])).select("[data-w-clipboard-target=value]")


def test_a_release_that_was_taken_back_waits_again_once_it_has_an_hour(editor, homes):
    page = make.make_news(is_press_release=True)
    page.unpublish()
    add = reverse("wagtailsnippets_press_presslink:add")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for offered in (False, True):
        choices = [option["value"] for option in soup(editor.get(add)).select("[name=release] option")]
        assert (str(page.translation_key) in choices) == offered
        assert (f"{add}?release=" in editor.get(edit).content.decode()) == offered
        page = type(page).objects.get(pk=page.pk)
        page.date = HOUR
        page.save_revision().publish()
    link = PressLink.objects.create(release=page.translation_key, name="Nino")
    assert editor.get(link.path("az")).status_code == 200


def test_only_releases_that_wait_can_be_given_and_not_to_the_past(editor, release):
    public = make.make_news(is_press_release=True)
    ordinary = make.make_news(live=False)
    add = reverse("wagtailsnippets_press_presslink:add")
    choices = [option["value"] for option in soup(editor.get(add)).select("[name=release] option")]
    assert choices == ["", str(release.translation_key)]
    for page in (public, ordinary):
        edit = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert add not in edit
    for values in (
        {"release": str(public.translation_key), "name": "x", "expires_at": "2030-01-01 10:00"},
        {"release": str(release.translation_key), "name": "x", "expires_at": "2020-01-01 10:00"},
        {"release": str(release.translation_key), "name": "x\ny\0", "expires_at": "never"},
        {"release": "nonsense"},
    ):
        assert editor.post(add, values).status_code == 200
    assert not PressLink.objects.exists()


def test_others_of_the_staff_see_no_links(client, release, link):
    ensure_correspondents()
    client.force_login(make.make_user("nino", "Correspondents"))
    for address in (LIST, reverse("wagtailsnippets_press_presslink:edit", args=[link.pk])):
        assert client.get(address).status_code in (302, 403)
    client.post(reverse("wagtailsnippets_press_presslink:revoke", args=[link.pk]))
    link.refresh_from_db()
    assert link.is_open


def test_a_link_is_forgotten_a_year_after_its_end(link):
    old = PressLink.objects.create(
        release=link.release, name="Lado", expires_at=timezone.now() - timedelta(days=366)
    )
    PressLinkOpening.objects.create(link=old, language="ka")
    call_command("delete_old_press_links", stdout=StringIO())
    assert list(PressLink.objects.all()) == [link] and not PressLinkOpening.objects.exists()
