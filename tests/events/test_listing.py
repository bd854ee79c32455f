"""The list of what is on: by state, narrowed by kind, place and days."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext, override

from events import kinds
from events.models import EventPage, ProgrammePage
from tests import factories as make
from tests.events.conftest import NOW, at, session
from tests.quick_database import remembered

TODAY = NOW.date()


def titles(page):
    return [item.text.strip() for item in page.select("main .card__title")]


def groups(page):
    return {
        section["aria-labelledby"]: [item.text.strip() for item in section.select(".card__title")]
        for section in page.select("main .section--group")
    }


@remembered
def programme(homes):
    """One of each state, and some that make the difference between two of them."""
    day = timedelta(days=1)
    make.make_exhibition(title="Açıq sərgi", opens=TODAY - 3 * day, closes=TODAY + 30 * day)
    make.make_exhibition(title="Sonu bilinməyən", opens=TODAY - 30 * day, closes=None)
    make.make_exhibition(title="Keçmiş sərgi", opens=TODAY - 90 * day, closes=TODAY - day)
    make.make_event(title="Gedən mühazirə", sessions=[session(0, 9)])
    make.make_event(title="Axşam konserti", kind="concert", sessions=[session(0, 19)])
    make.make_event(
        title="Həftəlik emalatxana", kind="workshop", sessions=[session(-6), session(1), session(8, 15)]
    )
    make.make_event(title="Onlayn seminar", place_kind="online", kind="seminar", sessions=[session(20)])
    make.make_event(title="Tarixsiz təlim", kind="training", place_kind="unknown", sessions=[])
    make.make_event(title="Keçmiş tur", kind="tour", sessions=[session(-10, hours=None)])


def test_what_is_not_over_stands_by_state_and_by_what_comes_next(read, index, programme):
    assert groups(read(index())) == {
        "current": ["Sonu bilinməyən", "Açıq sərgi", "Gedən mühazirə"],
        "upcoming": ["Axşam konserti", "Həftəlik emalatxana", "Onlayn seminar"],
        "undated": ["Tarixsiz təlim"],
    }


def test_the_states_share_out_the_programme_without_a_rest(programme):
    found = [page.title for state in kinds.STATES for page in getattr(ProgrammePage.objects, state)()]
    assert sorted(found) == sorted(ProgrammePage.objects.values_list("title", flat=True))


STATES = [
    ("current", session(0, 9)),
    ("current", session(0, 9, hours=None)),  # an open end is the end of the day
    ("current", session(0, 10)),
    ("past", session(0, 6)),
    ("current", session(0, 23, hours=None, all_day=True)),
    ("current", session(-1, 12, hours=24, all_day=True)),
    ("upcoming", session(0, 9, cancelled=True)),
    ("past", session(-1, hours=None)),
]


def test_the_state_of_an_event_is_that_of_its_sessions(homes):
    pages = [(state, make.make_event(sessions=[row])) for state, row in STATES]
    for state, page in pages:
        found = [name for name in kinds.STATES if getattr(ProgrammePage.objects, name)().filter(pk=page.pk)]
        assert found == [state], page.sessions.get()


NARROWED = {
    "when=past": ["Keçmiş sərgi", "Keçmiş tur"],
    "when=undated": ["Tarixsiz təlim"],
    "when=today": ["Sonu bilinməyən", "Açıq sərgi", "Gedən mühazirə", "Axşam konserti"],
    "when=week&kind=workshop": ["Həftəlik emalatxana"],
    "when=month&kind=tour": ["Keçmiş tur"],
    "kind=exhibition": ["Sonu bilinməyən", "Açıq sərgi"],
    "place=online": ["Onlayn seminar"],
    "place=on_site&kind=exhibition": ["Sonu bilinməyən", "Açıq sərgi"],
    "place=elsewhere": [],
    # Days are those of sessions, not of what lies between them.
    "from=2026-11-27&to=2026-12-02&kind=workshop": [],
    "from=2026-11-26&to=2026-11-26&kind=workshop": ["Həftəlik emalatxana"],
    "from=2026-12-15": ["Sonu bilinməyən", "Açıq sərgi", "Onlayn seminar"],
    "to=2026-11-15&kind=tour": ["Keçmiş tur"],
    "from=26.11.2026&to=26.11.2026&kind=workshop": ["Həftəlik emalatxana"],
    "when=&kind=&place=&from=&to=&kind=concert": ["Axşam konserti"],
}


def test_the_list_is_narrowed(read, index, programme):
    assert {query: titles(read(index("az", f"?{query}"))) for query in NARROWED} == NARROWED


def test_a_card_says_the_next_session_and_how_many_more(read, index, programme):
    card = read(index("az", "?kind=workshop")).select_one("main .card")
    date_line = card.select_one(".card__date").text
    assert "26 noyabr 2026, 18:00–20:00" in date_line
    assert "1" in card.select_one(".card__more").text


def test_a_card_of_what_is_cancelled_says_so_in_words(read, index, homes):
    make.make_event("en", title="Lecture", sessions=[session(3, cancelled=True)])
    card = read(index("en")).select_one("main .card")
    assert card.select_one("s")
    assert "Cancelled" in card.text


WRONG = [
    "when=sometimes",
    "place=%00",
    "kind='",
    "from=tomorrow",
    "from=2026-02-30",
    "from=a%00b",
    "from=%D9%A2%D9%A0%D9%A2%D9%A6-11-28",  # digits of another script
    "to=" + "9" * 10_000,
    "from=0001-01-01",
    "to=9999-12-31",
    "from=2026-12-01&to=2026-11-01",
    "page=0",
]


def test_a_wrong_address_is_a_clear_page(read, index, programme):
    for query in WRONG:
        page = read(index("az", f"?{query}"), 404)
        assert page.select_one("[role=status]").text.strip(), query
        assert titles(page) == [], query
        assert page.select_one(".filters[open]"), query


def test_a_wrong_date_is_explained_at_its_field_and_stays_to_be_mended(read, index, homes):
    page = read(index("ka", "?from=28/11&to=2026-12-01&kind=tour"), 404)
    field = page.select_one("#filter-from")
    assert (field["value"], field["aria-invalid"], field.get("type")) == ("28/11", "true", None)
    with override("ka"):
        message = gettext("This is not a date. Write it like this: %(example)s") % {"example": "2026-11-28"}
    assert page.select_one(f"#{field['aria-describedby']}").text == message
    assert page.select_one("#filter-to")["value"] == "2026-12-01"
    assert page.select_one("#filter-kind [selected]")["value"] == "tour"


def test_the_filters_can_be_reset_and_the_pages_keep_them(read, index, homes):
    for number in range(14):
        make.make_event("en", title=f"Lecture {number}", sessions=[session(number + 1)])
    page = read(index("en", "?place=on_site&from=2026-11-26&to=2026-12-31"))
    assert page.select_one("[rel=next]")["href"] == "?place=on_site&from=2026-11-26&to=2026-12-31&page=2"
    assert page.select_one(".filters .button--quiet")["href"] == "."
    assert len(titles(read(index("en", page.select_one("[rel=next]")["href"])))) == 2


def test_weeks_begin_on_monday_and_stretches_are_whole():
    assert kinds.stretch("today") == (TODAY, TODAY)
    assert kinds.stretch("week") == (date(2026, 11, 23), date(2026, 11, 29))
    assert kinds.stretch("month") == (date(2026, 11, 1), date(2026, 11, 30))
    assert kinds.stretch("month", date(2026, 12, 31)) == (date(2026, 12, 1), date(2026, 12, 31))


def test_what_is_computed_from_days_is_by_the_museums_clock(homes):
    with timezone.override("UTC"):  # an editor may have another clock
        page = make.make_exhibition(opens=TODAY, closes=TODAY)
        event = make.make_event(sessions=[session(0, 18, hours=None)])
    assert page.starts == at(0, 0)
    assert page.ends == at(0, 23, 59).replace(second=59)
    assert EventPage.objects.get(pk=event.pk).ends == page.ends


def test_the_home_page_shows_what_comes_next(read, programme):
    rows = read("/az/").select(".programme__item")
    shown = [row.select_one(".programme__title").text.strip() for row in rows]
    assert shown[-3:] == ["Axşam konserti", "Həftəlik emalatxana", "Onlayn seminar"]
    assert "26 noyabr 2026, 18:00–20:00" in rows[-2].text
