"""Machine translation by a service of somebody else: in portions, with a limit of time, and never the last word.

wagtail-localize knows how to speak to DeepL, Google and LibreTranslate; here is what it leaves out. Its translator of
our choice is named in the settings (``config.settings.services``); without one nothing of this runs.
"""

import logging

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from wagtail_localize.machine_translators.base import BaseMachineTranslator

from core.translation.strings import is_valid

logger = logging.getLogger("core.translation")

PORTION = 40  # strings; DeepL takes fifty
LETTERS = 20_000  # of a portion; Google takes thirty thousand


class MachineFailed(Exception):
    """The service did not answer, or not with a translation. ``str()`` says so in the active language."""


class Translator(BaseMachineTranslator):
    """One of wagtail-localize's translators, asked in portions.

    Options: ``CLASS`` of the translator, and its own ``OPTIONS``.
    """

    def __init__(self, options):
        super().__init__(options)
        self.service = import_string(options["CLASS"])(options["OPTIONS"])
        self.display_name = self.service.display_name

    def can_translate(self, source_locale, target_locale):
        return self.service.can_translate(source_locale, target_locale)

    def translate(self, source_locale, target_locale, strings):
        """Return ``{StringValue: StringValue}`` of what the service translated into something that can be used.

        Raises:
            MachineFailed: if the service fails for one portion; nothing is returned then.
        """
        found = {}
        for portion in _portions(strings):
            try:
                answer = self.service.translate(source_locale, target_locale, portion)
            except (
                Exception
            ) as error:  # each service has its own ways to fail, and none may take the editor along
                logger.warning("Machine translation failed: %s: %s", self.display_name, type(error).__name__)
                raise MachineFailed(self._said(error)) from error
            found |= {
                string: text
                for string, text in answer.items()
                if text is not None and text.data and is_valid(string.data, text.data)
            }
        return found

    def _said(self, error):
        if "timeout" in type(error).__name__.lower() or "deadline" in type(error).__name__.lower():
            said = _("%(service)s did not answer in time. Nothing was changed; try again later.")
        else:
            said = _(
                "%(service)s did not translate. Nothing was changed; try again later, or tell the administrator."
            )
        return said % {"service": self.display_name}


def _portions(strings):
    portion, letters = [], 0
    for string in strings:
        if portion and (len(portion) == PORTION or letters + len(string.data) > LETTERS):
            yield portion
            portion, letters = [], 0
        portion.append(string)
        letters += len(string.data)
    if portion:
        yield portion
