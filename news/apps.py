from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.kinds import offer


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from news import kinds

        offer(kinds.choices())
