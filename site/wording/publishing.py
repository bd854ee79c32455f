"""What is said when a translation is published: a warning for terms, a question for words that a machine made."""

from django.contrib import messages
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext

from core.translation import machine_made, managed_translation, missing
from wording.editor import MEMORY, lines_of

SHOWN = 5


def before_publishing(request, instance):
    """Stand before the editor's “Publish”; ``None`` lets it go on.

    Terms and texts from the memory are warned of, never refused. Whether words that a machine made, and nobody has
    confirmed, may go out, is asked.
    """
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = managed_translation(instance)
    if translation is None or missing(translation).exists():
        return None  # the answer will be no in any case
    if "machine_words" not in request.POST and (count := machine_made(translation).count()):
        return TemplateResponse(
            request,
            "wording/admin/machine_words.html",
            {
                "instance": instance,
                "count": count,
                "page_title": gettext("Publish words that a machine made?"),
            },
        )
    _warn(request, lines_of(translation))
    return None


def _warn(request, lines):
    lacking = [hint for line in lines for hint in line.lacks]
    if lacking:
        terms = dict.fromkeys(gettext("“%(title)s”") % {"title": " / ".join(hint.agreed)} for hint in lacking)
        shown = ", ".join(list(terms)[:SHOWN]) + (" …" if len(terms) > SHOWN else "")
        messages.warning(
            request,
            ngettext(
                "An agreed term is missing: %(terms)s. It stands beside the text.",
                "Agreed terms are missing: %(terms)s. They stand beside the texts.",
                len(terms),
            )
            % {"terms": shown},
        )
    if count := sum(line.mark == MEMORY for line in lines):
        messages.warning(
            request,
            ngettext(
                "%(count)d text from the memory was confirmed by nobody.",
                "%(count)d texts from the memory were confirmed by nobody.",
                count,
            )
            % {"count": count},
        )
