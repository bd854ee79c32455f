import uuid
from datetime import time

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page

from core.dates import moment, museum_date
from core.localization import facts
from core.models import FactRow, StoryPage, WordRow
from events import jsonld
from events.kinds import Kind, Place
from events.models.programme import ProgrammePage
from events.timetable import Timetable

SPOKEN = ("az", "en", "ka", "tr", "ru")


class EventPage(ProgrammePage):
    """A lecture, conference, seminar, training, workshop, tour or concert, with its sessions."""

    Place = Place

    shown_with = ("lead_image", "venue")
    card_prefetch = ()  # beside other things a card shows the whole stretch of days, without a query more
    kind_label = _("Event")
    template = "events/event_page.html"

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.LECTURE)
    place_kind = models.CharField(
        _("where"),
        max_length=10,
        choices=Place.choices,
        default=Place.UNKNOWN,
        help_text=_("Readers look for events by it. As long as it is not settled, it is to be announced."),
    )
    place_text = models.CharField(
        _("place"), max_length=255, blank=True, help_text=_("Room, hall or address, in this language.")
    )
    venue = models.ForeignKey(
        "partners.Institution",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("host institution"),
        help_text=_("If it takes place at a partner's."),
    )
    online_url = models.URLField(_("online address"), blank=True, help_text=_("Where it can be followed."))
    booking_required = models.BooleanField(
        _("booking required"), default=False, help_text=_("Tick it if nobody is let in without booking.")
    )
    booking_url = models.URLField(_("booking address"), blank=True, help_text=_("Where places are booked."))
    accessibility = models.CharField(
        _("accessibility"),
        max_length=255,
        blank=True,
        help_text=_("Step-free access, hearing loop, sign language: what is there, in this language."),
    )
    spoken_az = models.BooleanField(_("Azerbaijani"), default=True)
    spoken_en = models.BooleanField(_("English"), default=False)
    spoken_ka = models.BooleanField(_("Georgian"), default=False)
    spoken_tr = models.BooleanField(_("Turkish"), default=False)
    spoken_ru = models.BooleanField(_("Russian"), default=False)

    override_translatable_fields = [
        *ProgrammePage.override_translatable_fields,
        *facts("kind", "place_kind", "online_url", "booking_required", "booking_url", "sessions"),
        *facts(*(f"spoken_{code}" for code in SPOKEN)),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        *StoryPage.lead_panels,
        *StoryPage.story_panels,
        InlinePanel(
            "sessions",
            heading=_("Sessions"),
            label=_("session"),
            help_text=_("Without a session the event stands under “date to be announced”."),
        ),
        HelpPanel(template="events/admin/repeat_weekly.html", heading=_("Repeat weekly")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("place_kind"), FieldPanel("place_text")]),
                FieldPanel("venue"),
                FieldPanel("online_url"),
            ],
            heading=_("Place"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("booking_required"),
                FieldPanel("booking_url"),
                InlinePanel("prices", label=_("price")),
            ],
            heading=_("Booking and prices"),
        ),
        MultiFieldPanel(
            [FieldPanel("accessibility"), FieldRowPanel([FieldPanel(f"spoken_{code}") for code in SPOKEN])],
            heading=_("Accessibility and languages spoken"),
        ),
        InlinePanel("organisers", heading=_("Organisers"), label=_("organiser")),
        InlinePanel("speakers", heading=_("Speakers"), label=_("speaker")),
        InlinePanel("related_pages", heading=_("Related pages"), label=_("page")),
    ]
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def span(self):
        sessions = [session for session in self.sessions.all() if session.starts_at]
        if not sessions:
            return None, None
        return min(session.starts_at for session in sessions), max(session.until for session in sessions)

    @property
    def is_cancelled(self):
        """Whether there are sessions and every one of them is cancelled."""
        sessions = list(self.sessions.all())
        return bool(sessions) and all(session.cancelled for session in sessions)

    @property
    def languages_spoken(self):
        """The names of the languages spoken, as a list."""
        return [
            self._meta.get_field(f"spoken_{code}").verbose_name
            for code in SPOKEN
            if getattr(self, f"spoken_{code}")
        ]

    @classmethod
    def on_timeline(cls, pages):
        return super().on_timeline(pages).prefetch_related("sessions")

    def moment(self):
        return super().moment()._replace(note=_("Cancelled") if self.is_cancelled else "")

    def search_words(self):
        return [*super().search_words(), self.get_kind_display(), self.place_text]

    def jsonld_entity(self, context):
        return jsonld.event(self, context)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "timetable": Timetable.of(context["sessions"]),
            "place_known": self.place_kind != Place.UNKNOWN or self.place_text or self.venue_id,
        }

    def shown_rows(self):
        organisers = self.organisers.select_related("institution").defer("institution__description")
        speakers = self.speakers.select_related("person").defer("person__biography")
        return super().shown_rows() | {
            "sessions": list(self.sessions.all()),
            "prices": list(self.prices.all()),
            "organisers": list(organisers),
            "speakers": list(speakers),
        }


class Session(FactRow):
    """One time at which an event takes place. A cancelled one stays, so that readers and calendars learn of it."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="sessions")
    # What calendars know the session by, in every language and however often it is moved.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    starts_at = models.DateTimeField(_("starts"), help_text=_("Baku time. For a whole day, any hour of it."))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True, help_text=_("May be left open."))
    all_day = models.BooleanField(
        _("all day"), default=False, help_text=_("Only the day is shown, no hours.")
    )
    cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_("Tick this instead of deleting: it is announced as cancelled."),
    )

    panels = [
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("all_day"), FieldPanel("cancelled")]),
    ]

    class Meta(FactRow.Meta):
        ordering = ["starts_at", "sort_order", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("The end cannot be before the beginning.")})

    @property
    def until(self):
        """The last moment of the session: its end, or the end of its day if that is open."""
        if self.ends_at and not self.all_day:
            return self.ends_at
        return moment(museum_date(self.ends_at or self.starts_at), time(23, 59, 59))


class EventPrice(WordRow):
    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="prices")
    category = models.CharField(_("category"), max_length=120, help_text=_("Who pays it: adults, students."))
    amount = models.DecimalField(
        _("price in AZN"),
        max_digits=8,
        decimal_places=2,
        validators=[MinValueValidator(0)],
        help_text=_("0 means free of charge."),
    )

    override_translatable_fields = facts("amount")
    panels = [FieldRowPanel([FieldPanel("category"), FieldPanel("amount")])]

    class Meta(WordRow.Meta):
        verbose_name = _("price")
        verbose_name_plural = _("prices")


class EventOrganiser(WordRow):
    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="organisers")
    institution = models.ForeignKey(
        "partners.Institution", on_delete=models.PROTECT, related_name="+", verbose_name=_("institution")
    )

    panels = [FieldPanel("institution")]

    class Meta(WordRow.Meta):
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")


class EventSpeaker(WordRow):
    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="speakers")
    person = models.ForeignKey(
        "partners.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )
    topic = models.CharField(_("topic"), max_length=255, blank=True, help_text=_("In this language."))

    panels = [FieldPanel("person"), FieldPanel("topic")]

    class Meta(WordRow.Meta):
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")

    def part_line(self):
        return ": ".join(filter(None, [str(self._meta.verbose_name), self.topic]))
