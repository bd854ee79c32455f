"""Of what readers can be told by e-mail. Here, because only the roof sees news and events together."""

from config.feeds import SOURCES
from events.models import ProgrammePage
from press.alerts.topics import Topics


def is_over(page):
    """Say whether a page is about an event that has taken place."""
    return isinstance(page, ProgrammePage) and page.status == "past"


TOPICS = Topics(SOURCES, is_over)
