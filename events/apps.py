from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.kinds import offer


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        offer([("events", _("What’s on"))])
