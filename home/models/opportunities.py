"""Vacancies, tenders and open calls: dated, with a deadline; past ones stay as an archive."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page, PageManager, PageQuerySet

from core.dates import date_range
from core.fetching import for_cards
from core.i18n import public
from core.listing import Filter
from core.localization import facts
from core.models import DocumentRow, IndexPage, StoryPage


class OpportunityQuerySet(PageQuerySet):
    """What is still open, asked of the computed column at the moment of asking."""

    def open(self, now=None):
        return self.filter(_open_at(now or timezone.now()))

    def closed(self, now=None):
        return self.exclude(_open_at(now or timezone.now()))

    def open_first(self, now=None):
        """Order by what a reader can still do: the nearest deadline first, then what is past, the latest first."""
        is_open = _open_at(now or timezone.now())
        return self.annotate(is_past=Case(When(is_open, then=Value(0)), default=Value(1))).order_by(
            "is_past",
            Case(When(is_open, then=F("closes_at"))).asc(nulls_last=True),
            F("closes_at").desc(nulls_last=True),
            "-date",
            "-pk",
        )


def _open_at(now):
    return Q(withdrawn=False) & (Q(closes_at=None) | Q(closes_at__gt=now))


class OpportunityIndexPage(IndexPage):
    """Vacancies and tenders of one language: open ones first, then the archive."""

    kind_label = _("Vacancies and tenders")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.OpportunityPage"]

    class Meta:
        verbose_name = _("index of vacancies and tenders")
        verbose_name_plural = _("indexes of vacancies and tenders")

    def listed(self):
        return for_cards(public(OpportunityPage.objects.child_of(self))).open_first()

    def filters(self):
        pages = OpportunityPage.objects.child_of(self).live()
        return [
            Filter(
                "state", _("State"), lambda: STATES.items(), lambda queryset, name: getattr(queryset, name)()
            ),
            Filter(
                "kind",
                _("Kind"),
                lambda: OpportunityPage.Kind.choices,
                lambda queryset, kind: queryset.filter(kind=kind),
            ),
            Filter(
                "year",
                _("Year"),
                lambda: [(day.year, str(day.year)) for day in pages.dates("date", "year", order="DESC")],
                lambda queryset, year: queryset.filter(date__year=int(year)),
            ),
        ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        listing = context["listing"]
        shown = {state: [] for state in STATES}
        for page in listing.objects:
            shown["open" if page.status == "open" else "closed"].append(page)
        first_page = listing.page.number == 1 and not listing.chosen and not listing.error
        return context | {
            "groups": [(STATES[state], pages) for state, pages in shown.items() if pages],
            "nothing_open": first_page and listing.objects and not shown["open"],
        }


# What the filter calls them: part of saved addresses, and names of the queryset's methods.
STATES = {"open": _("Open to applications"), "closed": _("Archive")}


class OpportunityPage(StoryPage):
    """A vacancy, a tender or an open call."""

    class Kind(models.TextChoices):
        VACANCY = "vacancy", _("Vacancy")
        TENDER = "tender", _("Tender")
        OPEN_CALL = "open_call", _("Open call")

    kind_label = _("Vacancy or tender")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.VACANCY)
    date = models.DateField(
        _("date of the notice"),
        default=timezone.localdate,
        help_text=_("The day on which it is made public."),
    )
    deadline = models.DateField(
        _("deadline"),
        null=True,
        blank=True,
        help_text=_("The last day for applications or tenders. Empty: open until further notice."),
    )
    deadline_time = models.TimeField(
        _("hour of the deadline"),
        null=True,
        blank=True,
        help_text=_("Baku time. Empty: the end of the last day."),
    )
    withdrawn = models.BooleanField(
        _("withdrawn"),
        default=False,
        help_text=_("Tick this instead of deleting: it is announced as withdrawn."),
    )
    reference = models.CharField(
        _("reference number"), max_length=60, blank=True, help_text=_("To be quoted by those who apply.")
    )
    contact_name = models.CharField(
        _("who answers questions"),
        max_length=160,
        blank=True,
        help_text=_("A department or a person, in this language."),
    )
    contact_email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Where to apply, or to ask. Shown to readers.")
    )
    contact_phone = models.CharField(
        _("telephone"), max_length=40, blank=True, help_text=_("In international form: +994 12 000 00 00.")
    )
    # Computed from deadline and hour whenever the page is saved; what is open is derived from it when asked.
    closes_at = models.DateTimeField(null=True, editable=False, db_index=True)

    objects = PageManager.from_queryset(OpportunityQuerySet)()

    override_translatable_fields = [
        *StoryPage.override_translatable_fields,
        *facts("kind", "date", "deadline", "deadline_time", "withdrawn"),
        *facts("reference", "contact_email", "contact_phone"),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldRowPanel([FieldPanel("date"), FieldPanel("deadline"), FieldPanel("deadline_time")]),
        FieldRowPanel([FieldPanel("reference"), FieldPanel("withdrawn")]),
        *StoryPage.lead_panels,
        *StoryPage.story_panels,
        InlinePanel(
            "documents",
            heading=_("Documents"),
            label=_("document"),
            help_text=_("Conditions, forms, the text of the tender."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_name"),
                FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
            ],
            heading=_("Contact"),
        ),
        InlinePanel("related_pages", heading=_("Related pages"), label=_("page")),
    ]
    parent_page_types = ["home.OpportunityIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("vacancy, tender or open call")
        verbose_name_plural = _("vacancies, tenders and open calls")

    def clean(self):
        super().clean()
        if self.deadline_time and not self.deadline:
            raise ValidationError({"deadline_time": _("Give the day as well.")})
        if self.deadline and self.date and self.deadline < self.date:
            raise ValidationError({"deadline": _("The deadline cannot be before the date of the notice.")})

    def full_clean(self, *args, **kwargs):
        self.closes_at = self.last_moment()
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        self.closes_at = self.last_moment()
        super().save(*args, **kwargs)

    def last_moment(self):
        """Return when it closes, as an aware datetime of the museum's clock, or ``None`` for never."""
        if not self.deadline:
            return None
        day = self.deadline if self.deadline_time else self.deadline + timedelta(days=1)
        return timezone.make_aware(
            datetime.combine(day, self.deadline_time or time.min), timezone.get_default_timezone()
        )

    @property
    def status(self):
        """``"open"``, ``"closed"`` or ``"withdrawn"``, at the moment of asking."""
        if self.withdrawn:
            return "withdrawn"
        return "closed" if self.closes_at and self.closes_at <= timezone.now() else "open"

    def date_line(self):
        return date_range(None, self.deadline, closes=_("Deadline")) or str(_("Open until further notice"))

    def card(self):
        return super().card() | {"kind": self.get_kind_display()}

    def search_words(self):
        return [*super().search_words(), self.get_kind_display(), self.reference]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "documents": self.documents.select_related("document")
        }


class OpportunityDocument(DocumentRow):
    page = ParentalKey(OpportunityPage, on_delete=models.CASCADE, related_name="documents")
