import re

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, PublishingPanel, TabbedInterface
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.utils.decorators import cached_classmethod

from core.addresses import kit_path
from core.folding import index_text
from core.i18n import HOME_DEPTH, language_of, private_paths, translations_of
from core.listing import Listing
from core.localization import facts, own
from core.models.groups import LeadFields, StoryFields
from core.pictures import fetch_sizes
from core.previews import SIZES, languages_besides, newest_in
from core.references import AKIN, akin_keys
from core.revisions import without_deleted
from core.serving import crumbs_of, frame_of
from core.slugs import ascii_slug

# Addresses below a home that are not pages: see config.urls.
RESERVED = {"alerts", "cite", "embargo", "feeds", "kits", "search"}


class SitePageForm(WagtailAdminPageForm):
    """The editor's form: an empty slug is made from the title, with scripts or without."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False


class SitePage(Page):
    """What every page of the site has: a readable slug, search in every spelling, and a card to show it elsewhere."""

    base_form_class = SitePageForm
    # In the words of the section: what a listing calls such a page.
    kind_label = _("Page")
    schema_type = "WebPage"  # what schema.org calls it
    override_translatable_fields = [*own("slug"), *facts("go_live_at", "expire_at", "show_in_menus")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("search_fold"),
        index.AutocompleteField("search_fold"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("Address and search engines"),
        ),
        HelpPanel(
            _(
                "The address is made of Latin letters from the title of this language. Once the page has been "
                "public, it stays; if you change it by hand, the old address leads to the new one."
            )
        ),
    ]
    settings_panels = [PublishingPanel()]

    class Meta:
        abstract = True

    # Writing

    # Whether its pictures are works of art, which are never cropped.
    is_work = False

    @cached_classmethod
    def get_edit_handler(cls):
        """Add to Wagtail's tabs what rooms offer: the hook ``page_editor_tabs`` takes the type and returns panels."""
        handler = super().get_edit_handler()
        tabs = [tab for offer in hooks.get_hooks("page_editor_tabs") for tab in offer(cls)]
        together = TabbedInterface([*handler.children, *tabs], base_form_class=cls.base_form_class)
        return together.bind_to_model(cls)

    @classmethod
    def outline(cls):
        """Return what the story of a new page begins with, in the active language: ``[(block, words), …]``.

        The words of a ``text`` are a hint for the writer, to be replaced.
        """
        return []

    def missing_facts(self):
        """Return what the page cannot do without, beyond what its form demands: ``[(rule, field, message), …]``."""
        return []

    # Addresses

    def full_clean(self, *args, **kwargs):
        self._settle_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self._settle_slug()
        super().minimal_clean()

    def _settle_slug(self):
        """Make the slug from this language's title, as long as the page was never public and nobody chose another."""
        parent_known = bool(self.path or getattr(self, "_cached_parent_obj", None))
        if not self.slug and self.title and parent_known:
            self.slug = find_available_slug(self.get_parent(), ascii_slug(self.title) or "page", self.pk)
        if self.first_published_at or not self.pk or self.alias_of_id:
            return
        twins = Page.objects.filter(translation_key=self.translation_key).exclude(pk=self.pk)
        before = Page.objects.filter(pk=self.pk).values_list("title", "draft_title").first() or ()
        automatic = {*twins.values_list("slug", flat=True), *map(ascii_slug, before)}
        if automatic & {self.slug, _unnumbered(self.slug)}:
            self.slug = find_available_slug(self.get_parent(), ascii_slug(self.title) or "page", self.pk)

    def clean(self):
        super().clean()
        if self.depth == HOME_DEPTH + 1 and self.slug in RESERVED:
            raise ValidationError(
                {"slug": _("This address belongs to the site itself. Choose another slug.")}
            )

    # Search

    def search_words(self):
        """Return the texts, besides title and description, by which this page is to be found."""
        return []

    @cached_property
    def search_fold(self):
        with override(language_of(self)):  # the worker that fills the index speaks its own language
            return index_text(self.title, self.search_description, *self.search_words())

    # What others show of it

    @property
    def picture(self):
        """The image that stands for the page, or ``None``."""
        return None

    def card_summary(self):
        return self.search_description

    def date_line(self):
        """Return the date shown on a card, in the reader's language, or an empty string."""
        return ""

    @classmethod
    def card_class(cls):
        """Return the class that knows all a card of this type shows: itself, or a parent with fewer columns."""
        return cls

    def card(self):
        """Return what a listing, a teaser or a feed of related things shows of this page.

        Returns:
            dict: ``kind`` (label), ``title``, ``url`` (path), ``summary``, ``date_line`` (text),
            ``image`` (MuseumImage or None), ``lang`` (two-letter code of the page's words), ``page``.
        """
        return {
            "kind": self.kind_label,
            "title": self.title,
            "url": self.get_url(),
            "summary": self.card_summary(),
            "date_line": self.date_line(),
            "image": self.picture,
            "lang": language_of(self),
            "page": self,
        }

    # Among others

    # The field of ``card_class`` that says which of several is the newest.
    newest_by = "first_published_at"

    @classmethod
    def tied_by(cls):
        """Return the queryset of snippets that make two pages related if both speak of one, or ``None``."""
        return None

    @classmethod
    def on_timeline(cls, pages):
        """Prepare pages of this type to stand on the timeline of a partner or a person (``core.timelines``).

        Args:
            pages: a queryset of this very type.

        Returns:
            QuerySet | None: with what ``moment`` needs, annotated with ``day``, the date by which they are ordered
            (null: still to be announced). ``None`` if such pages have no place on a timeline.
        """
        return None

    def moment(self):
        """Return the ``core.timelines.Moment`` of a page of ``on_timeline``."""
        raise TypeError(f"{type(self).__name__} must say when it takes place")

    @classmethod
    def all_about(cls, snippet):
        """Return ``(label, path)`` of the list of all pages of this kind about a snippet, or ``None``."""
        return None

    def feed_item(self):
        """Return the ``core.feeds.Item`` of this page, or ``None`` if it is not for feeds."""
        return None

    def feed(self):
        """Return ``(kind, label)`` of the feed that carries pages like this one, or ``(None, "")``."""
        return None, ""

    # For the press

    # Whether the press is offered a kit of this page: text in several formats, and pictures (see ``press.kits``).
    has_kit = False
    # The facts beside the story, as HTML: a template that takes what ``get_context`` gives, and ``kit`` in a kit.
    label_template = ""

    @property
    def press_kit(self):
        """The path of the page's press kit; empty for a page without one."""
        return kit_path(language_of(self), self.translation_key) if self.has_kit else ""

    def kit_kind(self):
        """Return what a press text calls this page, in its language."""
        return self.card()["kind"]

    def public_date(self):
        """Return the datetime from which the page is public; of a draft it may be ``None`` or to come."""
        return getattr(self, self.newest_by)

    def schema_description(self):
        """Return what search engines are told of the page."""
        return self.search_description or self.card_summary()

    def jsonld_entity(self, context):
        """Return what the page is about as schema.org nodes, the main one first (see ``core.jsonld``).

        Args:
            context: what the template is given: builders ask the database for nothing that is there.
        """
        return []

    def citation(self, context=None):
        """Return how the page is cited (``core.citation.Citation``), or ``None`` if it is not.

        Args:
            context: what the template is given, if the page is being shown.
        """
        return None

    # Publishing

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        data = without_deleted(cls, data) if check_fks else data
        return super().from_serializable_data(data, check_fks, strict_fks)

    @transaction.atomic  # its facts reach the translations with it, or nothing is published (core.translation)
    def publish(self, *args, **kwargs):
        return super().publish(*args, **kwargs)

    # Serving

    def route(self, request, path_components):
        if not path_components and self.alias_of_id:
            raise Http404  # a copy in the source language is no translation
        return super().route(request, path_components)

    def crumbs(self):
        """Return the way here from the home page as ``[(title, path), …]``."""
        return crumbs_of(self)

    def chosen_ids(self):
        """Return the keys of the pages shown by choice of an editor, to be found in the reader's language at once."""
        return []

    def get_context(self, request, *args, **kwargs):
        feed_kind, feed_label = self.feed()
        feed = {"feed_kind": feed_kind, "feed_label": feed_label}
        return super().get_context(request, *args, **kwargs) | frame_of(self) | feed

    @cached_property
    def translations(self):
        return translations_of(self)

    def get_view_restrictions(self):
        """Ask only where there is a restriction on the way to this page; on most sites there is none at all."""
        if self.alias_of_id is None and not any(self.path.startswith(path) for path in private_paths()):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    preview_sizes = SIZES

    @property
    def preview_modes(self):
        """The page itself, and each other language of it as it would be published now."""
        return [*super().preview_modes, *languages_besides(self)]

    def is_previewable(self):
        return True  # Wagtail would count the modes, with a query in each row of a list

    @property
    def default_preview_mode(self):
        return ""

    def serve_preview(self, request, mode_name):
        if mode_name and (twin := newest_in(self, mode_name)):
            return twin.serve_preview(request, "")
        # The request's own language is the admin's, or none at all for a page that has no address yet.
        with override(language_of(self)):
            response = super().serve_preview(request, mode_name)
            return response.render() if hasattr(response, "render") else response


class StoryPage(SitePage, LeadFields, StoryFields):
    """A page that tells something: summary, lead picture, body, related pages."""

    # Foreign keys that the page shows every time, fetched together with it.
    shown_with = ("lead_image",)
    # Rows that point at works which the page shows.
    work_rows = ()

    class Meta:
        abstract = True

    def search_words(self):
        return [self.summary, self.lead_caption, story_text(self.body)]

    @property
    def picture(self):
        return self.lead_image

    def card_summary(self):
        return self.summary

    @cached_property
    def related(self):
        """The rows of pages that an editor chose to go with this one."""
        return list(self.related_pages.all())

    def related_ids(self):
        """Return the keys of the pages to go on with: those an editor chose, then those about the same partners."""
        chosen = [row.page_id for row in self.related]
        return [
            *chosen,
            *(akin_keys(self.pk)[: AKIN - len(chosen)] if self.pk and len(chosen) < AKIN else ()),
        ]

    def chosen_ids(self):
        return [*self.related_ids(), *(page.pk for page in story_pages(self.body) if page)]

    def shown_images(self):
        """Return the images this page shows of its own, for one look at their sizes; any may be ``None``."""
        return [self.lead_image, *story_images(self.body)]

    def captioned_images(self):
        """Return ``[(image, caption), …]`` of what the page shows of its own; an image may come twice."""
        lead = [(self.lead, self.lead_caption)] if self.lead else []
        return [*lead, *captioned_images(self.body)]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        chosen = [getattr(page, "lead_image", None) for page in context["localized"].values()]
        fetch_sizes([*self.shown_images(), *chosen])
        return context

    @cached_property
    def lead(self):
        """The lead image with this page's own alternative text, or ``None``."""
        if self.lead_image and self.lead_alt:
            self.lead_image.contextual_alt_text = self.lead_alt
        return self.lead_image


def _unnumbered(slug):
    """Return a slug without the number that keeps twins apart: ``xeber-2`` → ``xeber``."""
    return re.sub(r"-\d+$", "", slug)


def story_text(body):
    """Return the words of a story as plain text, for the search index."""
    return " ".join(body.stream_block.get_searchable_content(body)) if body else ""


def captioned_images(body):
    """Return ``[(image, caption), …]`` of a story; the images are loaded in bulk by the stream itself."""
    found = []
    for block in body:
        if block.block_type == "image":
            found.append((block.value["image"], block.value["caption"]))
        elif block.block_type == "gallery":
            found += [(picture["image"], picture["caption"]) for picture in block.value["pictures"]]
        elif block.block_type == "video":
            found.append((block.value["poster"], block.value["title"]))
    return [(image, caption) for image, caption in found if image]


def story_images(body):
    """Return the images of a story."""
    return [image for image, _caption in captioned_images(body)]


def story_pages(body):
    """Return the pages that a story's teasers and buttons point at, loaded in bulk by the stream itself."""
    return [block.value["page"] for block in body if block.block_type in ("teaser", "call_to_action")]


class IndexPage(SitePage):
    """A page that lists others, with filters and page numbers; one of each kind per language home."""

    max_count_per_parent = 1
    per_page = 12
    schema_type = "CollectionPage"

    introduction = models.TextField(
        _("introduction"), max_length=400, blank=True, help_text=_("One or two sentences above the list.")
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        abstract = True

    def card_summary(self):
        return self.search_description or self.introduction

    def listed(self):
        """Return the queryset that this index lists, in order."""
        raise TypeError(f"{type(self).__name__} must say what it lists")

    def filters(self):
        """Return the ``core.listing.Filter`` objects a reader may narrow the list by."""
        return []

    def listing(self, query):
        """Return the ``core.listing.Listing`` that an address asks for, or ``None`` where all is shown at once."""
        return Listing(self.listed(), self.filters(), query, per_page=self.per_page)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = self.listing(request.GET)
        return context

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        if (listing := (response.context_data or {}).get("listing")) and listing.error:
            response.status_code = 404
        return response
