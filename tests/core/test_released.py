"""A picture or a document is public while something public uses it, and for nobody but staff before and after."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core import pictures
from core.due import publish_due
from core.roles import ensure_editors
from home.roles import ensure_correspondents
from tests import factories as make

# Wagtail leaves the temporary files of the renditions to the garbage collector.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture
def image():
    return make.make_image()


@pytest.fixture
def address(image):
    return image.get_rendition(pictures.FALLBACK).url


def status(client, address):
    response = client.get(address)
    for close in response._resource_closers:
        close()
    return response.status_code


def story(image=None, document=None):
    found = [("image", {"image": image, "caption": ""})] if image else []
    return (
        [*found, make.text(f'<p><a linktype="document" id="{document.pk}">PDF</a></p>')]
        if document
        else found
    )


def test_a_picture_that_nothing_public_uses_is_not_there(client, homes, address):
    assert status(client, address) == 404


@pytest.mark.parametrize("place", ["lead", "story"])
def test_it_comes_and_goes_with_the_page_that_shows_it(client, homes, image, address, place):
    values = {"lead_image": image} if place == "lead" else {"body": story(image)}
    page = make.make_news(live=False, **values)
    assert status(client, address) == 404
    page.get_latest_revision().publish()
    assert status(client, address) == 200
    page.refresh_from_db()
    page.unpublish()
    assert status(client, address) == 404


def test_it_goes_when_the_last_page_leaves_it_out(client, homes, image, address):
    pages = [make.make_news(lead_image=image) for _number in range(2)]
    for page, then in zip(pages, (200, 404), strict=True):
        page.lead_image = None
        page.save_revision().publish()
        assert status(client, address) == then


def test_it_is_public_at_once_though_no_worker_has_looked(client, homes, image, address, settings):
    page = make.make_news(live=False)
    page.lead_image = image
    revision = page.save_revision()
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    revision.publish()
    assert status(client, address) == 200


def test_it_goes_when_the_page_expires(client, homes, image, address):
    make.make_news(lead_image=image, expire_at=timezone.now() - timedelta(minutes=1))
    assert status(client, address) == 200
    publish_due()
    assert status(client, address) == 404


def test_a_portrait_a_person_and_a_row_of_a_work_make_it_public(client, homes):
    from collection.models import HighlightImage

    images = [make.make_image(colour=colour) for colour in ("#111", "#222")]
    addresses = [image.get_rendition(pictures.FALLBACK).url for image in images]
    make.make_highlight(images=[HighlightImage(image=images[0], locale=homes["az"].locale)])
    person = make.make_person(portrait=images[1], live=False)
    assert [status(client, address) for address in addresses] == [200, 404]
    person.get_latest_revision().publish()
    assert [status(client, address) for address in addresses] == [200, 200]


def test_the_same_picture_uploaded_twice_is_public_if_either_is(client, homes, image, address):
    twin = make.make_image()
    twin.get_file_hash()  # noted when its first size is made
    make.make_news(lead_image=twin)
    assert status(client, address) == 200


def test_staff_see_what_is_not_public_and_letters_readers_do_not(client, homes, address):
    ensure_editors()
    ensure_correspondents()
    for name, group, expected in (("leyla", "Editors", 200), ("nino", "Correspondents", 404)):
        client.force_login(make.make_user(name, group))
        assert status(client, address) == expected, name
    client.force_login(make.make_user("nobody"))
    assert status(client, address) == 404
    client.force_login(make.make_superuser())
    response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-cache" and response["Vary"] == "Cookie"
    assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304
    client.cookies["sessionid"] = "forged"
    assert status(client, address) == 404


def test_who_may_read_a_restricted_page_sees_its_pictures(client, homes, image, address):
    page = make.make_news(lead_image=image)
    rule = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert status(client, address) == 404
    client.force_login(make.make_user("guest"))
    assert status(client, address) == 200
    rule.delete()
    client.logout()
    assert status(client, address) == 200


def test_a_document_is_answered_only_while_a_public_page_leads_to_it(client, homes):
    document = make.make_document()
    page = make.make_news(body=story(document=document), live=False)
    ensure_editors()
    assert status(client, document.url) == 404
    client.force_login(make.make_user("leyla", "Editors"))
    answer = client.get(document.url)
    assert answer.status_code == 200 and answer["Cache-Control"] == "private, no-cache"
    client.logout()
    page.get_latest_revision().publish()
    assert status(client, document.url) == 200
    page.refresh_from_db()
    page.unpublish()
    assert status(client, document.url) == 404
    assert status(client, "/documents/999999999999999999/x.pdf") == 404


def test_a_known_answer_costs_no_query(client, homes, image, address):
    make.make_news(lead_image=image)
    with CaptureQueriesContext(connection) as first:
        assert status(client, address) == 200
    assert len(first) <= 4
    with CaptureQueriesContext(connection) as again:
        assert status(client, address) == 200
    assert len(again) == 0
    cache.clear()  # a new generation
    assert status(client, address) == 200
