"""A switchboard: what staff accounts add to the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from users import views

hooks.register("register_user_listing_buttons", views.buttons)
for action in (views.AssignRole, views.SetActiveState, views.DeleteAccounts):
    hooks.register("register_bulk_action", action, order=1)  # in the place of Wagtail's


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("users.invite", _("Invite"), _("Invited"))
    actions.register_action("users.link", _("Send a link"), _("A link to a password was sent"))
    actions.register_action("users.deactivate", _("Deactivate"), _("Deactivated"))
    actions.register_action("users.activate", _("Activate again"), _("Activated again"))
