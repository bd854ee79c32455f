"""What staff see of the alerts in the CMS: how many, and what was sent; the addresses only those who need them."""

from collections import Counter

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from press.alerts.topics import all_topics
from press.models import Alert, Choice, Subscriber


def subscribers_by_topic():
    """Return ``[(label, [number in each language, …], sum), …]``, then a row of how many there are in all."""
    chosen = Counter(
        Choice.objects.filter(subscriber__confirmed_at__isnull=False, subscriber__paused_at=None).values_list(
            "topic", "subscriber__language"
        )
    )
    people = Counter(Subscriber.objects.receiving().order_by().values_list("language", flat=True))
    codes = [code for code, _name in settings.LANGUAGES]
    rows = [
        (label, [chosen[topic, code] for code in codes], sum(chosen[topic, code] for code in codes))
        for topic, label in all_topics().choices
    ]
    return [*rows, (_("Subscribers in all"), [people[code] for code in codes], people.total())]


def number(name):
    return lambda alert: alert.numbers[name]


class AlertsView(generic.IndexView):
    """The alerts, the newest first, below the number of subscribers."""

    any_permission_required = ["view"]

    def get_base_queryset(self):
        return super().get_base_queryset().counted()

    def get_context_data(self, **kwargs):
        languages = [name for _code, name in settings.LANGUAGES]
        table = {"languages": languages, "subscribers": subscribers_by_topic()}
        return super().get_context_data(**kwargs) | table


class ReadOnlyViewSet(ModelViewSet):
    """A list of what nobody writes here."""

    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 40
    allowed = {"index", "index_results"}

    @cached_property
    def _edit_handler(self):
        return None

    def get_form_fields(self):
        return []

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in self.allowed]

    def get_common_view_kwargs(self, **kwargs):
        shut = {f"{name}_url_name": None for name in ("add", "edit", "delete", "usage", "history")}
        open_ = {f"{name}_url_name": self.get_url_name(name) for name in self.allowed}
        return super().get_common_view_kwargs(**{**shut, **open_, **kwargs})

    def register_admin_url_finder(self):
        """There is no page to lead to."""

    def get_permissions_to_register(self):
        codes = [f"{action}_{self.model_name}" for action in self.registered]
        found = super().get_permissions_to_register().model.objects
        return found.filter(content_type__app_label=self.app_label, codename__in=codes)


class AlertViewSet(ReadOnlyViewSet):
    model = Alert
    icon = "mail"
    menu_label = _("Letters sent")
    index_view_class = AlertsView
    index_template_name = "press/admin/alerts.html"
    registered = ["view"]
    ordering = ["-pk"]
    list_display = [
        Column("title", label=_("Title"), accessor=str),
        Column("get_language_display", label=_("Language")),
        DateColumn("queued_at", label=_("Published"), sort_key="queued_at"),
        StatusTagColumn(
            "get_state_display", label=_("State"), primary=lambda alert: alert.state == Alert.State.RUNNING
        ),
        Column("sent", label=pgettext_lazy("letters", "Sent"), accessor=number("sent")),
        Column("waiting", label=pgettext_lazy("letters", "Waiting"), accessor=number("waiting")),
        Column("failed", label=pgettext_lazy("letters", "Failed"), accessor=number("failed")),
        Column("uncertain", label=pgettext_lazy("letters", "Uncertain"), accessor=number("uncertain")),
    ]
    list_filter = ["language", "state"]
    search_fields = ["title"]


class SubscriberViewSet(ReadOnlyViewSet):
    model = Subscriber
    icon = "group"
    menu_label = _("Subscribers")
    allowed = {"index", "index_results", "delete"}
    registered = ["view", "delete"]
    ordering = ["-pk"]
    list_display = [
        "email",
        Column("get_language_display", label=_("Language")),
        DateColumn("asked_at", label=_("Asked for"), sort_key="asked_at"),
        DateColumn("confirmed_at", label=_("Confirmed"), sort_key="confirmed_at"),
        DateColumn("paused_at", label=_("Paused")),
    ]
    list_filter = ["language"]
    search_fields = ["email"]


class AlertsGroup(ModelViewSetGroup):
    items = (AlertViewSet, SubscriberViewSet)
    menu_label = _("E-mail alerts")
    menu_icon = "mail"
    menu_name = "alerts"
    menu_order = 225
