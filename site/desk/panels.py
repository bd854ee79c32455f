"""What the desk adds to Wagtail's screens: a tab of the page editor, a panel of the first page, a button."""

from django.forms import Media
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component
from wagtail.admin.views import home
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from core.models import SitePage
from desk.items import items_for


class ChecklistPanel(Panel):
    """The checklist of what is typed, and how it will look to others: asked for when the tab is opened."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/tab.html"

        def get_context_data(self, parent_context=None):
            # A new page that was saved by itself goes on under its own address, in the same form.
            saved = reverse("desk_check", args=[0])
            return super().get_context_data(parent_context) | {"url": self._url(), "saved": saved}

        def _url(self):
            page = self.instance
            if page.pk:
                return reverse("desk_check", args=[page.pk])
            meta = page._meta
            parent = self.request.resolver_match.kwargs.get("parent_page_id", 0)
            return reverse("desk_check_new", args=[meta.app_label, meta.model_name, parent])

        @property
        def media(self):
            return Media(js=["js/admin-checklist.js"], css={"all": ["css/admin-desk.css"]})


def checklist_tab(model):
    return [ChecklistPanel(heading=_("Before publishing"))]


def checklist_button(page, user, view_name, next_url=None):
    """Offer the checklist and the preview in the menu of a page, whichever editor it is written in."""
    if not issubclass(page.specific_class or Page, SitePage):
        return
    rights = page.permissions_for_user(user)
    if rights.can_edit() or rights.can_publish():
        yield Button(
            label=_("Checklist"),
            url=reverse("desk_checklist", args=[page.pk]),
            icon_name="check",
            priority=33,
        )


def count_nothing_else(request, items):
    """Leave out Wagtail's counts of all pages, pictures and documents: nobody acts on them, and they cost queries."""
    items.clear()


class DeskPanel(Component):
    """What this person can do now."""

    name = "desk"
    order = 10
    template_name = "desk/panel.html"

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        items = items_for(self.request)
        return {
            "items": [item for item in items if item.count],
            "done": [item for item in items if not item.count],
        }

    @property
    def media(self):
        return Media(css={"all": ["css/admin-desk.css"]})


# Each asks the database for every row. What they list stands among the desk's items.
_REPLACED = (
    home.WorkflowObjectsToModeratePanel,
    home.UserObjectsInWorkflowModerationPanel,
    home.LockedPagesPanel,
)


def put_desk_first(request, panels):
    panels[:] = [panel for panel in panels if not isinstance(panel, _REPLACED)]
    panels.append(DeskPanel(request))
