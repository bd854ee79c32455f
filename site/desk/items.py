"""What waits for a member of staff, of what Wagtail and the desk itself know; other rooms add theirs by the hook."""

from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.views.reports.workflows import get_editable_content_type_ids, get_editable_page_ids_query
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type
from wagtail.permissions import policy_registry

from core.desk import DeskItem


def items_for(request):
    """Return the ``DeskItem`` objects of all rooms for whoever asks, the most urgent first."""
    items = [item for offer in hooks.get_hooks("desk_items") for item in offer(request)]
    return sorted(items, key=lambda item: (item.order, item.name))


def workflow_items(request):
    """What waits for review, and what came back from it. Wagtail's own reports list both."""
    user = request.user
    if not policy_registry.get_by_type(Page).user_has_any_permission(user, ["add", "change", "publish"]):
        return
    editable = get_editable_page_ids_query(request)
    types = get_editable_content_type_ids(request)
    tasks = TaskState.objects.filter(
        Q(
            workflow_state__base_content_type_id=get_default_page_content_type().id,
            workflow_state__object_id__in=editable,
        )
        | Q(workflow_state__content_type_id__in=types),
        pk__in=TaskState.objects.reviewable_by(user).values("pk"),
    )
    yield DeskItem(
        "review",
        _("For your review"),
        tasks.count(),
        f"{reverse('wagtailadmin_reports:workflow_tasks')}?reviewable=true",
        icon="tasks",
        order=10,
    )
    returned = WorkflowState.objects.filter(
        Q(base_content_type_id=get_default_page_content_type().id, object_id__in=editable)
        | Q(content_type_id__in=types),
        requested_by=user,
        status=WorkflowState.STATUS_NEEDS_CHANGES,
    )
    query = {"requested_by": user.pk, "status": WorkflowState.STATUS_NEEDS_CHANGES}
    yield DeskItem(
        "returned",
        _("Sent back to you"),
        returned.count(),
        f"{reverse('wagtailadmin_reports:workflow')}?{urlencode(query)}",
        icon="resubmit",
        order=15,
    )


def locked_items(request):
    """The pages that this person locked for the others, where the report of locks may be seen."""
    if policy_registry.get_by_type(Page).user_has_permission(request.user, "unlock"):
        yield DeskItem(
            "locked",
            _("Locked by you"),
            Page.objects.filter(locked=True, locked_by=request.user).count(),
            f"{reverse('wagtailadmin_reports:locked_pages')}?locked_by={request.user.pk}",
            icon="lock",
            order=80,
        )
