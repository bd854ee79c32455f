from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "translations"
    verbose_name = _("Translations")
    default_auto_field = "django.db.models.BigAutoField"
    daily_commands = ["delete_old_translation_jobs"]

    def ready(self):
        from translations import receivers

        receivers.connect()
        post_migrate.connect(receivers.fill_if_empty, sender=self, dispatch_uid="board-fill")
