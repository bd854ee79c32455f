"""Bulk actions of the board: for the rows ticked, or for all that the filter shows."""

from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.bulk_action import BulkAction

from core.folding import fold
from core.i18n import SOURCE_LANGUAGE
from translations import jobs, rights
from translations.filters import BoardFilterSet
from translations.forms import LanguagesForm
from translations.models import Original

SHOWN = 20  # titles; the rest is a number


class OriginalsAction(BulkAction):
    """Asks for languages, and hands the originals to a job."""

    form_class = LanguagesForm
    template_name = "translations/admin/bulk.html"
    explanation = ""

    @classproperty
    def models(cls):
        return [Original]

    def codes(self):
        """Return the languages that this person may choose from."""
        raise NotImplementedError

    def begin(self, keys, form):
        """Do it, now or in the background. Returns the ``Job``."""
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        if not rights.may_see(request.user) or not self.codes():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        initial = {"languages": self.request.GET.getlist("language") or self.codes()}
        return super().get_form_kwargs() | {"codes": self.codes(), "initial": initial}

    def get_actionable_objects(self):
        return list(self.chosen()), {"items_with_no_access": []}

    def chosen(self):
        """Return the queryset of originals: the rows ticked, or all that the address's filter shows."""
        ids = self.request.GET.getlist("id")
        if "all" not in ids:
            return Original.objects.filter(pk__in=filter(None, map(_key, ids)))
        filters = BoardFilterSet(self.request.GET, request=self.request)
        queryset = Original.objects.all()
        if filters.is_valid():
            queryset = filters.filter_queryset(queryset)
        for word in fold(self.request.GET.get("q", "")).split():
            queryset = queryset.filter(fold__contains=word)
        return queryset.order_by("pk")

    def get_context_data(self, **kwargs):
        originals, number = self.chosen(), self.chosen().count()
        return super(BulkAction, self).get_context_data(**kwargs) | {
            "action": self,
            "next": self.next_url,
            "submit_url": f"{self.request.path}?{self.request.META['QUERY_STRING']}",
            "originals": originals.order_by("title")[:SHOWN],
            "number": number,
            "more": max(0, number - SHOWN),
        }

    def form_valid(self, form):
        keys = list(self.chosen().values_list("pk", flat=True))
        return redirect("translation_job", self.begin(keys, form).pk)


class Send(OriginalsAction):
    display_name = _("Send to translate")
    action_type = "send"
    aria_label = _("Send the selected pages and snippets to translate")
    action_priority = 10
    explanation = _(
        "A draft is made in each language that is still missing. What cannot be begun is named, with the reason."
    )

    def codes(self):
        return [code for code in rights.may_begin(self.request.user) if code != SOURCE_LANGUAGE]

    def begin(self, keys, form):
        return jobs.begin_send(self.request.user, keys, form.cleaned_data["languages"])


class ExportForm(LanguagesForm):
    everything = forms.BooleanField(
        label=_("Complete translations too"),
        required=False,
        help_text=_("Otherwise only those with texts that are missing or of an earlier wording."),
    )


class Export(OriginalsAction):
    display_name = _("Export PO files")
    action_type = "export"
    aria_label = _("Export PO files of the selected pages and snippets")
    action_priority = 20
    form_class = ExportForm
    explanation = _(
        "One ZIP archive with a PO file for each translation. An agency fills the files in and sends them back; "
        "they are taken in with “Import PO files”."
    )

    def codes(self):
        return [code for code in rights.languages_of(self.request.user) if code != SOURCE_LANGUAGE]

    def begin(self, keys, form):
        return jobs.begin_export(
            self.request.user,
            keys,
            form.cleaned_data["languages"],
            everything=form.cleaned_data["everything"],
        )


def _key(text):
    try:
        return UUID(text)
    except ValueError:
        return None
