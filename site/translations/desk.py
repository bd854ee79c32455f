"""What waits for a member of staff on the board."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem

from core.desk import DeskItem
from core.i18n import SOURCE_LANGUAGE
from translations import rights
from translations.filters import of_languages
from translations.models import State


class BoardMenuItem(MenuItem):
    def is_shown(self, request):
        return rights.may_see(request.user)


def desk_items(request):
    """Return how much is out of date, and how much waits, in the languages in which this person works."""
    user = request.user
    codes = [code for code in rights.languages_of(user) if code != SOURCE_LANGUAGE]
    if not codes or not rights.may_see(user):
        return []
    return [
        DeskItem(
            name="stale-translations",
            label=_("Translations out of date"),
            count=_count(codes, [State.STALE]),
            url=board_url(codes, [State.STALE]),
            icon="warning",
            order=50,
        ),
        DeskItem(
            name="waiting-translations",
            label=_("Translations waiting in my language"),
            count=_count(codes, [State.DRAFT]),
            url=board_url(codes, [State.DRAFT]),
            icon="wagtail-localize-language",
            order=40,
        ),
    ]


def board_url(codes=(), states=()):
    """Return the address of the board filtered by languages and states."""
    query = [("language", code) for code in codes] + [("state", state) for state in states]
    return f"{reverse('translations_board')}?{urlencode(query)}"


def _count(codes, states):
    return of_languages(codes).filter(state__in=states).values("original").distinct().count()
