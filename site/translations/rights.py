"""Who may see the board, and in which languages they may do something about it.

Seeing needs the right to view ``Original`` (``translations.view_original``), beginning a translation that of
wagtail-localize to submit one. In which languages somebody works follows from their rights over the pages of that
language: whoever may add, change or publish pages there.
"""

from django.contrib.auth.models import Permission
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry
from wagtail_localize.views.edit_translation import user_can_edit_instance

from core.i18n import HOME_DEPTH, LANGUAGES, language_of, locale_id
from translations.models import Original

policy = ModelPermissionPolicy(Original)
WORK = {"add_page", "change_page", "publish_page"}
SUBMIT = "wagtail_localize.submit_translation"


def may_see(user):
    """Return whether the board is open to the user."""
    return policy.user_has_permission(user, "view")


def languages_of(user):
    """Return the two-letter codes of the languages in which the user works, in the order of ``LANGUAGES``."""
    if not user.is_active:
        return []
    if user.is_superuser:
        return list(LANGUAGES)
    found = set()
    for given in policy_registry.get_by_type(Page).get_cached_permissions_for_user(user):
        if given.permission.codename in WORK:
            if given.page.depth < HOME_DEPTH:
                return list(LANGUAGES)
            found.add(language_of(given.page))
    return [code for code in LANGUAGES if code in found]


def may_begin(user):
    """Return the codes of the languages into which the user may have something translated."""
    return languages_of(user) if user.has_perm(SUBMIT) else []


def may_write(user, instance):
    """Return whether the user may write the words of this object, which is one of a language."""
    return language_of(instance) in languages_of(user) and user_can_edit_instance(user, instance)


def locale_ids(codes):
    """Return the primary keys of languages."""
    return [pk for pk in map(locale_id, codes) if pk]


def permission():
    """Return the right to see the board, for the form of groups."""
    return Permission.objects.filter(content_type__app_label="translations", codename="view_original")


def edit_urls(user):
    """Return a function of ``(original, state)``: the address where the user works on it, or ``None``."""
    mine = set(locale_ids(languages_of(user)))

    def url(original, state):
        if state.object_id is None or state.locale_id not in mine or original.model is None:
            return None
        if original.is_page:
            return reverse("wagtailadmin_pages:edit", args=[state.object_id])
        meta = original.model._meta
        if not user.has_perm(f"{meta.app_label}.change_{meta.model_name}"):
            return None
        try:
            return reverse(f"wagtailsnippets_{meta.app_label}_{meta.model_name}:edit", args=[state.object_id])
        except NoReverseMatch:
            return None

    return url
