"""Personal links: a named journalist reads one release before its hour, and staff see that it was opened."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, Max, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import Page

from core.i18n import SOURCE_LANGUAGE, locale_id
from core.serving import absolute

VALID = timedelta(days=14)  # unless staff say otherwise
KEPT = timedelta(days=365)  # after it ended; then it is forgotten, with the journalist's name

one_line = RegexValidator(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", _("Write this in one line."), inverse_match=True
)


def new_key():
    return secrets.token_urlsafe(12)


def default_end():
    return (timezone.now() + VALID).replace(minute=0, second=0, microsecond=0)


class PressLinkQuerySet(models.QuerySet):
    def with_token(self, token):
        """Return the link that an address names, or ``None``: also for one that nobody signed."""
        try:
            key = _signer().unsign(token)
        except BadSignature:
            return None
        return self.filter(key=key).first()

    def with_use(self):
        """Add ``title`` of the release, ``times`` it was opened, and ``last_opened_at``."""
        source = Page.objects.filter(
            translation_key=OuterRef("release"), locale_id=locale_id(SOURCE_LANGUAGE)
        ).order_by("pk")
        return self.annotate(
            title=Subquery(source.values("draft_title")[:1]),
            times=Count("openings"),
            last_opened_at=Max("openings__at"),
        )

    def forgotten(self, now=None):
        """Narrow to the links that ended so long ago that nobody needs them any more."""
        return self.filter(expires_at__lt=(now or timezone.now()) - KEPT)


class PressLink(models.Model):
    """One journalist's link to one release in all its languages.

    The address holds a random key and its signature: what stands in the database alone, or in a backup of it, opens
    nothing.
    """

    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    release = models.UUIDField(
        _("release"),
        db_index=True,
        help_text=_("Press releases that are written, but not public yet."),
    )
    name = models.CharField(
        _("journalist"),
        max_length=120,
        validators=[one_line],
        help_text=_("Who gets the link. The page shows this name, so that nobody passes it on by mistake."),
    )
    outlet = models.CharField(
        _("outlet"),
        max_length=120,
        blank=True,
        validators=[one_line],
        help_text=_("Newspaper, agency, broadcaster."),
    )
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("For your own records; nothing is sent to it.")
    )
    expires_at = models.DateTimeField(
        _("valid until"),
        default=default_end,
        help_text=_("From then on the link opens nothing. Two weeks, unless you choose another day."),
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )

    objects = PressLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("link for a journalist")
        verbose_name_plural = _("links for journalists")

    def __str__(self):
        return ", ".join(filter(None, [self.name, self.outlet]))

    @property
    def token(self):
        return _signer().sign(self.key)

    @property
    def is_open(self):
        return not self.revoked_at and self.expires_at > timezone.now()

    @property
    def state(self):
        """Return in words what has become of the link."""
        if self.revoked_at:
            return _("Revoked")
        return _("Valid") if self.is_open else _("Expired")

    def path(self, language):
        """Return the link's path in a language."""
        with override(language):
            return reverse("embargo", args=[self.token])

    @cached_property
    def addresses(self):
        """Return ``[(language, its own name, absolute address), …]``."""
        return [(code, name, absolute(self.path(code))) for code, name in settings.LANGUAGES]

    def revoke(self):
        """Let the link open nothing from now on."""
        type(self).objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=timezone.now())
        self.refresh_from_db()


class PressLinkOpening(models.Model):
    """That a link was opened, when, and in which language; not by whose machine."""

    link = models.ForeignKey(PressLink, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("opening of a link")
        verbose_name_plural = _("openings of links")

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.language}"


def _signer():
    return Signer(sep=".", salt="press.link")
