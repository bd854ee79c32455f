"""Viewsets whose editors are guarded. Rooms take theirs from here."""

from wagtail.admin.viewsets.pages import PageViewSet as WagtailPageViewSet
from wagtail.models import Page
from wagtail.snippets.views.snippets import SnippetViewSet as WagtailSnippetViewSet

from core.editing import views


class PageViewSet(WagtailPageViewSet):
    """Stands for all types of page in the place of Wagtail's; one of a type of its own must inherit from it."""

    model = Page
    edit_view_class = views.GuardedPageEdit
    revisions_revert_view_class = views.GuardedPageRevert
    revisions_unschedule_view_class = views.PageUnschedule
    lock_view_class = views.PageLock
    unlock_view_class = views.PageUnlock
    unpublish_view_class = views.PageUnpublish
    workflow_action_view_class = views.PageWorkflowAction


class SnippetViewSet(WagtailSnippetViewSet):
    """Wagtail's, with the guarded editor. One with an editor of its own inherits that from ``GuardedSnippetEdit``."""

    edit_view_class = views.GuardedSnippetEdit
