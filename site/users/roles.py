"""Who looks after the site without writing in it."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupCollectionPermission, Task, Workflow

from core.roles import all_files, ensure_group, permissions

ADMINISTRATORS = "Administrators"


def ensure_administrators():
    """Make or complete the group that invites staff and shuts accounts, and keeps folders, workflows and redirects.

    It gives no rights that no group has: groups themselves, sites and languages are for those with all rights. It
    writes and reads nothing; who does both belongs to two groups.

    Returns:
        Group: the group, with at least these rights; rights that somebody added stay.
    """
    whole = ("add", "change", "delete")
    kept = (permissions(model, *whole) for model in (get_user_model(), Redirect, Workflow, Task))
    group = ensure_group(ADMINISTRATORS, *kept)
    folders = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=[f"{action}_collection" for action in whole]
    )
    for right in folders:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=all_files(), permission=right)
    return group
