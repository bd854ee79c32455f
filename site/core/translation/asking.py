"""Wagtail's own confirmations, with one question more: what becomes of the translations?

All of it happens in the transaction of the request (``core.middleware``), before Wagtail does the thing itself; what
Wagtail is going to refuse is left alone.
"""

from django.conf import settings
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.models import Page, ReferenceIndex

from core.translation.companions import (
    DELETE,
    MOVE,
    UNPUBLISH,
    companions,
    go_along,
    has_companions,
    keys_below,
    release,
)

FIELD = "translations"  # in the form
TOO, STAY = "too", "stay"


def before_unpublish(request, original):
    """Unpublish the translations of a page or snippet with it, unless the person wants them to stay."""
    if request.method == "POST":
        _along(request, UNPUBLISH, [original])


def before_move(request, page, destination):
    """Move the translations of a page to the same place in their languages, unless they are to stay."""
    if request.method == "POST" and page.permissions_for_user(request.user).can_move_to(destination):
        _along(request, MOVE, [page], destination)


def before_delete_page(request, page):
    """Delete the translations of a page with it, or let them be pages of their own; the person must have said which."""
    if request.method != "POST" or _is_needed([page]):
        return None
    if request.POST.get("confirm_site_name", "") not in ("", settings.WAGTAIL_SITE_NAME):
        return None  # the wrong word in the box of large deletions: Wagtail says so, and asks again
    return _delete_with(request, [page])


def before_delete_snippets(request, snippets):
    """As ``before_delete_page``, for one snippet or several."""
    if request.method != "POST" or _is_needed(snippets):
        return None
    return _delete_with(request, snippets)


def before_bulk_action(request, action_type, pages, action):
    """Answer the same question for many pages at once."""
    if request.method != "POST" or not pages or not isinstance(pages[0], Page):
        return None
    if action_type == UNPUBLISH:
        _along(request, UNPUBLISH, pages)
    elif action_type == MOVE:
        _along(request, MOVE, pages, action.cleaned_form.cleaned_data["chooser"])
    elif action_type == DELETE:
        return _delete_with(request, pages)
    return None


def question(action, originals, user, destination=None):
    """Return what a confirmation page asks of the translations.

    Args:
        action: ``UNPUBLISH``, ``MOVE`` or ``DELETE``.
        originals: the pages or snippets that it is about.
        user: who is asked.
        destination: of ``MOVE``, if it is known.

    Returns:
        dict: ``action``, ``can`` and ``cannot``: the ``Companion`` objects that can go along, or not.
    """
    found = [
        one
        for original in originals
        for one in companions(action, original, user, destination, chosen=originals)
    ]
    return {
        "action": action,
        "can": [one for one in found if not one.obstacle],
        "cannot": [one for one in found if one.obstacle],
    }


def _along(request, action, originals, destination=None):
    if request.POST.get(FIELD) == STAY:
        return
    below = bool(request.POST.get("include_descendants"))
    concerned = [original for original in originals if has_companions(original)]
    done = []
    for original in concerned:
        done += go_along(
            action, original, request.user, destination, include_descendants=below, chosen=originals
        )
    _say(request, action, done)


def _delete_with(request, originals):
    concerned = [original for original in originals if has_companions(original)]
    choice = request.POST.get(FIELD)
    if choice not in (TOO, STAY) and question(DELETE, originals, request.user)["can"]:
        messages.error(request, gettext("Nothing was deleted: say what becomes of the translations."))
        return redirect(request.get_full_path())
    keys = [key for original in concerned for key in keys_below(original)]
    done = []
    for original in concerned if choice == TOO else ():
        done += go_along(DELETE, original, request.user, chosen=originals)
    if concerned:
        release(keys, concerned[0].locale_id)
    _say(request, DELETE, done)
    return None


def _is_needed(things):
    return any(ReferenceIndex.get_grouped_references_to(thing).is_protected for thing in things)


def _say(request, action, done):
    gone = [one for one in done if not one.obstacle]
    left = [one for one in done if one.obstacle]
    if gone:
        said = {
            UNPUBLISH: gettext("These translations were unpublished as well:"),
            MOVE: gettext("These translations were moved as well:"),
            DELETE: gettext("These translations were deleted as well:"),
        }
        messages.success(request, _list(said[action], gone))
    if left:
        said = {
            UNPUBLISH: gettext("These translations are still public:"),
            MOVE: gettext("These translations stay where they are:"),
            DELETE: gettext("These translations stay, as pages of their own:"),
        }
        messages.warning(request, _list(said[action], left))


def _list(words, those):
    return format_html(
        "{}<ul>{}</ul>", words, format_html_join("", "<li>{}</li>", ((str(one),) for one in those))
    )
