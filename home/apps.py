from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home and museum pages")
    daily_commands = ["delete_due_messages"]
    default_auto_field = "django.db.models.BigAutoField"
