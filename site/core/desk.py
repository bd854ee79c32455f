"""What waits for a member of staff. Each room says its own through the hook ``desk_items``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeskItem:
    """One thing that this person can do now.

    A function registered with ``hooks.register("desk_items")`` takes the request and returns items for the person who
    is signed in: only what they may do, counted in a query or two.

    Attributes:
        name: of one word, unique among all items: ``stale-translations``.
        label: what it is, in the person's language: “Translations out of date”.
        count: how many there are; an item with none is told as done, or left out.
        url: the list that shows exactly these.
        icon: the name of a Wagtail icon.
        order: the smaller, the sooner.
    """

    name: str
    label: str
    count: int
    url: str
    icon: str = "tick"
    order: int = 100
