"""An event's sessions as a visitor asks for them: when is the next one, which follow, which are over."""

from dataclasses import dataclass, field

from django.utils import timezone

# More dates than these stand folded together, unless it would be for one or two.
SHOWN = 8


@dataclass(frozen=True)
class Timetable:
    """Sessions in the order of their beginning.

    Attributes:
        next: the first one not over and not cancelled, or ``None``.
        coming: those not over, the first few of them, ``next`` and cancelled ones among them.
        later: the rest of those not over.
        past: those that are over.
    """

    next: object = None
    coming: list = field(default_factory=list)
    later: list = field(default_factory=list)
    past: list = field(default_factory=list)

    @classmethod
    def of(cls, sessions, now=None):
        """Sort sessions by the moment of asking.

        Args:
            sessions: rows with ``starts_at``, ``until`` and ``cancelled``.
            now: aware datetime; by default this moment.
        """
        now = now or timezone.now()
        rows = sorted(sessions, key=lambda session: session.starts_at)
        ahead = [session for session in rows if session.until >= now]
        past = [session for session in rows if session.until < now]
        coming = next((session for session in ahead if not session.cancelled), None)
        shown = SHOWN if len(ahead) > SHOWN + 2 else len(ahead)
        return cls(coming, ahead[:shown], ahead[shown:], past)

    @property
    def is_short_and_over(self):
        """Whether nothing is to come and what was can be read at a glance."""
        return not self.coming and len(self.past) <= SHOWN

    @property
    def all(self):
        return [*self.past, *self.coming, *self.later]

    @property
    def is_cancelled(self):
        """Whether there are sessions and every one of them is cancelled."""
        return bool(self.all) and all(session.cancelled for session in self.all)
