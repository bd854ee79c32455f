"""The letters: in four languages, whole in any mail program, with nothing in them that watches."""

import re
from datetime import timedelta
from email.header import decode_header, make_header

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.utils import timezone
from django.utils.translation import gettext, override

from core.dates import long_date
from core.fields import Words
from core.i18n import LANGUAGES
from core.models import ContactPoint, SiteSettings
from news.models import AgreementPage
from press.alerts.letters import confirmation
from press.alerts.sending import send_waiting
from press.models import Subscriber
from tests import factories as make
from tests.demo.english import english_on
from tests.press.post_office import parsed, subscribe

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("homes")]

TITLES = {
    "az": "Əzim Əzimzadə: “İşıq” sərgisi",
    "en": "Azim Azimzade: the “Light” exhibition",
    "ka": "აზიმ აზიმზადე: გამოფენა „სინათლე“",
    "tr": "Azim Azimzade: “Işık” sergisi",
}
NAMES = {"az": "Mətbuat xidməti", "en": "Press office", "ka": "პრესსამსახური", "tr": "Basın bürosu"}


@pytest.fixture(autouse=True)
def contact():
    museum = SiteSettings.load()
    museum.contacts = [
        ContactPoint(kind="press", name=Words(NAMES), email="press@example.org", phone="+994 12 000 00 00")
    ]
    museum.save()


def letter(language="az", **values):
    """Return the page that was told of, and the letter as a mail program reads it."""
    subscribe(1, language=language)
    values = {"title": TITLES[language], "summary": TITLES[language]} | values
    page = make.make_news(
        language, model=AgreementPage, live=False, date=timezone.now() - timedelta(minutes=1), **values
    )
    page.get_latest_revision().publish()
    send_waiting()
    return page, parsed(mail.outbox[-1])


def parts(message):
    text, html = message.iter_parts()
    return text.get_content(), html.get_content()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_says_everything_in_the_readers_language(language):
    page, message = letter(language)
    text, html = parts(message)
    assert message["Subject"] == TITLES[language] and not message["Subject"].defects
    assert message.get_content_type() == "multipart/alternative" and not message.defects
    tree = BeautifulSoup(html, "lxml")
    assert tree.html["lang"] == language == message["Content-Language"]
    key = Subscriber.objects.get().key
    with override(language):
        wanted = [
            page.title,
            gettext("Agreement"),
            long_date(page.date),
            NAMES[language],
            "press@example.org",
        ]
        wanted += ["+994 12 000 00 00", gettext("Azerbaijan National Art Museum")]
    for said in (text, tree.get_text(" ")):
        for words in wanted:
            assert words in said, words
    for path in (page.get_url(), f"/{language}/alerts/{key}/", f"/{language}/alerts/{key}/stop/"):
        assert f"http://127.0.0.1:8000{path}" in text.split()
        assert tree.select(f'a[href="http://127.0.0.1:8000{path}"]')
    if language != "en":
        assert not english_on(html, language)
        assert not english_on(f"<html><body>{text.replace('<', '')}</body></html>", language)
    assert "&" not in text.replace("&nbsp", "") and "\n\n\n" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_that_asks_says_what_was_chosen(language):
    [reader] = subscribe(1, language=language)
    message = parsed(confirmation(reader, language, ["press", "events"]))
    text = message.get_content()
    assert message.get_content_type() == "text/plain" and not message.defects
    with override(language):
        assert gettext("Press releases") in text and gettext("What’s on") in text
        assert message["Subject"].strip() == gettext("Please confirm: news of the museum by e-mail")
    assert reader.email not in text and message["Auto-Submitted"] == "auto-replied"
    if language != "en":
        assert not english_on(f"<html><body>{text}</body></html>", language)


def test_the_headers_are_those_that_mail_programs_act_upon():
    _page, message = letter("ka")
    key = Subscriber.objects.get().key
    raw = mail.outbox[-1].message().as_bytes().decode().splitlines()
    assert f"List-Unsubscribe: <http://127.0.0.1:8000/ka/alerts/{key}/stop/>" in raw
    assert all(len(line) < 998 for line in raw)
    assert message["List-Unsubscribe"] == f"<http://127.0.0.1:8000/ka/alerts/{key}/stop/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == "<alerts-ka.127.0.0.1>"
    assert message["Auto-Submitted"] == "auto-generated" and message["Precedence"] == "bulk"
    assert re.fullmatch(r"<[0-9a-f]{40}@127\.0\.0\.1>", message["Message-ID"])
    assert message["Reply-To"] == "press@example.org"
    # As RFC 2047 has it; Python's newer parser puts blanks between the parts of a long name.
    sender = str(make_header(decode_header(mail.outbox[-1].message()["From"])))
    with override("ka"):
        assert sender == f"{gettext('Azerbaijan National Art Museum')} <webmaster@localhost>"
    assert all(len(word) <= 76 for line in raw for word in line.split() if word.startswith("=?"))


def test_the_sender_is_the_one_of_the_settings(settings):
    settings.ALERTS_FROM_EMAIL = "news@museum.example"
    _page, message = letter()
    assert message["From"].addresses[0].addr_spec == "news@museum.example"


def test_each_has_its_own_links_and_a_number_that_never_changes():
    from press.alerts.letters import Edition
    from press.models import Alert

    subscribe(2)
    page = make.make_news(live=False, date=timezone.now() - timedelta(minutes=1))
    page.get_latest_revision().publish()
    alert = Alert.objects.get()
    first, second = Subscriber.objects.order_by("pk")
    page = page.specific_class.objects.get(pk=page.pk)
    editions = [Edition(alert, page), Edition(alert, page)]
    ids = [[edition.to(who).extra_headers["Message-ID"] for who in (first, second)] for edition in editions]
    assert ids[0] == ids[1] and ids[0][0] != ids[0][1]
    for part in parts(parsed(editions[0].to(first))):
        assert first.key in part and second.key not in part and editions[0].key not in part
        assert first.email not in part


def test_nothing_is_loaded_and_nothing_runs():
    image = make.make_image()
    _page, message = letter(lead_image=image)
    _text, html = parts(message)
    tree = BeautifulSoup(html, "lxml")
    assert not tree.select("img, script, link, iframe, form, [background], [onclick], object, video")
    assert not re.search(r"url\(|@import|src=", html)
    assert {link["href"].split("?")[0] for link in tree.select("a")} == {
        link["href"] for link in tree.select("a")
    }


@pytest.mark.parametrize(
    "title", ["İki\r\nBcc: all@example.org", "Xəbər\x00\x1b[31m", "<b>&amp;</b> ]]> 🎨", "a" * 250]
)
def test_no_title_breaks_a_letter(title):
    page, _message = letter()
    type(page).objects.filter(pk=page.pk).update(title=title.replace("\0", ""))
    page.refresh_from_db()
    from press.alerts.letters import Edition
    from press.models import Alert

    message = parsed(Edition(Alert.objects.get(), page).to(Subscriber.objects.get()))
    assert message["Bcc"] is None and not message.defects
    text, html = parts(message)
    assert "\x1b" not in message["Subject"] + text + html
    assert not BeautifulSoup(html, "lxml").select("b")
    words = message["Subject"].split()
    assert words and " ".join(words) in " ".join(BeautifulSoup(html, "lxml").get_text().split())


def test_an_event_says_when():
    subscribe(1)
    event = make.make_event(live=False, title="Mühazirə")
    event.get_latest_revision().publish()
    send_waiting()
    text, html = parts(parsed(mail.outbox[-1]))
    assert event.date_line() in text and event.date_line() in html and "Mühazirə" in text


def test_without_a_press_contact_nothing_is_said_of_one():
    museum = SiteSettings.load()
    museum.contacts = []
    museum.save()
    _page, message = letter("en")
    text, html = parts(message)
    assert "Press contact" not in text + html and message["Reply-To"] is None
