"""RFC 9110 on uploads: whole, part, unchanged, and never anything that is not public."""

import os
from pathlib import Path

import pytest
from django.core.files.storage import storages

from core.uploads import byte_range

BODY = bytes(range(256)) * 8
HASHED = "/media/images/0123456789abcdef/carpet.2e16d0ba.width-800.webp"


@pytest.fixture(autouse=True)
def everything_is_public(monkeypatch):
    """Which pictures are public is another question: tests/core/test_released.py."""
    monkeypatch.setattr("core.released.picture_is_public", lambda name: True)


@pytest.fixture
def picture():
    folder = Path(storages["public"].location) / "images"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "carpet.width-800.webp"
    path.write_bytes(BODY)
    return "/media/images/carpet.width-800.webp"


@pytest.fixture
def client(client):
    """The test client, whose answers are read to their end, as a server does."""

    def read(request):
        def method(*arguments, **options):
            response = request(*arguments, **options)
            response.body = response.getvalue() if response.streaming else response.content
            for close in response._resource_closers:  # not close(), which would look at the database
                close()
            return response

        return method

    client.get, client.head, client.post = read(client.get), read(client.head), read(client.post)
    return client


def test_a_picture_is_served_safely_and_without_a_database(client, picture):
    response = client.get(picture)

    assert response.status_code == 200
    assert response.body == BODY
    assert response["Content-Type"] == "image/webp"
    assert response["Content-Length"] == str(len(BODY))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert "Vary" not in response
    assert not response.cookies


def test_a_name_that_says_its_content_is_kept_for_a_year(client, picture):
    path = Path(storages["public"].location) / HASHED.removeprefix("/media/")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(BODY)
    (path.parent.parent / path.name).write_bytes(BODY)

    assert client.get(HASHED)["Cache-Control"] == "public, max-age=31536000, immutable"
    # The eight digits in Wagtail's name say where the picture is cut, not which picture it is.
    assert "immutable" not in client.get(f"/media/images/{path.name}")["Cache-Control"]


def test_head_has_the_headers_alone(client, picture):
    response = client.head(picture)

    assert response.status_code == 200
    assert response["Content-Length"] == str(len(BODY))
    assert response.body == b""


def test_what_the_reader_has_is_not_sent_again(client, picture):
    first = client.get(picture)

    for condition in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        response = client.get(picture, headers=condition)
        assert response.status_code == 304
        assert response.body == b""
        assert response["ETag"] == first["ETag"]
        assert response["Cache-Control"] == first["Cache-Control"]
    assert client.get(picture, headers={"if-match": '"other"'}).status_code == 412


def test_a_changed_file_has_another_tag(client, picture):
    first = client.get(picture)["ETag"]
    path = Path(storages["public"].location) / "images" / "carpet.width-800.webp"
    os.utime(path, ns=(1, 1))

    assert client.get(picture)["ETag"] != first


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=2000-", 2000, 2047),
        ("bytes=-10", 2038, 2047),
        ("bytes=2040-9999", 2040, 2047),
    ],
)
def test_a_part_is_served(client, picture, asked, start, end):
    response = client.get(picture, headers={"range": asked})

    assert response.status_code == 206
    assert response.body == BODY[start : end + 1]
    assert response["Content-Range"] == f"bytes {start}-{end}/{len(BODY)}"
    assert response["Content-Length"] == str(end + 1 - start)


@pytest.mark.parametrize("asked", ["bytes=2048-", "bytes=5000-6000", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(client, picture, asked):
    response = client.get(picture, headers={"range": asked})

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(BODY)}"


@pytest.mark.parametrize(
    "asked", ["bytes=9-3", "bytes=-", "lines=1-2", "bytes=0-1,5-6", "bytes=a-b", "bytes=٣-٤", ""]
)
def test_a_range_that_says_nothing_gets_the_whole(client, picture, asked):
    response = client.get(picture, headers={"range": asked})

    assert response.status_code == 200
    assert response.body == BODY


def test_a_part_of_another_version_is_not_mixed_in(client, picture):
    tag = client.get(picture)["ETag"]

    assert client.get(picture, headers={"range": "bytes=0-9", "if-range": tag}).status_code == 206
    assert client.get(picture, headers={"range": "bytes=0-9", "if-range": '"old"'}).status_code == 200


def test_an_empty_file_has_no_part():
    assert byte_range("bytes=0-", 0) == (0, -1)
    assert byte_range("bytes=-5", 0) == (0, 0)


@pytest.mark.parametrize(
    "address",
    [
        "/media/",
        "/media/images/",
        "/media/images/none.webp",
        "/media/../private/original.jpg",
        "/media/%2e%2e/private/original.jpg",
        "/media/images/..%2f..%2fprivate/original.jpg",
        "/media//etc/passwd",
        "/media/images/carpet%00.webp",
        "/media/images/" + "a" * 5000 + ".webp",
        "/media/.hidden",
        "/media/original_images/original.jpg",
        "/media/documents/secret.pdf",
        "/media/images/way-out.webp",
    ],
)
def test_nothing_else_is_served(client, picture, address):
    private = Path(storages["default"].location)
    for name in ("original.jpg", "original_images/original.jpg", "documents/secret.pdf"):
        (private / name).parent.mkdir(parents=True, exist_ok=True)
        (private / name).write_bytes(b"secret")
    public = Path(storages["public"].location)
    (public / ".hidden").write_bytes(b"secret")
    link = public / "images" / "way-out.webp"
    if not link.is_symlink():
        link.symlink_to(private / "original.jpg")

    response = client.get(address)

    assert response.status_code == 404
    assert response["X-Content-Type-Options"] == "nosniff"


def test_what_is_no_picture_is_a_download(client):
    path = Path(storages["public"].location) / "page.html"
    path.write_text("<script>alert(1)</script>")

    response = client.get("/media/page.html")

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == "attachment"


def test_nobody_writes_here(client, picture):
    response = client.post(picture)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_an_original_has_no_address():
    with pytest.raises(NotImplementedError):
        storages["default"].url("original_images/carpet.jpg")
