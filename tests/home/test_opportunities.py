"""Vacancies and tenders: open until their deadline passes in Baku, and in the archive afterwards."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override

from core.i18n import LANGUAGES
from home.models import OpportunityDocument, OpportunityIndexPage, OpportunityPage
from tests import factories as make
from tests.quick_database import remembered
from tests.translation_helpers import fresh, republish, translated

pytestmark = pytest.mark.django_db

UTC = ZoneInfo("UTC")


@remembered
def index(db):
    make.make_homes(["az", "ka"])
    return make.make_index(OpportunityIndexPage)


def titles(client, index, query=""):
    soup = BeautifulSoup(client.get(index.get_url() + query).content, "lxml")
    return [title.get_text(strip=True) for title in soup.select(".lines__title")]


def test_a_deadline_passes_at_its_hour_in_baku(client, index):
    page = make.make_opportunity(
        date=date(2026, 3, 1), deadline=date(2026, 3, 20), deadline_time=time(18), kind="tender"
    )
    closed = gettext("Closed: the deadline has passed.")
    with time_machine.travel(datetime(2026, 3, 20, 13, 59, 59, tzinfo=UTC), tick=False):
        assert page.status == "open" and OpportunityPage.objects.open().exists()
        assert closed not in client.get(page.get_url()).content.decode()
    with time_machine.travel(datetime(2026, 3, 20, 14, 0, tzinfo=UTC), tick=False):
        assert page.status == "closed" and OpportunityPage.objects.closed().exists()
        assert closed in client.get(page.get_url()).content.decode()


def test_without_an_hour_it_is_open_to_the_end_of_the_day(index):
    page = make.make_opportunity(date=date(2026, 3, 1), deadline=date(2026, 3, 20))
    with time_machine.travel(datetime(2026, 3, 20, 19, 59, tzinfo=UTC), tick=False):  # 23:59 in Baku
        assert page.status == "open"
    with time_machine.travel(datetime(2026, 3, 20, 20, 0, tzinfo=UTC), tick=False):
        assert page.status == "closed"


def test_open_ones_come_first_by_deadline_and_the_archive_after_them(client, index):
    today = date.today()
    for title, values in {
        "Uzaq": {"deadline": today + timedelta(days=30)},
        "Yaxın": {"deadline": today + timedelta(days=3)},
        "Daimi": {"deadline": None},
        "Köhnə": {"date": today - timedelta(days=500), "deadline": today - timedelta(days=400)},
        "Keçən": {"date": today - timedelta(days=50), "deadline": today - timedelta(days=4)},
        "Geri": {"deadline": today + timedelta(days=1), "withdrawn": True},
    }.items():
        make.make_opportunity(title=title, **values)
    found = titles(client, index)
    assert found[:3] == ["Yaxın", "Uzaq", "Daimi"]
    assert found[3:] == ["Geri", "Keçən", "Köhnə"]
    page = client.get(index.get_url()).content.decode()
    assert page.count(gettext("Withdrawn")) == 1
    assert gettext("Archive") in page and gettext("Open until further notice") in page
    assert titles(client, index, "?state=open") == found[:3]
    assert titles(client, index, "?state=closed") == found[3:]
    year = (today - timedelta(days=500)).year
    assert titles(client, index, f"?year={year}") == ["Köhnə"]
    assert titles(client, index, "?kind=tender") == []


def test_the_archive_has_pages(client, index):
    for number in range(14):
        make.make_opportunity(title=f"Köhnə {number}", date=date(2025, 1, 1), deadline=date(2025, 2, 1))
    assert len(titles(client, index)) == 12 and len(titles(client, index, "?page=2")) == 2


def test_an_empty_list_is_honest(client, index):
    assert gettext("There is nothing here yet.") in client.get(index.get_url()).content.decode()
    make.make_opportunity(date=date(2025, 1, 1), deadline=date(2025, 2, 1))
    nothing = gettext("There are no vacancies, tenders or open calls to apply for at the moment.")
    assert nothing in client.get(index.get_url()).content.decode()
    make.make_opportunity()
    assert nothing not in client.get(index.get_url()).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?state=everything",
        "?kind=%00",
        "?year=20000000000000",
        "?year=٢٠٢٦",
        "?page=0",
        "?page=" + "9" * 9000,
    ],
)
def test_a_wrong_address_is_a_clear_page(client, index, query):
    make.make_opportunity()
    assert client.get(index.get_url() + query).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_states_deadline_documents_and_contact(client, language):
    homes = make.make_homes()
    page = make.make_opportunity(
        language,
        kind="tender",
        deadline=date(2099, 3, 20),
        deadline_time=time(12),
        reference="T-7",
        contact_name="Satınalma",
        contact_email="tender@example.org",
        documents=[
            OpportunityDocument(document=make.make_document(), title="Şərtlər", locale=homes[language].locale)
        ],
    )
    soup = BeautifulSoup(client.get(page.get_url()).content, "lxml")
    label = soup.select_one(".label").get_text(" ", strip=True)
    with override(language):
        for word in (gettext("Deadline"), gettext("Reference number"), gettext("Baku time")):
            assert word in label
        assert gettext("Tender") in soup.select_one(".kind").get_text()
    assert "2099" in label and "12:00" in label and "T-7" in label and "Satınalma" in label
    assert soup.select_one(".documents__link").get_text(strip=True) == "Şərtlər"
    assert soup.select_one("a[href='mailto:tender@example.org']")


@pytest.mark.parametrize(
    "values",
    [{"deadline": None, "deadline_time": time(12)}, {"date": date(2026, 3, 2), "deadline": date(2026, 3, 1)}],
)
def test_a_deadline_that_cannot_be_is_refused(index, values):
    with pytest.raises(ValidationError):
        OpportunityPage(title="X", summary="Y", locale=index.locale, **values).clean()


def test_a_withdrawal_and_a_new_deadline_reach_the_translations_at_once(index):
    make.make_index(OpportunityIndexPage, "ka")
    page = make.make_opportunity(deadline=date(2099, 3, 20))
    twin = translated(page, "ka")["ka"]
    republish(page, withdrawn=True, deadline=date(2099, 4, 1))
    twin = fresh(twin)
    assert twin.withdrawn and twin.deadline == date(2099, 4, 1)
    assert twin.closes_at == datetime(2099, 4, 1, 20, tzinfo=UTC)
