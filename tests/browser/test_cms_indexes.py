"""The pages that list others, from an empty form to two public languages, in a site that has none yet."""

import pytest

from collection.models import CollectionIndexPage, MakerIndexPage, RoomIndexPage
from events.models import EventIndexPage
from home.models import CooperationPage, OpportunityIndexPage, PeoplePage, PressRoomPage
from news.models import NewsIndexPage
from tests import factories as make
from tests.browser.journey import write_translate_and_read

pytestmark = pytest.mark.browser

INDEXES = [
    *(NewsIndexPage, EventIndexPage, CooperationPage, PeoplePage, OpportunityIndexPage),
    *(CollectionIndexPage, RoomIndexPage, MakerIndexPage, PressRoomPage),
]


@pytest.mark.parametrize("model", INDEXES, ids=lambda model: model.__name__)
def test_an_editor_makes_translates_and_publishes(editor, site, model):
    parent = site["az"]
    if model in (RoomIndexPage, MakerIndexPage):
        parent = make.make_index(CollectionIndexPage)
        make.make_index(CollectionIndexPage, "ka")

    def write(cms):
        cms.fill(introduction="Siyahının girişi")

    write_translate_and_read(editor, parent, model, make.INDEX_TITLES[model]["az"], write)
