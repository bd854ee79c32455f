"""Template tags for what leaves the site: what a page says to programs, how it is shared and cited."""

from django import template
from django.urls import reverse

from core import citation, jsonld, sharing

register = template.Library()


@register.simple_tag(takes_context=True)
def page_graph(context):
    """``{% page_graph as graph %}``: the page's schema.org graph as JSON; nothing for what has no address of its own.

    A preview has none: a draft may lack what a builder needs, and no machine reads it.
    """
    thing = _shown(context)
    request = context.get("request")
    if not thing or not context.get("canonical") or getattr(request, "is_preview", False):
        return ""
    return jsonld.graph(thing, context)


@register.filter
def moment(value):
    """``{{ page.date|moment }}``: ISO 8601 on the museum's clock."""
    return jsonld.moment(value) or ""


def _shown(context):
    return context.get("object") or context.get("page")


@register.simple_tag(takes_context=True)
def share_links(context):
    """``{% share_links as share %}``: ``mail`` and ``services`` of the page that is shown."""
    url, title = context["canonical"], _shown(context).title
    return {"mail": sharing.by_mail(url, title), "services": sharing.services(url, title)}


@register.simple_tag(takes_context=True)
def citation_here(context):
    """``{% citation_here as cited %}``: how the page that is shown is cited today, or ``None``.

    Returns:
        dict: ``words`` (see ``citation.in_words``), ``text`` (the same in one), ``work``, ``forms`` [(name, address)].
    """
    cited = _shown(context).citation(context)
    if cited is None:
        return None
    words = citation.in_words(cited, citation.today())
    address = reverse("citation", kwargs={"key": cited.key, "form": "bib"}).removesuffix("bib")
    return {
        "words": words,
        "text": citation.as_text(words),
        "work": cited.work,
        "forms": [(form.name, address + name) for name, form in citation.FORMS.items()],
    }
