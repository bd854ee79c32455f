from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class CollectionConfig(AppConfig):
    name = "collection"
    verbose_name = pgettext_lazy("section of the site", "Collection")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from collection.makers import works_by
        from collection.models import HighlightPage
        from core.references import Part, show_on
        from partners.models import Person

        show_on(Person, Part("collection/works_by.html", works_by, HighlightPage))
