"""All that goes into a kit, gathered from a page: plain values that the files are made of, wherever and whenever."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import PurePosixPath

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import citation, pictures
from core.addresses import kit_path
from core.dates import in_museum_time
from core.feeds import clean
from core.feeds.addresses import absolute
from core.feeds.stories import story_of
from core.i18n import LANGUAGES, language_of, localize_pages
from core.models import SiteSettings
from core.models.images import PressUse, Rights
from core.press_contacts import press_contact
from core.templatetags.museum import alt_text
from press.kits.blocks import walk
from press.kits.html import tidy

EDITION = 1  # raised when the files of a kit are made in another way: all are then made anew
WEB = 1600  # pixels of the longer side of the smaller files


@dataclass(frozen=True)
class Picture:
    """A picture of a kit.

    Attributes:
        number: from 1, in the order of the page.
        image: primary key.
        name: of the original in the default storage; ``extension`` without a dot.
        size: of the original in bytes; ``width``, ``height``: in pixels.
        caption, alt: in the language of the kit.
        credit, source: in that language, else in the one they were given in; ``credit_language`` is the credit's.
        rights: URI of the statement; ``rights_label`` in words; ``terms``: what the press may do with it.
        titles, descriptions, alts, rights_lines, terms_lines: the same by language, for the file's own metadata.
    """

    number: int
    image: int
    name: str
    extension: str
    size: int
    width: int
    height: int
    caption: str
    alt: str
    credit: str
    credit_language: str
    source: str
    rights: str
    rights_label: str
    terms: str
    titles: dict
    descriptions: dict
    alts: dict
    rights_lines: dict
    terms_lines: dict

    @property
    def web_size(self):
        """Width and height of the smaller file."""
        return smaller(self.width, self.height)

    @property
    def original(self):
        return f"pictures/{self.number}-original.{self.extension}"

    @property
    def web(self):
        return f"pictures/{self.number}-web.jpg"

    @property
    def statement(self):
        """What is to be copied with the picture: credit, rights, terms."""
        return " ".join(
            filter(None, [self.caption, self.credit, f"{self.rights_label} ({self.rights}).", self.terms])
        )


@dataclass(frozen=True)
class LeftOut:
    """A picture of the page that its kit does not carry.

    Attributes:
        title: its title in the CMS; ``image``: its primary key.
        why: ``"ended"``, ``"withheld"``, ``"rights"`` or ``"missing"``.
        rights: URI of its rights statement; ``until``: the last day of its rights, if there is one.
    """

    title: str
    image: int
    why: str
    rights: str
    until: date | None = None

    @property
    def reason(self):
        """Why it stays out, in the active language."""
        if self.why == "ended":
            return _("Its rights ended on %(day)s.") % {"day": date_format(self.until, "DATE_FORMAT")}
        if self.why == "withheld":
            return _("It is marked as never to be given to the press.")
        if self.why == "missing":
            return _("Its file is not there.")
        return _("Its rights statement does not allow it: %(rights)s.") % {
            "rights": Rights(self.rights).label
        }


@dataclass(frozen=True)
class Dossier:
    """What the files of a kit are made of.

    Attributes:
        key: translation key of the page; ``language``: two-letter code of the words.
        slug: what the files are called by.
        museum, title, summary: plain text.
        published: aware datetime; ``None`` of a draft whose hour is not set.
        url, address: absolute addresses of the page and of its kit.
        html: the whole text as one HTML document.
        pictures: tuple of ``Picture``.
        has_lead: whether the first of them is the page's lead picture.
    """

    key: str
    language: str
    slug: str
    museum: str
    title: str
    summary: str
    published: datetime | None
    url: str
    address: str
    html: str
    pictures: tuple
    has_lead: bool

    @cached_property
    def blocks(self):
        return walk(self.html)

    @cached_property
    def state(self):
        """A short text that changes whenever anything in the kit does."""
        said = repr((EDITION, self.html, self.pictures, self.summary, self.published))
        return hashlib.sha256(said.encode()).hexdigest()[:24]


def smaller(width, height):
    """Return the size of the smaller file of a picture; nothing is made larger than it is."""
    scale = min(1, WEB / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


class _Reading:
    """In the place of a request: nobody asks, and what the page shows is taken from the page itself."""

    is_preview = True
    GET = {}


def gather(page):
    """Return ``(Dossier, list[LeftOut], {key: image})`` of a page in its own language, public or not.

    Args:
        page: a ``StoryPage`` that has a kit; also one made from a revision.
    """
    language = language_of(page)
    with override(language):
        found, left_out, images = _pictures(page, language)
        url = absolute(page.get_url() or "/")
        published = in_museum_time(page.public_date() or page.go_live_at)
        contact = press_contact(page)
        numbers = {picture.image: picture.number for picture in found}
        facts = ""
        if page.label_template:
            context = page.get_context(_Reading()) | {"kit": True}
            facts = tidy(render_to_string(page.label_template, context), url)
        cited = page.citation({"canonical": url})
        address = absolute(kit_path(language, page.translation_key))
        museum = _("Azerbaijan National Art Museum")
        html = render_to_string(
            "press/text.html",
            {
                "language": language,
                "museum": museum,
                "kind": page.kit_kind(),
                "title": page.title,
                "summary": page.summary,
                "embargo": published and published > timezone.now() and moment(published),
                "dated": published and moment(published),
                "facts": facts,
                "story": tidy(story_of(page, figure="press/figure.html", numbers=numbers), url),
                "pictures": found,
                "contact": contact,
                "about": SiteSettings.current().boilerplate.in_language(language),
                "cited": cited and _cited(cited),
                "url": url,
                "address": address,
                "slug": page.slug,
            },
        )
        dossier = Dossier(
            key=str(page.translation_key),
            language=language,
            slug=page.slug,
            museum=museum,
            title=clean(page.title),
            summary=clean(page.summary),
            published=published,
            url=url,
            address=address,
            html=re.sub(r"\n\s*\n+", "\n", clean(html)).lstrip(),
            pictures=tuple(found),
            has_lead=bool(found and page.lead_image_id and found[0].image == page.lead_image_id),
        )
    return dossier, left_out, images


def left_out_of(page):
    """Return the ``LeftOut`` of each picture of a page that its kit does not carry."""
    language = language_of(page)
    with override(language):
        return _pictures(page, language)[1]


def moment(value):
    """Write a datetime with its time zone, by the museum's clock: 14 August 2023, 11:48 (UTC+4)."""
    value = in_museum_time(value)
    minutes = int(value.utcoffset().total_seconds()) // 60
    zone = f"UTC{minutes // 60:+d}" + (f":{minutes % 60:02}" if minutes % 60 else "")
    return f"{date_format(value, 'DATETIME_FORMAT')} ({zone})"


def _cited(cited):
    """Return the citation without the day of reading, which is not that of the kit."""
    return citation.as_text(citation.in_words(cited, citation.today()) | {"accessed": ""})


def _shown(page, language):
    """Return ``[(image, caption), …]``: lead, story, and the works the page shows."""
    localized = localize_pages((row.page_id for row in page.work_rows), language=language)
    works = [localized[row.page_id] for row in page.work_rows if row.page_id in localized]
    pictures.prepare_cards(works)
    cards = [work.card() for work in works]
    return [
        *page.captioned_images(),
        *(
            (card["image"], ", ".join(filter(None, [card.get("maker"), card["title"], card["date_line"]])))
            for card in cards
        ),
    ]


def _pictures(page, language):
    found, left_out, images = [], [], {}
    for image, caption in _shown(page, language):
        if not image or image.pk in images:
            continue
        images[image.pk] = image
        if why := _why_not(image):
            left_out.append(LeftOut(image.title, image.pk, why, image.rights, image.rights_until))
        else:
            found.append(_picture(image, caption, len(found) + 1, page, language))
    return found, left_out, images


def _why_not(image):
    """Return why a picture stays out (see ``LeftOut``), or an empty text."""
    if image.rights_ended:
        return "ended"
    if not image.is_for_the_press:
        return "withheld" if image.press_use == PressUse.WITHHELD else "rights"
    return "" if image.file.storage.exists(image.file.name) else "missing"


def _picture(image, caption, number, page, language):
    alt = clean(alt_text(image))
    credit, credit_language = image.credit.or_source()
    alts = {code: clean(image.alt.in_language(code)) for code in [language, *LANGUAGES]}
    alts[language] = alt or alts[language]
    alts = {code: text for code, text in alts.items() if text}
    caption = clean(caption)
    described = {language: caption or alt} if caption or alt else {}
    lines, terms = {}, {}
    for code in dict.fromkeys([language, *LANGUAGES]):
        with override(code):
            label = image.get_rights_display()
            terms[code] = _terms(image)
            lines[code] = f"{label}. {clean(image.credit.or_source()[0])}".strip()
    return Picture(
        number=number,
        image=image.pk,
        name=image.file.name,
        extension=PurePosixPath(image.file.name).suffix.lower().removeprefix(".") or "bin",
        size=image.get_file_size() or 0,
        width=image.width,
        height=image.height,
        caption=caption or alt,
        alt=alt,
        credit=clean(credit),
        credit_language=credit_language,
        source=clean(image.source.or_source()[0]),
        rights=image.rights,
        rights_label=str(image.get_rights_display()),
        terms=terms[language],
        titles={language: clean(page.title)},
        descriptions=described | {code: text for code, text in alts.items() if code != language},
        alts=alts,
        rights_lines=lines,
        terms_lines=terms,
    )


def _terms(image):
    if image.press_use == PressUse.PERMITTED:
        return _("For reports on this subject only; please name the credit.")
    return _("Please name the credit.") if image.credit else ""
