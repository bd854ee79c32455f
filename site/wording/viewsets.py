"""The glossary in the CMS: a list to search and filter, a form for each term, a CSV file out and in."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy

from wording import spreadsheet
from wording.models import GlossaryEntry

policy = ModelPermissionPolicy(GlossaryEntry)


class GlossaryView(generic.IndexView):
    @cached_property
    def header_more_buttons(self):
        buttons = [
            Button(_("Download as CSV"), reverse("glossary:csv"), icon_name="download", priority=50),
        ]
        if may_import(self.request.user):
            buttons.append(
                Button(_("Import from CSV"), reverse("glossary:import"), icon_name="upload", priority=60)
            )
        return [*super().header_more_buttons, *buttons]


def may_import(user):
    return policy.user_has_permission(user, "add") and policy.user_has_permission(user, "change")


class DownloadView(View):
    """The whole glossary as a CSV file."""

    def get(self, request):
        if not policy.user_has_any_permission(request.user, ("view", "add", "change", "delete")):
            raise PermissionDenied
        response = HttpResponse(
            spreadsheet.export(GlossaryEntry.objects.all()), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = 'attachment; filename="glossary.csv"'
        return response


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("UTF-8. Nothing is saved yet: you are shown what would change."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self):
        try:
            self.cleaned_data["rows"] = spreadsheet.read(self.cleaned_data["file"].read())
        except spreadsheet.Unreadable as problem:
            raise forms.ValidationError(str(problem)) from problem
        return self.cleaned_data["file"]


class ConfirmForm(forms.Form):
    """What the second step sends back: the file as it was read, and what the person was shown of it."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=spreadsheet.MAX_BYTES, strip=False)
    digest = forms.CharField(widget=forms.HiddenInput)


class ImportView(WagtailAdminTemplateMixin, FormView):
    """Two steps: a file is read and what it would change is shown; then all of it is done, or nothing."""

    template_name = "wording/admin/import.html"
    page_title = _("Import terms")
    header_icon = "upload"
    form_class = ImportForm
    index_url = reverse_lazy("glossary:index")

    def dispatch(self, request, *args, **kwargs):
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self.index_url, "label": gettext("Glossary")},
            {"url": "", "label": self.get_page_title()},
        ]

    def post(self, request, *args, **kwargs):
        return self.confirmed() if "text" in request.POST else super().post(request, *args, **kwargs)

    def form_valid(self, form):
        text = form.cleaned_data["file"]
        text.seek(0)
        return self.show(
            spreadsheet.plan(form.cleaned_data["rows"]), text.read().decode("utf-8-sig"), form=form
        )

    def show(self, plan, text, **context):
        confirm = ConfirmForm(initial={"text": text, "digest": plan.digest})
        context |= {"plan": plan, "confirm": confirm}
        return self.render_to_response(self.get_context_data(**context))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"parts": GlossaryEntry.Part.choices}

    @transaction.atomic
    def confirmed(self):
        confirm = ConfirmForm(self.request.POST)
        try:
            if not confirm.is_valid():
                raise spreadsheet.Unreadable(gettext("The file did not arrive whole. Choose it again."))
            text = confirm.cleaned_data["text"]
            plan = spreadsheet.plan(spreadsheet.read(text.encode()))
        except spreadsheet.Unreadable as problem:
            messages.error(self.request, str(problem))
            return redirect(self.request.path)
        if plan.errors or plan.digest != confirm.cleaned_data["digest"]:
            messages.error(
                self.request,
                gettext("The glossary was changed in the meantime. Look again at what would change."),
            )
            return self.show(plan, text)
        plan.carry_out(self.request.user)
        count = len(plan.new) + len(plan.changed)
        messages.success(
            self.request,
            ngettext("%(count)d term was imported.", "%(count)d terms were imported.", count)
            % {"count": count},
        )
        return redirect(self.index_url)


class GlossaryViewSet(ModelViewSet):
    model = GlossaryEntry
    name = "glossary"
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 230
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = GlossaryView
    list_per_page = 50
    list_display = [
        "az",
        Column("en", label=_("English"), sort_key="en"),
        Column("ka", label=_("Georgian"), sort_key="ka"),
        Column("tr", label=_("Turkish"), sort_key="tr"),
        Column("get_part_display", label=_("Kind"), sort_key="part"),
        BooleanColumn("checked", label=_("Checked")),
    ]
    list_filter = ["part", "checked", "keep"]
    search_fields = ["az", "az_also", "en", "en_also", "ka", "ka_also", "tr", "tr_also", "key", "note"]
    ordering = ["key"]

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("csv/", DownloadView.as_view(), name="csv"),
            path("import/", ImportView.as_view(), name="import"),
        ]
