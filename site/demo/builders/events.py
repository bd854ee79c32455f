"""Events and exhibitions in the museum, dated from the day of loading so that there is always something on."""

from demo.builders.base import day_in, moment_in, stable_id
from demo.builders.pages import PageBuilder
from events.models import EventPage, ExhibitionPage
from events.models.event import SPOKEN


class EventBuilder(PageBuilder):
    section = "events"
    title = "Events"
    models = {model.__name__: model for model in (EventPage, ExhibitionPage)}
    parent = "events"
    row_fields = PageBuilder.row_fields | {
        "organisers": "institution",
        "curators": "person",
        "speakers": "person",
        "works": "page",
        "rooms": "number",
    }

    def prepared(self, instance, item, language, world):
        facts = dict(item.facts)
        if "spoken" in facts:
            spoken = facts.pop("spoken")
            facts |= {f"spoken_{code}": code in spoken for code in SPOKEN}
        if "sessions" in facts:
            facts["sessions"] = [
                _session(session, world) | {"key": stable_id(item.key, "sessions", index)}
                for index, session in enumerate(facts["sessions"])
            ]
        for name in ("opens", "closes"):
            if f"{name}_in_days" in facts:
                facts[name] = day_in(world, facts.pop(f"{name}_in_days"))
        return facts, item.words[language]


class TrainingBuilder(EventBuilder):
    section = "training"
    title = "Training"


def _session(session, world):
    """Turn a time counted from the day of loading into a row's fields."""
    days = session["in_days"]
    row = {name: session[name] for name in ("all_day", "cancelled") if name in session}
    row["starts_at"] = moment_in(world, days, session.get("start", "12:00"))
    if "end" in session:
        row["ends_at"] = moment_in(world, days, session["end"])
    return row
