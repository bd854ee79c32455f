"""What becomes of the translations when their original is unpublished, moved or deleted.

They can go along, as far as the person's rights in each language and the state of things allow, or stay. What is left
of a deleted original is a page of its own: nothing reaches it from elsewhere any more.
"""

from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext
from wagtail.actions import action_registry
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, ReferenceIndex, TranslatableMixin
from wagtail_localize.models import Translation

from core.i18n import SOURCE_LANGUAGE, in_order, language_of
from core.rights import may_delete, may_publish
from core.translation.facts import unschedule

UNPUBLISH, MOVE, DELETE = "unpublish", "move", "delete"


@dataclass(frozen=True, slots=True)
class Companion:
    """One translation of an original that something is done to.

    Attributes:
        twin: the page or snippet.
        title: as staff know it.
        language: the name of its language, in that language.
        code: the two letters of its language.
        live: whether readers see it.
        below: how many pages stand below it.
        obstacle: why it cannot go along, in the active language; empty if it can.
    """

    twin: object
    title: str
    language: str
    code: str
    live: bool
    below: int
    obstacle: str

    def __str__(self):
        named = gettext("“%(title)s” (%(language)s)") % {"title": self.title, "language": self.language}
        return f"{named}: {self.obstacle}" if self.obstacle else named


def has_companions(original):
    """Return whether an object is one in the source language, of a kind that is translated."""
    return (
        isinstance(original, TranslatableMixin)
        and language_of(original) == SOURCE_LANGUAGE
        and not getattr(original, "alias_of_id", None)
    )


def companions(action, original, user, destination=None, chosen=()):
    """Return the translations that an action on their original concerns, in language order.

    Args:
        action: ``UNPUBLISH``, ``MOVE`` or ``DELETE``.
        original: the page or snippet it is done to; of one in another language there are none.
        user: the person, whose rights in each language count.
        destination: of ``MOVE``: the page below which the original goes, or ``None`` as long as nobody has said.
        chosen: what the same is done to anyway, among it perhaps a translation, which is then left out.

    Returns:
        list[Companion]
    """
    if not has_companions(original):
        return []
    model = Page if isinstance(original, Page) else type(original)
    twins = model._default_manager.filter(translation_key=original.translation_key).exclude(pk=original.pk)
    twins = twins.filter(alias_of=None).specific(defer=True) if model is Page else twins
    twins = twins.select_related("locale")
    if action == UNPUBLISH:
        twins = twins.filter(live=True)
    return [
        _companion(action, original, twin, user, destination, chosen)
        for twin in in_order(twins)
        if not _is_chosen(action, twin, chosen)
    ]


def go_along(action, original, user, destination=None, *, include_descendants=False, chosen=()):
    """Do to the translations what is done to their original, as far as they can go along.

    Args:
        action, original, user, destination, chosen: as for ``companions``.
        include_descendants: of ``UNPUBLISH``: whether the pages below go with them.

    Returns:
        list[Companion]: all of them; those with an obstacle were left.
    """
    done = []
    for companion in companions(action, original, user, destination, chosen):
        if not companion.obstacle:
            try:
                with transaction.atomic():
                    _DOINGS[action](companion.twin, user, original, destination, include_descendants)
            except (ProtectedError, RestrictedError):
                companion = replace(companion, obstacle=gettext("something else still needs it"))
        done.append(companion)
    if action == UNPUBLISH:
        unschedule(original)
    return done


def keys_below(original):
    """Return the translation keys of an object and, of a page, of all pages below it."""
    if not isinstance(original, Page):
        return [original.translation_key]
    return list(original.get_descendants(inclusive=True).values_list("translation_key", flat=True))


def release(keys, locale_id):
    """Let the translations of deleted originals be objects of their own; the translated texts are kept as memory.

    Args:
        keys: translation keys of the originals.
        locale_id: their language.
    """
    Translation.objects.filter(source__object_id__in=keys, source__locale_id=locale_id).delete()


def _is_chosen(action, twin, chosen):
    if action == DELETE and isinstance(twin, Page):  # deleted with the page above it
        return any(twin.path.startswith(other.path) for other in chosen)
    return twin.pk in [other.pk for other in chosen]


def _companion(action, original, twin, user, destination, chosen):
    page = isinstance(twin, Page)
    if page and action == DELETE and any(other.path.startswith(twin.path) for other in chosen):
        obstacle = gettext("a page below it was chosen as well")
    else:
        obstacle = (_page_obstacle if page else _snippet_obstacle)(action, original, twin, user, destination)
    return Companion(
        twin,
        twin.get_admin_display_title() if page else str(twin),
        twin.locale.get_display_name(),
        language_of(twin),
        getattr(twin, "live", True),
        twin.get_descendant_count() if page else 0,
        obstacle,
    )


def _page_obstacle(action, original, twin, user, destination):
    may = twin.permissions_for_user(user)
    if action == UNPUBLISH:
        if may.can_unpublish():
            return ""
        return gettext("it is locked") if may.page_locked() else gettext("you may not unpublish it")
    if action == DELETE:
        if not (may.can_delete() and may_delete(user, twin)):
            return gettext("you may not delete it")
        return gettext("something else still needs it") if _is_needed(twin) else ""
    if not may.can_move():
        return gettext("you may not move it")
    if twin.get_parent().translation_key != original.get_parent().translation_key:
        return gettext("it stands in another place already")
    if destination is None:
        return ""
    target = _parent_for(twin, destination)
    if target is None:
        return gettext("“%(title)s” is not translated into its language") % {
            "title": destination.get_admin_display_title()
        }
    if not may.can_move_to(target):
        return gettext("you may not move it there")
    if not Page._slug_is_available(twin.slug, target, page=twin):
        return gettext("its address is taken there already")
    return ""


def _snippet_obstacle(action, _original, twin, user, _destination):
    if action == UNPUBLISH and not may_publish(user, twin):
        return gettext("you may not unpublish it")
    if action == DELETE and not may_delete(user, twin):
        return gettext("you may not delete it")
    if action == UNPUBLISH and (lock := twin.get_lock()) and lock.for_user(user):
        return gettext("it is locked")
    if action == DELETE and _is_needed(twin):
        return gettext("something else still needs it")
    return ""


def _is_needed(thing):
    return ReferenceIndex.get_grouped_references_to(thing).is_protected


def _parent_for(twin, destination):
    key = destination.translation_key
    return Page.objects.filter(translation_key=key, locale_id=twin.locale_id, alias_of=None).first()


def _unpublish(twin, user, _original, _destination, include_descendants):
    if isinstance(twin, Page):
        action = UnpublishPageAction(twin.specific, user=user, include_descendants=include_descendants)
    else:
        action = UnpublishAction(twin, user=user)
    action.execute(skip_permission_checks=True)


def _move(twin, user, _original, destination, _include_descendants):
    MovePageAction(twin.specific, _parent_for(twin, destination), pos="last-child", user=user).execute()


def _delete(twin, user, _original, _destination, _include_descendants):
    if isinstance(twin, Page):
        DeletePageAction(twin.specific, user=user).execute(skip_permission_checks=True)
    else:
        action = action_registry.get_action_class(type(twin), "delete")
        action(twin, user=user).execute(skip_permission_checks=True)


_DOINGS = {UNPUBLISH: _unpublish, MOVE: _move, DELETE: _delete}
