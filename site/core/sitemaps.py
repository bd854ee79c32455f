"""The sitemap: every live public page and snippet, each with its translations.

Written from plain pages in pages of a thousand, with one query for the translations of all of them: Wagtail's own
lists one language and asks for every page.
"""

from collections import defaultdict

from django.contrib.sitemaps import Sitemap
from wagtail.models import Page

from core.addresses import hosted_models
from core.feeds.addresses import feeds_page
from core.i18n import LANGUAGES, in_order, language_of, public
from core.routing import homes
from core.serving import absolute


class TranslatedSitemap(Sitemap):
    limit = 1000

    def twins(self, keys):
        """Return the live public objects with any of these translation keys."""
        raise TypeError(f"{type(self).__name__} must say what the translations are")

    def get_urls(self, page=1, site=None, protocol=None):
        objects = list(self.paginator.page(page).object_list)
        groups = defaultdict(list)
        for twin in self.twins({obj.translation_key for obj in objects}):
            if path := twin.get_url():
                groups[twin.translation_key].append((twin, absolute(path)))
        urls = []
        for obj in objects:
            group = groups[obj.translation_key]
            addresses = {language_of(twin): address for twin, address in group}
            if language_of(obj) not in addresses:
                continue
            alternates = [
                {"lang_code": code, "location": addresses[code]} for code in LANGUAGES if code in addresses
            ]
            alternates.append({"lang_code": "x-default", "location": alternates[0]["location"]})
            urls.append(
                {
                    "item": obj,
                    "location": addresses[language_of(obj)],
                    "lastmod": obj.last_published_at,
                    "changefreq": None,
                    "priority": "",
                    "alternates": alternates,
                }
            )
        return urls


class PageSitemap(TranslatedSitemap):
    def items(self):
        return public(Page.objects.filter(depth__gt=1)).order_by("path")

    def twins(self, keys):
        return in_order(public(Page.objects.filter(translation_key__in=keys)))


class SnippetSitemap(TranslatedSitemap):
    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model._default_manager.filter(live=True).order_by("pk")

    def twins(self, keys):
        return self.model._default_manager.filter(live=True, translation_key__in=keys)


class FeedsSitemap(Sitemap):
    """The page of all feeds, which is the same in every language that has a home page."""

    def items(self):
        return [code for code in LANGUAGES if code in homes()]

    def get_urls(self, page=1, site=None, protocol=None):
        addresses = {code: absolute(feeds_page(code)) for code in self.items()}
        alternates = [{"lang_code": code, "location": address} for code, address in addresses.items()]
        alternates += [{"lang_code": "x-default", "location": row["location"]} for row in alternates[:1]]
        return [
            {"item": code, "location": address, "lastmod": None, "changefreq": None, "priority": ""}
            | {"alternates": alternates}
            for code, address in addresses.items()
        ]


def sections():
    """Return the parts of the sitemap that know no section of the site, by name, for Django's sitemap views."""
    return {"pages": PageSitemap(), "feeds": FeedsSitemap()} | {
        model._meta.model_name: SnippetSitemap(model) for model in hosted_models()
    }
