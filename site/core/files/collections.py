"""One collection of files for each section, which says that it wants one through the hook ``section_collections``.

Who may do what there is said with the groups (``core.roles.let_use_files``).
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import override
from wagtail import hooks
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from core.models.collections import SectionCollection


@dataclass(frozen=True, slots=True)
class Section:
    """A section that has files of its own. A function registered with ``section_collections`` returns one.

    Attributes:
        key: of one word, never changed: ``news``.
        label: what a new collection is called, in the source language.
        order: the smaller, the higher.
    """

    key: str
    label: str
    order: int = 100


def sections():
    """Return every ``Section``, in their order."""
    return sorted(
        (say() for say in hooks.get_hooks("section_collections")), key=lambda section: section.order
    )


@transaction.atomic
def ensure_collections():
    """Make the collection of each section where it is missing; one that was renamed or moved is left as it is.

    Returns:
        dict[str, Collection]: by the section's key.
    """
    there = {row.section: row.collection for row in SectionCollection.objects.select_related("collection")}
    for section in sections():
        if section.key not in there:
            with override(settings.LANGUAGE_CODE):
                made = Collection.get_first_root_node().add_child(name=str(section.label))
            SectionCollection.objects.create(section=section.key, collection=made)
            there[section.key] = made
    return there


def usual_collection(user, model):
    """Return the key of the collection into which a person's next file goes by itself, or ``None`` for the first.

    That of the last file they brought in, else the first collection of a section where they may add files.
    """
    if user is None:
        return None
    policy = policy_registry.get_by_type(model)
    allowed = policy.collections_user_has_permission_for(user, "add")
    last = model._default_manager.filter(uploaded_by_user=user).order_by("-created_at", "-pk")
    last = last.values_list("collection_id", flat=True).first()
    if last and allowed.filter(pk=last).exists():
        return last
    theirs = dict(
        SectionCollection.objects.filter(collection__in=allowed).values_list("section", "collection_id")
    )
    return next((theirs[section.key] for section in sections() if section.key in theirs), None)
