"""Who of the staff sees what of the press's affairs."""

from django.contrib.auth.models import Group

from core.roles import enter_cms, permissions
from press.models import Alert, DownloadCount, Subscriber

PRESS_OFFICERS = "Press officers"


def ensure_press_officers():
    """Make or complete the group that works for the press, to which editors do not belong by themselves.

    It sees how often feeds and press kits are fetched, and the addresses of subscribers, which it may erase but not
    change.

    Returns:
        Group: the group, with at least these rights; rights that somebody added stay.
    """
    group, _created = Group.objects.get_or_create(name=PRESS_OFFICERS)
    group.permissions.add(
        enter_cms(),
        *permissions(Alert, "view"),
        *permissions(DownloadCount, "view"),
        *permissions(Subscriber, "view", "delete"),
    )
    return group


def let_see_alerts(group):
    """Let a group see what was sent and how many subscribers there are, without any address."""
    group.permissions.add(*permissions(Alert, "view"))
    return group
