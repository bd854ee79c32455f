"""Drafts outlive what they name: a revision is text, and no database constraint protects what is named only there."""

from django.db import models


def without_deleted(model, data):
    """Return a revision's data without links to protected objects that have been deleted since.

    modelcluster drops such links where deleting is allowed, and fails on ``PROTECT``, so that the page could neither
    be edited nor published any more.

    Args:
        model: the model the data is of.
        data: the data of a revision, as a dict of field names.

    Returns:
        dict: a copy where a lost optional link is ``None``; ``None`` if a required one is lost.
    """
    data = dict(data)
    for field in model._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey) or field.remote_field.on_delete is not models.PROTECT:
            continue
        key = data.get(field.name)
        if key is None or field.related_model._base_manager.filter(pk=key).exists():
            continue
        if not field.null:
            return None
        data[field.name] = None
    return data
