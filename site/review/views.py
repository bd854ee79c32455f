"""Where a translation is submitted, read beside its original and decided on, and the two lists that lead there."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.ui.tables import Column, DateColumn, Table, TitleColumn, UserColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.i18n import SOURCE_LANGUAGE, language_of
from core.rights import may_publish
from core.translation import NotPublishable, managed_translation
from review import decisions, lists
from review.reviews import Review


class WordForm(forms.Form):
    """What a translator or a reviewer says to the other."""

    comment = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000})
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, initial={"seen": review.seen}, **kwargs)
        self.fields["comment"].label = _("Comment") if review.in_progress else _("Note to the reviewer")


class ReviewView(WagtailAdminTemplateMixin, TemplateView):
    """One translation: its texts beside the original, what was said, and what this person can do."""

    template_name = "review/admin/review.html"
    header_icon = "clipboard-list"
    page_title = _("Review")
    _show_breadcrumbs = True

    def setup(self, request, translation_id):
        super().setup(request)
        translations = Translation.objects.select_related("source", "target_locale").filter(enabled=True)
        self.translation = get_object_or_404(translations, pk=translation_id)

    def dispatch(self, request, *args, **kwargs):
        self.review = self._look()
        if not self.review.may_see:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def _look(self):
        return Review(self.translation, self.request.user)

    def post(self, request, *args, **kwargs):
        form = WordForm(request.POST, review=self.review)
        done = _DOINGS.get(request.POST.get("action"))
        if form.is_valid() and done:
            comment = form.cleaned_data["comment"].strip()
            if done is _request_changes and not comment:
                form.add_error("comment", gettext("Say what is to be changed."))
            else:
                try:
                    done(request, self.translation, form.cleaned_data["seen"], comment)
                except (decisions.NotNow, NotPublishable) as refusal:
                    form.add_error(None, str(refusal))
                else:
                    return redirect(request.path if self._look().may_see else "review_waiting")
        self.review = self._look()  # as it stands now, under what the person typed
        return self.render_to_response(self.get_context_data(form=form))

    def get_page_subtitle(self):
        return f"{_title(self.review.target)} · {self.translation.target_locale.get_display_name()}"

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*super().get_breadcrumbs_items(), here]

    def get_context_data(self, form=None, **kwargs):
        review = self.review
        form = form or WordForm(review=review)
        form.data = form.data and form.data.copy()
        if form.data:
            form.data["seen"] = review.seen  # what is read now is what is sent back
        return super().get_context_data(**kwargs) | {
            "review": review,
            "form": form,
            "edit_url": _edit_url(self.request.user, review.target),
            "source_language": self.translation.source.locale.get_display_name(),
            "target_language": self.translation.target_locale.get_display_name(),
            "source_code": SOURCE_LANGUAGE,
            "target_code": language_of(review.target),
        }


def _submit(request, translation, _seen, comment):
    decisions.submit(translation, request.user, comment)
    messages.success(request, gettext("The translation is submitted. Its reviewers are told by e-mail."))


def _approve(request, translation, seen, comment):
    decisions.approve(translation, request.user, seen, comment)
    messages.success(request, _what_became(translation))


def _request_changes(request, translation, _seen, comment):
    decisions.request_changes(translation, request.user, comment)
    messages.success(request, gettext("The translator is asked for changes. The public page stays as it is."))


def _take_back(request, translation, _seen, _comment):
    decisions.take_back(translation, request.user)
    messages.success(request, gettext("The translation is not in review any more."))


_DOINGS = {
    "submit": _submit,
    "approve": _approve,
    "request-changes": _request_changes,
    "take-back": _take_back,
}


def _what_became(translation):
    target = translation.get_target_instance()
    says = {"title": _title(target), "language": translation.target_locale.get_display_name()}
    if target.workflow_in_progress:
        return gettext("“%(title)s” is approved and goes to the next reviewer.") % says
    if target.scheduled_revision:
        hour = target.scheduled_revision.approved_go_live_at
        says["hour"] = date_format(localtime(hour), "SHORT_DATETIME_FORMAT")
        return gettext("“%(title)s” is approved, and will be public in %(language)s on %(hour)s.") % says
    return gettext("“%(title)s” is approved, and public in %(language)s.") % says


def _title(target):
    return getattr(target, "draft_title", None) or str(target)


def _edit_url(user, target):
    return AdminURLFinder(user).get_edit_url(target)


class RowsView(WagtailAdminTemplateMixin, TemplateView):
    """A list of translations that wait for the person who is signed in; shows them nothing of anybody else's."""

    template_name = "review/admin/list.html"
    header_icon = "clipboard-list"
    _show_breadcrumbs = True
    nothing = ""
    person_label = ""

    def get_rows(self):
        raise TypeError(f"{type(self).__name__} must say what it lists")

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_columns(self):
        return [
            TitleColumn("title", label=_("Title"), get_url=lambda row: row.url),
            Column("kind", label=_("Kind")),
            Column("language", label=_("Language")),
            UserColumn("person", label=self.person_label),
            DateColumn("at", label=_("When")),
        ]

    def get_context_data(self, **kwargs):
        rows = self.get_rows()
        table = Table(self.get_columns(), rows, caption=self.get_page_title()) if rows else None
        return super().get_context_data(**kwargs) | {"table": table, "nothing": self.nothing}


class WaitingView(RowsView):
    page_title = _("Translations for me to review")
    nothing = _("No translation waits for your review.")
    person_label = _("Submitted by")

    def get_rows(self):
        return lists.to_review(self.request.user)


class SentBackView(RowsView):
    page_title = _("My translations sent back")
    nothing = _("None of your translations was sent back.")
    person_label = _("Sent back by")

    def get_rows(self):
        return lists.sent_back(self.request.user)

    def get_columns(self):
        return [*super().get_columns(), Column("comment", label=_("Comment"))]


# In wagtail-localize's editor, which knows of no review


def answer_editor(request, instance):
    """Tell whoever opens a translation in the editor how its review stands, and take “Publish” for an approval.

    Answers ``None`` if there is nothing to answer: the editor then does.
    """
    if not hasattr(instance, "translation_key") or language_of(instance) == SOURCE_LANGUAGE:
        return None
    translation = managed_translation(instance)
    if translation is None:
        return None
    review = Review(translation, request.user)
    if request.method == "POST" and request.POST.get("action") == "publish":
        return _answer_publish(request, review)
    if request.method == "GET":
        _tell(request, review)
    return None


def _answer_publish(request, review):
    if not review.has_drafts and not may_publish(request.user, review.target):
        messages.error(request, review.why_not_submitted)
        return redirect(request.path)
    if not review.is_reviewer:
        return None
    try:
        _approve(request, review.translation, review.seen, "")
    except (decisions.NotNow, NotPublishable) as refusal:
        messages.error(request, str(refusal))
    return redirect(request.path)


def _tell(request, review):
    url = reverse("review_translation", args=[review.translation.pk])
    if review.sent_back and review.may_edit:
        decision = review.state.current_task_state
        says = {"name": user_display_name(decision.finished_by) or gettext("A reviewer")}
        told = gettext("%(name)s asks for changes:") % says
        button = messages.button(url, gettext("Review"))
        messages.warning(request, format_html("{} “{}”", told, decision.comment), buttons=[button])
    elif review.is_reviewer:
        says = {"name": user_display_name(review.state.requested_by) or gettext("A translator")}
        told = gettext("%(name)s has submitted this translation for your review.") % says
        messages.info(request, told, buttons=[messages.button(url, gettext("Review"))])
    elif review.in_progress:
        told = gettext("The translation is in review. What you change now is shown to the reviewer.")
        messages.info(request, told, buttons=[messages.button(url, gettext("Review"))])
    elif not may_publish(request.user, review.target):
        if review.why_not_submitted:
            messages.info(request, review.why_not_submitted)
        else:
            told = gettext("When every text is translated, submit the translation for review.")
            messages.info(request, told, buttons=[messages.button(url, gettext("Submit for review"))])


def page_buttons(page, user, view_name, next_url=None):
    """Offer the review in the menu of a page that is a translation."""
    if not isinstance(page, Page) or language_of(page) == SOURCE_LANGUAGE:
        return
    translation = managed_translation(page)
    if translation and Review(translation, user).may_see:
        yield Button(
            label=_("Review of the translation"),
            url=reverse("review_translation", args=[translation.pk]),
            icon_name="clipboard-list",
            priority=35,
        )
