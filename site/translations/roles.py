"""Who of the staff sees the translations board."""

from core.roles import permissions
from translations.models import Original


def let_see_board(group):
    """Let a group see the board; what it may do there follows from its rights over pages and languages."""
    group.permissions.add(*permissions(Original, "view"))
    return group
