"""What editors own of the frame, and what visitors write, in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.editing.viewsets import SnippetViewSet
from home.inbox import MessageViewSet
from home.models import Footer, MenuItem, Notice


class NoticeViewSet(SnippetViewSet):
    model = Notice
    icon = "warning"
    menu_label = _("Notices")
    list_display = ["text", "active", "starts", "until"]
    copy_view_enabled = False


class MenuItemViewSet(SnippetViewSet):
    model = MenuItem
    icon = "list-ol"
    menu_label = _("Menu")
    list_display = ["__str__", "page", "place", "order"]
    list_filter = ["place"]
    copy_view_enabled = False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("page")


class FooterViewSet(SnippetViewSet):
    model = Footer
    icon = "bars"
    menu_label = _("Footer")
    copy_view_enabled = False


class FrameGroup(SnippetViewSetGroup):
    items = (NoticeViewSet, MenuItemViewSet, FooterViewSet)
    menu_icon = "desktop"
    menu_label = _("Around every page")
    menu_name = "frame"
    menu_order = 230


register_snippet(FrameGroup)


@hooks.register("register_admin_viewset")
def messages():
    return MessageViewSet()
