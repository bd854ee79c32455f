"""Lists behind the numbers of the desk: a number and its list are asked with the same question."""

from django.urls import path, reverse
from django.utils import timezone
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.desk import DeskItem


class DeskReport(ReportView):
    """A report of what a person may change. A subclass says ``rows_for``, its columns, filters and names.

    Attributes:
        rights_over: the model whose rights decide who sees the report, and which rows.
        item_name, item_order: of its ``DeskItem``.
    """

    any_permission_required = ["change", "publish"]
    rights_over = Page
    item_name = ""
    item_order = 100

    @property
    def permission_policy(self):
        return policy_registry.get_by_type(self.rights_over)

    @classmethod
    def is_for(cls, user):
        policy = policy_registry.get_by_type(cls.rights_over)
        return policy.user_has_any_permission(user, cls.any_permission_required)

    @classmethod
    def mine(cls, user):
        """Return the queryset of the objects that a user has rights over."""
        policy = policy_registry.get_by_type(cls.rights_over)
        return policy.instances_user_has_any_permission_for(user, cls.any_permission_required)

    @classmethod
    def rows_for(cls, user):
        """Return the queryset of what the report lists to a user."""
        raise TypeError(f"{cls.__name__} must say what it lists")

    @classmethod
    def items(cls, request):
        """Return the report's number for the desk, as the hook ``desk_items`` wants it."""
        if not cls.is_for(request.user):
            return []
        return [
            DeskItem(
                cls.item_name,
                str(cls.page_title),
                cls.rows_for(request.user).count(),
                reverse(cls.index_url_name),
                icon=cls.header_icon,
                order=cls.item_order,
            )
        ]

    @classmethod
    def urls(cls):
        """Return the addresses of the report, as the hook ``register_admin_urls`` wants them."""
        address = f"reports/{cls.item_name}/"
        return [
            path(address, cls.as_view(), name=cls.index_url_name),
            path(f"{address}results/", cls.as_view(results_only=True), name=cls.index_results_url_name),
        ]

    @classmethod
    def menu_item(cls):
        return ReportMenuItem(cls)

    def get_queryset(self):
        return self.order_queryset(self.rows_for(self.request.user))

    def get_filename(self):
        return f"{self.item_name}-{timezone.localdate():%Y-%m-%d}"

    def stream_csv(self, queryset):
        # Now, in the language of whoever asked: what is streamed is written after that is forgotten.
        return iter(list(super().stream_csv(queryset)))


class ReportMenuItem(MenuItem):
    """Shown to those for whom the report is."""

    def __init__(self, report):
        self.report = report
        super().__init__(
            report.page_title,
            reverse(report.index_url_name),
            name=report.item_name,
            icon_name=report.header_icon,
            order=700 + report.item_order,
        )

    def is_shown(self, request):
        return self.report.is_for(request.user)


def edit_url(page, place=""):
    """Return where a page is edited, at a place of its content (``body.<key of a block>``)."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return f"{address}#:w:contentpath={place}" if place else address
