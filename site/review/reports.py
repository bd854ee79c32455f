"""Wagtail's two reports of reviews. Its own make a list of all pages somebody may edit; ours of those ever reviewed."""

from django.db.models import CharField, IntegerField, Q
from django.db.models.functions import Cast
from wagtail.admin.views.reports import workflows
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type
from wagtail.permissions import policy_registry


class _OfReviewed:
    rows = None  # queryset of what is listed
    prefix = ""  # from there to the ``WorkflowState``

    def get_queryset(self):
        pages = WorkflowState.objects.filter(base_content_type=get_default_page_content_type())
        policy = policy_registry.get_by_type(Page)
        mine = policy.instances_user_has_permission_for(self.request.user, "change").filter(
            pk__in=pages.order_by().values_list(Cast("object_id", IntegerField()))
        )
        of_pages = {
            f"{self.prefix}base_content_type": get_default_page_content_type(),
            f"{self.prefix}object_id__in": mine.order_by().values_list(Cast("pk", CharField())),
        }
        snippets = workflows.get_editable_content_type_ids(self.request)
        return self.rows.filter(Q(**of_pages) | Q(**{f"{self.prefix}content_type__in": snippets}))


class WorkflowReport(_OfReviewed, workflows.WorkflowView):
    rows = (
        WorkflowState.objects.select_related("workflow", "requested_by")
        .prefetch_related("content_object__latest_revision")
        .order_by("-created_at")
    )


class TasksReport(_OfReviewed, workflows.WorkflowTasksView):
    prefix = "workflow_state__"
    rows = (
        TaskState.objects.select_related("workflow_state", "task")
        .prefetch_related("workflow_state__content_object__latest_revision")
        .order_by("-started_at")
    )
