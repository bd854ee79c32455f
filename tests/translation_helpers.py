"""What a translator and an editor do, as the tests of translation need it: through the real views of the CMS."""

from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from core.translation import translate

FORM = "application/x-www-form-urlencoded"


def in_language(language):
    """Return a translator who writes each text with its language before it: ``ka: …``."""
    return lambda path, html, index: f"{language}: {html}"


def translated(instance, *languages):
    """Translate something into languages, completely, and publish it. Return the translations by language."""
    return {
        language: translate(instance, Locale.objects.get(language_code=language), in_language(language))
        for language in languages
    }


def republish(page, **values):
    """Change a page or a snippet as an editor does, and publish it; lists are child rows."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def fresh(instance):
    return type(instance).objects.get(pk=instance.pk)


def read(client, instance):
    """Return the public page of a page or snippet as text."""
    response = client.get(fresh(instance).get_url())
    assert response.status_code == 200, f"{instance} answers {response.status_code}"
    return response.content.decode()


def edit_url(instance):
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])
    meta = instance._meta
    return reverse(f"wagtailsnippets_{meta.app_label}_{meta.model_name}:edit", args=[quote(instance.pk)])


def translation_of(instance):
    return Translation.objects.get(source__object_id=instance.translation_key, target_locale=instance.locale)


def segment(instance, path):
    """Return the string segment of a translated object by its content path or the end of it."""
    return (
        translation_of(instance)
        .source.stringsegment_set.filter(context__path__endswith=path)
        .order_by("order")
        .first()
    )


def type_in(client, instance, path, text):
    """Type the translation of one text into localize's editor, which saves it at once."""
    ids = [translation_of(instance).pk, segment(instance, path).pk]
    url = reverse("wagtail_localize:edit_string_translation", args=ids)
    response = client.put(url, urlencode({"value": text}), content_type=FORM)
    assert response.status_code in (200, 201), response.content


def type_everything(client, instance, language):
    """Type a translation of every text that has none."""
    from core.translation import missing

    for found in list(missing(translation_of(instance)).select_related("string", "context")):
        url = reverse(
            "wagtail_localize:edit_string_translation", args=[translation_of(instance).pk, found.pk]
        )
        text = f"{language}: {found.string.data}"
        assert client.put(url, urlencode({"value": text}), content_type=FORM).status_code in (200, 201)


def press_publish(client, instance):
    """Press “Publish” in localize's editor, and again if the checklist asks; return what the editor then says."""
    response = client.post(edit_url(instance), {"action": "publish", "checklist-seen": "yes"}, follow=True)
    assert response.status_code == 200
    return [str(message) for message in response.context["messages"]]


def submit(client, instance, *languages, **values):
    """Send the form “Translate this page”; return the messages."""
    locales = Locale.objects.filter(language_code__in=languages).values_list("pk", flat=True)
    if isinstance(instance, Page):
        url = reverse("wagtail_localize:submit_page_translation", args=[instance.pk])
    else:
        meta = instance._meta
        url = reverse(
            "wagtail_localize:submit_snippet_translation", args=[meta.app_label, meta.model_name, instance.pk]
        )
    response = client.post(url, {"locales": list(locales)} | values, follow=True)
    assert response.status_code == 200
    return [str(message) for message in response.context["messages"]]


def typed(instance, path):
    """Return the saved translation of a text, published or not, or ``None``."""
    found = segment(instance, path)
    row = StringTranslation.objects.filter(
        translation_of=found.string, context=found.context, locale=instance.locale
    ).first()
    return row and row.data
