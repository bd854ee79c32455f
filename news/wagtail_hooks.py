"""A switchboard: what the news adds to the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from core.files.collections import Section
from news.anniversaries import ComingAnniversariesView

hooks.register("desk_items", ComingAnniversariesView.items)
hooks.register("register_admin_urls", ComingAnniversariesView.urls)
hooks.register("register_reports_menu_item", ComingAnniversariesView.menu_item)


@hooks.register("section_collections")
def files_of_news():
    return Section("news", _("News"), order=10)
