"""wagtail-localize's views with our own middle: what they start and publish goes through ``core.translation``."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import (
    apply_machine_translation,
    upload_pofile,
    user_can_edit_instance,
)
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

from core.rights import may_edit, may_publish, where_to_begin
from core.translation.machine import MachineFailed
from core.translation.publication import NotPublishable, managed_translation, publish
from core.translation.start import NotTranslatable, start
from core.translation.strings import missing, stale, sync


def publish_from_editor(request, instance):
    """Answer the editor's “Publish”; ``None`` if it is not for us.

    Whatever was typed is saved already, string by string: nothing is lost when the answer is no.
    """
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = managed_translation(instance)
    if translation is None:
        return None
    if not may_publish(request.user, instance):
        raise PermissionDenied
    try:
        publish(translation, request.user, machine_words="machine_words" in request.POST)
    except NotPublishable as refusal:
        messages.error(request, str(refusal))
    else:
        _say_published(request, translation)
    return redirect(request.path)


def refused(request, refusal):
    """Answer a request of the CMS that was rolled back because something cannot be published: say why, lose nothing.

    Args:
        request: the request; a comment typed with it is repeated.
        refusal: the ``NotPublishable``; without the ``translation`` it is about, the answer leads to the first page.
    """
    comment = request.POST.get("comment", "").strip()
    messages.error(request, f"{refusal} “{comment}”" if comment else str(refusal))
    translation = getattr(refusal, "translation", None)
    target = translation and translation.get_target_instance()
    url = (target and AdminURLFinder(request.user).get_edit_url(target)) or reverse("wagtailadmin_home")
    if request.headers.get("x-requested-with") == "XMLHttpRequest":  # a window over the page
        return render_modal_workflow(request, "", None, {}, json_data={"step": "success", "redirect": url})
    return redirect(url)


def refuse_bulk_publishing(request, action_type, objects, action):
    """Keep translations out of “Publish” for many pages: their latest draft may hold words of the source."""
    if action_type != "publish" or request.method != "POST":
        return None
    pages = list(objects)
    if request.POST.get("include_descendants"):
        pages += [below for page in pages for below in page.get_descendants().not_live()]
    managed = [page for page in pages if managed_translation(page)]
    if not managed:
        return None
    messages.error(
        request,
        ngettext(
            "%(titles)s is a translation. It is published in its own editor, which shows what is missing.",
            "%(titles)s are translations. They are published in their own editors, which show what is missing.",
            len(managed),
        )
        % {
            "titles": ", ".join(
                gettext("“%(title)s”") % {"title": page.get_admin_display_title()} for page in managed
            )
        },
    )
    return redirect(action.next_url)


def _say_published(request, translation):
    target = translation.get_target_instance()
    says = {"title": str(target), "language": translation.target_locale.get_display_name()}
    hour = getattr(target, "go_live_at", None)
    if getattr(target, "live", True):
        messages.success(request, gettext("“%(title)s” is public in %(language)s.") % says)
    elif hour:
        says["hour"] = date_format(localtime(hour), "SHORT_DATETIME_FORMAT")
        messages.success(request, gettext("“%(title)s” will be public in %(language)s on %(hour)s.") % says)
    if count := stale(translation).count():
        messages.warning(
            request,
            ngettext(
                "%(count)d text was reworded in the original since it was translated. Please check it.",
                "%(count)d texts were reworded in the original since they were translated. Please check them.",
                count,
            )
            % {"count": count},
        )


def upload_po(request, translation_id):
    """Take in a PO file by wagtail-localize's view, which fails on a request without a file and on a foreign file."""
    try:
        return upload_pofile(request, translation_id)
    except (KeyError, ValueError):
        messages.error(request, gettext("This is not a PO file that was downloaded from this translation."))
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


@require_POST
def machine_translate(request, translation_id):
    """Let the service translate what is missing. Whatever it does, nothing that was there is lost."""
    translator = get_machine_translator()
    translation = get_object_or_404(Translation, pk=translation_id)
    target = translation.source.object.get_instance_or_none(translation.target_locale)
    if translator is None or target is None:
        raise Http404
    if not user_can_edit_instance(request.user, target):
        raise PermissionDenied
    try:
        if apply_machine_translation(translation_id, request.user, translator):
            left = missing(translation).count()
            messages.success(
                request,
                gettext("%(service)s has translated. Read each text and confirm it; until then it is marked.")
                % {"service": translator.display_name},
            )
            if left:
                messages.warning(
                    request,
                    ngettext(
                        "For %(count)d text its answer could not be used.",
                        "For %(count)d texts its answer could not be used.",
                        left,
                    )
                    % {"count": left},
                )
        else:
            messages.warning(request, gettext("There is nothing left to translate."))
    except MachineFailed as failure:
        messages.error(request, str(failure))
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


machine_translate.waits_for_others = True


class StartMixin:
    """Begins translations as drafts, into the languages of whoever asks, and says in the form why it cannot."""

    def get_form(self):
        form = super().get_form()
        field = form.fields["locales"]
        there = field.queryset.exists()
        field.queryset = where_to_begin(self.request.user, self.object, field.queryset)
        if there and not field.queryset.exists():
            raise PermissionDenied
        return form

    def form_valid(self, form):
        locales = list(form.cleaned_data["locales"])
        try:
            translations = start(
                self.object, locales, self.request.user, subtree=bool(form.cleaned_data["include_subtree"])
            )
        except NotTranslatable as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.request.get_full_path())
        if translations:
            by_source = {translations[0].source: translations}
            self.components.save(translations[0].source, sources_and_translations=by_source)
        names = ", ".join(locale.get_display_name() for locale in locales)
        messages.success(self.request, self.get_success_message(names))
        only = self.object.get_translation(locales[0]) if len(locales) == 1 else None
        return redirect(self.get_success_url() or self.get_default_success_url(only))


class StartPageTranslation(StartMixin, SubmitPageTranslationView):
    pass


class StartSnippetTranslation(StartMixin, SubmitSnippetTranslationView):
    pass


class UpdateForm(UpdateTranslationsForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["publish_translations"]
        field.label = _("Publish what is complete")
        field.help_text = _("A translation with missing texts stays as it is; you are told which ones.")
        # A machine is asked in the translation's own editor, where its words are seen and nobody else has to wait.
        self.fields.pop("use_machine_translation", None)


class UpdateTranslations(UpdateTranslationsView):
    """Takes translations up to date with their source. Publishing the source does so too; this is for the impatient."""

    template_name = "core/admin/translation/update.html"

    def dispatch(self, request, *args, **kwargs):
        translations = self.get_object().translations.filter(enabled=True)
        targets = (
            translation.source.object.get_instance_or_none(translation.target_locale)
            for translation in translations.select_related("source__object", "target_locale")
        )
        if not any(target and may_edit(request.user, target) for target in targets):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self):
        return UpdateForm(self.request.POST if self.request.method == "POST" else None)

    @transaction.atomic
    def form_valid(self, form):
        sync(self.object)
        translations = self.object.translations.filter(enabled=True).select_related("source", "target_locale")
        if form.cleaned_data["publish_translations"]:
            for translation in translations:
                self._publish(translation)
        else:
            for translation in translations:
                translation.source.update_target_view_restrictions(translation.target_locale)
        self.components.save(self.object, sources_and_translations={self.object: list(translations)})
        messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url() or self.get_default_success_url())

    def _publish(self, translation):
        language = translation.target_locale.get_display_name()
        if not may_publish(self.request.user, translation.get_target_instance()):
            messages.warning(
                self.request, gettext("%(language)s: you may not publish it.") % {"language": language}
            )
            return
        try:
            publish(translation, self.request.user)
        except NotPublishable as refusal:
            messages.warning(self.request, f"{language}: {refusal}")
