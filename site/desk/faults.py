"""Faults of live pages: found by the rules, kept as rows, forgotten when they are mended."""

import hashlib

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import override
from wagtail.models import Page, ReferenceIndex

from core.i18n import SOURCE_LANGUAGE, public
from desk.checks.content import content_of
from desk.checks.links import broken_links, outside_addresses
from desk.models import Address, Fault


def note(pages):
    """Note the faults of pages anew; one that is not public has none.

    Args:
        pages: primary keys.
    """
    shown = {page.pk: page for page in public(Page.objects.filter(pk__in=pages)).specific()}
    for key in pages:
        faults = _faults_of(shown[key]) if key in shown else []
        with transaction.atomic():
            Fault.objects.filter(page_id=key).delete()
            Fault.objects.bulk_create(faults)


def _faults_of(page):
    if not hasattr(page, "kind_label"):
        return []  # no page of ours
    with override(SOURCE_LANGUAGE):  # places are not kept: each member of staff has a language of their own
        content = content_of(page)
        links = list(broken_links(content))
    _want(outside_addresses(content))
    targets = {(link.path, link.words or link.href): link.href for link in content.links}
    faults = [
        Fault(
            page_id=page.pk,
            kind=Fault.Kind.LINK,
            path=link.path[:255],
            words=link.excerpt[:255],
            target=targets.get((link.path, link.excerpt), "")[:2000],
        )
        for link in links
    ]
    for picture in content.pictures:
        lacks = {
            Fault.Kind.ALT: not picture.alt and not picture.decorative,
            Fault.Kind.CREDIT: not picture.credit,
        }
        faults += [
            Fault(
                page_id=page.pk,
                kind=kind,
                image_id=picture.image,
                path=picture.path[:255],
                words=picture.title[:255],
            )
            for kind, lacking in lacks.items()
            if lacking
        ]
    return faults


def _want(addresses):
    """Put addresses on the list of those that are tried, and say that a page still wants them."""
    rows = [Address(url=url, digest=digest(url)) for url in addresses if len(url) <= 2000]
    if rows:
        Address.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["digest"], update_fields=["wanted_at"]
        )


def digest(url):
    return hashlib.sha256(url.encode()).hexdigest()


def pages_that_use(model, keys):
    """Return the keys of the pages that show or link to any of these pages, images or documents."""
    rows = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(key) for key in keys],
    )
    return [int(key) for key in rows.values_list("object_id", flat=True).distinct()]
