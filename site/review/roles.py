"""Who approves what: one workflow for each language, with one task for the group that publishes in it."""

from django.contrib.auth.models import Group
from django.utils.translation import gettext, override
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from core.i18n import HOME_DEPTH, language_of
from core.roles import EDITORS


def ensure_workflows(group_name=EDITORS):
    """Give the pages of each language, and the snippets with them, a workflow of their own; safe to call again.

    Each is named in its language; one of that name that is there already is used. Where somebody has chosen a workflow
    for a language's home, it stays.

    Args:
        group_name: the group whose members approve. Without such a group nothing is made.

    Returns:
        list[Workflow]: those that were given now.
    """
    group = Group.objects.filter(name=group_name).first()
    if group is None:
        return []
    homes = Page.objects.filter(depth=HOME_DEPTH, workflowpage=None).select_related("locale")
    return [_give_workflow(home, group) for home in homes]


def _give_workflow(home, group):
    with override(language_of(home)):
        name = gettext("Review: %(language)s") % {"language": home.locale.get_display_name()}
        task_name = gettext("Approval: %(language)s") % {"language": home.locale.get_display_name()}
    workflow = Workflow.objects.active().filter(name=name).first()
    if workflow is None:
        task = GroupApprovalTask.objects.create(name=task_name)
        task.groups.add(group)
        workflow = Workflow.objects.create(name=name)
        WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=home)
    return workflow
