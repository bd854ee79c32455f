"""Which publications are told of, to whom, and when it stops."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import PageViewRestriction, Revision

from core.due import publish_due
from events.models import Session
from news.models import AgreementPage
from press.alerts.receivers import nobody_told
from press.alerts.sending import send_waiting
from press.models import Alert, Delivery, Subscriber
from tests import factories as make
from tests.press.post_office import subscribe

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("homes")]


def publish(page):
    page.get_latest_revision().publish()
    page.refresh_from_db()
    return page


def fresh_news(language="az", **values):
    return make.make_news(language, live=False, **{"date": timezone.now() - timedelta(minutes=1)} | values)


def told():
    return sorted((letter.to[0], letter.subject) for letter in mail.outbox)


def test_a_first_publication_is_told_once_and_an_edit_is_not():
    subscribe(2)
    page = publish(fresh_news(title="Memorandum"))
    assert Alert.objects.get().title == "Memorandum" and not mail.outbox
    send_waiting()
    page.title = "Memorandum imzalanıb"
    page.save_revision().publish()
    send_waiting()
    assert told() == [("reader1@example.org", "Memorandum"), ("reader2@example.org", "Memorandum")]
    assert (Alert.objects.get().state, Alert.objects.get().sent) == ("done", 2)


def test_each_language_is_told_for_itself_to_its_readers():
    subscribe(1, language="az"), subscribe(1, language="ka", start=2)
    page = publish(fresh_news(title="Xəbər"))
    publish(fresh_news("ka", of=page, title="სიახლე", date=page.date))
    publish(fresh_news("tr", of=page, title="Haber", date=page.date))
    send_waiting()
    assert told() == [("reader1@example.org", "Xəbər"), ("reader2@example.org", "სიახლე")]


def test_what_is_chosen_comes_once_however_often_it_was_chosen():
    subscribe(1, topics=["agreements", "press", "all"])
    subscribe(1, topics=["agreements"], start=2)
    subscribe(1, topics=["press"], start=3)
    subscribe(1, topics=["events", "announcements"], start=4)
    publish(fresh_news(model=AgreementPage, title="Saziş", is_press_release=True))
    send_waiting()
    assert [address for address, _title in told()] == [f"reader{n}@example.org" for n in (1, 2, 3)]
    mail.outbox.clear()
    publish(make.make_event(live=False, title="Mühazirə"))
    publish(make.make_exhibition(live=False, title="Sərgi"))
    send_waiting()
    assert told() == [
        ("reader1@example.org", "Mühazirə"),
        ("reader1@example.org", "Sərgi"),
        ("reader4@example.org", "Mühazirə"),
        ("reader4@example.org", "Sərgi"),
    ]


def test_only_the_confirmed_who_are_not_paused_are_written_to():
    first, second, _third = subscribe(3)
    Subscriber.objects.filter(pk=first.pk).update(confirmed_at=None)
    Subscriber.objects.filter(pk=second.pk).update(paused_at=timezone.now())
    publish(fresh_news())
    send_waiting()
    assert [letter.to for letter in mail.outbox] == [["reader3@example.org"]]


def test_a_release_is_told_of_at_its_hour_and_not_before():
    subscribe(1)
    page = fresh_news(title="Embarqo")
    hour = timezone.now() + timedelta(hours=1)
    page.date = page.go_live_at = hour
    page.save_revision().publish()
    send_waiting()
    assert not Alert.objects.exists() and not mail.outbox
    past = timezone.now() - timedelta(seconds=5)
    revision = page.get_latest_revision()
    content = revision.content | {"date": past.isoformat(), "go_live_at": past.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    publish_due()
    send_waiting()
    assert told() == [("reader1@example.org", "Embarqo")]


def test_a_publication_that_is_rolled_back_is_told_to_nobody(monkeypatch):
    page = fresh_news()

    def fail(*_args, **_values):
        raise RuntimeError("after the signal")

    monkeypatch.setattr("wagtail.actions.publish_revision.log", fail)
    with pytest.raises(RuntimeError):
        page.get_latest_revision().publish()
    assert not Alert.objects.exists()


def test_what_is_no_news_is_not_told_of():
    subscribe(1)
    publish(fresh_news(date=timezone.now() - timedelta(days=10)))  # translated late
    publish(make.make_standard_page(live=False))
    publish(make.make_highlight(live=False))
    over = timezone.now() - timedelta(days=2)
    publish(make.make_event(live=False, sessions=[Session(starts_at=over, ends_at=over)]))
    with nobody_told():
        publish(fresh_news())
    assert not Alert.objects.exists()


def test_a_copy_in_another_language_and_a_private_section_are_not_told_of():
    page = fresh_news()
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    publish(page)
    original = make.make_news("ka")
    alias = original.create_alias(update_slug="copy", parent=original.get_parent())
    original.save_revision().publish()  # publishes the alias along
    alias.refresh_from_db()
    assert alias.live and not Alert.objects.exists()


def test_a_page_withdrawn_before_its_letters_went_out_stops_them_and_may_go_on(settings):
    subscribe(5)
    settings.ALERTS_PER_MINUTE = 2
    page = publish(fresh_news())
    send_waiting()
    assert len(mail.outbox) == 2
    page.unpublish()
    Delivery.objects.update(claimed_at=timezone.now() - timedelta(minutes=5))
    send_waiting()
    assert len(mail.outbox) == 2 and Alert.objects.get().state == "stopped"
    # It comes back while it is news: the other three are told, nobody a second time.
    settings.ALERTS_PER_MINUTE = 0
    page.refresh_from_db()
    page.save_revision().publish()
    send_waiting()
    assert sorted(letter.to[0] for letter in mail.outbox) == [f"reader{n}@example.org" for n in range(1, 6)]
    assert Alert.objects.get().state == "done"


def test_what_becomes_private_or_is_deleted_in_between_is_not_sent():
    subscribe(1)
    page = publish(fresh_news())
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    send_waiting()
    assert Alert.objects.get().state == "stopped"
    deleted = publish(fresh_news())
    deleted.delete()
    send_waiting()
    assert not mail.outbox and not Alert.objects.filter(state="running").exists()
