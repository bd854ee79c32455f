"""Small groups of fields, each with its panels, out of which page types are put together."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from core.blocks import StoryBlock
from core.fields import StoryField


class LeadFields(models.Model):
    """What a page shows of itself elsewhere: a summary and a picture."""

    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_("One or two sentences for listings, feeds and search engines: who, what, where, when."),
    )
    lead_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead image"),
        help_text=_("The first picture of the page, also shown in listings and when the page is shared."),
    )
    lead_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows on this page. Empty: the image's own alternative text is used."),
    )
    lead_caption = models.CharField(
        _("caption"),
        max_length=255,
        blank=True,
        help_text=_("One sentence under the picture. The credit is added from the image."),
    )

    lead_panels = [
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("lead_image"), FieldPanel("lead_alt"), FieldPanel("lead_caption")],
            heading=_("Lead picture"),
        ),
    ]

    class Meta:
        abstract = True


class StoryFields(models.Model):
    """The body of a page, block by block."""

    body = StoryField(
        StoryBlock(),
        blank=True,
        verbose_name=_("story"),
        help_text=_("The text of the page. Begin with the most important sentence."),
    )

    story_panels = [FieldPanel("body")]

    class Meta:
        abstract = True
