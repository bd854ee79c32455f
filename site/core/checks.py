"""Rules of the house that a machine can hold: run by ``manage.py check`` and by every start."""

from django.apps import apps
from django.core.checks import Error, register
from wagtail.models import Page, get_page_models

from core.models import IndexPage, SitePage


@register
def tree_rules(app_configs, **kwargs):
    """Every page type says exactly where it may stand and what may stand below it, and the two sides agree."""
    errors = []
    for model in get_page_models():
        if model is Page or not model.is_creatable:
            continue
        if not issubclass(model, SitePage):
            errors.append(Error(f"{model._meta.label} is not a SitePage.", obj=model, id="museum.E001"))
            continue
        for name in ("parent_page_types", "subpage_types"):
            declared = next((vars(cls)[name] for cls in model.__mro__ if name in vars(cls)), None)
            if declared is None or declared is Page.__dict__.get(name):
                errors.append(
                    Error(f"{model._meta.label} does not say its {name}.", obj=model, id="museum.E002")
                )
        if issubclass(model, IndexPage) and model.max_count_per_parent != 1:
            errors.append(
                Error(
                    f"{model._meta.label} is an index: a home has one of each kind (max_count_per_parent = 1).",
                    obj=model,
                    id="museum.E003",
                )
            )
        for parent in model.clean_parent_page_models():
            if parent is not Page and model not in parent.clean_subpage_models():
                errors.append(
                    Error(
                        f"{model._meta.label} wants to stand below {parent._meta.label}, which does not admit it.",
                        obj=model,
                        id="museum.E004",
                    )
                )
        for child in model.clean_subpage_models():
            if model not in child.clean_parent_page_models():
                errors.append(
                    Error(
                        f"{model._meta.label} admits {child._meta.label}, which does not want to stand there.",
                        obj=model,
                        id="museum.E005",
                    )
                )
    return errors


@register
def described_fields(app_configs, **kwargs):
    """Every field that staff fill in says what to write."""
    from django.db import models

    ours = {"core", "partners", "press", "news", "events", "collection", "home"}
    errors = []
    for model in apps.get_models():
        if model._meta.app_label not in ours or model._meta.auto_created:
            continue
        for field in model._meta.local_fields:
            inherited = field.model is not model or field.name in UNDESCRIBED
            if inherited or not field.editable or field.auto_created or field.choices:
                continue
            plain = isinstance(
                field, models.CharField | models.TextField | models.DateField | models.IntegerField
            )
            if plain and not field.help_text:
                errors.append(
                    Error(f"{field} has no help text for the editor.", obj=field, id="museum.E006"),
                )
    return errors


# Wagtail's own fields, which bring their own words or none.
UNDESCRIBED = {
    "title", "description", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    "sort_order", "translation_key", "go_live_at", "expire_at", "first_published_at", "filter_spec",
    "focal_point_key", "uploaded_by_user",
}  # fmt: skip
