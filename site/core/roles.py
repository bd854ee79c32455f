"""What each group of staff may do. One function per group, safe to call again; these are the tools, and the editors."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.snippets.models import get_snippet_models

from core.models import SiteSettings

EDITORS = "Editors"


def enter_cms():
    """Return the permission to sign in to the CMS, without which no other is of use."""
    return Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")


def permissions(model, *actions):
    """Return the permissions of a model by the names of what they allow: ``permissions(Message, "view")``."""
    content_type = ContentType.objects.get_for_model(model)
    names = [f"{action}_{model._meta.model_name}" for action in actions]
    return Permission.objects.filter(content_type=content_type, codename__in=names)


def ensure_group(name, *rights):
    """Make or complete a group that may enter the CMS.

    Args:
        name: in English; staff read it in their own language.
        rights: permissions, or querysets of them.

    Returns:
        Group: with at least these rights; rights that somebody added stay.
    """
    group, _created = Group.objects.get_or_create(name=name)
    wanted = [enter_cms()]
    for right in rights:
        wanted += [right] if isinstance(right, Permission) else right
    group.permissions.add(*wanted)
    return group


def submit_translations():
    """Return the permission to begin translations: where, is decided by the trees of the group (``core.rights``)."""
    return Permission.objects.get(content_type__app_label="wagtail_localize", codename="submit_translation")


def let_work_below(group, pages, *actions):
    """Let a group do something to pages and to all below them: ``"add"``, ``"change"``, ``"publish"`` …"""
    codenames = [f"{action}_page" for action in actions]
    rights = list(Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames))
    there = set(GroupPagePermission.objects.filter(group=group).values_list("page_id", "permission_id"))
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=page, permission=right)
        for page in pages
        for right in rights
        if (page.pk, right.pk) not in there
    )


def let_use_files(group, collection, *actions):
    """Let a group do something to the images and documents of a collection: ``"add"``, ``"change"``, ``"choose"``."""
    for model in (
        Image,
        Document,
    ):  # Wagtail keeps the rights over a swapped model with the model it replaced
        for right in permissions(model, *actions):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=right
            )


def all_files():
    """Return the collection that holds all others."""
    return Collection.get_first_root_node()


def homes(language=None):
    """Return the home pages, or those of one language."""
    pages = Page.objects.filter(depth=2)
    return pages.filter(locale__language_code=language) if language else pages


def ensure_editors():
    """Make or complete the group of editors, who write, translate and publish in every language.

    They may do anything to pages, partners, vocabularies, pictures and documents, change the museum's hours and
    prices, and submit translations; they may not touch accounts, sites, locales or redirects.

    Returns:
        Group: the group, with at least these rights; rights that somebody added stay.
    """
    snippets = (
        permissions(model, "add", "change", "delete", "publish", "lock", "unlock")
        for model in get_snippet_models()
    )
    group = ensure_group(EDITORS, *snippets, permissions(SiteSettings, "change"), submit_translations())
    # Wagtail's own migration gives this group a right over the whole tree; ours are those of the language homes.
    let_work_below(group, homes(), "add", "change", "publish", "lock", "unlock")
    let_use_files(group, all_files(), "add", "change", "choose")
    return group
