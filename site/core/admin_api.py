"""The API that the CMS's own scripts ask: what Wagtail says of images, without the address that an original lacks."""

from wagtail.images.api.admin.views import ImagesAdminAPIViewSet


def _without_address(fields):
    return [field for field in fields if field != "download_url"]


class ImagesWithoutAddress(ImagesAdminAPIViewSet):
    """The editor of translations shows the thumbnail. The original is private: asking for its address is an error."""

    meta_fields = _without_address(ImagesAdminAPIViewSet.meta_fields)
    listing_default_fields = _without_address(ImagesAdminAPIViewSet.listing_default_fields)
    nested_default_fields = _without_address(ImagesAdminAPIViewSet.nested_default_fields)
