"""The checklist of a page, and how its address, a search result and a shared link will look."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext, override

from core import pictures
from core.i18n import language_of
from core.serving import absolute
from desk.checks.content import content_of
from desk.checks.links import broken_links
from desk.checks.rules import Finding, findings_in


@dataclass(frozen=True)
class Look:
    """What others show of a page: in its own language."""

    language: str
    address: str
    title: str
    headline: str
    description: str
    picture: object  # a rendition, or None for the museum's own


class Checklist:
    """What is not in order on a page as it is in memory, saved or not."""

    def __init__(self, page):
        self.page = page
        self.language = language_of(page)

    @cached_property
    def findings(self):
        content = content_of(self.page)
        own = [
            Finding(rule, message, name, self._label(name), is_error=True)
            for rule, name, message in self.page.missing_facts()
        ]
        return sorted(
            [*own, *broken_links(content), *findings_in(content)], key=lambda found: not found.is_error
        )

    def _label(self, name):
        field = self.page._meta.get_field(name)
        return str(field.related_model._meta.verbose_name_plural if field.one_to_many else field.verbose_name)

    @property
    def errors(self):
        return [found for found in self.findings if found.is_error]

    @property
    def advice(self):
        return [found for found in self.findings if not found.is_error]

    @cached_property
    def look(self):
        with override(self.language):
            page = self.page
            museum = gettext("Azerbaijan National Art Museum")
            title = page.seo_title or page.title
            return Look(
                language=self.language,
                address=absolute(page.get_url() or "/") if page.url_path else "",
                title=title if page.depth and page.depth <= 2 else f"{title} – {museum}",
                headline=page.title,
                description=page.search_description or page.card_summary(),
                picture=pictures.social(page.picture, page.is_work) if page.picture else None,
            )
