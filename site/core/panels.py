"""What the first page of the CMS tells staff."""

from wagtail.admin.ui.components import Component

from core import due


class SetAsidePanel(Component):
    """Releases whose hour has struck and that could not be published; nothing is shown where there are none."""

    name = "set-aside"
    order = 50
    template_name = "core/admin/set_aside.html"

    def get_context_data(self, parent_context):
        return {"failures": list(due.set_aside())}
