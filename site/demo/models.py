"""What the demonstration has put into the database, so that it can be told from what people have made."""

import hashlib
import json

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from modelcluster.models import ClusterableModel
from wagtail.models import Page, RevisionMixin

# What the system changes by itself, and what says where a thing stands, not what it says.
_VOLATILE = {
    "id", "path", "depth", "numchild", "url_path", "draft_title", "has_unpublished_changes", "expired",
    "latest_revision_created_at", "last_published_at", "locked", "locked_at", "locked_by", "starts", "ends", "look",
}  # fmt: skip


def fingerprints(model, keys):
    """Return ``{primary key: digest}`` of things as they are in the database now.

    A digest changes when a person edits or moves the thing. It covers the thing's own columns and, by the number of
    the latest revision, its rows and drafts; the rows of a thing without revisions are read. Words that were
    translated in localize's editor and are not published yet are not covered: ``demo.removal`` asks for them.
    """
    columns = [
        field
        for field in model._meta.concrete_fields
        if field.name not in _VOLATILE
        and not (field.primary_key or getattr(field.remote_field, "parent_link", False))
    ]
    names = [field.name for field in columns]
    is_page = issubclass(model, Page)
    if is_page:
        parents = dict(Page.objects.filter(numchild__gt=0).values_list("path", "pk"))
    has_plain_rows = issubclass(model, ClusterableModel) and not issubclass(model, RevisionMixin)
    found = {}
    for key, *values in model._base_manager.filter(pk__in=keys).values_list(
        "pk", *names, *(["path"] if is_page else [])
    ):
        state = {field.name: _plain(field, value) for field, value in zip(columns, values, strict=False)}
        if is_page:
            state["parent"] = parents.get(values[-1][: -Page.steplen])
        if has_plain_rows:
            state["rows"] = model._base_manager.get(pk=key).serializable_data()
        text = json.dumps(state, cls=DjangoJSONEncoder, sort_keys=True)
        found[key] = hashlib.sha256(text.encode()).hexdigest()
    return found


def fingerprint(thing):
    """Return the digest of one thing, or an empty string if it is not in the database."""
    return fingerprints(type(thing), [thing.pk]).get(thing.pk, "")


def _plain(field, value):
    return value if field.is_relation or value is None else str(field.get_prep_value(value))


class DemoRecord(models.Model):
    """One thing that was loaded, in one language. It stays when the thing is deleted: nothing is brought back."""

    key = models.CharField(max_length=120)  # as in the text files: "news/memorandum-georgia"
    language = models.CharField(max_length=2, blank=True)  # empty for what all languages share
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    complete = models.BooleanField(default=False)  # False: begun, to be continued by the next run
    loaded_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "language"], name="one_record_per_key_and_language")
        ]

    def __str__(self):
        return f"{self.key} {self.language}".strip()

    def thing(self):
        """Return the thing itself, or ``None`` if somebody has deleted it."""
        model = self.content_type.model_class()
        return model and model._base_manager.filter(pk=self.object_id).first()

    def is_untouched(self, thing):
        """Return whether the thing is as it was loaded."""
        return self.fingerprint == fingerprint(thing)
