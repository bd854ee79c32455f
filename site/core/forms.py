"""What every form for visitors has: our own words for what is wrong, and what keeps machines from using it."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

STAMP = signing.TimestampSigner(salt="core.forms.opened")
QUICKEST = 3  # seconds in which nobody reads and fills in a form
LONGEST = 12 * 3600

REQUIRED = _("Please fill in this field.")
# Ours, because Django's own are not translated into all our languages, nor meant for museum visitors.
MESSAGES = {
    "required": REQUIRED,
    "max_length": _("This is too long: at most %(limit_value)d characters, and these are %(show_value)d."),
    "null_characters_not_allowed": _(
        "The text holds a character that cannot be written. Please type it anew."
    ),
}
NO_ADDRESS = _("This is no e-mail address. Write it like name@example.org.")
NO_COOKIE = _(
    "Your browser did not send back the cookie that protects this form. Please send it again; "
    "if that does not help, allow cookies for this address, or write us an e-mail."
)


class VisitorForm(forms.Form):
    """A form that speaks the language of its page; hidden in it a field that only programs fill in, and the time.

    Nothing is held against a person who has something to mend; what looks like a program may be sent once more.
    """

    # Nobody sees it, so nobody fills it in; what fills in every field is no person.
    website = forms.CharField(required=False, max_length=200, label=_("Leave this field empty"))
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    use_required_attribute = False  # our words, in the language of the page, instead of the browser's

    def __init__(self, data=None, initial=None, **values):
        super().__init__(
            data, initial={"opened": STAMP.sign("")} | (initial or {}), label_suffix="", **values
        )
        for field in self.fields.values():
            field.error_messages |= MESSAGES

    def clean(self):
        data = super().clean()
        data = self.cleaned_data if data is None else data
        self.check_fields(data)
        trapped = "website" in self._errors or data.get("website")
        for name in ("website", "opened"):
            self._errors.pop(name, None)
        if self._errors:
            return data  # a person has something to mend first
        if trapped:
            raise ValidationError(
                _(
                    "A field that nobody sees was filled in, as programs do. We have emptied it: please send again."
                )
            )
        _look_at_the_clock(data.get("opened", ""))
        return data

    def check_fields(self, data):
        """Check what concerns several fields; what is wrong is added to the errors, and ``data`` may be changed."""

    @property
    def stamp(self):
        """The time at which the form was opened, as long as it is a valid one; else this moment."""
        sent = self.data.get("opened", "")
        try:
            STAMP.unsign(sent, max_age=LONGEST)
        except signing.BadSignature:
            return STAMP.sign("")
        return sent


def _look_at_the_clock(stamp):
    try:
        STAMP.unsign(stamp, max_age=LONGEST)
    except signing.BadSignature:  # also one that has expired
        raise ValidationError(
            _("The form was open for a very long time. Nothing is lost: please send it again.")
        ) from None
    try:
        STAMP.unsign(stamp, max_age=QUICKEST)
    except signing.SignatureExpired:
        return
    raise ValidationError(_("That was quicker than a person writes. Please wait a moment and send it again."))
