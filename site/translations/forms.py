"""What staff choose when they do something to many translations."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LARGEST = 20 * 2**20  # bytes of all files of one upload
NAMES = dict(settings.LANGUAGES)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/input.html"


class FilesField(forms.FileField):
    """Several files at once, PO files or ZIP archives of them."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        files = [super(FilesField, self).clean(file, initial) for file in data or [None]]
        if sum(file.size for file in files) > LARGEST:
            raise ValidationError(
                gettext("These files are larger than %(size)s in all. Send them in parts.")
                % {"size": filesizeformat(LARGEST)}
            )
        if wrong := [file.name for file in files if not file.name.lower().endswith((".po", ".zip"))]:
            raise ValidationError(
                gettext("These are neither PO files nor ZIP archives: %(names)s")
                % {"names": ", ".join(wrong)}
            )
        return files


class ImportForm(forms.Form):
    uploads = FilesField(
        label=_("Files"),
        help_text=_("PO files, or ZIP archives of PO files, as they were exported from here."),
    )


class LanguagesForm(forms.Form):
    """Into which languages: those offered by the action."""

    languages = forms.MultipleChoiceField(label=_("Languages"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, codes=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = [(code, NAMES[code]) for code in codes]
