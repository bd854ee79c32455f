"""The checklist of a page: for the form that is open, for the newest draft, and as the last question before readers."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView, View
from wagtail import hooks
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.models import Page

from core.i18n import in_order, language_of
from core.models import SitePage
from core.previews import SIZES, newest
from core.translation import managed_translation
from desk.checks.checklist import Checklist
from desk.publishing import AGREED


class _CheckForm:
    """Answers what was typed with its checklist, as a piece of HTML. Nothing is kept."""

    http_method_names = ("post",)

    def get_object(self):
        page = super().get_object()
        if not isinstance(page, SitePage):
            raise PermissionDenied
        return page

    def post(self, request, *args, **kwargs):
        try:
            form = self.get_form(request.POST)
            valid = self.validate_form(form)
        except (KeyError, ValueError):  # a form that lacks its story, and so was sent by no browser
            valid = False
        if not valid:
            return HttpResponse(render_to_string("desk/unfinished.html", request=request))
        form.save(commit=False)
        page = form.instance
        return HttpResponse(
            render_to_string("desk/checklist.html", {"checklist": Checklist(page)}, request=request)
        )


class CheckOnEdit(_CheckForm, PreviewOnEditView):
    pass


class CheckOnCreate(_CheckForm, PreviewOnCreateView):
    def get_object(self):
        page = super().get_object()
        parent = Page.objects.get(pk=self.parent_object_id)
        page.locale_id = parent.locale_id
        return page


class _OfPage(WagtailAdminTemplateMixin):
    """About one page that the person may edit or publish."""

    header_icon = "check"

    def dispatch(self, request, *args, **kwargs):
        self.page = get_object_or_404(Page, pk=kwargs["pk"]).specific
        if not isinstance(self.page, SitePage) or not self.may(self.page.permissions_for_user(request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may(self, rights):
        return rights.can_edit() or rights.can_publish()

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        page = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "label": self.page.get_admin_display_title(),
        }
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def checklist(self):
        return Checklist(newest(self.page))

    def get_context_data(self, **kwargs):
        edit_url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return super().get_context_data(**kwargs) | {
            "checklist": self.checklist,
            "edit_url": edit_url,
            "page": self.page,
            "twins": self.twins(),
        }

    def twins(self):
        """Return ``[(language, page)]`` of the languages of the page that the person may see here, itself included."""
        pages = Page.objects.filter(translation_key=self.page.translation_key, alias_of=None)
        user = self.request.user
        return [
            (language_of(page), page) for page in in_order(pages) if self.may(page.permissions_for_user(user))
        ]


class ChecklistView(_OfPage, TemplateView):
    """The checklist of the newest draft, in whatever editor it was written."""

    template_name = "desk/checklist_page.html"

    def get_page_title(self):
        return _("Checklist")


class PublishView(_OfPage, TemplateView):
    """The last question: publish in spite of errors, or go back."""

    template_name = "desk/publish.html"

    def get_page_title(self):
        return _("Publish all the same?")

    def may(self, rights):
        return rights.can_publish() and not rights.page_locked()

    def get_context_data(self, **kwargs):
        translation = managed_translation(self.page)
        return super().get_context_data(**kwargs) | {
            "question": ngettext(
                "%(count)d thing on this page is not in order. What you wrote is saved as a draft.",
                "%(count)d things on this page are not in order. What you wrote is saved as a draft.",
                len(self.checklist.errors),
            )
            % {"count": len(self.checklist.errors)},
            # The editor of translations publishes by itself, with refusals of its own.
            "action": reverse("wagtailadmin_pages:edit", args=[self.page.pk]) if translation else "",
            "agreed": AGREED,
            "revision": self.page.latest_revision_id,
            "next": get_valid_next_url_from_request(self.request),
        }

    def post(self, request, *args, **kwargs):
        revision = self.page.latest_revision
        if managed_translation(self.page) or not revision:
            return self.get(request, *args, **kwargs)
        if request.POST.get("revision") != str(revision.pk):
            messages.warning(request, _("The page was changed meanwhile. Please look again."))
            return redirect("desk_publish", self.page.pk)
        PublishPageRevisionAction(
            revision, user=request.user, changed=self.page.has_unpublished_changes
        ).execute()
        page = type(self.page).objects.get(pk=self.page.pk)
        for hook in hooks.get_hooks("after_publish_page"):
            answer = hook(request, page)
            if hasattr(answer, "status_code"):
                return answer
        if page.live and not page.has_unpublished_changes:
            messages.success(request, _("“%(title)s” is public.") % {"title": page.get_admin_display_title()})
        else:
            messages.success(
                request, _("“%(title)s” goes out at its hour.") % {"title": page.get_admin_display_title()}
            )
        return redirect(
            get_valid_next_url_from_request(request)
            or reverse("wagtailadmin_explore", args=[page.get_parent().pk])
        )


class SeeView(_OfPage, TemplateView):
    """The newest draft in a frame as wide as a phone, a tablet or a desk; the editor of translations has none."""

    template_name = "desk/see.html"

    def get_page_title(self):
        return _("Preview")

    def get_context_data(self, **kwargs):
        widths = [size["device_width"] for size in SIZES]
        asked = self.request.GET.get("width", "")
        width = int(asked) if asked in map(str, widths) else widths[0]
        return super().get_context_data(**kwargs) | {"sizes": SIZES, "width": width, "width_text": str(width)}


@method_decorator(xframe_options_sameorigin, name="dispatch")
class PreviewView(_OfPage, View):
    """The newest draft itself, as readers would get it."""

    def get(self, request, *args, **kwargs):
        return newest(self.page).make_preview_request(request, "")
