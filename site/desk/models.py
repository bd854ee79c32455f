"""What is wrong with live pages, noted when they are published and each day, so that the desk need only count."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Fault(models.Model):
    """A link that leads nowhere, or a picture that lacks words, on a live page."""

    class Kind(models.TextChoices):
        LINK = "link", _("Broken link")
        ALT = "alt", _("No alternative text")
        CREDIT = "credit", _("No credit")

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"), editable=False
    )
    kind = models.CharField(_("fault"), max_length=6, choices=Kind.choices, editable=False)
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("image"),
        editable=False,
    )
    path = models.CharField(_("place"), max_length=255, blank=True, editable=False)
    words = models.CharField(_("words"), max_length=255, blank=True, editable=False)
    target = models.CharField(_("leads to"), max_length=2000, blank=True, editable=False)
    noted_at = models.DateTimeField(_("noted"), auto_now_add=True, editable=False)

    wagtail_reference_index_ignore = True  # to have a fault is no use of a picture

    class Meta:
        verbose_name = _("fault")
        verbose_name_plural = _("faults")
        indexes = [models.Index(fields=["kind", "page"], name="desk_fault_kind_page")]

    def __str__(self):
        return self.words or self.target


class AddressQuerySet(models.QuerySet):
    def silent(self):
        """Narrow to the addresses that failed each of the last times: once may be chance."""
        return self.filter(failures__gte=Address.PATIENCE)


class Address(models.Model):
    """An address of another site to which we link, and how it answered when it was last tried."""

    PATIENCE = 2

    url = models.CharField(_("address"), max_length=2000, editable=False)
    # Of the address: it is too long to be indexed itself on every database.
    digest = models.CharField(_("digest"), max_length=64, unique=True, editable=False)
    answer = models.CharField(_("answer"), max_length=100, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(_("failures"), default=0, editable=False)
    checked_at = models.DateTimeField(_("last tried"), null=True, db_index=True, editable=False)
    wanted_at = models.DateTimeField(_("last found on a page"), auto_now=True, editable=False)

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address of another site")
        verbose_name_plural = _("addresses of other sites")

    def __str__(self):
        return self.url
