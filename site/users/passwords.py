"""Where staff choose a password: the pages behind a letter, and the one that asks for a letter.

They stand at Wagtail's own addresses, are read by people who are not signed in, and keep the strict policy of public
pages. They speak the language of the account, or else that of the browser.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.views import account as wagtail_views

from core.clients import client_mark
from core.letters import language_of_staff
from users.forms import ResetForm
from users.models import ResetRequest, TooManyRequests
from users.tasks import send_link

COMPLETE = "wagtailadmin_password_reset_complete"


class AskView(wagtail_views.PasswordResetView):
    """Asks for a letter. The answer is the same whether anybody here has the address or not."""

    template_name = "users/ask.html"

    def get_form_class(self):
        return ResetForm

    def form_valid(self, form):
        email = form.cleaned_data["email"]
        try:
            may_write = ResetRequest.objects.receive(email, client_mark(self.request))
        except TooManyRequests:
            form.add_error(
                None, _("Too many requests have come within the last hour. Please try again later.")
            )
            return self.form_invalid(form)
        if may_write:
            for account in get_user_model().objects.filter(email__iexact=email, is_active=True):
                send_link(account)
        return redirect(self.success_url)


class ChooseView(wagtail_views.PasswordResetConfirmView):
    """Takes the password, once; a link that is spent or has expired, or of an account that is shut, opens nothing."""

    template_name = "users/choose.html"

    def get_user(self, uidb64):
        account = super().get_user(uidb64)
        return account if account and account.is_active else None

    def dispatch(self, request, *args, **kwargs):
        account = self.get_user(kwargs["uidb64"])
        if account is None:
            return super().dispatch(request, *args, **kwargs)
        self.extra_context = {"account": account}
        with override(language_of_staff(account)):
            response = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    def get_success_url(self):
        return f"{self.success_url}?in={language_of_staff(self.user)}"


class CompleteView(wagtail_views.PasswordResetCompleteView):
    def get(self, request, *args, **kwargs):
        language = request.GET.get("in")
        if language not in dict(settings.LANGUAGES):
            return super().get(request, *args, **kwargs)
        with override(language):
            return super().get(request, *args, **kwargs).render()
