"""Before a page goes out, its errors are shown once more; it may go out all the same.

What was written is saved by then: Wagtail asks us between the new revision and its publication, and the editor of
translations keeps every string at once. So nothing is lost if the answer is “back to the page”.
"""

from urllib.parse import urlencode

from django.shortcuts import redirect
from django.urls import reverse
from wagtail.models import Page

from core.models import SitePage
from core.previews import newest
from core.translation import managed_translation
from desk.checks.checklist import Checklist

AGREED = "checklist-seen"


def ask_before_publishing(request, page):
    """Answer “Publish” of the page editor with the errors of the page, if it has any."""
    if not isinstance(page, SitePage) or not Checklist(page).errors:
        return None
    if not page.first_published_at and page.live:
        # A new page is put into the tree as public before anybody is asked. Back to a draft, in the same transaction.
        type(page).objects.filter(pk=page.pk).update(live=False, has_unpublished_changes=True)
    return redirect(_question(page, request.GET.get("next") or request.POST.get("next")))


def ask_before_publishing_translation(request, page):
    """The same for the editor of translations, which publishes by itself."""
    wanted = request.method == "POST" and request.POST.get("action") == "publish"
    if not wanted or AGREED in request.POST or not isinstance(page, SitePage):
        return None
    if not managed_translation(page) or not page.permissions_for_user(request.user).can_publish():
        return None
    return redirect(_question(page)) if Checklist(newest(page)).errors else None


def _question(page: Page, following=""):
    address = reverse("desk_publish", args=[page.pk])
    return f"{address}?{urlencode({'next': following})}" if following else address
