"""The list of pages below a page, in the CMS: Wagtail's, with the same few queries whatever kinds are in it."""

from functools import partial

from django.conf import settings
from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import LocaleFilter
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet
from wagtail.models import PagePermissionTester


class ExplorerFilterSet(GenericPageFilterSet):
    locale = LocaleFilter(  # Wagtail's asks which there are; here all are
        label=_("Language"),
        choices=settings.WAGTAIL_CONTENT_LANGUAGES,
        empty_label=None,
        null_label=_("All"),
        null_value=None,
        widget=RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.filters["site"]  # there is one


class RightsOverRow(PagePermissionTester):
    """Who may not publish may not delete what is public; of a page with none below it, that is known without asking."""

    def can_delete(self, ignore_bulk=False):
        asks = not (self.user.is_superuser or "publish" in self.permissions)
        if asks and self.page.is_leaf() and self.page.live:
            return False
        return super().can_delete(ignore_bulk)


class Explorer(ExplorableIndexView):
    def annotate_queryset(self, pages):
        """Wagtail asks for every kind of page by itself; a row shows nothing that only its own kind knows."""
        return (
            pages.select_related("locale", "content_type")
            .prefetch_related("sites_rooted_here")
            .prefetch_workflow_states()
            .annotate_has_untranslated_locale()
            .annotate_site_root_state()
            .annotate_approved_schedule()
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for page in context["object_list"]:
            page.permissions_for_user = partial(RightsOverRow, page=page)
        return context
