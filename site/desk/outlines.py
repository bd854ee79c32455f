"""A page of news begins with an outline: headings, and a hint for each paragraph, in the language of its tree.

A hint that is still there when the page is published is found by the checklist (``rules.leftover_guidance``).
"""

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext, override
from wagtail.admin import messages
from wagtail.signals import init_new_page

from core.i18n import language_of
from desk.checks.rules import GUIDANCE

WITHOUT = "without_outline"  # in the address of an empty form


def tell_of_outline(request, parent, model):
    """Tell whoever begins a page that its story has an outline, and offer the form without."""
    outlined = request.method == "GET" and getattr(model, "outline", list)()
    parent.gives_outline = bool(outlined) and WITHOUT not in request.GET
    if parent.gives_outline:
        empty = reverse(
            "wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk]
        )
        messages.info(
            request,
            gettext(
                "The story begins with an outline. Write over each hint (%(mark)s), and delete what you do not need."
            )
            % {"mark": GUIDANCE},
            buttons=[messages.button(f"{empty}?{WITHOUT}", gettext("Begin with an empty story"))],
        )


def give_outline(page, parent, **_signal):
    """Put the outline of its kind into a page that is about to be written."""
    if getattr(parent, "gives_outline", False) and not page.body:
        with override(language_of(parent)):
            page.body = [_block(name, words) for name, words in type(page).outline()]


def _block(name, words):
    return (name, f"<p>{GUIDANCE} {escape(words)}</p>" if name == "text" else str(words))


init_new_page.connect(give_outline, dispatch_uid="desk-outline")
