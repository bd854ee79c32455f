"""Who of the staff sees what of the press's affairs."""

from core.roles import ensure_group, permissions
from press.models import Alert, DownloadCount, PressLink, Subscriber

PRESS_OFFICERS = "Press officers"


def ensure_press_officers():
    """Make or complete the group that works for the press, to which editors do not belong by themselves.

    It gives journalists links to any release under embargo, sees how often feeds and press kits are fetched, and the
    addresses of subscribers, which it may erase but not change.

    Returns:
        Group: the group, with at least these rights; rights that somebody added stay.
    """
    return ensure_group(
        PRESS_OFFICERS,
        permissions(PressLink, "add", "change", "view"),
        permissions(Alert, "view"),
        permissions(DownloadCount, "view"),
        permissions(Subscriber, "view", "delete"),
    )


def let_see_alerts(group):
    """Let a group see what was sent and how many subscribers there are, without any address."""
    group.permissions.add(*permissions(Alert, "view"))
    return group
