"""Who was there first, when, and what differs."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import registry

COMMENTS = "comments"  # the name of their formset in Wagtail's form of pages


@dataclass
class Conflict:
    """Somebody saved the text after it was opened here.

    Attributes:
        who: the person's name; empty if it was the site itself.
        when: the moment of it, or ``None`` if nobody kept it.
        own: whether it was the same person, in another window.
        version: what stands there now; a form that says so may save on top.
        differences: comparisons of what stands there now with what was typed, for ``comparison.html``.
        has_drafts: whether “save” makes a draft, or is public at once.
    """

    who: str
    when: datetime | None
    own: bool
    version: str
    differences: list = ()
    has_drafts: bool = True

    def __str__(self):
        says = {"who": self.who, "when": self._moment}
        if self.own:
            return gettext("Not saved: you saved a newer version in another window (%(when)s).") % says
        if not self.who:
            return gettext("Not saved: the site itself changed this after you opened it (%(when)s).") % says
        return gettext("Not saved: %(who)s saved a newer version after you opened this (%(when)s).") % says

    @cached_property
    def _moment(self):
        if not self.when:
            return gettext("time unknown")
        moment = localtime(self.when)
        return f"{date_format(moment, 'SHORT_DATE_FORMAT')} {moment:%H:%M}"


def conflict_with(instance, version, user):
    """Return the ``Conflict`` with what stands there now.

    Args:
        instance: the object as the database has it.
        version: its ``version_of``.
        user: who is to be told.
    """
    revision = getattr(instance, "latest_revision", None)
    found = revision or registry.get_logs_for_instance(instance).select_related("user").first()
    author = found and found.user
    return Conflict(
        who=get_user_display_name(author) if author else "",
        when=found and (found.created_at if revision else found.timestamp),
        own=bool(author and author.pk == user.pk),
        version=version,
    )


def differences(now, typed, panel):
    """Compare two states of an object, field by field, with Wagtail's comparison.

    Args:
        now: the object as it stands.
        typed: the same with what was typed, in memory.
        panel: the bound panel of the form.

    Returns:
        list: comparisons that have a difference.
    """
    return [found for kind in panel.get_comparison() if (found := kind(now, typed)).has_changed()]


def revive_rows(data, form_class, now):
    """Let rows that somebody has removed meanwhile be new rows, so that what was typed into them can be saved.

    Args:
        data: what was sent, as a ``QueryDict``.
        form_class: the form's class.
        now: the object as it stands.

    Returns:
        QueryDict: a copy in which such a row says no key.
    """
    data = data.copy()
    for name in getattr(form_class, "formsets", {}):
        if name == COMMENTS:
            continue
        there = {str(row.pk) for row in getattr(now, name).all()}
        for key in [key for key in data if re.fullmatch(rf"{re.escape(name)}-\d+-id", key)]:
            if data[key] not in there:
                data[key] = ""
    return data
