from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(AppConfig):
    name = "users"
    verbose_name = _("Staff accounts")
    default_auto_field = "django.db.models.BigAutoField"
    default = True
    daily_commands = ["forget_reset_requests"]  # by core's worker


class WagtailUsersConfig(WagtailUsersAppConfig):
    """Wagtail's own app of accounts, with our views at its addresses."""

    user_viewset = "users.viewsets.AccountViewSet"
