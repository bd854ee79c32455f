from events.models.event import EventOrganiser, EventPage, EventPrice, EventSpeaker, Session
from events.models.exhibition import (
    ExhibitionCurator,
    ExhibitionOrganiser,
    ExhibitionPage,
    ExhibitionRoom,
    ExhibitionWork,
)
from events.models.programme import EventIndexPage, ProgrammePage

__all__ = [
    "EventIndexPage",
    "EventOrganiser",
    "EventPage",
    "EventPrice",
    "EventSpeaker",
    "ExhibitionCurator",
    "ExhibitionOrganiser",
    "ExhibitionPage",
    "ExhibitionRoom",
    "ExhibitionWork",
    "ProgrammePage",
    "Session",
]
