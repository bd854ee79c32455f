"""Forms of pictures and documents: what must be said is asked for, what the file says is filled in, nothing is lost.

The base of every form by which a file comes in or is changed: single and multiple upload, the choosers' upload tabs,
and the editing views (settings ``WAGTAILIMAGES_IMAGE_FORM_BASE`` and ``WAGTAILDOCS_DOCUMENT_FORM_BASE``).
"""

import os
from contextlib import suppress

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.models import UploadedFile as Upload

from core.files import likeness, metadata
from core.files.collections import usual_collection

# A crop of the same picture keeps the place that matters; another proportion is another picture.
SAME_SHAPE = 1.15
SAY_WHO = gettext_lazy("Say who is to be named: the photographer, the archive or the museum.")
SAY_WHAT = gettext_lazy("Choose what others may do with it.")
TWINS = 3  # files that are named, of those that are there already
BOTH = "both"
CHOOSE = gettext_lazy("Choose …")
DATES = {"rights_until": AdminDateInput, "taken_on": AdminDateInput}


class FileForm:
    """What the forms of pictures and of documents share.

    A file that came with a form which is refused is kept on the server until the form is right: browsers forget it.

    Attributes:
        alone: whether the form is all there is; in the multiple upload the view keeps the file.
        remarks: plain lines to be said once the file is saved.
        chosen_twin: the file that is there already and is to be used instead, or ``None``.
    """

    alone = True
    chosen_twin = None

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        self.remarks = []
        self.is_new = self.instance._state.adding
        if "credit" in self.fields:
            self.fields["credit"].error_messages["required"] = SAY_WHO
        if "rights" in self.fields:
            self.fields["rights"].error_messages["required"] = SAY_WHAT
            self.fields["rights"].choices = [("", CHOOSE), *self.fields["rights"].choices]
        if self.is_new:
            # Not the model's default: whoever brings a file in says it.
            self.initial["rights"] = ""
            self._choose_collection()
        self._upload = None
        if self.user and self.alone and "file" in self.fields:
            self.fields["kept"] = forms.IntegerField(required=False, widget=forms.HiddenInput)
            if self.is_bound:
                self._take_up(self._kept_upload())

    # What the file says

    def fill_from(self, file):
        """Fill fields that are empty with what a file says, and say so beside them.

        Args:
            file: opened for reading bytes; one that has been found good.

        Returns:
            list[str]: the names of the fields that were filled.
        """
        filled = []
        for name, value in self.read(file).values().items():
            if name in self.fields and self._is_empty(name):
                self._put(name, value)
                filled.append(name)
        for name in filled:
            self._advise(name, _("Read from the file; please check it."))
        return filled

    def _is_empty(self, name):
        field = self.fields[name]
        if not self.is_bound:
            return not self.initial.get(name)
        value = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        return not any(value) if isinstance(value, list) else not value

    def _put(self, name, value):
        if not self.is_bound:
            self.initial[name] = value
            return
        widget = self.fields[name].widget
        if isinstance(widget, forms.MultiWidget):
            for suffix, part in zip(widget.widgets_names, widget.decompress(value), strict=True):
                self._answer(name, part, suffix)
        else:
            self._answer(name, str(value))

    def _answer(self, name, value, suffix=""):
        """Put a value into what was sent, as if the person had typed it."""
        self.data = self.data.copy()
        self.data[self.add_prefix(name) + suffix] = value

    def _advise(self, name, words):
        # The bound field has been made, and has its own copy.
        self.fields[name].help_text = self[name].help_text = words

    def _labels(self, names):
        return ", ".join(str(self.fields[name].label) for name in names)

    # What is there already

    def ask_about_twins(self, file):
        """Ask, in a field of its own, what to do if a file is there already, or something that looks the same.

        Args:
            file: opened for reading bytes; one that has been found good.
        """
        others = self.permission_policy.instances_user_has_permission_for(self.user, "choose")
        label = _("This file is here already")
        twins = list(likeness.same(file, others)[:TWINS])
        if not twins:
            label, twins = _("Something very similar is here already"), self.look_alikes(file, others)
        if not twins:
            return
        choices = [(str(twin.pk), _("Use “%(title)s”") % {"title": twin.title}) for twin in twins]
        self.fields["twin"] = forms.ChoiceField(
            label=label,
            required=False,
            choices=[*choices, (BOTH, _("Keep both"))],
            widget=forms.RadioSelect,
            help_text=format_html_join(
                ", ",
                '<a href="{}" target="_blank" rel="noreferrer">{}</a>',
                ((self.edit_url(twin), twin.title) for twin in twins),
            ),
        )
        self.order_fields(["twin"])
        answer = self.data.get(self.add_prefix("twin")) if self.is_bound else None
        self.chosen_twin = {str(twin.pk): twin for twin in twins}.get(answer)
        if self.is_bound and not self.chosen_twin and answer != BOTH:
            self.add_error("twin", _("Choose whether to use that one, or to keep both."))

    def look_alikes(self, file, others):
        """Return what looks nearly the same among others, a queryset."""
        return []

    # The file

    def full_clean(self):
        super().full_clean()
        if not self.is_bound or "kept" not in self.fields:
            return
        file = self.cleaned_data.get("file")
        if not isinstance(file, UploadedFile):
            return
        if self.is_new:
            if not self._upload:  # it comes for the first time
                self._read(file)
            self.ask_about_twins(file)
        else:
            self._compare(file)
        if self._errors:
            self._keep(file)
            if not self.is_new:
                self.instance.file = self.original_file  # what is shown beside the form has not been replaced

    def _read(self, file):
        lacking = bool(self._errors)
        filled = self.fill_from(file)
        if not filled:
            return
        super().full_clean()
        said = _("Read from the file: %(fields)s.") % {"fields": self._labels(filled)}
        if lacking:
            again = _("Please check it, then send the form once more.")
            self.add_error(None, f"{said} {again}")
        else:
            self.remarks.append(said)

    def _compare(self, file):
        """Remark, when a file is replaced, that the new one names somebody else, or is there already."""
        named = self.read(file).named
        if named and named not in self.instance.credit.values():
            self.remarks.append(
                _("The new file names %(name)s. The credit has stayed as it was.") % {"name": named}
            )
        others = self.permission_policy.instances_user_has_permission_for(self.user, "choose")
        if twin := likeness.same(file, others.exclude(pk=self.instance.pk)).first():
            self.remarks.append(_("The same file is here as “%(title)s”, too.") % {"title": twin.title})

    def _keep(self, file):
        if not self._upload:
            file.seek(0)
            self._upload = Upload.objects.create(
                for_content_type=ContentType.objects.get_for_model(type(self.instance)),
                file=file,
                uploaded_by_user=self.user,
            )
            self._answer("kept", str(self._upload.pk))
        words = _("“%(name)s” is kept. Choose a file only if you want another one.")
        self._advise("file", words % {"name": file.name})

    def _kept_upload(self):
        """Return what was kept of the last attempt, unless another file comes now."""
        key = self.data.get(self.add_prefix("kept"))
        if not key or self.files.get(self.add_prefix("file")):
            return None
        with suppress(ValueError, OverflowError):
            return Upload.objects.filter(
                pk=int(key),
                uploaded_by_user=self.user,
                for_content_type=ContentType.objects.get_for_model(type(self.instance)),
            ).first()

    def _take_up(self, upload):
        if upload is None:
            return
        with suppress(OSError), upload.file.open("rb") as file:
            self.files = self.files.copy()
            self.files[self.add_prefix("file")] = SimpleUploadedFile(
                os.path.basename(upload.file.name), file.read()
            )
            self._upload = upload

    def forget_upload(self):
        """Remove what was kept of the last attempt: it has become a file, or is not wanted any more."""
        if self._upload:
            forget(self._upload)

    def save(self, commit=True):
        saved = super().save(commit)
        self.forget_upload()
        return saved

    def _choose_collection(self):
        if "collection" in self.fields and ("file" in self.fields or not self.initial.get("collection")):
            self.initial["collection"] = usual_collection(self.user, type(self.instance))


def forget(upload):
    """Remove a kept file, once nothing can be rolled back any more."""
    name, storage = upload.file.name, upload.file.storage
    upload.delete()
    transaction.on_commit(lambda: storage.delete(name))


class PictureField(WagtailImageField):
    """Wagtail's field, which believes the head of a file; ours decodes the whole, as pages will have to."""

    def to_python(self, data):
        try:
            file = super().to_python(data)
            if file:
                likeness.look_or_raise(file)
                file.seek(0)
        except likeness.BROKEN:
            raise ValidationError(
                _("The file is damaged or incomplete: it cannot be shown. Please export it once more."),
                code="damaged",
            ) from None
        return file


class ImageForm(FileForm, BaseImageForm):
    """A picture: what comes in whole, keeps its focal point when the file is replaced, and is shown anew."""

    class Meta(BaseImageForm.Meta):
        widgets = BaseImageForm.Meta.widgets | DATES

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=field.label, widget=field.widget, required=field.required
            )
        self.before = None if self.is_new else (self.instance.width, self.instance.height)

    def read(self, file):
        return metadata.of_picture(file)

    def edit_url(self, image):
        return reverse("wagtailimages:edit", args=[image.pk])

    def look_alikes(self, file, others):
        return likeness.alike(likeness.look_of(file), others)

    def clean(self):
        data = super().clean()
        data = self.cleaned_data if data is None else data
        file = data.get("file")
        if self.before and isinstance(file, UploadedFile) and data.get("focal_point_x") is not None:
            self._move_focal_point(data, file.image.get_size())
        return data

    def _move_focal_point(self, data, now):
        across, down = (new / max(old, 1) for new, old in zip(now, self.before, strict=True))
        same_shape = 1 / SAME_SHAPE <= across / down <= SAME_SHAPE
        for name in ("x", "y", "width", "height"):
            value = data.get(f"focal_point_{name}")
            scale = across if name in ("x", "width") else down
            data[f"focal_point_{name}"] = round((value or 0) * scale) if same_shape else None
        if not same_shape:
            self.remarks.append(
                _("The new file has another shape: the focal point was removed. Please set it anew.")
            )

    def save(self, commit=True):
        replaced, self.original_file = (
            self.original_file,
            None,
        )  # Wagtail would take away what readers look at
        is_replaced = commit and "file" in self.changed_data and bool(replaced) and not self.is_new
        saved = super().save(commit)
        if is_replaced:
            saved.replace_sizes_of(replaced)
        elif commit and not self.is_new and any(name.startswith("focal_point") for name in self.changed_data):
            saved.make_sizes()
        return saved


class DocumentForm(FileForm, BaseDocumentForm):
    """A document."""

    class Meta(BaseDocumentForm.Meta):
        widgets = BaseDocumentForm.Meta.widgets | DATES

    def read(self, file):
        return metadata.of_document(file)

    def edit_url(self, document):
        return reverse("wagtaildocs:edit", args=[document.pk])

    def save(self, commit=True):
        replaced, self.original_file = (
            self.original_file,
            None,
        )  # it goes when nothing can be rolled back any more
        is_replaced = commit and "file" in self.changed_data and bool(replaced) and not self.is_new
        saved = super().save(commit)
        if is_replaced:
            transaction.on_commit(lambda: replaced.storage.delete(replaced.name))
        return saved
