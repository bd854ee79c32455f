from django.db import models
from django.utils.translation import gettext_lazy as _


class DueFailure(models.Model):
    """What the clock could not publish or take back, and how often it has tried."""

    task = models.CharField(_("task"), max_length=255, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=255, blank=True, editable=False)
    edit_url = models.CharField(_("address in the CMS"), max_length=255, blank=True, editable=False)
    error = models.TextField(_("error"), editable=False)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0, editable=False)
    first_at = models.DateTimeField(_("first tried"), auto_now_add=True, editable=False)
    last_at = models.DateTimeField(_("last tried"), auto_now=True, editable=False)

    class Meta:
        ordering = ["first_at"]
        verbose_name = _("failed release")
        verbose_name_plural = _("failed releases")

    def __str__(self):
        return self.title or self.task


class LastRun(models.Model):
    """When something that must run regularly was last done to the end."""

    name = models.CharField(_("name"), max_length=40, primary_key=True, editable=False)
    at = models.DateTimeField(_("at"), editable=False)

    class Meta:
        verbose_name = _("last run")
        verbose_name_plural = _("last runs")

    def __str__(self):
        return self.name
