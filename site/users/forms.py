"""The forms of accounts: to invite somebody, to change what is known of them, to ask for a new password."""

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.localization import get_available_admin_languages
from wagtail.users.forms import UserForm
from wagtail.users.models import UserProfile

from core.forms import NO_ADDRESS, VisitorForm
from core.letters import language_of_staff
from core.slugs import ascii_slug
from users.rules import would_be_last

User = get_user_model()


class SignInForm(LoginForm):
    """Wagtail's own, whose password field has no label, so that its English name would stand there."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = AuthenticationForm.base_fields["password"].label


class GroupsField(forms.ModelMultipleChoiceField):
    """The groups by their names in the language of whoever reads them; those of the site's own roles are translated."""

    def label_from_instance(self, group):
        return gettext(group.name)


class AccountForm(UserForm):
    """What is known of a member of staff. No password: each chooses their own (``users.letters``).

    Args:
        by: who fills in the form. Only who has all rights gives all rights, and nobody changes their own.
    """

    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Of the CMS and of the letters to this person, until they choose another."),
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "username", "groups", "is_superuser"]
        field_classes = {"groups": GroupsField}
        widgets = {"groups": forms.CheckboxSelectMultiple}

    field_order = ["first_name", "last_name", "email", "username", "language", "groups", "is_superuser"]

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = get_available_admin_languages()
        self.fields["language"].initial = (
            language_of_staff(self.instance) if self.instance.pk else settings.LANGUAGE_CODE
        )
        self.fields["groups"].help_text = ""
        if by == self.instance:
            del self.fields["groups"]
        if by == self.instance or not by.is_superuser:
            del self.fields["is_superuser"]

    def clean_email(self):
        email = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(gettext("Another account has this address."))
        return email

    def clean_is_superuser(self):
        stays = self.cleaned_data["is_superuser"]
        if not stays and self.instance.pk and would_be_last(User.objects.get(pk=self.instance.pk)):
            raise ValidationError(gettext("Nobody else has all rights. Give them to somebody else first."))
        return stays

    def save(self, commit=True):
        account = super().save(commit)
        profile = UserProfile.get_for_user(account)
        profile.preferred_language = self.cleaned_data["language"]
        profile.save(update_fields=["preferred_language"])
        return account


class InvitationForm(AccountForm):
    """A new account, for its owner to choose a password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].required = False
        self.fields["username"].help_text = gettext("Empty: made from the e-mail address.")

    def clean_username(self):
        if name := self.cleaned_data["username"]:
            return name
        wanted = name = ascii_slug(self.data.get("email", "").partition("@")[0])[:140] or "staff"
        number = 2
        while User.objects.filter(username=name).exists():
            name, number = f"{wanted}-{number}", number + 1
        return name

    def save(self, commit=True):
        self.instance.invite()
        return super().save(commit)


class ResetForm(VisitorForm):
    """The address for which a new password is asked."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        error_messages={"invalid": NO_ADDRESS},
        widget=forms.EmailInput({"autocomplete": "email", "autofocus": True}),
    )
