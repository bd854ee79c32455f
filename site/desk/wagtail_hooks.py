"""A switchboard: what the desk adds to the CMS."""

from wagtail import hooks

from desk import guide

hooks.register("register_admin_urls", guide.addresses)
hooks.register("register_help_menu_item", guide.menu_item)
