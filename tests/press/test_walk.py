"""A release one minute before its hour, at it, and one minute after: every public address of the site is asked.

As a reader, as a journalist with a link, as one whose link was taken back, and as staff.
"""

import re
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from config.feeds import SOURCES
from core import pictures
from core.due import publish_due
from core.feeds.engine import FORMATS
from core.i18n import LANGUAGES
from core.models import RelatedPage
from core.models.images import Rights
from core.roles import ensure_editors
from core.serving import absolute
from home.models import HomePage
from news.models import NewsPage, NewsPartner
from press.models import PressLink
from tests import factories as make
from tests.translation_helpers import translated

# Wagtail leaves the temporary files of the renditions to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.thorough,
    pytest.mark.usefixtures("searching"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
HOUR = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
BEFORE, AFTER = HOUR - timedelta(minutes=1), HOUR + timedelta(minutes=1)
WORD = "Gizlinxana"


class Release:
    """A release in four languages with all that could betray it, and what else the site holds."""

    def __init__(self, homes):
        self.image, self.document = (
            make.make_image(title=WORD, rights=Rights.CC0),
            make.make_document(title=WORD),
        )
        partner = make.make_institution(name="Tbilisi")
        translated(partner, "en", "ka", "tr")
        self.partner = partner
        page = make.make_news(
            title=WORD,
            summary=f"{WORD} açılır",
            is_press_release=True,
            date=HOUR,
            lead_image=self.image,
            body=[make.text(f'<p>{WORD} <a linktype="document" id="{self.document.pk}">PDF</a></p>')],
            partners=[NewsPartner(institution=partner, locale=homes["az"].locale)],
        )
        self.pages = {"az": page, **translated(page, "en", "ka", "tr")}
        self.key = page.translation_key
        # What is public leads to it in every way there is.
        make.make_news(
            title="Açıq xəbər",
            related_pages=[RelatedPage(page=page)],
            body=[
                ("teaser", {"page": page, "text": ""}),
                make.text(f'<p><a linktype="page" id="{page.pk}">daha çox</a></p>'),
            ],
            partners=[NewsPartner(institution=partner, locale=homes["az"].locale)],
        )
        make.make_event()
        make.make_menu_item(page)
        home = homes["az"]
        home.featured_news = page
        home.save_revision().publish()
        pictures.make(self.image)
        self.files = [
            storages["public"].url(name) for name in self.image.renditions.values_list("file", flat=True)
        ]
        self.links = [PressLink.objects.create(release=self.key, name=name) for name in ("Nino", "Lado")]
        self.links[1].revoke()

    def own(self):
        """Return the release's own addresses: pages, citations, press kit, document, sizes of its picture."""
        cited = [
            reverse("citation", kwargs={"key": self.key, "form": form}).replace("/az/", f"/{language}/", 1)
            for language in LANGUAGES
            for form in ("bib", "ris", "json")
        ]
        kit = [f"/{language}/kits/{self.key}/" for language in LANGUAGES]
        kit += [f"{kit[0]}{name}" for name in ("text.txt", "text.pdf", "kit.zip", "pictures/1-web.jpg")]
        return [
            *(NewsPage.objects.get(pk=page.pk).get_url() for page in self.pages.values()),
            *cited,
            *kit,
            self.document.url,
            *self.files,
        ]

    def betrayed_by(self, text):
        marks = (WORD.lower(), self.image.file_hash[:16], self.document.filename)
        return [mark for mark in marks if mark in text.lower()]


@pytest.fixture(scope="module")
def made(world):
    return Release({language: HomePage.objects.get(pk=key) for language, key in world.items()})


@pytest.fixture
def release(made, homes):
    """The release, made once for the module: each test begins before its hour."""
    return made


@pytest.fixture
def ask(client):
    """Return the status and the text of the answer at an address, read to its end."""

    def ask(address, follow=False):
        response = client.get(address, follow=follow)
        body = response.getvalue() if response.streaming else response.content
        for close in response._resource_closers:
            close()
        return response.status_code, body.decode(errors="replace")

    return ask


def said(address, text):
    """Return what an answer says of its own: a search repeats what was asked for."""
    if "/search/" not in address:
        return text
    links = BeautifulSoup(text, "lxml").main.select("a[href]")
    return " ".join(f"{link['href']} {link.text}" for link in links if "?q=" not in link["href"])


def sitemap(ask):
    """Return the paths of every page that the sitemap lists."""
    sections = re.findall("<loc>([^<]+)</loc>", ask("/sitemap.xml")[1])
    listed = [
        re.findall("<loc>([^<]+)</loc>", ask(section.removeprefix(absolute("")))[1]) for section in sections
    ]
    return [address.removeprefix(absolute("")) for section in listed for address in section]


def feeds(release):
    names = [*SOURCES, f"partners/{release.partner.translation_key}"]
    return [
        f"/{language}/feeds/{name}.{form}" for language in LANGUAGES for name in names for form in FORMATS
    ]


def others(release):
    """Return what no sitemap lists: lists narrowed by what the release would be found by, searches, calendars."""
    found = ["/robots.txt", "/sitemap.xml"]
    for language in LANGUAGES:
        news = NewsPage.objects.get(pk=release.pages[language].pk).get_parent().get_url()
        found += [
            f"{news}?kind=announcements&year={timezone.localtime(HOUR).year}",
            f"{news}?partner={release.partner.translation_key}",
            f"/{language}/search/?q={WORD}",
            f"/{language}/search/?q={WORD[:4]}",
            f"/{language}/events.ics",
            f"/{language}/site.webmanifest",
        ]
    return found


def test_a_minute_before_its_hour_it_is_nowhere(release, ask):
    with time_machine.travel(BEFORE, tick=False):
        publish_due()
        pages = sitemap(ask)
        assert len(pages) > 40
        for address in [*pages, *feeds(release), *others(release)]:
            status, text = ask(address)
            # Nothing by which a list could be narrowed: not found, in the same way as anything that is not there.
            assert status == 200 or (status == 404 and "?" in address), address
            assert not release.betrayed_by(said(address, text)), address
        for address in release.own():
            status, text = ask(address)
            assert status == 404, address
            assert not release.betrayed_by(text), address
        key = release.pages["az"].pk
        for address in (
            f"/admin/api/main/pages/{key}/",
            f"/admin/api/main/images/{release.image.pk}/",
            reverse("wagtailadmin_pages:view_draft", args=[key]),
            reverse("wagtailadmin_pages:preview_on_edit", args=[key]),
        ):
            status, text = ask(address)
            assert status in (302, 401, 403) and not release.betrayed_by(text), address
        for link, status in zip(release.links, (200, 410), strict=True):
            assert ask(link.path("ka"))[0] == status


def places(release):
    """Return where the release is to be found in its four languages, once it is public."""
    found = ["/sitemap-pages.xml"]
    for language in LANGUAGES:
        page = NewsPage.objects.get(pk=release.pages[language].pk)
        found += [
            page.get_url(),
            page.get_parent().get_url(),
            f"{page.get_parent().get_url()}?partner={release.partner.translation_key}",
            f"/{language}/",
            f"/{language}/search/?q={WORD}",
            *(
                f"/{language}/feeds/{name}.{form}"
                for name in ("all", "press", "announcements", f"partners/{release.partner.translation_key}")
                for form in FORMATS
            ),
        ]
    partner = type(release.partner).objects.get(pk=release.partner.pk)
    return [*found, NewsPage.objects.get(title="Açıq xəbər").get_url(), partner.get_url()]


def test_at_its_hour_and_after_it_is_everywhere(release, ask):
    with time_machine.travel(BEFORE, tick=False):
        for address in places(release):
            ask(address)  # whatever is kept of them, is kept from before
    for moment in (HOUR, AFTER):
        with time_machine.travel(moment, tick=False):
            publish_due()
            for address in places(release):
                status, text = ask(address)
                assert status == 200 and WORD.lower() in said(address, text).lower(), address
            assert [address for address in release.own() if ask(address)[0] != 200] == []


def test_staff_see_it_in_the_cms_and_its_files_and_nowhere_else(release, ask, client):
    ensure_editors()
    user = make.make_user("leyla", "Editors")
    for moment, public in ((BEFORE, 404), (HOUR, 200), (AFTER, 200)):
        with time_machine.travel(moment, tick=False):
            publish_due()
            client.force_login(user)
            for language, page in release.pages.items():
                status, text = ask(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
                assert status == 200 and WORD in text, language
                assert ask(NewsPage.objects.get(pk=page.pk).get_url())[0] == public
                assert (WORD in ask(f"/{language}/feeds/press.rss")[1]) == (public == 200)
            assert {ask(address)[0] for address in [*release.files, release.document.url]} == {200}


def test_a_journalist_has_the_release_and_its_files_by_the_link_alone(release, ask):
    given, taken = release.links
    with time_machine.travel(BEFORE, tick=False):
        status, text = ask(given.path("en"))
        assert status == 200 and WORD in text
        through = rf"/en/embargo/{re.escape(given.token)}/[^/\"\s]+/[^\"\s,]+"
        files = set(re.findall(through, text))
        assert len(files) >= 4  # sizes of the picture and the document
        assert {ask(file)[0] for file in files} == {200}
        assert {ask(file.replace(given.token, taken.token))[0] for file in files} == {404}
        assert ask(taken.path("en"))[0] == 410
    for moment in (HOUR, AFTER):
        with time_machine.travel(moment, tick=False):
            publish_due()
            assert ask(given.path("en"))[0] == 302
            assert ask(taken.path("en"))[0] == 410
    assert given.openings.count() == 1 and not taken.openings.exists()
