"""Wagtail's editors with a guard: a form that was overtaken is not saved, and comes back as it was typed."""

from django.contrib.admin.utils import unquote
from django.db import models
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.views.pages import edit, lock, revisions, unpublish, workflow
from wagtail.contrib.settings import views as settings
from wagtail.models import DraftStateMixin, Page
from wagtail.snippets.views import snippets

from core.editing import versions
from core.editing.conflicts import conflict_with, differences, revive_rows


class EditGuard:
    """What the editors of pages and of everything else have in common.

    Subclasses say what stands in the database ``now()``, and the ``shown_version()`` of what an opened form shows: as
    it was read for the form, since somebody may save while it is being drawn.
    """

    conflict = None
    saved = False  # whether this very request has saved something

    @cached_property
    def opened_with(self):
        """Version and name of the form that was sent; empty if it says none."""
        return versions.parse(self.request.POST.get(versions.FIELD, ""))

    def find_conflict(self, now):
        """Return the ``Conflict`` if ``now``, the object as the database has it, is not what the form began with."""
        version, form = self.opened_with
        if not version:
            return None
        current = versions.version_of(now)
        if version == current:
            return None
        if not self.expects_json_response and versions.wrote(now, form, current):
            return None
        return conflict_with(now, current, self.request.user)

    def keep_lineage(self, now):
        """After a save, remember that this form made what stands there now."""
        version, form = self.opened_with
        if version:
            versions.remember(now, self.request.user, form, versions.version_of(now))

    def guard_context(self):
        """Return what the templates need: the version that the form shows, or was sent with, or has just become."""
        version, form = self.opened_with
        if self.conflict:
            version = self.conflict.version
        elif self.request.method != "POST":
            version = self.shown_version()
        elif self.saved or not version:
            version = versions.version_of(self.now())
        context = {
            "editing_field": versions.FIELD,
            "editing_base": versions.base(version, form),
            "conflict": self.conflict,
        }
        if self.conflict:
            context["autosave_enabled"] = False  # on top of somebody's text only if a person says so
        return context


class PageTurn:
    """For every door to a page: each waits until whoever is saving it has finished, and only then reads it."""

    def setup(self, request, page_id, *args, **kwargs):
        if request.method == "POST":
            versions.lock_row(Page, page_id)
        super().setup(request, *args, page_id=page_id, **kwargs)


class PageGuard(PageTurn, EditGuard):
    """For Wagtail's editor of pages, in all its actions."""

    def post(self, request, *args, **kwargs):
        if not self.page.alias_of_id:
            self.conflict = self.find_conflict(self.now())
        if self.conflict:
            return self._refuse()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        before = self.latest_revision_created_at
        response = super().form_valid(form)
        now = self.now()
        if now.latest_revision and now.latest_revision.created_at.isoformat() != before:
            self.keep_lineage(now)
        return response

    def render_partials(self):
        self.saved = True
        return super().render_partials()

    def now(self):
        return self.page_class._default_manager.select_related("latest_revision").get(pk=self.page.pk)

    def shown_version(self):
        return versions.version_of(self.page, self.latest_revision)

    def _refuse(self):
        if self.expects_json_response:
            return self.json_error_response("invalid_revision", str(self.conflict))
        now = self.now().get_latest_revision_as_object()
        self.form = self.form_class(
            revive_rows(self.request.POST, self.form_class, now),
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        self.form.defer_required_fields()
        typed = self.form.save(commit=False) if self.form.is_valid() else self.page
        self.form.restore_required_fields()
        panel = self.edit_handler.get_bound_panel(instance=now, request=self.request)
        self.conflict.differences = differences(now, typed, panel)
        self.has_unsaved_changes = True
        messages.error(self.request, str(self.conflict))
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.page.alias_of_id:
            return context
        return context | self.guard_context()


class GuardedPageEdit(PageGuard, edit.EditView):
    pass


class GuardedPageRevert(PageGuard, revisions.RevisionsRevertView):
    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"autosave_enabled": False}


class PageLock(PageTurn, lock.LockView):
    pass


class PageUnlock(PageTurn, lock.UnlockView):
    pass


class PageUnpublish(PageTurn, unpublish.UnpublishView):
    pass


class PageUnschedule(PageTurn, revisions.RevisionsUnscheduleView):
    pass


class PageWorkflowAction(PageTurn, workflow.WorkflowActionView):
    pass


class ModelGuard(EditGuard):
    """For Wagtail's generic editor: snippets, with drafts and without, and settings."""

    def setup(self, request, *args, **kwargs):
        if request.method == "POST":
            self._lock(*args, **kwargs)
        super().setup(request, *args, **kwargs)

    def _lock(self, *args, **kwargs):
        versions.lock_row(self.model, unquote(str(kwargs.get(self.pk_url_kwarg, args[0] if args else ""))))

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if "data" in kwargs:
            self.conflict = self.find_conflict(self.now())
            if self.conflict:
                kwargs["data"] = revive_rows(kwargs["data"], self.get_form_class(), self._draft())
        return kwargs

    def is_valid(self, form):
        if not self.conflict:
            return super().is_valid(form)
        self.produced_error_code = "invalid_revision"
        self.produced_error_message = str(self.conflict)
        if not self.expects_json_response:
            self._compare(form)
        return False

    def _compare(self, form):
        deferring = hasattr(form, "defer_required_fields")
        if deferring:
            form.defer_required_fields()
        typed = form.save(commit=False) if form.is_valid() else form.instance
        if deferring:
            form.restore_required_fields()
        now = self._draft()
        panel = self.panel or self._plain_panel(form)
        bound = panel.get_bound_panel(instance=now, request=self.request)
        self.conflict.has_drafts = isinstance(now, DraftStateMixin)
        self.conflict.differences = differences(now, typed, bound)

    def _draft(self):
        now = self.now()
        return now.get_latest_revision_as_object() if isinstance(now, DraftStateMixin) else now

    def _plain_panel(self, form):
        """Return a panel of the fields of a form that has none of its own."""
        names = {field.name for field in self.model._meta.fields}
        return ObjectList([FieldPanel(name) for name in form.fields if name in names]).bind_to_model(
            self.model
        )

    def save_action(self):
        self.saved = True
        self.keep_lineage(self.now())
        return super().save_action()

    def now(self):
        return self.model._default_manager.get(pk=self.object.pk)

    def shown_version(self):
        return versions.version_of(getattr(self, "live_object", self.object))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | self.guard_context()


class GuardedSnippetEdit(ModelGuard, snippets.EditView):
    pass


class GuardedModelEdit(ModelGuard, generic.EditView):
    pass


class GuardedSettingEdit(ModelGuard, settings.EditView):
    def _lock(self, app_name, model_name, pk):
        model = settings.get_model_from_url_params(app_name, model_name)
        by_site = any(
            isinstance(field, models.Field) and field.name == "site" for field in model._meta.fields
        )
        versions.lock_row(model, model.objects.filter(site=pk).values("pk")[:1] if by_site else pk)
