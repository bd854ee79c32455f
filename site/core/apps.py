from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Site")
    default_auto_field = "django.db.models.BigAutoField"
    daily_commands = ["delete_old_files"]

    def ready(self):
        from wagtail_localize import models as localize
        from wagtail_localize.views import edit_translation

        from core import cache, checks, indexes, receivers  # noqa: F401 - importing registers checks and receivers
        from core.translation import receivers as fact_receivers  # noqa: F401

        post_migrate.connect(indexes.ensure, sender=self, dispatch_uid="page-indexes")
        # “Translated manually on …”: with a month by name, the day would be English in every language.
        localize.DATE_FORMAT = edit_translation.DATE_FORMAT = "%d.%m.%Y"
