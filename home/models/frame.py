"""What editors own of the frame around every page: menu, footer, and the notice."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin
from wagtail.search import index

from core.cache import forget_on_change
from core.localization import facts


@forget_on_change
class MenuItem(TranslatableMixin, models.Model):
    """An entry of the menu, above or below. It leads to the page's translation, and is left out where there is none."""

    class Place(models.TextChoices):
        HEAD = "head", _("Menu")
        FOOT = "foot", _("Foot of every page")

    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("Choose the Azerbaijani page: each language's menu leads to its translation."),
    )
    title = models.CharField(
        _("title"), max_length=60, blank=True, help_text=_("Empty: the page's own title is shown.")
    )
    place = models.CharField(_("place"), max_length=4, choices=Place.choices, default=Place.HEAD)
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Smaller numbers come first.")
    )

    override_translatable_fields = facts("page", "place", "order")
    panels = [
        FieldPanel("page"),
        FieldRowPanel([FieldPanel("title"), FieldPanel("place"), FieldPanel("order")]),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["order", "pk"]
        verbose_name = _("menu entry")
        verbose_name_plural = _("menu")

    def __str__(self):
        return self.title or self.page.title


@forget_on_change
class Footer(TranslatableMixin, models.Model):
    """The foot of every page, in one language."""

    body = RichTextField(
        _("text"),
        features=["bold", "link", "ul"],
        help_text=_("Address, a sentence about the museum, links to the accessibility and privacy pages."),
    )

    panels = [FieldPanel("body")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("footer")
        verbose_name_plural = _("footer")

    def __str__(self):
        return str(_("Footer"))


class NoticeQuerySet(models.QuerySet):
    def showing(self, now=None):
        """Narrow to the notices that are shown at a moment: switched on, begun and not over."""
        now = now or timezone.now()
        begun = Q(starts=None) | Q(starts__lte=now)
        return self.filter(begun, Q(until=None) | Q(until__gt=now), active=True)


@forget_on_change
class Notice(TranslatableMixin, index.Indexed, models.Model):
    """A line above every page of the site: closure, changed hours. Live as soon as it is saved, until its date."""

    text = models.CharField(
        _("text"),
        max_length=300,
        help_text=_("One or two sentences, with the date: “Closed on 20 and 21 March.”"),
    )
    active = models.BooleanField(
        _("shown"), default=True, help_text=_("Untick it to take the notice down at once.")
    )
    starts = models.DateTimeField(_("shown from"), null=True, blank=True, help_text=_("Empty: at once."))
    until = models.DateTimeField(
        _("shown until"), null=True, blank=True, help_text=_("Empty: until it is unticked.")
    )

    objects = NoticeQuerySet.as_manager()
    override_translatable_fields = facts("active", "starts", "until")
    search_fields = [index.SearchField("text"), index.FilterField("locale_id")]
    panels = [
        FieldPanel("text"),
        FieldPanel("active"),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("until")]),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        if self.starts and self.until and self.until <= self.starts:
            raise ValidationError({"until": _("The notice would end before it begins.")})
