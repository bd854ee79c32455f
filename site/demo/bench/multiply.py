"""The same content a hundred times over, in seconds: rows are copied in bulk, below Wagtail and localize.

Only for measuring. What it makes can be read and listed, and is known to the reference index, but it has no
revisions and is not in the search index.
"""

import uuid
from datetime import timedelta

from django.db import connection
from django.db.models import F
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, ReferenceIndex

BATCH = 500


def multiply(pages, copies):
    """Make ``copies`` of each page, beside it; translations of one page stay translations of one another.

    Args:
        pages: specific pages.
        copies: how many to add of each.

    Returns:
        int: how many pages were made.
    """
    keys = {}
    for page in pages:
        _copy(page, copies, keys)
    return len(pages) * copies


def _copy(page, copies, keys):
    parent = page.get_parent(update=True)  # the one kept with the page does not know the copies made before
    twins = []
    for number in range(copies):
        key = keys.setdefault((page.translation_key, number), uuid.uuid4())
        twin = Page.objects.get(pk=page.pk)
        twin.pk = twin.id = None
        twin._state.adding = True
        twin.translation_key = key
        twin.slug = f"{page.slug}-{key.hex[:12]}"
        twin.url_path = f"{parent.url_path}{twin.slug}/"
        twin.path = Page._get_path(parent.path, page.depth, parent.numchild + 1 + number)
        twin.latest_revision = twin.live_revision = None
        twins.append(twin)
    Page.objects.bulk_create(twins, batch_size=BATCH)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + copies)
    new = [twin.pk for twin in twins]
    _copy_tables(page, new)
    for relation in get_all_child_relations(type(page)):
        _copy_rows(page, relation, new)
    _copy_references(page, new)


def _copy_tables(page, new):
    """Copy the rows of the tables that a page type adds to Wagtail's."""
    for model in (*reversed(page._meta.get_parent_list()), type(page)):
        link = model._meta.pk
        if model is Page or not link.is_relation:
            continue
        columns = [field.column for field in model._meta.local_concrete_fields if field is not link]
        quoted = ", ".join(map(connection.ops.quote_name, columns))
        names = f"{connection.ops.quote_name(link.column)}{', ' if columns else ''}{quoted}"
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table} ({names}) SELECT %s{', ' if columns else ''}{quoted} "
                f"FROM {table} WHERE {connection.ops.quote_name(link.column)} = %s",
                [(pk, page.pk) for pk in new],
            )
        if any(field.name == "date" for field in model._meta.local_fields):
            for number, pk in enumerate(new):
                model._base_manager.filter(pk=pk).update(date=F("date") - timedelta(hours=number))


def _copy_rows(page, relation, new):
    model, link = relation.related_model, relation.field
    rows = []
    for row in model._default_manager.filter(**{link.name: page.pk}):
        for pk in new:
            twin = model(
                **{field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
            )
            twin.pk = None
            setattr(twin, link.attname, pk)
            if hasattr(twin, "translation_key"):
                twin.translation_key = uuid.uuid4()
            rows.append(twin)
    model._default_manager.bulk_create(rows, batch_size=BATCH)


def _copy_references(page, new):
    rows = []
    for reference in ReferenceIndex.objects.filter(object_id=str(page.pk), base_content_type__model="page"):
        for pk in new:
            values = {
                field.attname: getattr(reference, field.attname) for field in reference._meta.concrete_fields
            }
            rows.append(ReferenceIndex(**{**values, "id": None, "object_id": str(pk)}))
    ReferenceIndex.objects.bulk_create(rows, batch_size=BATCH)
