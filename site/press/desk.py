"""Where staff give journalists their links, take them back, and see that they were opened."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import CreateView

from core.collation import capitalised
from core.editing.views import GuardedSnippetEdit
from core.editing.viewsets import SnippetViewSet
from press import embargo
from press.models import PressLink

OPENINGS = 50  # shown; all are counted


class PressLinkForm(WagtailAdminModelForm):
    """Who may read which release until when. The release of a link that was made is another link's."""

    class Meta:
        model = PressLink
        fields = ["release", "name", "outlet", "email", "expires_at"]
        widgets = {"expires_at": AdminDateTimeInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["release"]
            return
        field = PressLink._meta.get_field("release")
        releases = embargo.waiting(self.for_user)
        self.fields["release"] = forms.TypedChoiceField(
            label=capitalised(field.verbose_name),
            help_text=field.help_text,
            coerce=UUID,
            choices=[("", "—"), *((str(page.translation_key), page.draft_title) for page in releases)],
        )

    def clean_expires_at(self):
        value = self.cleaned_data["expires_at"]
        if value <= timezone.now() and "expires_at" in self.changed_data:
            raise ValidationError(gettext("Choose an hour that is still to come."))
        return value


class CreateLink(CreateView):
    def get_initial(self):
        return super().get_initial() | {"release": self.request.GET.get("release", "")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"initial": self.get_initial()}

    def save_instance(self):
        self.form.instance.created_by = self.request.user
        return super().save_instance()

    def get_success_url(self):
        return self.get_edit_url()  # where the addresses are


class EditLink(GuardedSnippetEdit):
    def get_context_data(self, **kwargs):
        link = self.object
        used = PressLink.objects.with_use().get(pk=link.pk)
        return super().get_context_data(**kwargs) | {
            "link": link,
            "used": used,
            "openings": link.openings.all()[:OPENINGS],
            "versions": embargo.versions(link.release),
            "published": embargo.published(link.release),
        }


class PressLinkViewSet(SnippetViewSet):
    """All links, the newest first; a release's own with ``?release=``."""

    model = PressLink
    icon = "key"
    menu_label = _("Links for journalists")
    menu_name = "press-links"
    menu_order = 225
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    add_view_class = CreateLink
    edit_view_class = EditLink
    edit_template_name = "press/admin/link.html"
    list_per_page = 40
    list_filter = ["release"]
    search_fields = ["name", "outlet", "email"]
    list_display = [
        TitleColumn(
            "name",
            label=_("Journalist"),
            accessor=str,
            get_url=lambda link: reverse("wagtailsnippets_press_presslink:edit", args=[link.pk]),
        ),
        Column("title", label=_("Release")),
        StatusTagColumn("state", label=_("State"), primary=lambda link: link.is_open),
        Column("expires_at", label=_("Valid until"), sort_key="expires_at"),
        Column("times", label=_("Opened, times"), sort_key="times"),
        Column("last_opened_at", label=_("Last opened"), sort_key="last_opened_at"),
    ]

    def get_queryset(self, request):
        return PressLink.objects.with_use().order_by("-created_at", "-pk")

    def get_form_class(self, for_update=False):
        return PressLinkForm

    @property
    def _edit_handler(self):
        return None  # a plain form

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("revoke/<int:pk>/", revoke, name="revoke")]


@require_POST
def revoke(request, pk):
    """Let a link open nothing from now on."""
    if not request.user.has_perm("press.change_presslink"):
        return permission_denied(request)
    link = get_object_or_404(PressLink, pk=pk)
    link.revoke()
    log(link, "wagtail.edit", user=request.user)
    messages.success(request, gettext("The link of %(name)s opens nothing any more.") % {"name": link})
    return redirect("wagtailsnippets_press_presslink:edit", link.pk)


def link_buttons(page, user, view_name, next_url=None):
    """Offer, in the menu of a release that is not public yet, to give a journalist a link."""
    if user.has_perm("press.add_presslink") and embargo.is_waiting(page):
        query = f"?release={page.translation_key}"
        yield Button(
            label=_("Link for a journalist"),
            url=reverse("wagtailsnippets_press_presslink:add") + query,
            icon_name="key",
            priority=36,
        )
        if PressLink.objects.filter(release=page.translation_key).exists():
            yield Button(
                label=_("Who has a link"),
                url=reverse("wagtailsnippets_press_presslink:list") + query,
                icon_name="view",
                priority=37,
            )
