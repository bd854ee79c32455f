"""Viewsets whose editors are guarded. Rooms take theirs from here."""

from django.db.models import Prefetch
from wagtail.admin.viewsets.pages import PageViewSet as WagtailPageViewSet
from wagtail.models import DraftStateMixin, Page, TranslatableMixin, WorkflowMixin, WorkflowState
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet as WagtailSnippetViewSet

from core.editing import views
from core.explorer import Explorer, ExplorerFilterSet
from core.translation.buttons import with_missing_languages


class PageViewSet(WagtailPageViewSet):
    """Stands for all types of page in the place of Wagtail's; one of a type of its own must inherit from it."""

    model = Page
    index_view_class = Explorer
    filterset_class = ExplorerFilterSet
    edit_view_class = views.GuardedPageEdit
    revisions_revert_view_class = views.GuardedPageRevert
    revisions_unschedule_view_class = views.PageUnschedule
    lock_view_class = views.PageLock
    unlock_view_class = views.PageUnlock
    unpublish_view_class = views.PageUnpublish
    workflow_action_view_class = views.PageWorkflowAction


class NameChooser(SnippetChooserViewSet):
    """Wagtail's, without the address that takes the form to make a new one: choosers of snippets offer none."""

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


class SnippetViewSet(WagtailSnippetViewSet):
    """Wagtail's, with the guarded editor. One with an editor of its own inherits that from ``GuardedSnippetEdit``."""

    chooser_viewset_class = NameChooser
    edit_view_class = views.GuardedSnippetEdit

    def get_queryset(self, request):
        """Return all there are, with what a row of their list asks: the same few queries for many rows as for one."""
        snippets = self.model._default_manager.all()
        if issubclass(self.model, DraftStateMixin):
            snippets = snippets.select_related("latest_revision")  # a draft is listed by its latest name
        if issubclass(self.model, WorkflowMixin):
            active = WorkflowState.objects.active().select_related("current_task_state__task")
            shown = Prefetch("_workflow_states", queryset=active, to_attr="_current_workflow_states")
            snippets = snippets.prefetch_related(shown)
        return with_missing_languages(snippets) if issubclass(self.model, TranslatableMixin) else snippets
