"""What the CMS asks of the site while somebody works in it: previews in its own frame, pictures without originals."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    make.make_homes()
    client.force_login(get_user_model().objects.create_superuser("boss", password=make.PASSWORD))
    return client


def policy(response):
    """Return the Content-Security-Policy as a dict of directive to its sources."""
    parts = response.headers["Content-Security-Policy"].split(";")
    return {name: sources for name, _blank, sources in (part.strip().partition(" ") for part in parts)}


def test_a_preview_may_stand_in_the_editors_frame_and_the_public_page_in_none(staff):
    page = make.make_standard_page("az")
    page.save_revision()
    preview = staff.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert preview.status_code == 200
    assert policy(preview)["frame-ancestors"] == "'self'"
    assert policy(preview)["script-src"] == policy(staff.get(page.get_url()))["script-src"]

    public = staff.get(page.get_url())
    assert policy(public)["frame-ancestors"] == "'none'"
    assert public.headers["X-Frame-Options"] == "DENY"


def test_the_cms_shows_a_picture_without_the_address_of_its_original(staff):
    image = make.make_image()
    for address in (
        reverse("wagtailadmin_api:images:detail", args=[image.pk]),
        reverse("wagtailadmin_api:images:listing"),
    ):
        answer = staff.get(address)
        assert answer.status_code == 200
        assert "download_url" not in answer.content.decode()
        assert "thumbnail" in answer.content.decode()


def test_an_institution_can_be_previewed_before_it_has_an_address(staff):
    institution = make.make_institution("az", name="Yeni muzey")
    assert institution.get_url() is None
    preview = staff.get(reverse("wagtailsnippets_partners_institution:edit", args=[institution.pk]))
    assert preview.status_code == 200
    institution.save_revision()
    draft = staff.get(
        reverse(
            "wagtailsnippets_partners_institution:revisions_view",
            args=[institution.pk, institution.latest_revision.pk],
        )
    )
    assert draft.status_code == 200
    assert "Yeni muzey" in draft.content.decode()
