"""News in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from core.files.collections import Section


@hooks.register("section_collections")
def files_of_news():
    return Section("news", _("News"), order=10)
