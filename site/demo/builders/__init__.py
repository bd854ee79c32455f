"""Builders of the demonstration content, one module per section."""

from demo.builders.collection import HighlightBuilder
from demo.builders.events import EventBuilder, TrainingBuilder
from demo.builders.frame import FooterBuilder, MenuBuilder, NoticeBuilder
from demo.builders.news import NewsBuilder
from demo.builders.pages import MuseumPageBuilder, OpportunityBuilder, PageBuilder
from demo.builders.partners import InstitutionBuilder, PersonBuilder
from demo.builders.vocabulary import AreaBuilder, MaterialBuilder, ObjectTypeBuilder, SchoolBuilder

VOCABULARIES = [AreaBuilder(), ObjectTypeBuilder(), MaterialBuilder(), SchoolBuilder()]
PARTNERS = [InstitutionBuilder(), PersonBuilder()]
MUSEUM_PAGES = MuseumPageBuilder()
STORIES = [
    MUSEUM_PAGES,
    NewsBuilder(),
    TrainingBuilder(),
    HighlightBuilder(),
    EventBuilder(),
    OpportunityBuilder(),
]
FRAME = [MenuBuilder(), FooterBuilder(), NoticeBuilder()]

__all__ = ["FRAME", "MUSEUM_PAGES", "PARTNERS", "STORIES", "VOCABULARIES", "PageBuilder"]
