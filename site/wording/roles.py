"""Who of the staff keeps the glossary."""

from core.roles import permissions
from wording.models import GlossaryEntry


def let_keep_glossary(group):
    """Let a group add, change and delete terms, and import them. Whoever translates sees them without any right."""
    group.permissions.add(*permissions(GlossaryEntry, "view", "add", "change", "delete"))
    return group


def let_see_glossary(group):
    """Let a group read the glossary and download it."""
    group.permissions.add(*permissions(GlossaryEntry, "view"))
    return group
