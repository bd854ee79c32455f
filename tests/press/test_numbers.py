"""What is counted of feeds and press kits, that nothing else is kept, and who may read it."""

import csv
import io
from datetime import timedelta
from threading import Thread

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from core.models.images import Rights
from core.roles import ensure_editors
from news.models import NewsPartner
from press.models import DownloadCount
from press.numbers import Counters, counters
from press.roles import ensure_press_officers
from tests import factories as make

pytestmark = pytest.mark.django_db

READER = "NetNewsWire/6.1"
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1)"


@pytest.fixture(autouse=True)
def _begin_to_count(homes):
    counters.begin_anew()


def counted():
    """Write what was counted and return ``{(what, name, form, language): (full, unchanged)}`` of today."""
    counters.write()
    rows = DownloadCount.objects.filter(day=timezone.localdate())
    return {(row.what, row.name, row.form, row.language): (row.full, row.unchanged) for row in rows}


# Counting


def test_feeds_are_counted_by_language_and_format_and_repeat_readers_apart(client):
    make.make_news()
    first = client.get("/az/feeds/all.rss")
    client.get("/az/feeds/all.rss", headers={"if-none-match": first["ETag"]})
    client.get("/az/feeds/all.rss", headers={"if-none-match": first["ETag"], "user-agent": ROBOT})
    client.get("/az/feeds/all.json")
    client.get("/ka/feeds/press.atom")
    assert counted() == {
        ("feed", "all", "rss", "az"): (1, 2),
        ("feed", "all", "json", "az"): (1, 0),
        ("feed", "press", "atom", "ka"): (1, 0),
    }
    client.get("/az/feeds/all.rss")
    assert counted()["feed", "all", "rss", "az"] == (2, 2)


def test_a_partners_feed_is_counted_under_its_name(client, homes):
    partner = make.make_institution()
    make.make_news(partners=[NewsPartner(institution=partner, locale=homes["az"].locale)])
    client.get(f"/az/feeds/partners/{partner.translation_key}.atom")
    assert counted() == {("feed", f"partners/{partner.translation_key}", "atom", "az"): (1, 0)}


def test_kits_and_their_files_are_counted_for_people(client):
    image = make.make_image(rights=Rights.CC0)
    key = make.make_news(is_press_release=True, lead_image=image).translation_key
    for name in ("", "text.pdf", "text.pdf", "pictures/1-web.jpg"):
        for agent in (READER, ROBOT):
            assert client.get(f"/az/kits/{key}/{name}", headers={"user-agent": agent}).status_code == 200, (
                name
            )
    for missing in (f"/az/kits/{key}/pictures/2-web.jpg", f"/en/kits/{key}/text.pdf"):
        assert client.get(missing, headers={"user-agent": READER}).status_code == 404
    assert counted() == {
        ("kit", str(key), "", "az"): (1, 0),
        ("kit-file", str(key), "pdf", "az"): (2, 0),
        ("kit-file", str(key), "jpg", "az"): (1, 0),
    }


def test_what_brings_nothing_is_not_counted(client):
    client.head("/az/feeds/all.rss")
    client.post("/az/feeds/all.rss")
    client.get("/az/feeds/nonsense.rss")
    client.get("/az/feeds/all.rss?page=9")
    client.get("/az/feeds/")
    client.get(make.make_news().get_url())
    client.get("/sitemap.xml")
    assert counted() == {}


def test_nothing_is_kept_of_whoever_asks(client):
    headers = {
        "user-agent": "A very particular program",
        "cookie": "secret=1",
        "referer": "https://example.org/",
    }
    client.get("/az/feeds/all.rss", headers=headers, REMOTE_ADDR="203.0.113.9")
    counters.write()
    assert {field.name for field in DownloadCount._meta.get_fields()} == {
        *("id", "day", "what", "name", "form", "language", "full", "unchanged")
    }
    (row,) = DownloadCount.objects.values_list()
    assert row[1:] == (timezone.localdate(), "feed", "all", "rss", "az", 1, 0)


def test_a_reader_waits_for_no_query_of_ours(client):
    make.make_news()
    client.get("/az/feeds/all.rss")
    with CaptureQueriesContext(connection) as captured:
        client.get("/az/feeds/all.rss")
    assert len(captured) == 0


def test_many_threads_and_processes_add_up(client):
    today = timezone.localdate()
    key = (today, "feed", "all", "rss", "az")
    processes = [Counters(), Counters()]
    for process in processes:
        threads = [
            Thread(
                target=lambda process=process: [process.add(key, number % 4 == 0) for number in range(200)]
            )
            for _thread in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        process.write()
        process.write()
    assert counted() == {key[1:]: (1200, 400)}


def test_a_child_process_does_not_write_what_its_parent_counted():
    counters.add((timezone.localdate(), "feed", "all", "rss", "az"))
    counters.begin_anew()
    assert counted() == {}


def test_what_could_not_be_written_is_let_go_and_never_written_twice(monkeypatch, caplog):
    key = (timezone.localdate(), "feed", "all", "rss", "az")
    counters.add(key)

    def fail(_counts):
        raise OSError("no database")

    with monkeypatch.context() as broken:
        broken.setattr(DownloadCount.objects, "add", fail)
        counters.write()
    assert "could not be written" in caplog.text
    counters.add(key)
    assert counted() == {key[1:]: (1, 0)}


# The table


@pytest.fixture
def numbers(homes):
    news = make.make_news(title="Memorandum", is_press_release=True)
    make.make_news("en", of=news, title="Memorandum in English")
    today = timezone.localdate()
    DownloadCount.objects.add(
        {
            (today, "feed", "press", "rss", "az"): (5, 7),
            (today, "kit", str(news.translation_key), "", "en"): (2, 0),
            (today, "kit-file", str(news.translation_key), "pdf", "en"): (1, 0),
            (today - timedelta(days=40), "feed", "all", "json", "ka"): (1000, 0),
        }
    )
    return news


@pytest.fixture
def officer(client, homes):
    ensure_press_officers()
    user = make.make_user("officer", "Press officers")
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


def table(client, query=""):
    response = client.get(reverse("downloads") + query)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    rows = [[cell.text.strip() for cell in row.select("td")] for row in page.select("table tbody tr")]
    return page, rows


def test_press_officers_read_a_table(officer, numbers):
    page, rows = table(officer)
    words = [row[1:] for row in rows]
    assert ["Feed", "Press releases", "rss", "Azərbaycanca", "5", "7"] in words
    assert ["Press kit", "Memorandum in English", "", "English", "2", "0"] in words
    assert ["Feed", "Everything new", "json", "ქართული", "1000", "0"] in words
    assert "1,008" in page.text


@pytest.mark.parametrize(
    ("query", "numbers_shown"),
    [
        ("?language=ka", ["1000"]),
        ("?what=feed", ["5", "1000"]),
        ("?day_from={today}", ["5", "2", "1"]),
        ("?day_to={yesterday}", ["1000"]),
        ("?name={kit}", ["2", "1"]),
        ("?name={kit}&language=az", []),
        ("?day_from=nonsense&language=xx&name=yyy&what=%00", None),
        ("?p=99", None),
    ],
)
def test_the_table_is_narrowed_and_bad_input_is_no_error(officer, numbers, query, numbers_shown):
    today = timezone.localdate()
    query = query.format(today=today, yesterday=today - timedelta(days=1), kit=numbers.translation_key)
    if numbers_shown is None:
        assert officer.get(reverse("downloads") + query).status_code in (200, 404)
        return
    _page, rows = table(officer, query)
    assert [row[5] for row in rows] == numbers_shown


def test_the_table_goes_into_a_spreadsheet(officer, numbers):
    response = officer.get(reverse("downloads") + "?export=csv&what=kit-file")
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert rows == [
        ["Day", "Kind", "Feed or press kit", "Format", "Language", "Fetched", "Asked, unchanged"],
        [str(timezone.localdate()), "File of a press kit", "Memorandum in English", "pdf", "en", "1", "0"],
    ]
    assert officer.get(reverse("downloads") + "?export=xlsx").status_code == 200


def test_the_tables_queries_do_not_grow(officer, numbers):
    def count():
        with CaptureQueriesContext(connection) as captured:
            table(officer)
        return len(captured)

    count()
    few = count()
    today = timezone.localdate()
    keys = [str(make.make_news().translation_key) for _number in range(5)]
    DownloadCount.objects.add({(today, "kit", key, "", "az"): (1, 0) for key in keys})
    count()
    assert count() <= few


def test_nobody_else_reads_it(client, numbers, homes):
    ensure_editors()
    client.force_login(make.make_user("editor", "Editors"))
    for query in ("", "?export=csv"):
        response = client.get(reverse("downloads") + query)
        assert response.status_code == 302
        assert response["Location"] == reverse("wagtailadmin_home")
    assert reverse("downloads") not in client.get(reverse("wagtailadmin_home")).content.decode()
    client.logout()
    assert client.get(reverse("downloads"))["Location"].startswith("/admin/login/")


def test_press_officers_may_do_nothing_else(officer, numbers):
    assert reverse("downloads") in officer.get(reverse("wagtailadmin_home")).content.decode()
    assert officer.get(reverse("wagtailadmin_pages:edit", args=[numbers.pk])).status_code in (302, 403)
    assert officer.get(reverse("message:index")).status_code == 302
