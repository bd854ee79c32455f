"""Links of rich texts to pages: to what is public, in the reader's language where it is there."""

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from core.i18n import ADDRESS, localize_pages, public


class PublicPageLinkHandler(PageLinkHandler):
    """Wagtail's own gives away the address, and with it the title, of a page that is a draft or under embargo."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        keys = [cls._key(attrs) for attrs in attrs_list]
        pages = localize_pages(keys)
        if lacking := {key for key in keys if key} - pages.keys():
            own = public(Page.objects.filter(pk__in=lacking)).only("locale_id", "content_type_id", *ADDRESS)
            pages |= {page.pk: page for page in own}
        return [f'<a href="{escape(pages[key].get_url())}">' if key in pages else "<a>" for key in keys]

    @staticmethod
    def _key(attrs):
        number = attrs.get("id", "")
        return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None
