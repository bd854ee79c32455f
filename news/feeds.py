"""What feeds say of news."""

from core.feeds import item_of
from news import kinds

# What ``item`` asks of the thirty pages of a feed, fetched for all of them together.
PARTNERS = "partners__institution"
AREAS = "agreementpage__areas__area"


def item(page):
    """Return the ``Item`` of a page of news, whatever its kind, with its partners and areas of cooperation.

    Args:
        page: a ``NewsPage``, the plain row of any kind of news.
    """
    institutions = [row.institution for row in page.partners.all()]
    agreement = getattr(page, "agreementpage", None)
    return item_of(
        page,
        page.date,
        kinds.label(page),
        partners=[institution for institution in institutions if institution.live],
        areas=[row.area.name for row in agreement.areas.all()] if agreement else (),
    )
