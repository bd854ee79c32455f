"""Rights that end: what is shown to readers and will soon be shown without leave, or is already."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from core.desk import DeskItem
from core.released import public_ones

SOON = timedelta(days=60)
PLACES = {"image": "wagtailimages", "document": "wagtaildocs"}


def ending(files):
    """Return those of a queryset of pictures or documents whose rights have ended or end within sixty days."""
    return files.filter(rights_until__lte=timezone.localdate() + SOON)


def in_need(files):
    """Return those whose rights end or have ended and that something public shows: the rest can wait."""
    keys = list(ending(files).order_by().values_list("pk", flat=True))
    return files.filter(pk__in=public_ones(files.model, keys))


def in_words(file):
    """Say when the rights end, and whom to ask; an empty text if that is far off or never."""
    if not file.rights_until or file.rights_until > timezone.localdate() + SOON:
        return ""
    day = date_format(file.rights_until, "DATE_FORMAT")
    said = _("Its rights ended on %(day)s.") if file.rights_ended else _("Its rights end on %(day)s.")
    asked = [_("Ask: %(whom)s") % {"whom": file.rights_contact}] if file.rights_contact else []
    return " ".join([said % {"day": day}, *asked])


def desk_items(request):
    """Return what this person can do about rights that end soon (see ``core.desk``)."""
    items = []
    labels = {
        get_image_model(): gettext_lazy("Pictures whose rights end soon"),
        get_document_model(): gettext_lazy("Documents whose rights end soon"),
    }
    for order, (model, label) in enumerate(labels.items()):
        policy = policy_registry.get_by_type(model)
        if not policy.user_has_any_permission(request.user, ["change", "delete"]):
            continue
        theirs = policy.instances_user_has_any_permission_for(request.user, ["change", "delete"])
        kind = "image" if model is get_image_model() else "document"
        if count := in_need(theirs).count():
            url = reverse(f"{PLACES[kind]}:index") + "?needs=rights"
            items.append(DeskItem(f"rights-{kind}s", label, count, url, icon="warning", order=60 + order))
    return items


def tell_of_rights(request, thing):
    """Tell whoever opens a page or a snippet in the editor which of its files are shown without leave, or will be."""
    if request.method != "GET":
        return
    references = set(
        ReferenceIndex.get_references_for_object(thing).values_list("to_content_type_id", "to_object_id")
    )
    rows = []
    for model, kind in ((get_image_model(), "image"), (get_document_model(), "document")):
        type_id = ContentType.objects.get_for_model(model).pk
        keys = {key for of_type, key in references if of_type == type_id}
        for file in ending(model.objects.filter(pk__in=keys)) if keys else ():
            rows.append((reverse(f"{PLACES[kind]}:edit", args=[file.pk]), file.title, in_words(file)))
    if rows:
        messages.warning(
            request,
            format_html(
                "{}<ul>{}</ul>",
                _("Rights over files used here end. Prolong them, or take the files out."),
                format_html_join("", '<li><a href="{}">{}</a>: {}</li>', rows),
            ),
        )
