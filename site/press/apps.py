from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PressConfig(AppConfig):
    name = "press"
    verbose_name = _("Press")
    daily_commands = ["delete_old_kits"]
    default_auto_field = "django.db.models.BigAutoField"
    daily_commands = ["delete_due_subscriptions", "delete_old_kits", "delete_old_press_links"]
    frequent_duties = ["press.alerts.sending.send_waiting"]

    def ready(self):
        from wagtail.signals import page_published

        from press import tasks
        from press.alerts import receivers  # noqa: F401 - importing connects them

        page_published.connect(tasks.published, dispatch_uid="press-kit-published")
