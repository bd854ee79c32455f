"""The worker's duty: write to subscribers, a little at a time, so that publishing at the hour never waits.

May be interrupted anywhere and run twice at once. See ``press.models.alerts`` for why nobody gets a letter twice.
"""

import logging
import time
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from press.alerts.letters import Edition
from press.alerts.post import Away, Post, PutOff, Refused, Uncertain
from press.alerts.topics import all_topics
from press.models.alerts import RECENT, Alert, Delivery

logger = logging.getLogger("core.alerts")

SECONDS = 10
PER_CONNECTION = 50  # letters; many servers end a connection after a hundred


def send_waiting(seconds=SECONDS):
    """Send what is waiting, for some seconds at most.

    Returns:
        int: how many letters were handed over.
    """
    deadline = time.monotonic() + seconds
    sent = 0
    for alert in Alert.objects.running():
        sent += _send(alert, deadline)
        if time.monotonic() >= deadline:
            break
    return sent


def _send(alert, deadline):
    if alert.opened_at and not alert.due().exists():
        alert.finish()
        return 0
    if not _room():
        return 0
    page = alert.page and alert.page.specific
    topics = all_topics().of(page) if page else []
    if not topics:
        alert.stop()
        return 0
    if alert.queued_at < timezone.now() - RECENT:
        logger.warning("Alert %s is given up: the mail server was away for days", alert.pk)
        alert.finish(giving_up=True)
        return 0
    if not alert.opened_at:
        alert.open(topics)
    edition = Edition(alert, page)
    sent = 0
    with override(alert.language):
        while time.monotonic() < deadline and (batch := list(alert.due()[: _room()])):
            try:
                with Post() as post:
                    sent += _send_batch(batch, edition, post, deadline)
            except (Away, Uncertain) as trouble:
                logger.warning("Alert %s waits: %s", alert.pk, repr(trouble.__cause__))
                alert.postpone()
                return sent
            alert.goes_well()
    if not alert.due().exists():
        alert.finish()
    return sent


def _room():
    """Return how many letters may go out over the next connection; none once the limit of this minute is reached."""
    if not (limit := settings.ALERTS_PER_MINUTE):
        return PER_CONNECTION
    claimed = Delivery.objects.filter(claimed_at__gt=timezone.now() - timedelta(minutes=1)).count()
    return max(0, min(PER_CONNECTION, limit - claimed))


def _send_batch(batch, edition, post, deadline):
    sent = 0
    for delivery in batch:
        if time.monotonic() >= deadline:
            break
        letter = edition.to(delivery.subscriber)  # before it is claimed: a fault here costs nobody a letter
        if not delivery.claim():
            continue
        try:
            post.send(letter)
        except Refused:
            delivery.was_refused()
        except PutOff:
            delivery.was_put_off()
        except Away:
            delivery.was_not_begun()
            raise
        except Uncertain:
            delivery.is_uncertain()
            raise
        else:
            delivery.was_sent()
            sent += 1
    return sent
