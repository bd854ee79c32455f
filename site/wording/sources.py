"""Where the glossary's concepts come from: entries of our own, and the nouns of every room (``core.terminology``)."""

import re
from collections import defaultdict

from core.cache import kept
from core.folding import fold
from core.i18n import LANGUAGES, SOURCE_LANGUAGE
from core.terminology import named_models
from core.translation.publication import presentable
from wording.glossary import Concept, Glossary
from wording.models import GlossaryEntry

_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")  # “wool (imitated)” is wool to a translator


@kept("glossary")
def glossary():
    """Return the ``Glossary`` of the site as it is now."""
    return Glossary([*own_concepts(), *offered_concepts()])


def own_concepts():
    """Return the concepts of the entries that staff keep."""
    return [concept_of(entry) for entry in GlossaryEntry.objects.all()]


def concept_of(entry):
    return Concept(f"entry.{entry.key}", entry.forms(), entry.note, entry.checked)


def offered_concepts():
    """Return the concepts of the nouns that are public, without those that have an entry of our own."""
    own = {fold(term) for term in GlossaryEntry.objects.values_list("az", flat=True)}
    names = (
        name
        for model in named_models()
        for name in model.glossary_names(presentable(model._default_manager.all()))
    )
    return concepts_of(names, own)


def concepts_of(names, own=()):
    """Return the concepts that ``core.terminology.Name``s amount to.

    Args:
        names: in any order and language.
        own: folded source terms that are passed over.
    """
    forms = defaultdict(dict)
    for name in names:
        if name.language in LANGUAGES:
            without = (_IN_BRACKETS.sub("", form) for form in (name.agreed, *name.accepted))
            forms[name.key][name.language] = tuple(dict.fromkeys(filter(None, without)))
    return [
        Concept(key, by_language)
        for key, by_language in forms.items()
        if (source := by_language.get(SOURCE_LANGUAGE)) and fold(source[0]) not in own
    ]
