import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

YOUTUBE = re.compile(
    r"^https://(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|shorts/)|youtu\.be/)([\w-]{11})"
)
VIMEO = re.compile(r"^https://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d+)")


def player_address(url):
    """Return the address of the provider's player without cookies for a film's page, or ``None``.

    Only YouTube and Vimeo are known: the Content-Security-Policy admits no other frame.
    """
    if match := YOUTUBE.match(url or ""):
        return f"https://www.youtube-nocookie.com/embed/{match[1]}?autoplay=1"
    if match := VIMEO.match(url or ""):
        return f"https://player.vimeo.com/video/{match[1]}?dnt=1&autoplay=1"
    return None


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(
        label=_("Image"),
        help_text=_("The alternative text says what is to be seen, for those who cannot see it."),
    )
    caption = blocks.CharBlock(
        required=False,
        label=_("Caption"),
        help_text=_("One sentence under the picture. The credit is added from the image itself."),
    )

    class Meta:
        icon = "image"
        group = _("Pictures and film")
        label = _("Image")
        description = _("One picture, uncropped, with its caption and credit.")
        template = "blocks/picture.html"
        preview_value = {"caption": "Alqoritmlə qurulmuş naxış"}


class GalleryBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, label=_("Heading"), help_text=_("May be left empty."))
    pictures = blocks.ListBlock(PictureBlock(), min_num=2, label=_("Images"))

    class Meta:
        icon = "image"
        group = _("Pictures and film")
        label = _("Gallery")
        description = _("Several pictures side by side; nothing moves by itself.")
        template = "blocks/gallery.html"
        preview_value = {"heading": "Şəkillər", "pictures": []}


class VideoBlock(blocks.StructBlock):
    url = blocks.URLBlock(
        label=_("Address of the film"),
        help_text=_("A YouTube or Vimeo page. Nothing is fetched from there until the reader asks for it."),
    )
    title = blocks.CharBlock(label=_("Title"), help_text=_("What the film shows, in one line."))
    poster = ImageBlock(
        required=False, label=_("Still image"), help_text=_("Shown until the film is asked for.")
    )

    def clean(self, value):
        value = super().clean(value)
        if not player_address(value["url"]):
            raise blocks.StructBlockValidationError(
                {"url": ValidationError(_("Only films on YouTube or Vimeo can be shown."))}
            )
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["player"] = player_address(value["url"])
        return context

    class Meta:
        icon = "media"
        group = _("Pictures and film")
        label = _("Film")
        description = _("A film that loads only when the reader asks for it.")
        template = "blocks/video.html"
        preview_value = {"url": "https://vimeo.com/1", "title": "Film"}
