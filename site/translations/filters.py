"""The filters of the board. Language, state and age are asked of one and the same translation."""

from datetime import timedelta

import django_filters
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Page

from core.collation import capitalised
from core.i18n import HOME_DEPTH, SOURCE_LANGUAGE, locale_id
from translations import states
from translations.models import WAITING, Original, State, TranslationState

AGES = [("7", _("More than a week")), ("30", _("More than a month")), ("90", _("More than three months"))]


def sections(_request=None):
    """Return the choices of sections: those of the tree as ``p<page key>``, kinds of snippets as ``s<type key>``."""
    pages = Page.objects.filter(depth=HOME_DEPTH + 1, locale_id=locale_id(SOURCE_LANGUAGE), alias_of=None)
    tree = [(f"p{pk}", title) for pk, title in pages.order_by("path").values_list("pk", "draft_title")]
    kinds = [model for model in states.models() if model is not Page]
    types = ContentType.objects.get_for_models(*kinds)
    snippets = [(f"s{types[model].pk}", capitalised(model._meta.verbose_name_plural)) for model in kinds]
    return [(_("Pages"), tree), (_("Snippets"), sorted(snippets, key=lambda pair: str(pair[1])))]


def owners(_request=None):
    keys = Original.objects.exclude(owner=None).order_by().values("owner").distinct()
    return get_user_model().objects.filter(pk__in=keys).order_by("last_name", "first_name", "username")


class OwnerFilter(django_filters.ModelChoiceFilter):
    def get_queryset(self, request):
        return owners(request)


class BoardFilterSet(WagtailFilterSet):
    """What of the board is shown. Without a language every language but the source's own counts."""

    language = django_filters.MultipleChoiceFilter(
        label=_("Language"), choices=settings.WAGTAIL_CONTENT_LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=State.choices, widget=forms.CheckboxSelectMultiple
    )
    age = django_filters.ChoiceFilter(label=_("Waiting for"), choices=AGES, empty_label=_("Any time"))
    section = django_filters.ChoiceFilter(
        label=_("Section"), choices=sections, method="in_section", empty_label=_("All")
    )
    owner = OwnerFilter(label=_("Owner of the original"), empty_label=_("All"))

    class Meta:
        model = Original
        fields = ["language", "state", "age", "section", "owner"]

    def filter_queryset(self, queryset):
        chosen = self.form.cleaned_data
        if chosen["section"]:
            queryset = self.in_section(queryset, "section", chosen["section"])
        if chosen["owner"]:
            queryset = queryset.filter(owner=chosen["owner"])
        if chosen["state"] or chosen["age"]:
            wanted = of_languages(chosen["language"]).filter(
                state__in=chosen["state"] or WAITING, original=OuterRef("pk")
            )
            if chosen["age"]:
                wanted = wanted.filter(since__lt=timezone.now() - timedelta(days=int(chosen["age"])))
            queryset = queryset.filter(Exists(wanted))
        return queryset

    def in_section(self, queryset, _name, value):
        key = int(value[1:])
        if value[0] == "s":
            return queryset.filter(content_type_id=key)
        top = Page.objects.filter(pk=key).first()
        if top is None:
            return queryset.none()
        types = ContentType.objects.get_for_models(*(model for model in states.models() if model is not Page))
        below = Page.objects.descendant_of(top, inclusive=True).order_by()
        return queryset.filter(object_id__in=below.values("pk")).exclude(
            content_type__in=[content_type.pk for content_type in types.values()]
        )


def of_languages(codes=()):
    """Return the states of some languages; of none named: of all but the source's own."""
    if codes:
        return TranslationState.objects.filter(locale_id__in=[locale_id(code) for code in codes])
    return TranslationState.objects.exclude(locale_id=locale_id(SOURCE_LANGUAGE))
