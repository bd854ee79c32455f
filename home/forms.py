"""The form by which visitors write to the museum."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import NO_ADDRESS, REQUIRED, VisitorForm
from home.models.messages import SIZE, Message

# What is asked only for one kind, and whether it must be said.
OF_KIND = {
    Message.Kind.GROUPS: {"visit_date": True, "group_size": True, "visit_language": False},
    Message.Kind.IMAGES: {"work": True, "purpose": True},
}
MESSAGES_OF = {
    "kind": {"invalid_choice": _("Choose one of the subject areas.")},
    "email": {"invalid": NO_ADDRESS},
    "visit_date": {"invalid": _("This is no date. Write it like 2027-03-20.")},
    "group_size": {"invalid": _("Write the number in digits."), "min_value": SIZE, "max_value": SIZE},
}


class MessageForm(VisitorForm, forms.ModelForm):
    """A message to the museum. What is asked only of another kind of message is not kept.

    Args:
        data: what was sent, or ``None``.
        kind: the kind chosen beforehand, by a link that says what it leads to.
    """

    class Meta:
        model = Message
        fields = [
            "kind",
            "name",
            "email",
            *(name for names in OF_KIND.values() for name in names),
            "subject",
            "text",
        ]
        labels = {
            "kind": _("What is it about?"),
            "name": _("Your name"),
            "email": _("Your e-mail address"),
            "visit_date": _("Day you would like to come"),
            "text": _("Your message"),
            "work": _("Which work?"),
            "purpose": _("Intended use"),
            "subject": _("Subject"),
            "group_size": _("Number of visitors"),
            "visit_language": _("Language of the visit"),
        }
        widgets = {
            "kind": forms.RadioSelect,
            "visit_date": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "group_size": forms.TextInput(
                {"inputmode": "numeric"}
            ),  # a number field forgets what it cannot read
            "text": forms.Textarea({"rows": 8}),
            "name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
        }

    def __init__(self, data=None, kind=""):
        known = kind if kind in Message.Kind.values else Message.Kind.GENERAL
        super().__init__(data, initial={"kind": known})
        self.fields["kind"].choices = Message.Kind.choices
        for names in OF_KIND.values():
            for name, must in names.items():
                self.fields[name].must = must
        for name, messages in MESSAGES_OF.items():
            self.fields[name].error_messages |= messages

    # Rules

    def clean_visit_date(self):
        day = self.cleaned_data["visit_date"]
        today = timezone.localdate()
        if day and not today <= day <= today + timedelta(days=2 * 365):
            raise ValidationError(_("Choose a day from today on, within two years."))
        return day

    def check_fields(self, data):
        for kind, names in OF_KIND.items():
            for name, must in names.items():
                if data.get("kind") != kind:
                    self._errors.pop(name, None)
                    data[name] = self._meta.model._meta.get_field(name).get_default()
                elif must and name not in self._errors and not data.get(name):
                    self.add_error(name, REQUIRED)

    # What is shown

    @property
    def sections(self):
        """The fields in the order of the page, as ``[(kind or "", label, [field, …]), …]``."""
        labels = dict(Message.Kind.choices)
        sections = [("", "", [self["name"], self["email"]])]
        sections += [
            (kind.value, labels[kind], [self[name] for name in names]) for kind, names in OF_KIND.items()
        ]
        return [*sections, ("", "", [self["subject"], self["text"]])]
