"""Releases before their hour: which there are, what of them may be shown, and to whom.

A release is a page that is ticked as one; which pages can be is asked of their models, so that no section need be
known here. Under embargo it is a draft like any other: scheduled, and nowhere.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.core.signing import Signer
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from wagtail.models import Page, Revision, get_page_models

from core.i18n import SOURCE_LANGUAGE, in_order, language_of, locale_id, public
from core.translation import managed_translation, missing

TICK = "is_press_release"
_NEVER_PUBLIC = Q(first_published_at=None)
SIGNATURE = 22  # characters of base64: 132 bits


@dataclass(frozen=True)
class Version:
    """A release in one language, as it may be shown to a journalist.

    Attributes:
        page: the page as it will be published.
        hour: aware datetime until which the release is held back, the same in every language; ``None`` as long as no
            language of it is scheduled.
    """

    page: Page
    hour: datetime | None


def waiting(user):
    """Return the releases that wait, in the source language, the newest first: those that a user may edit.

    Who may see all links, and with them every title, may give one to any release without writing in it.
    """
    found, all_of_them = [], user.has_perm("press.view_presslink")
    for model in get_page_models():
        if not _is_first_with(TICK, model):
            continue
        pages = model.objects.filter(
            _NEVER_PUBLIC | Q(pk__in=[int(key) for key in _scheduled().values_list("object_id", flat=True)]),
            live=False,
            alias_of=None,
            locale_id=locale_id(SOURCE_LANGUAGE),
            **{f"latest_revision__content__{TICK}": True},
        )
        pages = pages.defer_streamfields()
        found += [page for page in pages if all_of_them or page.permissions_for_user(user).can_edit()]
    return sorted(found, key=lambda page: page.latest_revision_created_at, reverse=True)


def is_waiting(page):
    """Say whether a page of any language is a release that waits: what was taken back does only if it has an hour."""
    if page.live:
        return False
    revision = page.latest_revision
    if not revision or not revision.content.get(TICK):
        return False
    return not page.first_published_at or _scheduled([page]).exists()


def _scheduled(pages=None):
    """Return the revisions of pages, of all pages by default, that wait for their hour."""
    of_these = {} if pages is None else {"object_id__in": [str(page.pk) for page in pages]}
    return Revision.page_revisions.filter(approved_go_live_at__isnull=False, **of_these)


def published(key):
    """Return the public pages of a release, in language order: none before its hour."""
    return in_order(public(Page.objects.filter(translation_key=key)))


def versions(key):
    """Return what of a release may be shown before its hour.

    What is scheduled is shown as it is scheduled: a draft on top of it may be half written. Otherwise the newest
    draft is, of a translation only when no word of it is missing. What was public and has been taken back is not.

    Args:
        key: translation key of the release.

    Returns:
        dict[str, Version]: by language, in language order.
    """
    pages = Page.objects.filter(translation_key=key, alias_of=None, live=False).select_related(
        "latest_revision"
    )
    pages = in_order(pages)
    scheduled = {int(revision.object_id): revision for revision in _scheduled(pages)}
    hour = min((revision.approved_go_live_at for revision in scheduled.values()), default=None)
    found = {}
    for page in pages:
        if revision := scheduled.get(page.pk):
            found[language_of(page)] = Version(revision.as_object(), hour)
        elif page.latest_revision and not page.first_published_at and (draft := _finished(page)):
            found[language_of(page)] = Version(draft, hour)
    return found


def _finished(page):
    """Return the newest draft of a page, or ``None`` if words of it are missing."""
    translation = managed_translation(page)
    if translation is None:
        return page.latest_revision.as_object()
    if missing(translation).exists():
        return None
    # What a translator has typed is in no revision until it is published.
    return translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)


def _is_first_with(name, model):
    try:
        return model._meta.get_field(name).model is model
    except FieldDoesNotExist:
        return False


# Pictures and documents, which have no address of their own before the hour

_FILE = re.compile(
    rf"""(?<=["'\s,(])(?:{re.escape(settings.SITE_URL)})?/"""
    rf"""({re.escape(settings.MEDIA_URL.strip("/"))}/[^"'\s,<>()]+|documents/\d+/[^"'\s<>]+)"""
)


def with_own_addresses(html, link):
    """Let the files of a page be fetched through a journalist's link.

    Args:
        html: the page, as text.
        link: the ``PressLink`` it is shown by; the address of each file is signed for it.
    """

    def through_link(match):
        name = unquote(unescape(match[1]))
        return reverse("embargo-file", args=[link.token, signature(link, name), name])

    return _FILE.sub(through_link, html)


def signature(link, name):
    """Return what proves that a file stood on a page that was shown by a link."""
    return Signer(salt="press.file").signature(f"{link.key}/{name}")[:SIGNATURE]


def is_signed(link, name, given):
    """Say whether ``given`` is the signature of a file for a link."""
    return constant_time_compare(signature(link, name), given)
