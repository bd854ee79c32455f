from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = _("Desk")
    default_auto_field = "django.db.models.BigAutoField"
    daily_commands = ["check_links"]

    def ready(self):
        from desk import outlines, receivers  # noqa: F401 - importing connects them
