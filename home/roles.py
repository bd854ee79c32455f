"""Who reads what visitors write."""

from django.contrib.auth.models import Group

from core.roles import enter_cms, permissions
from home.models import Message

CORRESPONDENTS = "Correspondents"


def ensure_correspondents():
    """Make or complete the group that reads, answers and deletes messages, and may do nothing else.

    Editors do not belong to it by themselves: letters are personal.

    Returns:
        Group: the group, with at least these rights; rights that somebody added stay.
    """
    group, _created = Group.objects.get_or_create(name=CORRESPONDENTS)
    group.permissions.add(enter_cms(), *permissions(Message, "view", "change", "delete"))
    return group
