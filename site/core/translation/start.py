"""The first step of a translation: a draft in the other language, for a translator to work on."""

from django.db import transaction
from django.utils.translation import gettext
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationLog

from core.i18n import SOURCE_LANGUAGE, language_of
from core.translation.sources import source_of
from core.translation.targets import make_target


class NotTranslatable(Exception):
    """The object cannot be translated yet. ``str()`` says why, in the active language."""


@transaction.atomic
def start(instance, locales, user=None, *, subtree=False):
    """Begin to translate an object, and the snippets it shows that have no translation yet, as drafts.

    Not wagtail-localize's ``TranslationCreator``: that makes live copies of untranslated parents in the source
    language, and takes related snippets that are public in the other language off the site again.

    Args:
        instance: a page or a translatable snippet in the source language.
        locales: the ``Locale`` objects to translate into.
        user: who asked for it.
        subtree: whether the pages below follow.

    Returns:
        list[Translation]: those of ``instance`` itself.

    Raises:
        NotTranslatable: if it is not in the source language, or its parent page has no translation.
    """
    if isinstance(instance, Page):
        instance = instance.specific
    if language_of(instance) != SOURCE_LANGUAGE:
        raise NotTranslatable(gettext("Translations begin with the Azerbaijani page."))
    for locale in locales:
        check_parent(instance, locale)
    source = source_of(instance)
    for segment in source.relatedobjectsegment_set.select_related("object__content_type"):
        related = segment.object.get_instance_or_none(instance.locale)
        if related is not None:
            related_source = source_of(related)
            for locale in locales:
                if not segment.object.has_translation(locale):
                    _begin(related_source, related, locale, user)
    translations = [_begin(source, instance, locale, user) for locale in locales if locale != instance.locale]
    translations = [translation for translation in translations if translation]
    if subtree and isinstance(instance, Page):
        for child in instance.get_children().filter(alias_of=None):
            start(child, locales, user, subtree=True)
    return translations


def check_parent(instance, locale):
    """Raise ``NotTranslatable`` if the page above has no translation of its own into ``locale``."""
    if not isinstance(instance, Page) or instance.depth <= 2:
        return
    parent = instance.get_parent()
    twins = Page.objects.filter(translation_key=parent.translation_key, locale=locale, alias_of=None)
    if not twins.exists():
        raise NotTranslatable(
            gettext(
                "“%(parent)s” stands above this page and is not translated into %(language)s yet. Begin there."
            )
            % {"parent": parent.get_admin_display_title(), "language": locale.get_display_name()}
        )


def _begin(source, instance, locale, user):
    """Return the translation, new or as it was; ``None`` if there is a twin that people made by hand."""
    target = source.object.get_instance_or_none(locale)
    if target is None:
        TranslationLog.objects.filter(source=source, locale=locale).delete()
        make_target(source, locale, user)
    elif getattr(target, "alias_of_id", None):
        # A live copy in the source language, shown to nobody; as a page of its own it must not be live.
        Page.objects.filter(pk=target.pk).update(live=False)
        ConvertAliasPageAction(instance.get_translation(locale), user=user).execute(
            skip_permission_checks=True
        )
    else:
        return Translation.objects.filter(source=source, target_locale=locale).first()
    return Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )[0]
