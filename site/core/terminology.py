"""How the nouns of any room offer their names to the glossary, which knows none of them.

A translatable model with a class method ``glossary_names(queryset)`` is asked for the names of its objects.
"""

from dataclasses import dataclass

from django.apps import apps

from core.i18n import SOURCE_LANGUAGE, language_of


@dataclass(frozen=True, slots=True)
class Name:
    """What one thing is called in one language.

    Attributes:
        key: of the thing; the same in every language.
        language: two-letter code.
        agreed: the form to use.
        accepted: other forms that are not wrong.
    """

    key: str
    language: str
    agreed: str
    accepted: tuple = ()


def named_models():
    """Return the models that offer names."""
    return [model for model in apps.get_models() if hasattr(model, "glossary_names")]


def names_in_fields(queryset, *fields):
    """Yield the ``Name``s that stand in fields of objects, each field a thing of its own.

    In a translation another name of the same object may stand in the place of one: the short name for the full one.

    Args:
        queryset: of a translatable model.
        *fields: names of text fields; empty ones are passed over.
    """
    for thing in queryset.only("translation_key", "locale_id", *fields):
        values = {field: getattr(thing, field).strip() for field in fields}
        for field, value in values.items():
            if value:
                language = language_of(thing)
                others = () if language == SOURCE_LANGUAGE else tuple(filter(None, values.values()))
                yield Name(
                    f"{thing._meta.label_lower}.{thing.translation_key}.{field}", language, value, others
                )
