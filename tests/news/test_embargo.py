"""One hour for the four languages of a release: set once, moved once, kept by all of them or by none."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from core.due import publish_due
from core.translation import start
from news.models import AgreementPage, AnniversaryPage, ExhibitionAbroadPage, NewsPage
from tests import factories as make
from tests.quick_database import remembered
from tests.translation_helpers import fresh, press_publish, republish, translated, type_everything

pytestmark = pytest.mark.django_db
HOUR = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
OTHERS = ("en", "ka", "tr")
BUILDERS = {
    NewsPage: make.make_news,
    AgreementPage: make.make_agreement,
    ExhibitionAbroadPage: make.make_exhibition_abroad,
    AnniversaryPage: make.make_anniversary,
}


def hours(page):
    """Return the hours for which a release is scheduled, by language."""
    twins = Page.objects.filter(translation_key=page.translation_key).select_related("locale")
    return {
        twin.locale.language_code: revision.approved_go_live_at
        for twin in twins
        for revision in Revision.objects.for_instance(twin).exclude(approved_go_live_at=None)
    }


def live(page):
    return Page.objects.filter(translation_key=page.translation_key, live=True).count()


@remembered
def release(homes):
    page = make.make_news(title="Yeni zal", is_press_release=True, date=HOUR)
    translated(page, *OTHERS)
    return fresh(page)


@pytest.mark.parametrize("model", BUILDERS, ids=lambda model: model.__name__)
def test_every_kind_of_release_waits_in_four_languages_and_comes_at_once(homes, model):
    page = BUILDERS[model](is_press_release=True, date=HOUR)
    translated(page, *OTHERS)
    assert hours(page) == dict.fromkeys(("az", *OTHERS), HOUR)
    assert not live(page) and not Page.objects.filter(live=True, translation_key=page.translation_key)
    with time_machine.travel(HOUR - timedelta(minutes=1), tick=False):
        assert publish_due().done == [] and live(page) == 0
    with time_machine.travel(HOUR, tick=False):
        assert len(publish_due().done) == 1 and live(page) == 4
    assert set(model.objects.filter(translation_key=page.translation_key).values_list("date", flat=True)) == {
        HOUR
    }


def test_a_translation_that_is_finished_later_gets_the_hour_of_its_source(homes, client):
    page = make.make_news(is_press_release=True, date=HOUR)
    start(page, [Locale.objects.get(language_code="ka")])
    assert hours(page) == {"az": HOUR}
    twin = page.get_translation(Locale.objects.get(language_code="ka"))
    client.force_login(make.make_superuser())
    type_everything(client, twin, "ka")
    press_publish(client, twin)
    assert hours(page) == {"az": HOUR, "ka": HOUR} and not live(page)


@pytest.mark.parametrize("days", [-1, 4])
def test_an_hour_moved_in_the_source_is_moved_for_all(release, days):
    moved = HOUR + timedelta(days=days)
    release = release.get_latest_revision_as_object()
    release.date = moved
    release.save_revision().publish()
    assert hours(release) == dict.fromkeys(("az", *OTHERS), moved)
    with time_machine.travel(min(HOUR, moved), tick=False):
        publish_due()
        assert live(release) == (4 if days < 0 else 0)
    with time_machine.travel(max(HOUR, moved), tick=False):
        publish_due()
        assert live(release) == 4


def test_an_hour_moved_to_the_past_releases_all_at_once(release):
    republish(release.get_latest_revision_as_object(), date=timezone.now() - timedelta(minutes=5))
    assert live(release) == 4 and hours(release) == {}


@pytest.fixture
def staff(client):
    client.force_login(make.make_superuser())
    return client


def cancel(staff, page):
    """Press “Cancel scheduled publish”, without which a scheduled page is locked."""
    args = [page.pk, fresh(page).scheduled_revision.pk]
    assert staff.post(reverse("wagtailadmin_pages:revisions_unschedule", args=args)).status_code == 302


def test_whoever_takes_back_the_hour_of_the_source_takes_it_back_for_all(release, staff):
    cancel(staff, release)
    assert hours(release) == {}
    with time_machine.travel(HOUR + timedelta(days=1), tick=False):
        assert publish_due().done == [] and live(release) == 0


def test_moving_it_in_the_cms_moves_it_for_all_that_waited(release, staff):
    twins = {code: release.get_translation(Locale.objects.get(language_code=code)) for code in OTHERS}
    cancel(staff, twins["tr"])  # something is wrong with it
    cancel(staff, release)
    draft = fresh(twins["en"]).get_latest_revision_as_object()
    draft.save_revision()  # somebody works on it
    moved = HOUR + timedelta(days=2)
    for hour in (moved, moved + timedelta(days=1)):
        page = release.get_latest_revision_as_object()
        page.date = hour
        page.save_revision().publish()
        assert hours(release) == {"az": hour, "ka": hour}
        cancel(staff, release)
        assert hours(release) == {}


def test_what_was_taken_back_and_is_published_at_once_is_so_in_all_languages(release, staff):
    cancel(staff, release)
    page = release.get_latest_revision_as_object()
    page.date = timezone.now() - timedelta(minutes=1)
    page.save_revision().publish()
    assert live(release) == 4 and hours(release) == {}


def test_none_goes_out_if_one_is_broken(release):
    turkish = release.get_translation(Locale.objects.get(language_code="tr")).scheduled_revision
    whole = turkish.content
    Revision.objects.filter(pk=turkish.pk).update(content=whole | {"date": "never"})
    with time_machine.travel(HOUR, tick=False):
        outcome = publish_due()
        assert len(outcome.failed) == 1 and live(release) == 0
        assert not Page.objects.filter(translation_key=release.translation_key, first_published_at__lte=HOUR)
        Revision.objects.filter(pk=turkish.pk).update(content=whole)
        publish_due()
    assert live(release) == 4
