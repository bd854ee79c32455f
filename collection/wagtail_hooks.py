"""Rooms and vocabularies in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from collection.models import Material, ObjectType, Room, School
from core.editing.viewsets import SnippetViewSet
from core.files.collections import Section


class RoomViewSet(SnippetViewSet):
    model = Room
    icon = "table"
    menu_label = _("Rooms")
    list_display = ["__str__", "floor", "building", "live"]
    ordering = ["number"]
    copy_view_enabled = False


class TermViewSet(SnippetViewSet):
    icon = "list-ul"
    panels = [FieldPanel("name")]
    copy_view_enabled = False


class ObjectTypeViewSet(TermViewSet):
    model = ObjectType
    menu_label = _("Object types")


class MaterialViewSet(TermViewSet):
    model = Material
    menu_label = _("Materials")


class SchoolViewSet(TermViewSet):
    model = School
    menu_label = _("Schools and cultures")


class CollectionGroup(SnippetViewSetGroup):
    items = (RoomViewSet, ObjectTypeViewSet, MaterialViewSet, SchoolViewSet)
    menu_icon = "view"
    menu_label = _("Collection lists")
    menu_name = "collection-lists"
    menu_order = 220


register_snippet(CollectionGroup)


@hooks.register("section_collections")
def files_of_the_collection():
    return Section("collection", _("Collection"), order=30)
