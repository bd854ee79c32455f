"""The page by which visitors write to the museum."""

from dateutil.relativedelta import relativedelta
from django.core import signing
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page

from core.clients import client_mark
from core.forms import NO_COOKIE
from core.i18n import language_of
from core.jsonld import museum
from core.localization import facts
from core.models import SiteSettings, StoryPage
from home.forms import MessageForm
from home.models.messages import Message, TooManyMessages
from home.tasks import announce

RECEIPT = signing.TimestampSigner(salt="home.contact.receipt")
RECEIPT_AGE = 24 * 3600


class ContactPage(StoryPage):
    """One form for all that visitors write about. A cookie is set when it is opened, and by no other page."""

    kind_label = _("Contact")
    schema_type = "ContactPage"
    max_count_per_parent = 1

    keep_months = models.PositiveSmallIntegerField(
        _("months for which messages are kept"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_(
            "Then they are deleted. Readers are told; messages that are there already keep their day."
        ),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page on privacy"),
        help_text=_("Linked where readers are told what is kept. Choose the Azerbaijani page."),
    )

    override_translatable_fields = [
        *StoryPage.override_translatable_fields,
        *facts("keep_months", "privacy_page"),
    ]
    content_panels = [
        *Page.content_panels,
        *StoryPage.lead_panels,
        *StoryPage.story_panels,
        MultiFieldPanel(
            [FieldPanel("keep_months"), PageChooserPanel("privacy_page", "home.StandardPage")],
            heading=_("What is kept"),
        ),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def chosen_ids(self):
        return [*super().chosen_ids(), self.privacy_page_id]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "museum": SiteSettings.current(),
            "form": MessageForm(kind=request.GET.get("kind", "")),
            "privacy": context["localized"].get(self.privacy_page_id),
        }

    def jsonld_entity(self, context):
        return [museum()]

    def serve(self, request, *args, **kwargs):
        if request.method == "POST":
            return self._receive(request)
        reference = _reference(request.GET.get("sent", ""))
        if reference:
            return self._answer(request, {"reference": reference})
        return self._answer(request)

    def form_refused(self, request):
        """Answer a message that came without the form's secret: shown again, to be sent again."""
        form = MessageForm(request.POST)
        form.is_valid()
        form.add_error(None, NO_COOKIE)
        return self._answer(request, {"form": form}, status=403)

    def _receive(self, request):
        form = MessageForm(request.POST)
        if not form.is_valid():
            return self._answer(request, {"form": form}, status=422)
        message = form.save(commit=False)
        message.language = language_of(self)
        message.delete_on = timezone.localdate() + relativedelta(months=self.keep_months)
        message.sender_mark = client_mark(request)
        try:
            with transaction.atomic():
                message = Message.objects.receive(message)
                if not message.is_twin:
                    announce(message)
        except TooManyMessages:
            form.add_error(
                None,
                _("Too many messages have come within the last hour. Please send yours later, or by e-mail."),
            )
            response = self._answer(request, {"form": form}, status=429)
            response["Retry-After"] = "3600"
            return response
        return HttpResponseRedirect(f"{self.get_url()}?sent={RECEIPT.sign(message.reference)}")

    def _answer(self, request, content=None, status=200):
        request.is_preview = False
        context = self.get_context(request) | (content or {})
        response = TemplateResponse(request, self.get_template(request), context, status=status)
        # A token or somebody's words stand in it: neither is for others.
        patch_cache_control(response, private=True, no_cache=True)
        return response


def _reference(receipt):
    """Return the reference of a receipt of ours that is not too old, or an empty string."""
    try:
        return RECEIPT.unsign(receipt, max_age=RECEIPT_AGE)
    except signing.BadSignature:
        return ""
