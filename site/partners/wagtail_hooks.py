"""Partners and people in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.editing.viewsets import SnippetViewSet
from partners.models import CooperationArea, Institution, Person


class InstitutionViewSet(SnippetViewSet):
    model = Institution
    icon = "home"
    menu_label = _("Institutions")
    list_display = ["name", "get_kind_display", "city", "country", "live"]
    list_filter = ["kind", "country"]
    copy_view_enabled = False


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    menu_label = _("People")
    list_display = ["name", "title_text", "life_dates", "live"]
    list_filter = ["is_maker", "is_signatory", "is_curator", "is_speaker"]
    copy_view_enabled = False


class CooperationAreaViewSet(SnippetViewSet):
    model = CooperationArea
    icon = "list-ul"
    menu_label = _("Areas of cooperation")
    panels = [FieldPanel("name")]
    copy_view_enabled = False


class PartnersGroup(SnippetViewSetGroup):
    items = (InstitutionViewSet, PersonViewSet, CooperationAreaViewSet)
    menu_icon = "group"
    menu_label = _("Partners and people")
    menu_name = "partners"
    menu_order = 210


register_snippet(PartnersGroup)
