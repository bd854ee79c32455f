"""A switchboard: what the news adds to the CMS."""

from wagtail import hooks

from news.anniversaries import ComingAnniversariesView

hooks.register("desk_items", ComingAnniversariesView.items)
hooks.register("register_admin_urls", ComingAnniversariesView.urls)
hooks.register("register_reports_menu_item", ComingAnniversariesView.menu_item)
