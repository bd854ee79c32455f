"""The groups of staff, each with the least that its work needs. ``manage.py groups`` makes them all."""

from django.utils.translation import gettext_noop
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import get_snippet_models

from collection.models import (
    CollectionIndexPage,
    MakerIndexPage,
    Material,
    ObjectType,
    Room,
    RoomIndexPage,
    School,
)
from core.files.collections import ensure_collections
from core.i18n import SOURCE_LANGUAGE
from core.roles import (
    all_files,
    ensure_editors,
    ensure_group,
    homes,
    let_use_files,
    let_work_below,
    permissions,
    submit_translations,
)
from home.models import Message
from partners.models import Institution, Person
from press.roles import ensure_press_officers, let_see_alerts
from translations.roles import let_see_board
from users.roles import ensure_administrators
from wording.roles import let_keep_glossary, let_see_glossary

# The names stand in the database in English; forms and lists show them translated (``users.forms``).
EDITORS = gettext_noop("Editors")
WRITERS = gettext_noop("Writers")
TRANSLATORS = {
    "en": gettext_noop("Translators into English"),
    "ka": gettext_noop("Translators into Georgian"),
    "tr": gettext_noop("Translators into Turkish"),
}
CURATORS = gettext_noop("Collection curators")
CORRESPONDENTS = gettext_noop("Correspondents")
PRESS_OFFICERS = gettext_noop("Press officers")
ADMINISTRATORS = gettext_noop("Administrators")


def ensure_all():
    """Make or complete all groups.

    Returns:
        list[Group]: with at least the rights of their roles; rights that somebody added stay.
    """
    return [
        let_see_board(let_keep_glossary(let_see_alerts(ensure_editors()))),
        ensure_writers(),
        *map(ensure_translators, TRANSLATORS),
        ensure_curators(),
        ensure_press_officers(),
        ensure_correspondents(),
        ensure_administrators(),
    ]


def ensure_writers():
    """Make or complete the group that writes in the source language and submits; it publishes nothing.

    It may upload pictures and documents of its own, and draft institutions and people that its texts need.
    """
    drafts = (permissions(model, "add", "change") for model in (Institution, Person))
    group = ensure_group(WRITERS, *drafts)
    let_work_below(group, homes(SOURCE_LANGUAGE), "add", "change")
    let_use_files(group, all_files(), "add", "choose")
    return group


def ensure_translators(language):
    """Make or complete the group that translates into a language: it edits translations there, and publishes nothing.

    Its rights over snippets hold in that language alone, because its pages are in that tree (``core.rights``).
    """
    snippets = (model for model in get_snippet_models() if issubclass(model, TranslatableMixin))
    group = ensure_group(
        TRANSLATORS[language], *(permissions(model, "change") for model in snippets), submit_translations()
    )
    let_work_below(group, homes(language), "change")
    let_use_files(group, all_files(), "choose")
    return let_see_board(let_see_glossary(group))


def ensure_curators():
    """Make or complete the group that keeps the sections of the collection in every language, and nothing of the news.

    With them its vocabularies and rooms, the people who made the works, and the pictures in a folder of their own.
    """
    whole = (
        permissions(model, "add", "change", "delete", "publish", "lock", "unlock")
        for model in (Room, ObjectType, Material, School)
    )
    makers = permissions(Person, "add", "change", "publish")
    group = ensure_group(CURATORS, *whole, makers, submit_translations())
    for model in (CollectionIndexPage, RoomIndexPage, MakerIndexPage):
        let_work_below(
            group, model.objects.filter(alias_of=None), "add", "change", "publish", "lock", "unlock"
        )
    let_use_files(group, all_files(), "choose")
    let_use_files(group, ensure_collections()["collection"], "add", "change", "choose")
    return let_see_board(group)


def ensure_correspondents():
    """Make or complete the group that reads, answers and deletes messages, and may do nothing else.

    Editors do not belong to it by themselves: letters are personal.
    """
    return ensure_group(CORRESPONDENTS, permissions(Message, "view", "change", "delete"))
