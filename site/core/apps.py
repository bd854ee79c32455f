from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Site")
    default_auto_field = "django.db.models.BigAutoField"
    daily_commands = ["delete_old_files"]

    def ready(self):
        from core import cache, checks, receivers  # noqa: F401 - importing registers checks and receivers
        from core.translation import receivers as fact_receivers  # noqa: F401
