"""What the frame needs around a page that stands in no tree and has the same address in every language."""

from django.http import Http404
from django.utils.translation import get_language

from core.i18n import LANGUAGES
from core.routing import homes
from core.serving import absolute, crumbs_of


def frame_at(path_of, *titles, indexed=True):
    """Return the context of the frame, as ``core.serving.frame_of`` does for pages.

    Args:
        path_of: function of a two-letter code that returns the path in that language.
        titles: ``(title, path)`` of what stands above it, if anything, and of itself.
        indexed: whether search engines are told of it.

    Raises:
        Http404: the active language has no live home.
    """
    language = get_language()[:2]
    available = homes()
    if language not in available:
        raise Http404
    addresses = {code: path_of(code) for code in LANGUAGES if code in available}
    frame = {"crumbs": [*crumbs_of(available[language]), *titles], "addresses": addresses}
    if not indexed:
        return frame | {"noindex": True}
    alternates = [(code, absolute(path)) for code, path in addresses.items()]
    return frame | {
        "alternates": [("x-default", alternates[0][1]), *alternates],
        "canonical": absolute(path_of(language)),
    }
