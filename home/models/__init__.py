from home.models.contact import ContactPage
from home.models.frame import Footer, MenuItem, Notice
from home.models.home import HomePage
from home.models.messages import Message
from home.models.opportunities import OpportunityDocument, OpportunityIndexPage, OpportunityPage
from home.models.pages import CooperationPage, PeoplePage, StandardPage, VisitPage
from home.models.press_room import PressFact, PressRoomPage

__all__ = [
    "ContactPage",
    "CooperationPage",
    "Footer",
    "HomePage",
    "MenuItem",
    "Message",
    "Notice",
    "OpportunityDocument",
    "OpportunityIndexPage",
    "OpportunityPage",
    "PeoplePage",
    "PressFact",
    "PressRoomPage",
    "StandardPage",
    "VisitPage",
]
