"""Two fields of our own: a story whose blocks stay out of migrations, and one short text in four languages."""

import json

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField


class StoryField(StreamField):
    """A StreamField that writes no block definitions into migrations.

    A historical model therefore has no blocks; its value is carried through untouched, so that a data
    migration which saves a page does not empty its body.
    """

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs

    def to_python(self, value):
        if self.stream_block.child_blocks or isinstance(value, StreamValue):
            return super().to_python(value)
        raw = json.loads(value) if isinstance(value, str) and value else value or []
        return StreamValue(self.stream_block, raw, is_lazy=True)


class Words(dict):
    """One short text in several languages, ``{"az": "…", "en": "…"}``; ``str()`` is the reader's own."""

    def in_language(self, language):
        """Return the text in ``language`` (a two-letter code), or an empty string."""
        return self.get(language) or ""

    def or_source(self):
        """Return ``(text, language)``: the reader's own, else the source language's, else the first there is."""
        active = (get_language() or settings.LANGUAGE_CODE)[:2]
        for language in (active, settings.LANGUAGE_CODE, *self):
            if self.get(language):
                return self[language], language
        return "", active

    def __str__(self):
        return self.in_language((get_language() or settings.LANGUAGE_CODE)[:2])


class WordsWidget(forms.MultiWidget):
    """One labelled input per language of the site."""

    template_name = "core/widgets/words.html"

    def __init__(self, attrs=None, lines=1):
        def widget(code):
            if lines == 1:
                return forms.TextInput(attrs={"lang": code})
            return forms.Textarea(attrs={"lang": code, "rows": lines})

        super().__init__({code: widget(code) for code, _name in settings.LANGUAGES}, attrs)

    def decompress(self, value):
        return [(value or {}).get(code, "") for code, _name in settings.LANGUAGES]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for subwidget, (_code, label) in zip(
            context["widget"]["subwidgets"], settings.LANGUAGES, strict=True
        ):
            subwidget["label"] = label
        return context


class WordsFormField(forms.MultiValueField):
    def __init__(self, *, max_length=255, lines=1, **kwargs):
        for unwanted in ("encoder", "decoder"):
            kwargs.pop(unwanted, None)
        fields = [forms.CharField(max_length=max_length, required=False) for _language in settings.LANGUAGES]
        kwargs["widget"] = WordsWidget(lines=lines)
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, values):
        pairs = zip(settings.LANGUAGES, values, strict=False)
        return Words({code: text for (code, _name), text in pairs if text})

    def has_changed(self, initial, data):
        return self.compress(self.widget.decompress(initial)) != self.compress(data or [])


class WordsField(models.JSONField):
    """One short text in the four languages, for rows that are the same in all of them.

    Used where wagtail-localize does not reach: images, settings and their rows.

    Args:
        max_length: letters in each language.
        lines: height of each input; more than one makes room for paragraphs.
    """

    def __init__(self, *args, max_length=255, lines=1, **kwargs):
        self.words_max_length = max_length
        self.lines = lines
        kwargs.setdefault("default", Words)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if self.words_max_length != 255:
            kwargs["max_length"] = self.words_max_length
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        return self.to_python(super().from_db_value(value, expression, connection))

    def to_python(self, value):
        if isinstance(value, str):
            value = json.loads(value) if value else {}
        return Words(value or {})

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if unknown := set(value) - {code for code, _name in settings.LANGUAGES}:
            raise ValidationError(
                _("Unknown language: %(codes)s"), params={"codes": ", ".join(sorted(unknown))}
            )

    def formfield(self, **kwargs):
        return models.Field.formfield(
            self,
            form_class=WordsFormField,
            max_length=self.words_max_length,
            lines=self.lines,
            **kwargs,
        )
