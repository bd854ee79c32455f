"""When readers are to be told: a page became public for the first time, at a click or at its hour."""

from contextlib import contextmanager

from django.utils import timezone
from django.utils.translation import override
from wagtail.signals import page_published, page_unpublished

from core.i18n import language_of
from core.models import SitePage
from press.alerts.topics import all_topics
from press.models.alerts import RECENT, Alert


def note_publication(instance, **signal):
    """Note, in the transaction that publishes it, that a page is to be told of; or that it is back."""
    if not isinstance(instance, SitePage) or not instance.live or instance.alias_of_id:
        return
    place = {"page_key": instance.translation_key, "language": language_of(instance)}
    if instance.first_published_at != instance.last_published_at:
        stopped = Alert.objects.filter(**place, state=Alert.State.STOPPED, finished_at__isnull=True)
        stopped.update(state=Alert.State.RUNNING, page=instance.pk)
    elif _is_news(instance):
        Alert.objects.get_or_create(**place, defaults={"page_id": instance.pk, "title": instance.title})


def _is_news(page):
    with override(language_of(page)):
        item = page.feed_item()
        now = timezone.now()
        return bool(item and now - RECENT <= item.published <= now and all_topics().of(page))


def note_withdrawal(instance, **signal):
    """Stop telling of a page that is taken back."""
    for alert in Alert.objects.filter(page=instance.pk, state=Alert.State.RUNNING):
        alert.stop()


@contextmanager
def nobody_told():
    """For loads that publish pages which are no news."""
    page_published.disconnect(dispatch_uid="alerts-published")
    try:
        yield
    finally:
        page_published.connect(note_publication, dispatch_uid="alerts-published")


page_published.connect(note_publication, dispatch_uid="alerts-published")
page_unpublished.connect(note_withdrawal, dispatch_uid="alerts-unpublished")
