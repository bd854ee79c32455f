"""The board in the CMS: what is translated into which language, what is out of date, what was done to many."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, Min, OuterRef, Subquery
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import BaseColumn, BulkActionsCheckboxColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail_localize.models import Translation

from core.folding import fold
from core.i18n import LANGUAGES, SOURCE_LANGUAGE, language_of, locale_id
from translations import jobs, rights
from translations.filters import BoardFilterSet, of_languages
from translations.forms import ImportForm
from translations.models import WAITING, Job, Original, State, TranslationState
from translations.wordings import outdated

NAMES = dict(settings.LANGUAGES)
PER_PAGE = 50


class StateColumn(BaseColumn):
    """One language of the originals: its state, how much is done, and the way to where one works on it."""

    cell_template_name = "translations/admin/state_cell.html"

    def __init__(self, language, view, **kwargs):
        super().__init__(f"state_{language}", **kwargs)
        self.language, self.locale_id, self.view = language, locale_id(language), view

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        state = instance.by_locale.get(self.locale_id)
        context.update(state=state, language=self.label)
        if state is not None:
            context["url"] = self.view.edit_url(instance, state)
            if state.state == State.MISSING and self.language in self.view.may_begin:
                context["begin_url"] = begin_url(instance)
            if state.managed and state.open and state.object_id:
                context["changes_url"] = reverse("translation_changes", args=[state.pk])
        return context


class OriginalColumn(TitleColumn):
    cell_template_name = "translations/admin/original_cell.html"

    def get_title_id(self, instance, parent_context):
        return f"original_{instance.pk}_title"


def begin_url(original):
    """Return the address of wagtail-localize's form that begins a translation, or ``None``."""
    if original.object_id is None or original.model is None:
        return None
    if original.is_page:
        return reverse("wagtail_localize:submit_page_translation", args=[original.object_id])
    meta = original.model._meta
    return reverse(
        "wagtail_localize:submit_snippet_translation",
        args=[meta.app_label, meta.model_name, original.object_id],
    )


class BoardView(IndexView):
    """Every page and translatable snippet by languages."""

    model = Original
    permission_policy = rights.policy
    any_permission_required = ["view"]
    template_name = "translations/admin/board.html"
    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "translations_board"
    index_results_url_name = "translations_board_results"
    filterset_class = BoardFilterSet
    paginate_by = PER_PAGE
    search_fields = ["fold"]
    default_ordering = "-changed_at"
    verbose_name_plural = gettext_lazy("translations")
    list_export = []

    @cached_property
    def edit_url(self):
        return rights.edit_urls(self.request.user)

    @cached_property
    def may_begin(self):
        return rights.may_begin(self.request.user)

    @cached_property
    def chosen(self):
        """The languages asked for, or none."""
        return self.filters.form.cleaned_data["language"] if self.filters.is_valid() else []

    @cached_property
    def columns(self):
        shown = [code for code in LANGUAGES if not self.chosen or code in {*self.chosen, SOURCE_LANGUAGE}]
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="original"),
            OriginalColumn(
                "title", label=gettext_lazy("Original"), sort_key="title", get_url=self.original_url
            ),
            *(StateColumn(code, self, label=NAMES[code], width="10%") for code in shown),
            DateColumn("waiting", label=gettext_lazy("Waiting since"), sort_key="waiting", width="10%"),
            DateColumn(
                "changed_at", label=gettext_lazy("Original changed"), sort_key="changed_at", width="10%"
            ),
        ]

    def original_url(self, original):
        state = original.by_locale.get(locale_id(SOURCE_LANGUAGE))
        return state and self.edit_url(original, state)

    def get_base_queryset(self):
        return Original.objects.select_related("owner")

    def order_queryset(self, queryset):
        name, down = self.ordering.lstrip("-"), self.ordering.startswith("-")
        if name == "waiting":
            since = (
                of_languages(self.chosen)
                .filter(original=OuterRef("pk"), state__in=WAITING)
                .order_by()
                .values("original")
                .annotate(first=Min("since"))
                .values("first")
            )
            queryset = queryset.annotate(first_waiting=Subquery(since))
            name = "first_waiting"
        order = F(name).desc(nulls_last=True) if down else F(name).asc(nulls_last=True)
        return queryset.order_by(order, "pk")

    def search_queryset(self, queryset):
        for word in fold(self.search_query).split():
            queryset = queryset.filter(fold__contains=word)
        return queryset

    def paginate_queryset(self, queryset, page_size):
        paginator, page, _objects, several = super().paginate_queryset(queryset, page_size)
        page.object_list = with_states(page.object_list, self.chosen)
        return paginator, page, page.object_list, several

    @cached_property
    def header_buttons(self):
        if not rights.languages_of(self.request.user):
            return []
        return [
            HeaderButton(gettext("Import PO files"), url=reverse("translations_import"), icon_name="upload"),
            HeaderButton(gettext("What was done"), url=reverse("translation_jobs"), icon_name="history"),
        ]


def with_states(originals, chosen=()):
    """Give each original ``by_locale``, its states, and ``waiting``, since when one of the languages chosen waits."""
    originals = list(originals)
    counted = {locale_id(code) for code in chosen} or {*map(locale_id, LANGUAGES)} - {
        locale_id(SOURCE_LANGUAGE)
    }
    found = {original.pk: {} for original in originals}
    for state in TranslationState.objects.filter(original__in=found):
        found[state.original_id][state.locale_id] = state
    for original in originals:
        original.by_locale = found[original.pk]
        original.waiting = min(
            (
                state.since
                for state in original.by_locale.values()
                if state.locale_id in counted and state.state in WAITING and state.since
            ),
            default=None,
        )
    return originals


class ForStaff:
    """Lets in who may see the board."""

    def dispatch(self, request, *args, **kwargs):
        if not rights.may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class Under(ForStaff, WagtailAdminTemplateMixin):
    """A page below the board."""

    header_icon = "wagtail-localize-language"

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("translations_board"), "label": gettext("Translations")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]


class ChangesView(Under, TemplateView):
    """Which texts of a translation are out of date, and what changed in the original since."""

    template_name = "translations/admin/changes.html"
    page_title = gettext_lazy("Texts to translate")

    def get_page_subtitle(self):
        return str(self.state.original)

    def get(self, request, pk, *args, **kwargs):
        self.state = get_object_or_404(TranslationState.objects.select_related("original", "locale"), pk=pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        state = self.state
        translation = (
            Translation.objects.filter(
                source__object_id=state.original_id,
                source__locale_id=locale_id(SOURCE_LANGUAGE),
                target_locale_id=state.locale_id,
                enabled=True,
            )
            .select_related("source__specific_content_type")
            .first()
        )
        return super().get_context_data(**kwargs) | {
            "state": state,
            "source_language": SOURCE_LANGUAGE,
            "code": language_of(state),
            "language": NAMES[language_of(state)],
            "wordings": outdated(translation) if translation else [],
            "edit_url": rights.edit_urls(self.request.user)(state.original, state),
        }


class ImportView(Under, TemplateView):
    """Takes in the PO files that an agency sent back."""

    template_name = "translations/admin/import.html"
    page_title = gettext_lazy("Import PO files")

    def dispatch(self, request, *args, **kwargs):
        if not rights.languages_of(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request):
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            job = jobs.begin_import(request.user, form.cleaned_data["uploads"])
        except ValidationError as error:
            form.add_error("uploads", error)
            return self.render_to_response(self.get_context_data(form=form))
        return redirect("translation_job", job.pk)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return (
            {"form": ImportForm()}
            | context
            | {"languages": [NAMES[code] for code in rights.languages_of(self.request.user)]}
        )


class JobsView(ForStaff, IndexView):
    """What this person had done to many translations at once."""

    model = Job
    permission_policy = None
    page_title = gettext_lazy("What was done")
    header_icon = "history"
    index_url_name = "translation_jobs"
    is_searchable = False
    paginate_by = PER_PAGE
    default_ordering = "-created_at"
    columns = [
        TitleColumn(
            "kind", label=gettext_lazy("Task"), accessor="get_kind_display", url_name="translation_job"
        ),
        DateColumn("created_at", label=gettext_lazy("Begun"), sort_key="created_at"),
        DateColumn("finished_at", label=gettext_lazy("Finished")),
        Column("count", label=gettext_lazy("Results"), accessor=lambda job: str(len(job.report))),
    ]

    def get_base_queryset(self):
        return Job.objects.filter(user=self.request.user)


class JobView(Under, TemplateView):
    """What became of each thing; waits for what is still under way."""

    template_name = "translations/admin/job.html"

    def get_page_title(self):
        return self.job.get_kind_display()

    def get(self, request, pk, *args, **kwargs):
        self.job = get_object_or_404(Job, pk=pk, user=request.user)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"job": self.job, "rows": jobs.told(self.job)}


def download(request, pk):
    """Hand out the file that a job made, to whoever asked for it."""
    if not rights.may_see(request.user):
        raise PermissionDenied
    job = get_object_or_404(Job, pk=pk, user=request.user, kind=Job.Kind.EXPORT)
    if not job.file or not job.file.storage.exists(job.file.name):
        raise Http404
    return FileResponse(
        job.file.open("rb"), as_attachment=True, filename=f"translations-{job.created_at:%Y-%m-%d}.zip"
    )
