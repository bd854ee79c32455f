"""What is answered at the addresses of kits. Only for what is public in the language of the address."""

import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.functional import cached_property
from django.utils.http import http_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model
from wagtail.models import Page

from core import jsonld
from core.addresses import kit_path
from core.cache import kept
from core.fetching import for_cards
from core.i18n import language_of, locale_id, public
from core.pictures import fetch_sizes
from core.press_contacts import press_contact
from core.serving import absolute, frame_of
from core.uploads import TYPES, ranged
from press.kits import embedding
from press.kits.folders import names_of, original, stem, used
from press.kits.kit import Kit, kit_of
from press.kits.texts import FORMS
from press.tasks import ask_for

AGE = 300  # seconds for which an answer may be kept
WAIT = 15  # seconds after which it is worth asking again for a ZIP that is being made
ZIP = "kit.zip"
NAMES = re.compile(
    rf"kit\.zip|text\.({'|'.join(FORMS)})|pictures/[1-9][0-9]{{0,3}}-(original|web)\.[a-z0-9]+"
)


def public_kit(key, *, to_show=False):
    """Return the ``Kit`` of the public page with a translation key in the active language, as kept for readers.

    Args:
        to_show: whether the page itself and the images are needed; its files are made of the dossier alone.

    Raises:
        Http404: there is no such page, or the press is offered no kit of it.
    """
    page = public(Page.objects.filter(translation_key=key, locale_id=locale_id())).first()
    model = page and page.specific_class
    # By the day: at midnight the rights over a picture may end, and nobody publishes anything then.
    dossier = _dossier(page.pk, localdate()) if getattr(model, "has_kit", False) else None
    if dossier is None:
        raise Http404
    if not to_show:
        return Kit(page, dossier, [], {})
    page = for_cards(model._default_manager.filter(pk=page.pk)).get()
    found = get_image_model().objects.in_bulk([picture.image for picture in dossier.pictures])
    # In the order of the page; one that was deleted a moment ago is passed over.
    images = {picture.image: found[picture.image] for picture in dossier.pictures if picture.image in found}
    return Kit(page, dossier, [], images)


@kept("kit", in_memory=False)
def _dossier(page_id, day):
    kit = kit_of(Page.objects.get(pk=page_id).specific)
    return kit and kit.dossier


class KitPage:
    """A kit as the frame of a page sees it: what it is called, and what machines are told."""

    schema_type = "WebPage"
    lead = None

    def __init__(self, kit):
        self.kit = kit
        self.page = kit.page
        self.locale_id = kit.page.locale_id
        self.first_published_at = kit.page.public_date()
        self.last_published_at = kit.page.last_published_at
        self.path = kit_path(kit.dossier.language, kit.dossier.key)

    @cached_property
    def title(self):
        return _("Press kit: %(title)s") % {"title": self.page.title}

    @property
    def picture(self):
        """The first picture, which stands for the kit; none if the press is given none."""
        return next(iter(self.kit.images.values()), None)

    @property
    def card(self):
        return {"summary": self.page.summary}

    def schema_description(self):
        return self.page.summary

    def get_url(self):
        return self.path

    @property
    def translations(self):
        return [Sister(twin) for twin in self.page.translations]

    def crumbs(self):
        return [*self.page.crumbs(), (_("Press kit"), self.path)]

    def chosen_ids(self):
        return []

    def jsonld_entity(self, context):
        """Return the pictures with their licence, and where one may ask for more."""
        return [
            jsonld.node(
                "ImageObject",
                f"{context['canonical']}#picture-{picture.number}",
                contentUrl=absolute(self.path + picture.original),
                thumbnailUrl=absolute(self.path + picture.web),
                width=picture.width,
                height=picture.height,
                caption=picture.caption,
                creditText=picture.credit,
                copyrightNotice=picture.rights_label,
                license=picture.rights,
                acquireLicensePage=context["canonical"],
            )
            for picture in self.kit.pictures
        ]


class Sister:
    """The kit of a translation, as far as its address goes."""

    def __init__(self, page):
        self.locale_id, self.key = page.locale_id, page.translation_key

    def get_url(self):
        return kit_path(language_of(self), self.key)


@require_safe
def kit_page(request, key):
    """The page of a kit for people."""
    kit = public_kit(key, to_show=True)
    ask_for(kit)
    return _page(request, kit)


def _page(request, kit, *, waiting=False):
    """Return the page of a kit; ``waiting``: in the place of the ZIP that was asked for and is not ready."""
    shown = KitPage(kit)
    archive = kit.archive
    fetch_sizes(kit.images.values())
    base = shown.path
    context = frame_of(shown) | {
        "object": shown,
        "page_description": kit.page.summary,
        "kit": kit,
        "title": kit.page.title,
        "page_url": kit.page.get_url(),
        "archive": archive,
        "waiting": waiting,
        "texts": [(name, base + file) for name, file in kit.texts],
        "archive_url": base + ZIP,
        "pictures": [
            {
                "said": picture,
                "image": kit.images[picture.image],
                "original": base + picture.original,
                "web": base + picture.web,
                "web_width": picture.web_size[0],
                "web_height": picture.web_size[1],
                "web_bytes": _size(kit.folder.place / f"{picture.number}-web.jpg"),
            }
            for picture in kit.pictures
            if picture.image in kit.images
        ],
        "contact": press_contact(kit.page),
    }
    response = render(request, "press/kit.html", context, status=202 if waiting else 200)
    response["Cache-Control"] = f"public, max-age={AGE if archive else WAIT}"
    if waiting:
        response["Cache-Control"] = "no-store"
        response["Retry-After"] = str(WAIT)
    return response


def _size(path):
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


@require_safe
def kit_file(request, key, name):
    """One file of a kit: a text, a picture, or the ZIP; 202 and the kit's page while the ZIP is being made."""
    if not NAMES.fullmatch(name):
        raise Http404
    kit = public_kit(key)
    if name == ZIP:
        ask_for(kit)
        if kit.archive is None:
            return _page(request, public_kit(key, to_show=True), waiting=True)
    file = _archive(kit) if name == ZIP else _picture(kit, name) if "/" in name else _text(kit, name)
    etag, modified = f'"{kit.dossier.state}-{name.replace("/", "-")}"', kit.folder.since()
    # What a file is made of says whether it has changed, before it is made.
    response = get_conditional_response(request, etag, modified)
    if response is None:
        response = file.answer(request, etag, modified)
        response["Content-Type"] = file.media_type
        response["Content-Disposition"] = (
            f'{"inline" if file.shown else "attachment"}; filename="{file.called}"'
        )
    elif response.status_code != 304:
        return response  # 412, which describes no file
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified)
    response["Cache-Control"] = f"public, max-age={AGE}"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Content-Disposition"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@dataclass(frozen=True)
class File:
    """A file to be answered with.

    Attributes:
        called: name under which a reader keeps it, in ASCII.
        media_type: its type.
        answer: function of the request, the ETag and the time of change that returns the response.
        shown: whether a browser shows it.
    """

    called: str
    media_type: str
    answer: Callable
    shown: bool = False


def _whole(find):
    """Return how a file on disk is answered, or a part of it; ``find`` returns its path, or ``None``."""

    def answer(request, etag, modified):
        path = find()
        if path is None:
            raise Http404
        file = path.open("rb")  # the response closes it
        return ranged(request, file, path.stat().st_size, etag, modified)

    return answer


def _text(kit, name):
    extension = name.removeprefix("text.")
    form = FORMS[extension]
    called = f"{stem(kit.dossier)}.{extension}"
    return File(called, form.media_type, _whole(lambda: kit.folder.text(extension)), form.shown)


def _archive(kit):
    called = f"{stem(kit.dossier)}-{kit.dossier.language}.zip"
    path = kit.folder.archive

    def find():
        used(path)
        return path

    return File(called, "application/zip", _whole(find))


def _picture(kit, name):
    picture = next((picture for picture in kit.pictures if name in (picture.original, picture.web)), None)
    if picture is None:
        raise Http404
    names = names_of(kit.dossier, picture)
    if name == picture.web:
        return File(names["web"].split("/")[1], "image/jpeg", _whole(lambda: kit.folder.web(picture)))
    media_type = TYPES.get(f".{picture.extension}", "application/octet-stream")
    return File(names["original"].split("/")[1], media_type, lambda *_: _original(picture))


def _original(picture):
    open_file = ExitStack()
    try:
        file, parts, length = open_file.enter_context(original(picture))
    except OSError:
        raise Http404 from None
    response = StreamingHttpResponse(embedding.stream(file, parts))
    response["Content-Length"] = length
    response._resource_closers.append(open_file.close)
    return response
