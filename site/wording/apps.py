from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WordingConfig(AppConfig):
    name = "wording"
    verbose_name = _("Names and terms")
    default_auto_field = "django.db.models.BigAutoField"
    daily_commands = ["index_memory"]
