"""What a text was when a form was opened, in a few letters; and which form wrote what stands there now."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.crypto import get_random_string
from wagtail.log_actions import registry
from wagtail.models import COMMENTS_RELATION_NAME

from core.translation.strings import content_of

FIELD = "editing_base"  # the name of the hidden field: “<version>.<form>”
# What changes without anybody having written anything: keys, place in the tree, locks, dates of publication, remarks;
# size and fingerprint of a file, which Wagtail keeps when they are first asked for.
BOOKKEEPING = {
    "pk", "path", "depth", "numchild", "url_path", "content_type", "translation_key", "locale", "owner", "alias_of",
    "live", "has_unpublished_changes", "draft_title", "first_published_at", "last_published_at", "live_revision",
    "latest_revision", "latest_revision_created_at", "expired", "locked", "locked_at", "locked_by",
    COMMENTS_RELATION_NAME, "file_size", "file_hash",
}  # fmt: skip


def version_of(instance, revision=None):
    """Return what tells this state of an object's text from any other: letters that change when a word does.

    Args:
        instance: an object as the database has it; where it has drafts, its newest draft counts.
        revision: that draft, where it has been read already.

    Returns:
        str: sixteen letters.
    """
    revision = revision or getattr(instance, "latest_revision", None)
    content = revision.content if revision else json.loads(content_of(instance))
    words = json.dumps(_without_bookkeeping(content), cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _without_bookkeeping(content):
    content = {name: value for name, value in content.items() if name not in BOOKKEEPING}
    return {name: _without_keys(value) if _are_rows(value) else value for name, value in content.items()}


def _are_rows(value):
    return isinstance(value, list) and all(isinstance(row, dict) and "pk" in row for row in value)


def _without_keys(rows):
    # A new row gets its key when it is published; that is no change of the text.
    return [{name: value for name, value in row.items() if name != "pk"} for row in rows]


def base(version, form=""):
    """Return the value of the hidden field for a form; a new form gets a name of its own."""
    return f"{version}.{form or get_random_string(12)}"


def parse(value):
    """Return ``(version, form)`` of the hidden field; both empty where it is missing or nobody's making."""
    version, _dot, form = value.partition(".")
    return (version, form) if version and form else ("", "")


def lock_row(model, pk):
    """Hold an object's row to the end of the transaction: the second of two savers waits here, and then reads anew.

    On SQLite nothing is needed: its transactions begin IMMEDIATE, and there is one writer at a time.
    """
    # “No key”: rows that only point at it may still be added, as each opening of the editor does.
    list(model._base_manager.select_for_update(no_key=True).filter(pk=pk).values_list("pk"))


def remember(instance, user, form, version):
    """Keep in the history which form wrote what stands there now."""
    entry = registry.get_logs_for_instance(instance).filter(user=user).order_by("-timestamp", "-pk").first()
    if entry:
        entry.data = entry.data | {"form": form, "version": version}
        entry.save(update_fields=["data"])


def wrote(instance, form, version):
    """Return whether that form itself wrote that version.

    It did if a press of “Save” overtook the answer to an autosave, or if a button was pressed twice.
    """
    return registry.get_logs_for_instance(instance).filter(data__form=form, data__version=version).exists()
