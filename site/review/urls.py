"""Reports in the place of Wagtail's, at the same addresses; its hooks come after its own."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from review.reports import TasksReport, WorkflowReport


def _for_staff(report, **kwargs):
    return never_cache(require_admin_access(report.as_view(**kwargs)))


urlpatterns = [
    path("workflow/", _for_staff(WorkflowReport)),
    path("workflow/results/", _for_staff(WorkflowReport, results_only=True)),
    path("workflow_tasks/", _for_staff(TasksReport)),
    path("workflow_tasks/results/", _for_staff(TasksReport, results_only=True)),
]
