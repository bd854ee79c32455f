"""Calendars as programs read them: by icalendar, and octet by octet (RFC 5545)."""

import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils.translation import gettext, override
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from core.fields import Words
from core.i18n import LANGUAGES
from core.models import SiteSettings
from events import views
from events.models import EventPage, EventPrice
from tests import factories as make
from tests.events.conftest import NOW, at, session

TODAY = NOW.date()
LONG = {
    "az": "Azərbaycan xalçalarının naxışları; İgdırdan Gəncəyə qədər, bir axşam mühazirəsi",
    "en": "The patterns of the carpets of Azerbaijan; from one end to the other, an evening lecture",
    "ka": "აზერბაიჯანული ხალიჩების ორნამენტები; ერთი საღამოს ლექცია, განჯიდან თბილისამდე",
    "tr": "Azerbaycan halılarının desenleri; Iğdır’dan Gence’ye, bir akşam konferansı",
}


@pytest.fixture
def fetch(client, homes):
    """Return a function that fetches a calendar: its parsed form, which keeps the answer as ``response``."""

    def fetch(path="/az/events.ics"):
        response = client.get(path)
        assert response.status_code == 200, path
        calendar = Calendar.from_ical(response.content)
        calendar.response = response
        return calendar

    return fetch


def of(page, language="az"):
    return f"/{language}/events/{page.translation_key}.ics"


def only(calendar):
    (event,) = calendar.events
    return event


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calendar_in_each_language_octet_by_octet(fetch, language):
    summary = f"{LONG[language]}.\n“{LONG[language]}”, \\ \x0b"
    page = make.make_event(
        language, title=LONG[language], summary=summary, kind="lecture", sessions=[session(3)]
    )
    calendar = fetch(f"/{language}/events.ics")
    octets = calendar.response.content
    lines = octets.split(b"\r\n")
    assert octets.startswith(b"BEGIN:VCALENDAR\r\n")
    assert octets.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode()  # no letter is torn
    with override(language):
        name = ": ".join([gettext("Azerbaijan National Art Museum"), gettext("What’s on")])
        kind = gettext("Lecture")
    assert calendar["X-WR-CALNAME"] == name
    event = only(calendar)
    assert event["SUMMARY"] == LONG[language]
    assert event["SUMMARY"].params["LANGUAGE"] == language
    assert event["DESCRIPTION"].startswith(summary[:-1])  # without the sign that no text may hold
    assert event["DESCRIPTION"].params["LANGUAGE"] == language
    assert event.categories == [kind]
    assert event["URL"].endswith(page.get_url())
    assert event["URL"].startswith("http")


def test_what_a_calendar_says_of_itself(fetch):
    calendar = fetch()
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"].startswith("-//")
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=12)
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert calendar["X-PUBLISHED-TTL"] == "PT12H"
    assert calendar["SOURCE"].endswith("/az/events.ics")
    assert calendar["X-WR-TIMEZONE"] == "Asia/Baku"
    (zone,) = calendar.timezones
    assert zone["TZID"] == "Asia/Baku"
    assert zone.to_tz().utcoffset(datetime(2026, 7, 1)) == timedelta(hours=4)


def test_each_session_is_an_occurrence(fetch):
    page = make.make_event(
        title="Emalatxana",
        sessions=[
            session(1),
            session(8, cancelled=True),
            session(15, hours=None),
            session(20, 12, hours=None, all_day=True),
            session(21, 12, hours=24, all_day=True),
        ],
    )
    plain, cancelled, open_end, whole, two = fetch(of(page)).events
    assert (plain.start, plain.end) == (at(1), at(1, 20))
    assert plain["DTSTART"].params["TZID"] == "Asia/Baku"
    assert (plain["STATUS"], plain["TRANSP"]) == ("CONFIRMED", "OPAQUE")
    assert (cancelled["STATUS"], cancelled["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert cancelled["SUMMARY"] == "Ləğv edilib: Emalatxana"
    assert cancelled.start == at(8)
    assert "DTEND" not in open_end
    assert (whole.start, whole.end) == (date(2026, 12, 15), date(2026, 12, 16))
    assert whole["DTSTART"].params["VALUE"] == "DATE"
    assert (two.start, two.end) == (date(2026, 12, 16), date(2026, 12, 18))
    assert len({event["UID"] for event in (plain, cancelled, open_end, whole, two)}) == 5
    for event in (plain, cancelled):
        assert event["DTSTAMP"].dt == NOW
        assert event["LAST-MODIFIED"].dt == NOW


def test_an_exhibition_is_a_stretch_of_whole_days_that_leaves_them_free(fetch):
    page = make.make_exhibition(title="Sərgi", opens=TODAY, closes=TODAY + timedelta(days=2))
    event = only(fetch(of(page)))
    assert (event.start, event.end) == (TODAY, TODAY + timedelta(days=3))
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["UID"] == str(page.translation_key)
    first = only(fetch(of(make.make_exhibition(title="Sərgi", opens=TODAY, closes=None))))
    assert (first["SUMMARY"], first.start, first.end) == ("Açılış: Sərgi", TODAY, TODAY + timedelta(days=1))
    last = only(fetch(of(make.make_exhibition(title="Sərgi", opens=None, closes=TODAY))))
    assert (last["SUMMARY"], last.start) == ("Bağlanış: Sərgi", TODAY)


def test_place_price_and_booking_are_said(fetch, homes):
    museum = SiteSettings.load()
    museum.address = Words(en="9–11 Niyazi Street, Baku")
    museum.latitude, museum.longitude = Decimal("40.36"), Decimal("49.83")
    museum.save()
    locale = homes["en"].locale
    page = make.make_event(
        "en",
        place_text="Lecture hall",
        booking_required=True,
        booking_url="https://example.org/book",
        prices=[EventPrice(category="Adults", amount=Decimal(5), locale=locale)],
    )
    event = only(fetch(of(page, "en")))
    assert event["LOCATION"] == "Lecture hall, Azerbaijan National Art Museum, 9–11 Niyazi Street, Baku"
    assert event["LOCATION"].params["LANGUAGE"] == "en"
    assert event["GEO"].to_ical() == "40.36;49.83"
    lines = event["DESCRIPTION"].split("\n")
    assert "Adults: 5\xa0₼" in lines
    assert "Booking: required" in lines
    assert "Booking: https://example.org/book" in lines
    venue = make.make_institution("en", name="National Gallery", city="Tbilisi", country="GE")
    away = only(fetch(of(make.make_event("en", place_kind="elsewhere", venue=venue), "en")))
    assert away["LOCATION"] == "National Gallery, Tbilisi, Georgia"
    assert "GEO" not in away
    online = make.make_event("en", place_kind="online", online_url="https://example.org/live")
    assert only(fetch(of(online, "en")))["CONFERENCE"] == "https://example.org/live"
    unknown = only(fetch(of(make.make_event("en", place_kind="unknown"), "en")))
    assert "LOCATION" not in unknown


def test_what_has_no_date_is_in_no_calendar(client, fetch):
    undated = [make.make_event(sessions=[]), make.make_exhibition(opens=None, closes=None)]
    assert not fetch().events
    for page in undated:
        response = client.get(of(page))
        assert response.status_code == 404
        assert gettext("Page not found") in response.content.decode()
    assert client.get(f"/az/events/{uuid.uuid4()}.ics").status_code == 404
    assert client.get("/az/events/x.ics").status_code == 404
    assert client.get("/en/events/ .ics").status_code == 404


def test_what_is_not_public_is_in_no_calendar(client, fetch):
    draft = make.make_event(live=False)
    private = make.make_exhibition()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    expired = make.make_event(expire_at=NOW - timedelta(minutes=1))
    withdrawn = make.make_event()
    withdrawn.unpublish()
    alias = make.make_event()
    alias = alias.copy_for_translation(make.make_locale("ka"), alias=True)
    assert [event["UID"] for event in fetch().events] != []
    for page in (draft, private, expired, withdrawn):
        assert client.get(of(page)).status_code == 404
    assert not fetch("/ka/events.ics").events
    assert client.get(of(alias, "ka")).status_code == 404
    assert len(fetch().events) == 1


def test_the_calendar_of_a_language_without_a_home_is_not_there(client, homes):
    page = make.make_event("tr")
    homes["tr"].unpublish()
    assert client.get("/tr/events.ics").status_code == 404
    assert client.get(of(page, "tr")).status_code == 404


def test_ids_outlive_title_slug_hour_and_language_and_changes_are_counted(fetch):
    page = make.make_event(title="Köhnə ad", sessions=[session(3), session(5)])
    twin = make.make_event("ka", of=page, title="სახელი", summary="…")
    before = fetch(of(page)).events
    assert [event["UID"] for event in fetch(of(twin, "ka")).events] == [event["UID"] for event in before]
    assert [event["SEQUENCE"] for event in before] == [0, 0]
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        changed = page.get_latest_revision_as_object()
        changed.title, changed.slug = "Yeni ad", "yeni-ad"
        rows = list(changed.sessions.all())
        rows[0].starts_at, rows[0].ends_at = at(4, 9), at(4, 10)
        changed.sessions.set(rows)
        changed.save_revision().publish()
        after, translated = fetch(of(page)).events, fetch(of(twin, "ka")).events
    assert [event["UID"] for event in after] == [event["UID"] for event in before]
    assert [event["UID"] for event in translated] == [event["UID"] for event in before]
    assert (after[0].start, after[0]["SUMMARY"]) == (at(4, 9), "Yeni ad")
    assert (translated[0].start, translated[0]["SUMMARY"]) == (at(4, 9), "სახელი")
    assert {event["SEQUENCE"] for event in after} == {3600}


def test_a_copied_event_is_another_event(fetch):
    page = make.make_event(sessions=[session(3)])
    copy = page.copy(update_attrs={"title": "Nüsxə", "slug": "nusxe"}, keep_live=True)
    assert page.sessions.get().key == copy.sessions.get().key
    assert only(fetch(of(page)))["UID"] != only(fetch(of(EventPage.objects.get(pk=copy.pk))))["UID"]


def test_the_calendar_is_bounded(fetch, monkeypatch):
    make.make_event(title="Çox köhnə", sessions=[session(-70), session(-59), session(400)])
    make.make_exhibition(opens=TODAY - timedelta(days=300), closes=TODAY - timedelta(days=61))
    assert [event.start for event in fetch().events] == [at(-59), at(400)]
    monkeypatch.setattr(views, "MOST", 1)
    make.make_event(sessions=[session(1)])
    assert len(fetch().events) == 1


def test_who_has_the_calendar_is_told_so(client, homes):
    page = make.make_event(sessions=[session(1)])
    for path in ("/az/events.ics", of(page)):
        response = client.get(path)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Cache-Control"] == "public, max-age=300"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies
        assert "Cookie" not in response["Vary"]
        for name, header in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
            again = client.get(path, headers={name: response[header]})
            assert (again.status_code, again.content) == (304, b""), (path, name)
        assert client.post(path).status_code == 405
        assert client.head(path).status_code == 200
    assert "attachment" in response["Content-Disposition"]


def test_a_withdrawal_changes_the_calendar(client, fetch):
    page = make.make_event(expire_at=NOW + timedelta(hours=1), sessions=[session(1)])
    before = fetch().response
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        call_command("publish_scheduled")
        assert client.get(of(page)).status_code == 404
        headers = {"If-None-Match": before["ETag"], "If-Modified-Since": before["Last-Modified"]}
        after = client.get("/az/events.ics", headers={"If-Modified-Since": before["Last-Modified"]})
        assert after.status_code == 200
        assert not Calendar.from_ical(after.content).events
        assert client.get("/az/events.ics", headers=headers).status_code == 200


def test_a_second_reader_asks_the_database_nothing(client, fetch, django_assert_num_queries):
    make.make_event(sessions=[session(1)])
    fetch()
    with django_assert_num_queries(0):
        client.get("/az/events.ics")


def test_programs_and_people_find_the_calendar(client, index):
    page = BeautifulSoup(client.get(index("ka")).content, "html.parser")
    assert page.select_one("link[type='text/calendar']")["href"] == "/ka/events.ics"
    assert page.select_one(".subscribe a[href^='webcal://']")["href"].endswith("/ka/events.ics")
    assert page.select_one(".subscribe a[href='/ka/events.ics']")
