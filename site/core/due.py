"""What the clock does: publish what is due, take back what has expired, each by itself.

Wagtail's own command stops at the first broken item, does an item twice when two processes run at once, and tells
nobody that it has not run. Here a broken item is reported, tried three times and set aside; the others go on.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.apps import apps
from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import DraftStateMixin, Page, Revision

from core.locks import lock
from core.models import DueFailure, LastRun

logger = logging.getLogger(__name__)

NAME = "publish_due"
TRIES = 3
LATE = timedelta(minutes=5)  # it runs each minute


@dataclass(frozen=True)
class Task:
    """One thing to do, whole or not at all.

    Attributes:
        name: the same for the same thing at every run.
        work: does it; inside a transaction and alone; returns whether there was still something to do.
        find: returns the page or snippet it is about, for the report.
    """

    name: str
    work: Callable
    find: Callable


@dataclass
class Outcome:
    """What a run has done: the names of tasks."""

    done: list = field(default_factory=list)
    failed: list = field(default_factory=list)
    set_aside: list = field(default_factory=list)


def publish_due(now=None):
    """Publish and take back what is due.

    Translations that share an hour go out in one transaction: all of them or none.

    Args:
        now: aware datetime; by default this moment.

    Returns:
        Outcome

    Raises:
        OperationalError, InterfaceError: the database is away; nothing is held against the items.
    """
    now = now or timezone.now()
    tasks = [*_expired(now), *_releases(now)]
    tries = dict(DueFailure.objects.values_list("task", "tries"))
    outcome = Outcome()
    for task in tasks:
        if tries.get(task.name, 0) >= TRIES:
            outcome.set_aside.append(task.name)
            continue
        try:
            with transaction.atomic(), lock(NAME):
                worked = task.work()
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            _note(task, error)
            outcome.failed.append(task.name)
        else:
            outcome.done += [task.name] if worked else []
    DueFailure.objects.exclude(task__in=[*outcome.failed, *outcome.set_aside]).delete()
    LastRun.objects.update_or_create(name=NAME, defaults={"at": timezone.now()})
    return outcome


def is_late(now=None):
    """Say whether ``publish_due`` has run before, but not in the last minutes."""
    last = LastRun.objects.filter(name=NAME).first()
    return last is not None and (now or timezone.now()) - last.at > LATE


def set_aside():
    """Return the failures that nobody tries again until the item is changed."""
    return DueFailure.objects.filter(tries__gte=TRIES)


def _expired(now):
    models = [Page, *(model for model in apps.get_models() if _has_drafts(model))]
    for model in models:
        for key in (
            model._default_manager.filter(live=True, expire_at__lt=now)
            .order_by("expire_at")
            .values_list("pk", flat=True)
        ):
            yield Task(f"expire {model._meta.label_lower} {key}", *_taking_back(model, key, now))


def _has_drafts(model):
    return issubclass(model, DraftStateMixin) and not issubclass(model, Page)


def _taking_back(model, key, now):
    def find():
        return model._default_manager.filter(pk=key, live=True, expire_at__lt=now).first()

    def work():
        thing = find()  # another process may have been faster
        if thing:
            thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        return bool(thing)

    return work, find


def _releases(now):
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    together = defaultdict(list)
    for key, hour, kin in due.values_list("pk", "approved_go_live_at", "content__translation_key"):
        together[hour, kin or key].append(key)
    for keys in together.values():
        yield Task(f"publish {' '.join(map(str, keys))}"[:255], *_releasing(keys))


def _releasing(keys):
    def due():
        return Revision.objects.filter(pk__in=keys, approved_go_live_at__isnull=False).order_by("pk")

    def work():
        worked = False
        # Asked again each time: an original that goes out takes its translations' facts along.
        while revision := due().first():
            revision.publish(log_action="wagtail.publish.scheduled")
            revision.refresh_from_db()
            if revision.approved_go_live_at:
                raise RuntimeError(f"revision {revision.pk} is still waiting after it was published")
            worked = True
        return worked

    def find():
        revision = due().first()
        return revision and revision.content_object

    return work, find


def _note(task, error):
    logger.exception("Not done: %s", task.name)
    title, edit_url = "", ""
    try:
        with transaction.atomic():
            thing = task.find()
            title = str(thing or "")
            edit_url = (thing and AdminURLFinder().get_edit_url(thing)) or ""
    except DatabaseError:
        raise
    except Exception:  # what is broken may not even tell its name
        logger.exception("No name for: %s", task.name)
    failure, _made = DueFailure.objects.get_or_create(task=task.name)
    DueFailure.objects.filter(pk=failure.pk).update(
        tries=F("tries") + 1,
        error=f"{type(error).__name__}: {error}"[:2000],
        title=title[:255],
        edit_url=edit_url[:255],
        last_at=timezone.now(),
    )
