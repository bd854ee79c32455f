from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Page,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core import addresses
from core.citation import cite
from core.folding import index_text
from core.i18n import HOME_DEPTH, in_order, language_of
from core.localization import facts, own
from core.redirects import leave_redirect
from core.references import parts_of
from core.revisions import without_deleted
from core.serving import crumbs_of, frame_of
from core.slugs import ascii_slug
from core.terminology import names_in_fields


class Term(TranslatableMixin, index.Indexed, models.Model):
    """A word of a list that editors keep: an area of cooperation, a material, a school."""

    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("As it is written on labels in this language: see the agreed terms."),
    )

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["name"]

    def __str__(self):
        return self.name

    @classmethod
    def glossary_names(cls, queryset):
        """See ``core.terminology``."""
        return names_in_fields(queryset, "name")


class AddressedSnippet(
    WorkflowMixin,
    LockableMixin,
    PreviewableMixin,
    TranslatableMixin,
    DraftStateMixin,
    RevisionMixin,
    index.Indexed,
    ClusterableModel,
):
    """A translatable noun with a public page of its own, served below its index page (see ``core.addresses``)."""

    slug = models.SlugField(
        _("slug"),
        max_length=200,
        blank=True,
        allow_unicode=False,
        help_text=_("The last part of the address. Empty: made from the name in Latin letters."),
    )

    override_translatable_fields = [*own("slug", "first_published_at"), *facts("go_live_at", "expire_at")]
    search_fields = [
        index.SearchField("search_fold"),
        index.AutocompleteField("search_fold"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]
    kind_label = ""
    schema_type = "WebPage"  # what schema.org calls its page

    class Meta(TranslatableMixin.Meta):
        abstract = True

    @property
    def title(self):
        """The name under which readers of this language know it."""
        return str(self)

    # Addresses

    def slug_text(self):
        """Return the text that the slug is made from."""
        return self.title

    def clean(self):
        super().clean()
        self._settle_slug()
        if self.slug and self._namesakes().filter(slug=self.slug).exists():
            raise ValidationError({"slug": _("Another page of this kind has this address already.")})

    def _namesakes(self):
        return type(self)._default_manager.filter(locale_id=self.locale_id).exclude(pk=self.pk)

    def _settle_slug(self):
        """Make the slug from this language's name until it was public, unless somebody chose another."""
        if not self.slug_text():  # rows that make the name come after the form's own fields
            return
        before = type(self)._default_manager.filter(pk=self.pk).first() if self.pk else None
        twins = type(self)._default_manager.filter(translation_key=self.translation_key).exclude(pk=self.pk)
        automatic = {"", *twins.values_list("slug", flat=True)}
        if before and before.slug == self.slug:
            automatic.add(ascii_slug(before.slug_text()))
        public_before = bool(self.first_published_at and self.slug and before)
        if not public_before and self.slug in automatic:
            wanted = slug = ascii_slug(self.slug_text()) or type(self)._meta.model_name
            number = 2
            while self._namesakes().filter(slug=slug).exists():
                slug, number = f"{wanted}-{number}", number + 1
            self.slug = slug

    @transaction.atomic  # rows and record go to the search index together
    def save(self, *args, **kwargs):
        if kwargs.get("update_fields") is None:
            self._settle_slug()
            before = type(self)._default_manager.filter(pk=self.pk).first() if self.pk else None
            super().save(*args, **kwargs)
            if before and before.live and before.slug != self.slug and (url := self.get_url()):
                leave_redirect(before.get_url(), url)
        else:
            super().save(*args, **kwargs)

    def get_url(self):
        """Return the public path in this object's own language, or ``None`` if its index page is not live."""
        path = addresses.host_path(type(self), self.locale_id)
        return f"{path}{self.slug}/" if path else None

    @property
    def url(self):
        return self.get_url()

    @property
    def full_url(self):
        page = addresses.host_page(type(self), self.locale_id)
        return f"{page.full_url}{self.slug}/" if page else None

    def get_absolute_url(self):
        return self.full_url

    @cached_property
    def translations(self):
        """The live translations that have an address, itself included, in language order."""
        twins = type(self)._default_manager.filter(translation_key=self.translation_key, live=True)
        return in_order(twin for twin in twins if twin.get_url())

    # Publishing

    def get_workflow(self):
        """Return the workflow of its kind; without one, that of the pages of its language."""
        if own := super().get_workflow():
            return own
        home = Page.objects.filter(depth=HOME_DEPTH, locale_id=self.locale_id).first()
        return home and home.get_workflow()

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        data = without_deleted(cls, data) if check_fks else data
        return super().from_serializable_data(data, check_fks, strict_fks)

    @transaction.atomic  # its facts reach the translations with it, or nothing is published (core.translation)
    def publish(self, *args, **kwargs):
        return super().publish(*args, **kwargs)

    # Search and cards

    def search_words(self):
        return []

    @cached_property
    def search_fold(self):
        with override(language_of(self)):  # the worker that fills the index speaks its own language
            return index_text(self.title, *map(strip_tags, self.search_words()))

    def card(self):
        """Return the same keys as ``SitePage.card``."""
        return {
            "kind": self.kind_label,
            "title": self.title,
            "url": self.get_url() if self.live else None,
            "summary": "",
            "date_line": "",
            "image": None,
            "lang": language_of(self),
            "page": self,
        }

    @property
    def picture(self):
        """The image that stands for it, or ``None``."""
        return None

    def schema_description(self):
        """Return what search engines are told of its page."""
        return ""

    def jsonld_entity(self, context):
        """As ``SitePage.jsonld_entity``."""
        return []

    def citation(self, context=None):
        """As ``SitePage.citation``."""
        return cite(self, context)

    # Serving

    def crumbs(self):
        page = addresses.host_page(type(self), self.locale_id)
        return [*(crumbs_of(page) if page else []), (self.title, self.get_url())]

    def chosen_ids(self):
        return []

    def get_template(self):
        """Return the template's name: ``<app>/<model>.html``."""
        return f"{self._meta.app_label}/{self._meta.model_name}.html"

    def get_public_context(self, request):
        """Return what the public page shows besides the frame; subclasses add to it."""
        page = addresses.host_page(type(self), self.locale_id)
        return {"object": self, "page": page, "parts": parts_of(self)}

    def get_preview_template(self, request, mode_name):
        return self.get_template()

    def serve_preview(self, request, mode_name):
        with override(language_of(self)):
            context = {"request": request, **self.get_public_context(request), **frame_of(self)}
            return TemplateResponse(request, self.get_template(), context).render()


class SnippetHost:
    """Mixin for an index page that serves each snippet of one model at a sub-address: ``<page>/<slug>/``.

    Set ``hosted`` to the snippet model. Works with sitemap, hreflang, switcher, previews and redirects, since
    all of them ask the snippet.
    """

    hosted = None

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if cls.hosted is not None:
            addresses.host(cls.hosted, cls)

    def hosted_snippets(self):
        """Return the live snippets of this page's language."""
        return self.hosted._default_manager.filter(locale_id=self.locale_id, live=True)

    def route(self, request, path_components):
        if len(path_components) == 1 and self.live:
            snippet = self.hosted_snippets().filter(slug=path_components[0]).first()
            if snippet:
                return RouteResult(self, kwargs={"snippet": snippet})
        if path_components and not self.get_children().filter(slug=path_components[0]).exists():
            raise Http404
        return super().route(request, path_components)

    def serve(self, request, *args, snippet=None, **kwargs):
        if snippet is None:
            return super().serve(request, *args, **kwargs)
        if not request.path.endswith("/"):
            return redirect(snippet.get_url(), permanent=True)
        request.is_preview = False
        context = {"request": request, **frame_of(snippet), **snippet.get_public_context(request)}
        wrong = (listing := context.get("listing")) and listing.error
        return TemplateResponse(request, snippet.get_template(), context, status=404 if wrong else None)
