"""Wagtail's own views of pictures and documents, with what ours ask and tell beside it.

They answer at Wagtail's own addresses, before it (``core.wagtail_hooks``), so that every link of the CMS leads to them.
"""

import os

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.documents import get_document_model
from wagtail.documents.views import chooser as document_chooser
from wagtail.documents.views import documents
from wagtail.documents.views import multiple as documents_upload
from wagtail.images import get_image_model
from wagtail.images.forms import ImageInsertionForm
from wagtail.images.views import chooser as image_chooser
from wagtail.images.views import images
from wagtail.images.views import multiple as images_upload
from wagtail.models import UploadedFile

from core.editing.views import ModelGuard
from core.files import rights
from core.files.collections import usual_collection
from core.files.forms import forget
from core.i18n import language_of
from core.released import public_users

SHOWN = 10  # pages that are named before something is deleted
NEEDS = [
    ("rights", _("Rights end soon or have ended, and readers see it")),
    ("ended", _("Rights have ended")),
    ("credit", _("No credit")),
]


class NeedsFilter(django_filters.ChoiceFilter):
    """What is to be put right; ``?needs=rights`` is what the desk counts."""

    def __init__(self, **options):
        super().__init__(label=_("What is to be done"), choices=self.options, **options)

    options = NEEDS

    def filter(self, queryset, value):
        if value == "rights":
            return rights.in_need(queryset)
        if value == "ended":
            return queryset.filter(rights_until__lt=timezone.localdate())
        if value == "credit":
            return queryset.filter(credit={})
        if value == "alt":
            return queryset.filter(alt={})
        return queryset


class PictureNeedsFilter(NeedsFilter):
    options = [*NEEDS, ("alt", _("No alternative text"))]


class ImagesFilterSet(images.ImagesFilterSet):
    needs = PictureNeedsFilter()

    class Meta(images.ImagesFilterSet.Meta):
        pass


class DocumentsFilterSet(documents.DocumentsFilterSet):
    needs = NeedsFilter()

    class Meta(documents.DocumentsFilterSet.Meta):
        pass


def _day(file):
    # Wagtail's own column of dates says how long ago they were; these are mostly to come.
    return date_format(file.rights_until, "SHORT_DATE_FORMAT") if file.rights_until else ""


class WithRights:
    """A list with the last day of rights."""

    @cached_property
    def columns(self):
        found = super().columns
        if not found:  # the grid of pictures
            return found
        until = Column("rights_until", label=gettext("Rights until"), accessor=_day)
        return [*found[:-1], until, found[-1]]


class ImageList(WithRights, images.IndexView):
    filterset_class = ImagesFilterSet


class DocumentList(WithRights, documents.IndexView):
    filterset_class = DocumentsFilterSet


# What is said beside a form


class Speaking:
    """A form's view that says what the form noticed."""

    def save_instance(self):
        instance = super().save_instance()
        for remark in self.form.remarks:
            messages.info(self.request, remark)
        return instance


class Shown:
    """A view of one file that says where readers see it."""

    def get_context_data(self, **kwargs):
        found = public_users(type(self.object), self.object.pk)
        count = sum(objects.count() for objects in found.values())
        named = [thing for objects in found.values() for thing in objects[:SHOWN]][:SHOWN]
        finder = AdminURLFinder(self.request.user)
        return super().get_context_data(**kwargs) | {
            "public_count": count,
            "public_things": [(thing, finder.get_edit_url(thing)) for thing in named],
            "public_more": count - len(named),
        }


class AddFile(Speaking):
    """One file at a time; what is there already can be used instead."""

    def form_valid(self, form):
        return self.use_twin(form) or super().form_valid(form)

    def form_invalid(self, form):
        return self.use_twin(form) or super().form_invalid(form)

    def use_twin(self, form):
        if not form.chosen_twin:
            return None
        form.forget_upload()
        messages.success(
            self.request,
            gettext("“%(title)s” is used; nothing was added.") % {"title": form.chosen_twin.title},
        )
        return redirect(form.edit_url(form.chosen_twin))


class AddImage(AddFile, images.CreateView):
    pass


class AddDocument(AddFile, documents.CreateView):
    pass


# Several at once


class AddFiles:
    """Stock Wagtail keeps each file and asks for what must be said of it; ours fills in what the file says."""

    edit_form_template_name = "core/admin/files/upload_form.html"

    def get_upload_form_class(self):
        form = super().get_upload_form_class()
        return type(form.__name__, (form,), {"alone": False})

    def get_edit_upload_form_context_data(self):
        name = self.request.FILES["files[]"].name
        self.object.title = self.request.POST.get("title") or os.path.splitext(name)[0]
        context = super().get_edit_upload_form_context_data()
        with self.upload_object.file.open("rb") as file:
            context["form"].fill_from(file)
            context["form"].ask_about_twins(file)
        return context

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not context["selected_collection_id"]:
            context["selected_collection_id"] = str(usual_collection(self.request.user, self.model) or "")
        return context


class AddImages(AddFiles, images_upload.AddView):
    pass


class AddDocuments(AddFiles, documents_upload.AddView):
    pass


class CreateFromUpload:
    """The second step of each file; what is there already can be used instead."""

    def post(self, request, *args, **kwargs):
        number = kwargs[self.upload_pk_url_kwarg]
        answer = request.POST.get(f"{self.edit_upload_form_prefix}-{number}-twin", "")
        if not answer.isdecimal():
            return super().post(request, *args, **kwargs)
        upload = get_object_or_404(
            UploadedFile,
            pk=number,
            for_content_type=ContentType.objects.get_for_model(self.get_model()),
            uploaded_by_user=request.user,
        )
        forget(upload)
        return JsonResponse({"success": True})


class CreateImageFromUpload(CreateFromUpload, images_upload.CreateFromUploadedImageView):
    pass


class CreateDocumentFromUpload(CreateFromUpload, documents_upload.CreateFromUploadedDocumentView):
    pass


# In the choosers


class UploadInChooser:
    """The upload tab of a chooser: what is there already is chosen at once if that is the answer."""

    def post(self, request):
        self.model = self.get_model()
        self.form = self.get_creation_form()
        if self.form.is_valid() and not self.form.chosen_twin:
            return self.answer(self.save_form(self.form))
        if self.form.chosen_twin:
            self.form.forget_upload()
            return self.answer(self.form.chosen_twin)
        return self.get_reshow_creation_form_response()

    def answer(self, chosen):
        return self.get_chosen_response(chosen)


class UploadImageInChooser(UploadInChooser, image_chooser.ImageUploadView):
    get_model = staticmethod(get_image_model)

    def answer(self, chosen):
        if not self.request.GET.get("select_format"):
            return super().answer(chosen)
        form = ImageInsertionForm(
            initial={"alt_text": chosen.default_alt_text}, prefix="image-chooser-insertion"
        )
        return self.render_select_format_response(chosen, form)


class UploadDocumentInChooser(UploadInChooser, document_chooser.DocumentChooserUploadView):
    get_model = staticmethod(get_document_model)


# One file


class EditFile(ModelGuard, Shown, Speaking):
    def render_to_response(self, context, **options):
        if said := rights.in_words(self.object):
            messages.warning(self.request, said)
        return super().render_to_response(context, **options)


class EditImage(EditFile, images.EditView):
    template_name = "core/admin/files/edit_image.html"


class EditDocument(EditFile, documents.EditView):
    template_name = "core/admin/files/edit_document.html"


class DeleteImage(Shown, images.DeleteView):
    template_name = "core/admin/files/delete_image.html"


class DeleteDocument(Shown, documents.DeleteView):
    template_name = "core/admin/files/delete_document.html"


class WithPlaces:
    """What uses a file, with the language of each, and whether readers see it now."""

    @cached_property
    def columns(self):
        name, kind, field = super().columns
        return [
            name,
            kind,
            Column("language", label=gettext("Language"), accessor=lambda row: row["language"]),
            StatusTagColumn(
                "public",
                label=gettext("State"),
                accessor=lambda row: gettext("public") if row["public"] else gettext("not public"),
                primary=lambda row: row["public"],
            ),
            field,
        ]

    def get_table(self, object_list, **kwargs):
        public = {
            (model, pk)
            for model, objects in public_users(type(self.object), self.object.pk).items()
            for pk in objects.values_list("pk", flat=True)
        }
        table = super().get_table(object_list, **kwargs)
        for row in table.data:
            thing = row["object"]
            row["language"] = language_of(thing) if hasattr(thing, "locale_id") else ""
            row["public"] = any((model, thing.pk) in public for model in type(thing).__mro__)
        return table


class ImageUsage(WithPlaces, images.UsageView):
    pass


class DocumentUsage(WithPlaces, documents.UsageView):
    pass


# Where they answer


def image_urls():
    """Return the addresses of pictures in the CMS that are ours instead of Wagtail's."""
    return [
        path("", ImageList.as_view()),
        path("results/", ImageList.as_view(results_only=True)),
        path("<int:image_id>/", EditImage.as_view()),
        path("<int:image_id>/delete/", DeleteImage.as_view()),
        path("add/", AddImage.as_view()),
        path("usage/<int:image_id>/", ImageUsage.as_view()),
        path("multiple/add/", AddImages.as_view()),
        path("multiple/create_from_uploaded_image/<int:uploaded_file_id>/", CreateImageFromUpload.as_view()),
    ]


def document_urls():
    """Return the addresses of documents in the CMS that are ours instead of Wagtail's."""
    return [
        path("", DocumentList.as_view()),
        path("results/", DocumentList.as_view(results_only=True)),
        path("edit/<int:document_id>/", EditDocument.as_view()),
        path("delete/<int:document_id>/", DeleteDocument.as_view()),
        path("add/", AddDocument.as_view()),
        path("usage/<int:document_id>/", DocumentUsage.as_view()),
        path("multiple/add/", AddDocuments.as_view()),
        path(
            "multiple/create_from_uploaded_document/<int:uploaded_file_id>/",
            CreateDocumentFromUpload.as_view(),
        ),
    ]


def set_up_choosers():
    """Have the choosers' upload tabs answer as ours do."""
    image_chooser.viewset.create_view_class = UploadImageInChooser
    document_chooser.viewset.create_view_class = UploadDocumentInChooser
