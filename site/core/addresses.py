"""Where things live whose address is somebody else's to know.

A snippet with a page of its own lives below the index page that serves its kind: a host page type registers the
snippet models it serves, a snippet asks here. So partners need not know which section shows them.
"""

from wagtail.models import Page

from core.cache import kept
from core.i18n import public

_hosts = {}


def host(model, page_class):
    """Say that ``page_class`` serves the snippets of ``model``."""
    _hosts[model] = page_class


def hosted_models():
    """Return the snippet models that have pages of their own."""
    return list(_hosts)


@kept("hosts")
def _host_ids(label):
    page_class = next(cls for model, cls in _hosts.items() if model._meta.label == label)
    return dict(public(page_class.objects.order_by("path")).values_list("locale_id", "pk"))


@kept("host")
def _host_page(label, locale_id):
    return Page.objects.filter(pk=_host_ids(label).get(locale_id)).first()


@kept("host-path")
def _host_path(label, locale_id):
    page = _host_page(label, locale_id)
    return page and page.get_url()


def host_path(model, locale_id):
    """Return the path of that page, or ``None``: a page names many snippets, and Wagtail makes a path slowly."""
    return _host_path(model._meta.label, locale_id) if model in _hosts else None


def host_page(model, locale_id):
    """Return the live page below which snippets of ``model`` are served in a language, or ``None``."""
    return _host_page(model._meta.label, locale_id) if model in _hosts else None


def kit_path(language, key):
    """Return the path of the press kit of the page with this translation key. Outsiders save it: it has no slug."""
    return f"/{language}/kits/{key}/"
