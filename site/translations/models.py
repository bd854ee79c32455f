"""What there is to translate, and how far each language has come: kept at hand, so that a board of it is quick."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

__all__ = ["Job", "Original", "State", "TranslationState"]


class State(models.TextChoices):
    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    STALE = "stale", _("Out of date")
    LIVE = "live", _("Live")


# What somebody still has to do something about.
WAITING = (State.MISSING, State.DRAFT, State.REVIEW, State.STALE)

_THERE = Q(object_id__isnull=False)
_REVIEWED = _THERE & Q(review_since__isnull=False)
# Public, and with words of its own: the row of a plain snippet stands there before anybody has translated it.
_PUBLIC = Q(live=True) & (Q(managed=False) | Q(words_at__isnull=False) | Q(strings=0))


class Original(models.Model):
    """A page or a translatable snippet, whatever languages it is there in. Filled by ``translations.states`` alone.

    Attributes:
        object_id: primary key of the object in the source language; ``None`` if there is none.
        fold: the title in plain letters, for search (``core.folding``).
        changed_at: when the original was last saved; ``None`` for what keeps no revisions.
    """

    translation_key = models.UUIDField(primary_key=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField(null=True, db_index=True)
    title = models.CharField(_("title"), max_length=255)
    fold = models.CharField(max_length=600)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed"), null=True)

    class Meta:
        verbose_name = _("translations of a page or snippet")
        verbose_name_plural = _("translations board")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["-changed_at", "translation_key"], name="original_by_change"),
            models.Index(fields=["title"], name="original_by_title"),
        ]

    def __str__(self):
        return self.title

    @cached_property
    def model(self):
        """The class of the object, or ``None`` if it is not installed any more."""
        return ContentType.objects.get_for_id(self.content_type_id).model_class()

    @property
    def is_page(self):
        return self.model is not None and issubclass(self.model, Page)

    @property
    def kind(self):
        """What staff call such a thing."""
        return self.model._meta.verbose_name if self.model else ""


class TranslationState(models.Model):
    """How far one language of an original has come; there is a row for every language, the source's own included.

    Attributes:
        object_id: primary key of the object in this language; ``None`` while it is missing.
        managed: whether wagtail-localize keeps its words; without it there are no counts.
        strings, done, stale: how many texts there are, have a translation, and have one of an earlier wording.
        words_at: as of when the words are public.
        outdated_since: since when the public page says something else than the original.
        review_since: since when it is in a workflow.
        begun_at: since when it is a draft, or is missing.
    """

    original = models.ForeignKey(Original, on_delete=models.CASCADE, related_name="states")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField(null=True)
    live = models.BooleanField(default=False)
    managed = models.BooleanField(default=False)
    strings = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    stale = models.PositiveIntegerField(default=0)
    words_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    outdated_since = models.DateTimeField(null=True)
    review_since = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    state = models.GeneratedField(
        expression=Case(
            When(object_id__isnull=True, then=Value(State.MISSING.value)),
            When(_REVIEWED, then=Value(State.REVIEW.value)),
            When(_PUBLIC & Q(outdated_since__isnull=False), then=Value(State.STALE.value)),
            When(_PUBLIC, then=Value(State.LIVE.value)),
            default=Value(State.DRAFT.value),
        ),
        output_field=models.CharField(max_length=8),
        db_persist=True,
    )
    since = models.GeneratedField(
        expression=Case(
            When(_REVIEWED, then=F("review_since")),
            When(_THERE & _PUBLIC, then=Coalesce("outdated_since", "published_at")),
            default=F("begun_at"),
        ),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["original", "locale"], name="state_of_a_language")]
        # Each answers a question of the board, or of the desk, by itself.
        indexes = [
            models.Index(fields=["locale", "state", "original"], name="state_by_language"),
            models.Index(fields=["original", "state", "since", "locale"], name="state_by_original"),
        ]

    def __str__(self):
        return f"{self.original_id} {self.locale_id}: {self.state}"

    @property
    def label(self):
        """The state in words."""
        return State(self.state).label

    @property
    def percent(self):
        """How much of it is translated from the present wording, in full percent; ``None`` if nobody counts."""
        if not self.managed:
            return None
        return 100 * (self.done - self.stale) // self.strings if self.strings else 100

    @property
    def open(self):
        """How many texts are missing or of an earlier wording."""
        return self.strings - self.done + self.stale


class Job(models.Model):
    """Something done to many translations at once, and what became of each: kept for whoever asked for it.

    Attributes:
        asked: what was asked for, as ``translations.jobs`` wants it.
        report: ``[{"what", "language", "outcome", "notes": [...]}, ...]``, one for each thing or file.
        file: what was uploaded, or made to be downloaded.
    """

    class Kind(models.TextChoices):
        SEND = "send", _("Send to translate")
        EXPORT = "export", _("Export PO files")
        IMPORT = "import", _("Import PO files")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    asked = models.JSONField(default=dict)
    report = models.JSONField(default=list)
    file = models.FileField(upload_to="translation_jobs", null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.created_at:%Y-%m-%d %H:%M}"
