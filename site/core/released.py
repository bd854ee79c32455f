"""Which pictures and documents readers may have: those that something public uses, and no others.

A draft may be under embargo, and its pictures with it: nobody is to learn of it from a file. So every address of a
file is answered by the application (``core.uploads``), which asks here. Asked of Wagtail's reference index; a file
that nobody has used yet is not public.
"""

import re
from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, Page, ReferenceIndex
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from core.cache import kept
from core.i18n import public
from core.models.images import ReplacedFile
from core.rights import may_edit

# The folder of a picture's sizes is named after its content (``MuseumRendition.get_upload_to``).
PICTURE = re.compile(r"images/([0-9a-f]{16})/[^/]+")
ON_FILES = ("add", "change", "delete", "choose")
LOOKED_AT = 10  # of the things that show one file


class _NotReleased(Exception):
    """Raised rather than returned: a yes is kept until the next publication, a no is not kept at all."""


def mark_of(name):
    """Return the part of a file's name that says which picture it is a size of, or ``None`` if it is none."""
    match = PICTURE.fullmatch(name)
    return match and match[1]


def picture_is_public(name):
    """Say whether anybody may have this file of the “public” storage.

    Args:
        name: in the storage, ``images/<16 hexadecimal digits>/<file>``.
    """
    mark = mark_of(name)
    return bool(mark) and _answer(_public_picture, mark)


def document_is_public(pk):
    """Say whether anybody may have the document with this primary key."""
    return _answer(_public_document, int(pk))


def reader_may_have(request, model, keys):
    """Say whether the one who asks may have a file that is not public.

    Staff may who work with such files in its folder, or edit something that shows it; so may who may read a
    restricted page that shows it.

    Args:
        request: with ``user`` and ``session``.
        model: the model of images or that of documents.
        keys: primary keys of what the file may belong to.
    """
    users = _users(model, keys)
    if _staff_may_have(request.user, model, keys, users):
        return True
    pages = Page.objects.live().filter(alias_of=None, pk__in=users.get(Page, ()))
    return any(
        all(rule.accept_request(request) for rule in page.get_view_restrictions())
        for page in pages.specific()[:LOOKED_AT]
    )


def _staff_may_have(user, model, keys, users):
    if not user.is_active or not user.has_perm("wagtailadmin.access_admin"):
        return False
    theirs = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, ON_FILES)
    return (
        theirs.filter(pk__in=keys).exists()
        or any(
            may_edit(user, thing)
            for kind, ids in users.items()
            if kind  # else its type is gone from the code
            for thing in kind._default_manager.filter(pk__in=ids)[:LOOKED_AT]
        )
    )


def images_of(name):
    """Return the primary keys of the images that a file is a size of; equal pictures share their files."""
    mark = mark_of(name)
    if not mark:
        return []
    # A range rather than a prefix: both databases then use the index.
    found = get_image_model().objects.filter(file_hash__gte=mark, file_hash__lt=f"{mark}g")
    keys = list(found.order_by().values_list("pk", flat=True))
    # A page that a reader loaded a moment ago names the file that was there then.
    return keys or list(ReplacedFile.objects.filter(mark=mark).values_list("image_id", flat=True).distinct())


def _answer(question, mark):
    try:
        return question(mark)
    except _NotReleased:
        return False


@kept("public-picture")
def _public_picture(mark):
    return _ask(get_image_model(), images_of(f"images/{mark}/-"))


@kept("public-document")
def _public_document(pk):
    return _ask(get_document_model(), [pk])


def _ask(model, keys):
    for user, ids in _users(model, keys).items():
        shown = _shown(user)
        if shown is not None and shown.filter(pk__in=ids).exists():
            return True
    raise _NotReleased


def public_ones(model, keys):
    """Return the set of those primary keys of images or documents that something public uses.

    As many queries for a thousand as for one.
    """
    rows = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model), to_object_id__in=[str(key) for key in keys]
    )
    used = defaultdict(lambda: defaultdict(set))
    if keys:
        for type_id, user, key in rows.values_list("base_content_type_id", "object_id", "to_object_id"):
            used[ContentType.objects.get_for_id(type_id).model_class()][user].add(int(key))
    found = set()
    for user, by_key in used.items():
        shown = _shown(user)
        for pk in () if shown is None else shown.filter(pk__in=list(by_key)).values_list("pk", flat=True):
            found |= by_key[str(pk)]
    return found


def public_users(model, key):
    """Return ``{model: queryset}`` of what is public and uses an image or a document: pages, snippets, settings."""
    shown = {user: (_shown(user), ids) for user, ids in _users(model, [key]).items()}
    return {user: objects.filter(pk__in=ids) for user, (objects, ids) in shown.items() if objects is not None}


def _users(model, keys):
    """Return ``{model: keys of its objects}``: what uses any of the images or documents."""
    rows = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model), to_object_id__in=[str(key) for key in keys]
    )
    found = defaultdict(set)
    if keys:
        for type_id, key in rows.values_list("base_content_type_id", "object_id").distinct():
            found[ContentType.objects.get_for_id(type_id).model_class()].add(key)
    return found


def _shown(model):
    """Return the queryset of the objects of a model that readers see, or ``None`` if they see none."""
    if model is None:
        return None  # its type is gone from the code
    if issubclass(model, Page):
        return public(Page.objects.all())
    if issubclass(model, DraftStateMixin):
        return model._default_manager.filter(live=True)
    if model in get_snippet_models() or issubclass(model, BaseSiteSetting | BaseGenericSetting):
        return model._default_manager.all()
    return None
