"""The site settings: address, hours, prices and contacts, with their words in all languages in one record."""

from datetime import time
from decimal import Decimal

from core.fields import Words
from core.models import ContactPoint, OpeningHours, Price, SiteSettings, SpecialDay
from demo.builders.base import day_in

_CLOCKS = ("opens", "closes", "last_admission")


def is_blank(settings):
    """Return whether nobody has filled in the settings yet."""
    return settings.pk is None or not (
        settings.address or settings.email or settings.phone or any(settings.serializable_data().get(name) for name in (
            "opening_hours", "special_days", "prices", "contacts"))
    )  # fmt: skip


def fill(settings, item, world):
    """Give ``SiteSettings`` the demonstration's values and rows; nothing is saved."""
    facts = item.facts

    def words(table, id, name):
        return Words(
            {code: texts[table][id][name] for code, texts in item.words.items() if name in texts[table][id]}
        )

    for name, value in facts["settings"].items():
        setattr(settings, name, value)
    for name in ("address", "boilerplate"):
        setattr(settings, name, Words({code: texts["settings"][name] for code, texts in item.words.items()}))
    settings.opening_hours = [
        OpeningHours(sort_order=index, weekday=row["weekday"], **_clocks(row))
        for index, row in enumerate(facts["opening_hours"])
    ]
    settings.prices = [
        Price(
            sort_order=index,
            amount=Decimal(row["amount"]),
            category=words("prices", id, "category"),
            note=words("prices", id, "note"),
        )
        for index, (id, row) in enumerate(_in_order(facts["prices"]))
    ]
    settings.contacts = [
        ContactPoint(
            sort_order=index, name=words("contacts", id, "name"), **_without(row, "order") | _clocks(row)
        )
        for index, (id, row) in enumerate(_in_order(facts["contacts"]))
    ]
    settings.special_days = [
        SpecialDay(
            sort_order=index,
            start=day_in(world, row["start_in_days"]),
            end=day_in(world, row["end_in_days"]) if "end_in_days" in row else None,
            closed=row["closed"],
            note=words("special_days", id, "note"),
            **_clocks(row),
        )
        for index, (id, row) in enumerate(facts["special_days"].items())
    ]
    settings.full_clean(exclude=["id"])


def new():
    return SiteSettings()


def _in_order(table):
    return sorted(table.items(), key=lambda entry: entry[1]["order"])


def _clocks(row):
    return {name: time.fromisoformat(row[name]) for name in _CLOCKS if name in row}


def _without(row, name):
    return {key: value for key, value in row.items() if key != name}
