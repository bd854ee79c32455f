"""Old addresses: a changed slug leaves a redirect behind, but only where somebody could have seen the page."""

from django.conf import settings
from wagtail.contrib.redirects.models import Redirect


def leave_redirect(old_path, new_path):
    """Make ``old_path`` lead to ``new_path`` for good, unless another redirect says so already."""
    if not settings.WAGTAILREDIRECTS_AUTO_CREATE:
        return
    old_path = Redirect.normalise_path(old_path)
    Redirect.objects.filter(old_path=Redirect.normalise_path(new_path)).delete()
    Redirect.objects.update_or_create(
        old_path=old_path,
        site=None,
        defaults={
            "redirect_link": new_path,
            "redirect_page": None,
            "is_permanent": True,
            "automatically_created": True,
        },
    )
