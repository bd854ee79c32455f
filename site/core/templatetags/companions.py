"""What Wagtail's confirmation pages ask of the translations."""

from django import template

from core.translation import asking

register = template.Library()


@register.inclusion_tag("core/admin/translation/companions.html", takes_context=True)
def ask_of_translations(context, action, original=None, destination=None):
    """``{% ask_of_translations "move" page destination %}``; without an original, that of many (``items``)."""
    originals = [original] if original is not None else [row["item"] for row in context.get("items", ())]
    asked = asking.question(action, originals, context["request"].user, destination)
    return asked | {"field": asking.FIELD, "too": asking.TOO, "stay": asking.STAY}
