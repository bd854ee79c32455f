"""When facts are shared: whenever something in the source language is published or, without drafts, saved."""

from django.db.models.signals import post_save
from modelcluster.fields import ParentalKey
from wagtail.models import DraftStateMixin, Page, Revision, get_translatable_models
from wagtail.signals import published
from wagtail_localize.models import StringTranslation, post_save_string_translation
from wagtail_localize.strings import StringValue

from core.i18n import SOURCE_LANGUAGE, language_of
from core.translation.facts import share_facts, take_facts, unschedule


def share_published(instance, revision, **kwargs):
    """Share the facts of a page or of a snippet with drafts. Wagtail sends ``published`` for both."""
    if not hasattr(instance, "translation_key") or getattr(instance, "has_current_facts", False):
        return
    if language_of(instance) == SOURCE_LANGUAGE:
        share_facts(instance, revision.user)
    else:
        take_facts(instance, revision.user)


def share_saved(instance, raw=False, **kwargs):
    """Share the facts of a snippet that is public as soon as it is saved."""
    if not raw and language_of(instance) == SOURCE_LANGUAGE:
        share_facts(instance)


def show_draft_title(instance, **kwargs):
    """Show staff the title that a translator typed, as wagtail-localize does.

    But as text, not as HTML, and as much of it as there is room for: on PostgreSQL a longer one is an error before
    anybody can say that it is too long.
    """
    if instance.context.path == "title":
        pages = Page.objects.filter(translation_key=instance.context.object_id, locale_id=instance.locale_id)
        pages.update(draft_title=StringValue(instance.data).render_text()[:_longest_title])


def follow_unscheduling(instance, update_fields, **kwargs):
    """Take back the release of translations when an editor takes back that of the source."""
    if (
        update_fields
        and set(update_fields) == {"approved_go_live_at"}
        and instance.approved_go_live_at is None
    ):
        original = instance.content_object
        if hasattr(original, "translation_key"):
            unschedule(original)


_longest_title = Page._meta.get_field("draft_title").max_length

post_save.disconnect(post_save_string_translation, sender=StringTranslation)
post_save.connect(show_draft_title, sender=StringTranslation, dispatch_uid="show-draft-title")
published.connect(share_published, dispatch_uid="share-facts-published")
post_save.connect(follow_unscheduling, sender=Revision, dispatch_uid="share-facts-unscheduled")
for model in get_translatable_models():
    row = any(isinstance(field, ParentalKey) for field in model._meta.concrete_fields)
    if not row and not issubclass(model, Page | DraftStateMixin):
        post_save.connect(share_saved, sender=model, dispatch_uid=f"share-facts-{model._meta.label}")
