"""What each group of staff may do. One function per group, safe to call again."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
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


def ensure_editors():
    """Make or complete the group of editors, who write, translate and publish in every language.

    They may do anything to pages, partners, vocabularies, pictures and documents, change the museum's hours and
    prices, and submit translations; they may not touch accounts, sites, locales or redirects.

    Returns:
        Group: the group, with at least these rights; rights that somebody added stay.
    """
    group, _created = Group.objects.get_or_create(name=EDITORS)
    # Wagtail's own migration gives this group a right over the whole tree; ours are those of the language homes.
    for home in Page.objects.filter(depth=2):
        for action in ("add", "change", "publish", "lock", "unlock"):
            permission = Permission.objects.get(
                content_type__app_label="wagtailcore", codename=f"{action}_page"
            )
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    root = Collection.get_first_root_node()
    for model in (get_image_model(), get_document_model()):
        # Wagtail keeps the rights over a swapped model with the model it replaced.
        for permission in permissions(model, "add", "change", "choose"):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
    wanted = [enter_cms()]
    for model in get_snippet_models():
        wanted += permissions(model, "add", "change", "delete", "publish", "lock", "unlock")
    wanted += permissions(SiteSettings, "change")
    wanted += Permission.objects.filter(
        content_type__app_label="wagtail_localize", codename="submit_translation"
    )
    group.permissions.add(*wanted)
    return group
