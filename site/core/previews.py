"""How a page is previewed: in which widths, and in which languages."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.i18n import in_order, language_of, locale_id

# The narrowest telephone that is still common, a tablet held upright, a desk.
SIZES = [
    {"name": "mobile", "icon": "mobile-alt", "device_width": 360, "label": _("Preview on a phone")},
    {"name": "tablet", "icon": "tablet-alt", "device_width": 768, "label": _("Preview on a tablet")},
    {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("Preview on a desk")},
]


def languages_besides(page):
    """Return ``[(language, its name)]`` of the other languages in which there is a page, draft or public."""
    twins = Page.objects.filter(translation_key=page.translation_key, alias_of=None)
    twins = twins.exclude(locale_id=page.locale_id).only("locale_id").order_by()
    names = dict(settings.LANGUAGES)
    return [(language, names[language]) for language in map(language_of, in_order(twins))]


def newest(page):
    """Return a page as it would be published now: its newest draft; of a translation, with all that was typed."""
    from core.translation import managed_translation  # which needs the models that preview their pages

    page = page.specific
    if translation := managed_translation(page):
        return translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    return page.get_latest_revision_as_object()


def newest_in(page, language):
    """Return the ``newest`` of a page in another language, or ``None`` if there is none."""
    twin = Page.objects.filter(
        translation_key=page.translation_key, alias_of=None, locale_id=locale_id(language)
    )
    twin = twin.exclude(pk=page.pk).first()
    return twin and newest(twin)
