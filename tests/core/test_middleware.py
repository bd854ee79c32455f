"""What the middlewares promise about every answer, on views of our own."""

import gzip

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.models import Site

pytestmark = pytest.mark.urls(__name__)


def page(request):
    return HttpResponse("<p>carpet</p>" * 200)


def stream(request):
    return StreamingHttpResponse(iter([b"<p>carpet</p>"] * 200))


def form(request):
    return HttpResponse(get_token(request))


def write_and_fail(request):
    Site.objects.update(site_name="half a publication")
    raise RuntimeError("the second half")


def write(request):
    Site.objects.update(site_name="all of it")
    return HttpResponse()


def handler404(request, exception):  # ours is drawn with addresses that are not here
    return HttpResponse(status=404)


urlpatterns = [
    path("az/", page),
    path("az/stream/", stream),
    path("az/form/", form),
    path("az/write/", write_and_fail),
    path("admin/write/", write_and_fail),
    path("admin/well/", write),
    path("admin/page/", page),
    path("admin/login/", page),
    path("admin/password_reset/", page),
    path("admin/", include(wagtailadmin_urls)),
]


def policy(response):
    directives = (
        directive.strip().split(" ") for directive in response["Content-Security-Policy"].split(";")
    )
    return {name: values for name, *values in directives}


def test_public_pages_have_the_strict_policy(client):
    response = client.get("/az/")

    assert policy(response) == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "media-src": ["'self'"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Permissions-Policy"].startswith("camera=()")
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/password_reset/"])
def test_pages_where_passwords_are_typed_stay_strict(client, address):
    assert policy(client.get(address))["script-src"] == ["'self'"]


def test_the_administration_is_relaxed_only_as_far_as_it_needs(client):
    relaxed = policy(client.get("/admin/page/"))

    assert relaxed["script-src"] == ["'self'", "'unsafe-inline'"]
    assert relaxed["frame-ancestors"] == ["'self'"]
    assert relaxed["default-src"] == ["'none'"]
    assert relaxed["form-action"] == ["'self'"]
    assert "'unsafe-eval'" not in relaxed["script-src"]


@pytest.mark.django_db
def test_a_reader_gets_no_cookie(client):
    assert not client.get("/az/").cookies
    assert not client.get("/az/nowhere/").cookies


def test_an_unchanged_page_is_not_sent_again(client):
    first = client.get("/az/")

    response = client.get("/az/", headers={"if-none-match": first["ETag"]})

    assert response.status_code == 304
    assert response.content == b""


def test_readers_get_pages_compressed_and_can_still_ask_whether_they_changed(client):
    response = client.get("/az/", headers={"accept-encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == b"<p>carpet</p>" * 200
    again = client.get("/az/", headers={"accept-encoding": "gzip", "if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_nothing_is_compressed_for_the_signed_in(client, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "x"

    assert "Content-Encoding" not in client.get("/az/", headers={"accept-encoding": "gzip"})


def test_head_has_the_headers_of_get_and_no_content(rf):
    from core.middleware import HeadMiddleware

    whole = HeadMiddleware(page)(rf.head("/az/"))
    parts = HeadMiddleware(stream)(rf.head("/az/stream/"))

    assert whole.content == b""
    assert whole["Content-Length"] == str(len("<p>carpet</p>" * 200))
    assert b"".join(parts.streaming_content) == b""


@pytest.mark.django_db(transaction=True)
def test_a_failed_request_of_the_administration_leaves_nothing_behind(client):
    client.raise_request_exception = False
    before = Site.objects.get().site_name

    assert client.post("/admin/write/").status_code == 500
    assert Site.objects.get().site_name == before
    assert client.post("/admin/well/").status_code == 200
    assert Site.objects.get().site_name == "all of it"


@pytest.mark.django_db(transaction=True)
def test_readers_requests_open_no_transaction(client):
    client.raise_request_exception = False

    assert client.post("/az/write/").status_code == 500
    assert Site.objects.get().site_name == "half a publication"


@pytest.mark.django_db
def test_the_next_test_finds_the_database_as_it_was_made():
    assert Site.objects.get().site_name not in {"half a publication", "all of it"}


@pytest.mark.django_db
def test_a_forged_write_is_refused_before_the_view(django_user_model):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)

    assert client.post("/admin/well/").status_code == 403
    assert Site.objects.get().site_name != "all of it"


@pytest.mark.django_db
def test_the_test_crash_is_closed(client):
    client.force_login(get_user_model().objects.create_superuser("boss", password="a long password"))

    assert client.get("/admin/failwhale/").status_code == 404
