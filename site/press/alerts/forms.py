"""What readers choose, and the address they give."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _

from core.forms import NO_ADDRESS, VisitorForm
from core.routing import homes
from press.alerts.topics import all_topics

CHOOSE = _("Choose at least one.")
FROM_LIST = _("Choose from the list.")


class AddressField(forms.CharField):
    """An e-mail address in the one form in which it is kept: small letters, its domain as name servers know it."""

    widget = forms.EmailInput({"autocomplete": "email"})

    def __init__(self, **values):
        super().__init__(max_length=254, **values)

    def clean(self, value):
        address = super().clean(value)
        name, _at, domain = address.rpartition("@")
        try:
            # Django's pattern admits ı, İ, ſ and the Kelvin sign before the @; no mail server does.
            name.encode("ascii")
            kept = f"{name}@{punycode(domain)}".lower()
            validate_email(kept)
        except (UnicodeError, ValidationError):
            raise ValidationError(NO_ADDRESS) from None
        return kept


class Choices(forms.Form):
    """The language and the kinds of news, as fields."""

    topics = forms.MultipleChoiceField(
        label=_("What would you like to hear of?"), widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(label=_("Language of the letters"), widget=forms.RadioSelect)

    use_required_attribute = False

    def offer(self):
        """Offer what there is: the kinds of news, and the languages that have a home page."""
        offered = homes()
        self.fields["topics"].choices = all_topics().choices
        self.fields["language"].choices = [pair for pair in settings.LANGUAGES if pair[0] in offered]
        for name in ("topics", "language"):
            wrong = {"required": CHOOSE, "invalid_choice": FROM_LIST, "invalid_list": FROM_LIST}
            self.fields[name].error_messages |= wrong


class ChoicesForm(Choices):
    """What a subscriber changes behind a personal link."""

    def __init__(self, data=None, initial=None):
        super().__init__(data, initial=initial, label_suffix="")
        self.offer()


class SubscriptionForm(Choices, VisitorForm):
    """What somebody who wants to be told gives: an address and a choice."""

    email = AddressField(label=_("Your e-mail address"))

    field_order = ["email", "topics", "language"]

    def __init__(self, data=None, initial=None):
        super().__init__(data, initial=initial)
        self.offer()
