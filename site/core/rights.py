"""Rights over snippets, language by language.

Pages stand in a tree for each language, and Wagtail's rights over pages are rights over trees. Snippets stand in none:
Wagtail's rights over a kind of snippet hold in all languages. Here is the rule that joins the two. A group's right over
a translatable snippet holds in the languages in whose trees the same group may do something to pages; that of a group
without any right over pages holds everywhere. So translators into Georgian change Georgian names and no others.

The rule is asked at the door (``closed``, called by a middleware for every address of the CMS), because Wagtail and
wagtail-localize reach a snippet through some thirty views and ask for the kind alone in most of them.
"""

from django.contrib.admin.utils import unquote
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group
from django.contrib.messages import error
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext, override
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.models import DraftStateMixin, GroupPagePermission, Locale, Page, TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import Translation

from core.letters import language_of_staff

ANY = ("add", "change", "delete", "publish", "view")
EVERYWHERE = None


def locales_of(user, model, *actions):
    """Return where a user may do any of some things to a kind of translatable snippet.

    Args:
        user: who is signed in.
        model: the kind.
        actions: such as ``"change"``; by default any of those that change something.

    Returns:
        set[int] | None: primary keys of the locales; ``None`` for all of them.
    """
    if user.is_superuser:
        return EVERYWHERE
    names = [get_permission_codename(action, model._meta) for action in actions or ANY[:-1]]
    right = {"content_type__app_label": model._meta.app_label, "codename__in": names}
    if user.user_permissions.filter(**right).exists():
        return EVERYWHERE
    groups = Group.objects.filter(user=user, **{f"permissions__{key}": value for key, value in right.items()})
    groups = set(groups.values_list("pk", flat=True))
    trees = GroupPagePermission.objects.filter(group__in=groups)
    found, bound = set(), set()
    for group, depth, locale in trees.values_list("group_id", "page__depth", "page__locale_id"):
        if depth == 1:
            return EVERYWHERE  # the root stands above all languages
        found.add(locale)
        bound.add(group)
    return EVERYWHERE if groups - bound else found


def may_edit(user, instance):
    """Return whether a user may change a page or a snippet, in its language."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_edit()
    if not policy_registry.get(instance).user_has_permission(user, "change"):
        return False
    return not isinstance(instance, TranslatableMixin) or _in_reach(user, instance, "change")


def may_publish(user, instance):
    """Return whether a user may make a page or a snippet public, in its language.

    What has no drafts is public as soon as it is there: who may add such a thing may publish it.
    """
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_publish()
    action = "publish" if isinstance(instance, DraftStateMixin) else "add"
    if not policy_registry.get(instance).user_has_permission(user, action):
        return False
    return not isinstance(instance, TranslatableMixin) or _in_reach(user, instance, action)


def may_delete(user, instance):
    """Return whether a user may delete a page or a snippet, in its language, as far as this rule goes.

    Of pages, who may not publish deletes only what they began; Wagtail itself asks for the rest.
    """
    if isinstance(instance, Page):
        return instance.owner_id == user.pk or may_publish(user, instance)
    if not policy_registry.get(instance).user_has_permission(user, "delete"):
        return False
    return not isinstance(instance, TranslatableMixin) or _in_reach(user, instance, "delete")


def where_to_begin(user, instance, locales):
    """Narrow a queryset of locales to those into which a user may begin to translate a page or a snippet.

    Of a page it is the tree that decides: the nearest page above it that exists in that language.
    """
    if user.is_superuser:
        return locales
    if not isinstance(instance, Page):
        reach = locales_of(user, type(instance), "add", "change")
        return locales if reach is EVERYWHERE else locales.filter(pk__in=reach)
    above = instance.get_ancestors().filter(depth__gt=1).values("translation_key")
    nearest = {}
    for page in Page.objects.filter(translation_key__in=above, locale__in=locales).order_by("depth"):
        nearest[page.locale_id] = page
    open_ones = [
        locale
        for locale, page in nearest.items()
        if {"add", "change"} & page.permissions_for_user(user).permissions
    ]
    return locales.filter(pk__in=open_ones)


def _in_reach(user, instance, *actions):
    reach = locales_of(user, type(instance), *actions)
    return reach is EVERYWHERE or instance.locale_id in reach


# The door

KINDS = SimpleLazyObject(
    lambda: {f"{kind._meta.app_label}_{kind._meta.model_name}": kind for kind in get_snippet_models()}
)
LISTS, CHOOSERS = "wagtailsnippets_", "wagtailsnippetchoosers_"
# These take a translation out of its translator's hands, or put the source's words in its place.
OF_PUBLISHERS = {"stop_translation", "convert_to_alias"}
RESTART = "localize-restart-translation"


def closed(request):
    """Return the answer to somebody who may not come in, or ``None``.

    Args:
        request: resolved, and with a user. Whoever is not signed in is left to Wagtail, which asks them to.
    """
    user, match = request.user, request.resolver_match
    if not user.is_authenticated or not user.has_perm("wagtailadmin.access_admin"):
        return None
    target = _target(match)
    if user.is_superuser or _is_open(request, user, match, target):
        return None
    return refusal(request)


def refusal(request):
    """Return the answer to somebody who may not do this: in words, and by a way back; to scripts by 403."""
    if request.method not in {"GET", "POST"} or request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    with override(language_of_staff(request.user)):
        error(request, gettext("Your account has no rights over this, or not in this language."))
    return redirect("wagtailadmin_home")


def _is_open(request, user, match, target):
    namespace, name = match.namespace, match.url_name or ""
    if namespace.startswith(LISTS) and (kind := KINDS.get(namespace.removeprefix(LISTS))):
        return not issubclass(kind, TranslatableMixin) or _snippet_is_open(request, user, match, kind)
    if namespace.startswith(CHOOSERS) and (kind := KINDS.get(namespace.removeprefix(CHOOSERS))):
        return _chooser_is_open(request, user, match, kind)
    if target is not None:
        return may_edit(user, target) and (name not in OF_PUBLISHERS or may_publish(user, target))
    if name in {"snippets_api_listing", "snippets_api_detail"}:
        kind = KINDS.get("{app_label}_{model_name}".format(**match.kwargs))
        return kind is None or policy_registry.get_by_type(kind).user_has_any_permission(user, ANY)
    if namespace == "wagtailadmin_pages":
        return _page_is_open(user, match)
    if namespace == "wagtailadmin_workflows" and name.startswith("task_cho"):
        return any(user.has_perm(f"wagtailcore.{action}_workflow") for action in ("add", "change"))
    # These list the titles of all pages, those under embargo too.
    if name.startswith("translations_report"):
        return user_has_any_page_permission(user)
    if match.namespaces[:1] == ["wagtailadmin_api"] or name.startswith("wagtailadmin_choose_page"):
        return user_has_any_page_permission(user) or user.has_perm("wagtailredirects.add_redirect")
    return True


# Before they ask whether something may be done to a page, they show what it is called.
TALKATIVE = {"move_confirm", "confirm_workflow_cancellation"}


def _page_is_open(user, match):
    if match.url_name == "choose_parent":
        return user_has_any_page_permission(user)
    if match.url_name not in {"delete", *TALKATIVE}:
        return True
    page = Page.objects.filter(pk=match.kwargs.get("page_id") or match.kwargs.get("page_to_move_id")).first()
    if page is None:
        return True  # the view says that there is none
    return may_delete(user, page) if match.url_name == "delete" else may_edit(user, page)


def _snippet_is_open(request, user, match, kind):
    if "pk" not in match.kwargs:
        return match.url_name != "add" or _locale_is_open(request, user, kind)
    instance = kind._default_manager.filter(pk=_key(kind, unquote(str(match.kwargs["pk"])))).first()
    if instance is None:
        return True  # the view says that there is none
    if not _in_reach(user, instance):
        return False
    # The ordinary form of what has no drafts publishes; that of a translation, which localize shows, does not.
    plain = match.url_name == "edit" and not isinstance(instance, DraftStateMixin)
    return not plain or _is_managed(instance) or may_publish(user, instance)


def _chooser_is_open(request, user, match, kind):
    policy = policy_registry.get_by_type(kind)
    if not issubclass(kind, TranslatableMixin):  # not shown on pages: links of journalists, with their names
        return policy.user_has_any_permission(user, ANY)
    if not (user_has_any_page_permission(user) or policy.user_has_any_permission(user, ANY)):
        return False
    return match.url_name != "create" or _locale_is_open(request, user, kind)


def _locale_is_open(request, user, kind):
    reach = locales_of(user, kind, "add")
    if reach is EVERYWHERE:
        return True
    code = request.GET.get("locale") or request.POST.get("locale")
    locale = Locale.objects.filter(language_code=code).first() if code else Locale.get_default()
    return locale is not None and locale.pk in reach


def _target(match):
    """Return the page or snippet that a view of wagtail-localize is about, or ``None``.

    Raises:
        Http404: it is gone; the views themselves fail on it.
    """
    if match.url_name == "convert_to_alias":
        return Page.objects.filter(pk=match.kwargs["page_id"]).first()
    if "translation_id" not in match.kwargs:
        return None
    translation = get_object_or_404(Translation, pk=match.kwargs["translation_id"])
    target = translation.source.object.get_instance_or_none(translation.target_locale)
    if target is None:
        raise Http404
    return target


def _is_managed(instance):
    return Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
    ).exists()


def _key(kind, text):
    """Return a primary key as the database takes it; what can be none finds nothing."""
    try:
        return kind._meta.pk.to_python(text)
    except Exception:
        return None


# Doors that have no address of their own


def refuse_restart(request, instance):
    """Let only who may publish put a translation back into step with its source: that overwrites what was typed."""
    if request.method == "POST" and RESTART in request.POST and not may_publish(request.user, instance):
        return refusal(request)
    return None


def refuse_in_bulk(request, action_type, objects, action):
    """Let nobody do to many at once what they may not do to each."""
    for obj in objects:
        if isinstance(obj, Page):
            allowed = action_type != "delete" or may_delete(request.user, obj)
        else:
            allowed = not isinstance(obj, TranslatableMixin) or _in_reach(request.user, obj)
        if not allowed:
            return refusal(request)
    return None
