"""What the press is given and told, who is told it, and how often it was fetched."""

from press.models.alerts import Alert, Delivery
from press.models.links import PressLink, PressLinkOpening
from press.models.numbers import DownloadCount
from press.models.subscribers import Choice, Subscriber, SubscriptionRequest

__all__ = [
    "Alert",
    "Choice",
    "Delivery",
    "DownloadCount",
    "PressLink",
    "PressLinkOpening",
    "Subscriber",
    "SubscriptionRequest",
]
