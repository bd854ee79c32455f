"""Pictures and documents as staff bring them in: whose they are is asked, read from the file, and never lost."""

import io
import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import activate, override
from PIL import ExifTags, Image
from wagtail.images.rect import Rect
from wagtail.models import Collection, UploadedFile
from wagtail.users.models import UserProfile

from core import pictures
from core.files import collections, likeness, metadata, rights
from core.models import MuseumDocument, MuseumImage, MuseumRendition, ReplacedFile, SectionCollection
from core.models.images import PressUse, Rights
from core.roles import ensure_editors, ensure_group, enter_cms, let_use_files
from home.models.opportunities import OpportunityDocument
from press.kits import kit_of
from press.kits.dossier import left_out_of
from press.kits.views import public_kit
from tests import factories as make

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)
LANGUAGED = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:i="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 photoshop:Source="Muzeyin arxivi" photoshop:DateCreated="2019-05-03T11:00:00">
<dc:creator><rdf:Seq><rdf:li>Aygün Əliyeva</rdf:li></rdf:Seq></dc:creator><photoshop:Credit>Azərtac</photoshop:Credit>
<xmpRights:WebStatement>https://creativecommons.org/licenses/by/4.0/deed.az</xmpRights:WebStatement>
<i:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A rug</rdf:li><rdf:li xml:lang="az-AZ">Xalça</rdf:li>
<rdf:li xml:lang="fr">Tapis</rdf:li></rdf:Alt></i:AltTextAccessibility></rdf:Description></rdf:RDF></x:xmpmeta>"""


def drawn(size=(96, 64), seed=1):
    """A picture unlike those of other seeds, and like itself in another size."""
    tiles = bytes((seed * 7919 * (n + 3) ** 2) % 251 for n in range(36))
    return Image.frombytes("L", (6, 6), tiles).resize(size, Image.Resampling.BICUBIC).convert("RGB")


def content(form="JPEG", *, size=(96, 64), seed=1, **save):
    file = io.BytesIO()
    drawn(size, seed).save(file, form, **save)
    return file.getvalue()


def with_iptc(*, said):
    """A JPEG with nothing but the oldest kind of metadata."""
    records = b"".join(
        bytes([0x1C, 2, number]) + len(text).to_bytes(2, "big") + text for number, text in said.items()
    )
    block = b"8BIM\x04\x04\0\0" + len(records).to_bytes(4, "big") + records + b"\0" * (len(records) % 2)
    body = b"Photoshop 3.0\0" + block
    jpeg = content()
    return jpeg[:2] + b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body + jpeg[2:]


def file_of(data, name="foto.jpg"):
    return SimpleUploadedFile(name, data, "image/jpeg")


PDF = b"%PDF-1.4\n" + LANGUAGED.encode() + b"\n%%EOF\n"


@pytest.fixture
def staff(client, homes):
    ensure_editors()
    user = make.make_user("leyla", "Editors")
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


def fetch(client, address):
    """Get a file as a server sends it, without the test client's own end of a request, which closes the database."""
    response = client.get(address)
    response.body = response.getvalue()
    for close in response._resource_closers:
        close()
    return response


def page_of(response):
    return BeautifulSoup(response.content, "html.parser")


def fragment(response):
    """What a chooser's upload tab or the multiple upload puts into the page."""
    told = json.loads(response.content)
    return BeautifulSoup(told.get("htmlFragment") or told.get("form") or "", "html.parser"), told


def typed(soup, **changes):
    """Return what a browser would send of the one form that holds a title, with some fields typed anew."""
    form = next(form for form in soup.find_all("form") if form.find(attrs={"name": re.compile("title$")}))
    sent = {}
    for field in form.find_all(["input", "select", "textarea"]):
        name = field.get("name")
        if not name or field.get("type") in ("file", "submit"):
            continue
        if field.name == "select":
            chosen = field.find("option", selected=True) or field.find("option")
            sent[name] = chosen.get("value", "") if chosen else ""
        elif field.get("type") in ("radio", "checkbox"):
            if field.has_attr("checked"):
                sent[name] = field.get("value", "on")
        else:
            sent[name] = field.get("value", field.text.strip("\n"))
    prefix = next(name for name in sent if name.endswith("title")).removesuffix("title")
    return sent | {prefix + name: value for name, value in changes.items()}


# What a file says


def test_a_file_says_whose_it_is_in_three_ways():
    said = metadata.of_picture(io.BytesIO(content(xmp=LANGUAGED.encode())))
    assert said.values() == {
        "credit": {"az": "Aygün Əliyeva / Azərtac"},
        "rights": Rights.CC_BY,
        "source": {"az": "Muzeyin arxivi"},
        "alt": {"az": "Xalça"},
        "taken_on": date(2019, 5, 3),
    }

    said = metadata.of_picture(
        io.BytesIO(with_iptc(said={80: b"Rauf", 116: b"(c) Rauf", 120: "Naxış".encode(), 55: b"20190503"}))
    )
    assert said.values() == {
        "credit": {"az": "Rauf"},
        "description": "Naxış",
        "taken_on": date(2019, 5, 3),
    }

    exif = Image.Exif()
    exif[ExifTags.Base.Copyright] = "© 2020 Museum".encode()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2020:02:30 10:00:00"
    assert metadata.of_picture(io.BytesIO(content(exif=exif))).values() == {"credit": {"az": "2020 Museum"}}

    assert metadata.of_document(io.BytesIO(PDF)).values()["rights"] == Rights.CC_BY


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        content(xmp=b"<x:xmpmeta"),
        content(xmp=b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + LANGUAGED.encode()),
        content(exif=b"Exif\0\0broken"),
        with_iptc(said={80: b"\xff\xfe\0"}),
        b"%PDF-1.4 <x:xmpmeta",
    ],
)
def test_a_file_that_lies_says_nothing(data):
    """Neither an error nor a letter that no database keeps."""
    for read in (metadata.of_picture, metadata.of_document):
        assert "\0" not in str(read(io.BytesIO(data)).values())


def test_a_copy_in_another_size_looks_the_same_and_another_picture_does_not(homes):
    first = make_image_of(content(seed=1))
    make_image_of(content(seed=2))
    even = make.make_image()
    images = MuseumImage.objects.all()
    copy = likeness.look_of(io.BytesIO(content("PNG", size=(300, 200), seed=1)))

    assert likeness.alike(copy, images) == [first]
    assert likeness.alike(even.look, images) == []
    assert likeness.look_of(io.BytesIO(b"nothing")) == ""


def make_image_of(data, **values):
    """An image as it stands once it has come in through a form."""
    image = MuseumImage(title=values.pop("title", "Xalça"), credit={"az": "Muzey"}, **values)
    image.file.save("foto.jpg", file_of(data), save=False)
    image._set_image_file_metadata()
    image.save()
    return image


# The doors


DOORS = {
    "image": (MuseumImage, "wagtailimages", content(), "foto.jpg"),
    "document": (MuseumDocument, "wagtaildocs", b"%PDF-1.4\n%%EOF\n", "fayl.pdf"),
}


@pytest.mark.parametrize("kind", DOORS)
@pytest.mark.parametrize("door", ["add", "chooser"])
def test_without_a_credit_nothing_comes_in_and_nothing_is_lost(staff, kind, door):
    model, app, data, name = DOORS[kind]
    address = reverse(f"{app}:add" if door == "add" else f"{app}_chooser:create")
    look = page_of if door == "add" else lambda response: fragment(response)[0]
    UserProfile.objects.update(preferred_language="az")
    sent = typed(look(staff.get(address)), title="Şəkil", rights="")
    prefix = next(key for key in sent if key.endswith("title")).removesuffix("title")

    refused = look(staff.post(address, sent | {f"{prefix}file": file_of(data, name)}))

    assert not model.objects.exists()
    text = refused.get_text(" ")
    assert "Kimin adının göstəriləcəyini yazın" in text
    assert "Başqalarının onunla nə edə biləcəyini seçin" in text
    assert name.split(".")[0] in text
    again = typed(refused)
    assert again[f"{prefix}title"] == "Şəkil"

    staff.post(address, again | {f"{prefix}credit_az": "Muzey", f"{prefix}rights": Rights.CC0})
    made = model.objects.get()
    assert (made.title, made.credit, made.rights) == ("Şəkil", {"az": "Muzey"}, Rights.CC0)
    assert made.file.read() == data
    assert made.uploaded_by_user.username == "leyla"
    assert not UploadedFile.objects.exists()


def test_a_kept_file_is_for_its_owner_alone(staff, client):
    address = reverse("wagtailimages:add")
    sent = typed(page_of(staff.get(address)), title="Mənim")
    kept = typed(page_of(staff.post(address, sent | {"file": file_of(content())})))
    client.force_login(make.make_user("kenan", "Editors"))

    page_of(client.post(address, kept | {"credit_az": "Mən", "rights": Rights.CC0}))
    for nonsense in ("", "x", "-1", "9" * 40):
        assert client.post(address, kept | {"kept": nonsense}).status_code == 200

    assert not MuseumImage.objects.exists()


def test_what_the_file_says_is_filled_in_and_shown_before_it_is_kept(staff):
    address = reverse("wagtailimages:add")
    sent = typed(page_of(staff.get(address)), title="Xalça", alt_tr="Halı")
    shown = page_of(staff.post(address, sent | {"file": file_of(content(xmp=LANGUAGED.encode()))}))

    assert not MuseumImage.objects.exists()
    again = typed(shown)
    assert again["credit_az"] == "Aygün Əliyeva / Azərtac"
    assert again["rights"] == Rights.CC_BY
    assert (again["alt_az"], again["alt_tr"]) == ("", "Halı")  # what a person has begun is theirs
    assert again["taken_on"] == "2019-05-03"
    assert "Read from the file" in shown.get_text()

    staff.post(address, again)
    assert MuseumImage.objects.get().taken_on == date(2019, 5, 3)


def test_what_a_person_has_said_is_not_asked_twice(staff):
    address = reverse("wagtailimages:add")
    sent = typed(page_of(staff.get(address)), title="Xalça", credit_az="Muzey", rights=Rights.CC0)
    answer = staff.post(address, sent | {"file": file_of(content(xmp=LANGUAGED.encode()))}, follow=True)

    image = MuseumImage.objects.get()
    assert image.credit == {"az": "Muzey"}
    assert image.source == {"az": "Muzeyin arxivi"}
    assert "Read from the file: Source" in answer.content.decode()


@pytest.mark.parametrize("kind", DOORS)
def test_several_at_once_are_filled_in_and_known_again(staff, kind):
    model, app, _data, name = DOORS[kind]
    data = content(xmp=LANGUAGED.encode()) if kind == "image" else PDF
    create = "create_multiple_from_uploaded_" + kind

    def upload():
        sent = {"title": "foto", "files[]": file_of(data, name)}
        soup, told = fragment(staff.post(reverse(f"{app}:add_multiple"), sent))
        return typed(soup), reverse(f"{app}:{create}", args=[told["uploaded_file_id"]]), soup

    first, address, _soup = upload()
    prefix = next(key for key in first if key.endswith("title")).removesuffix("title")
    assert first[f"{prefix}title"] == "foto"
    assert first[f"{prefix}credit_az"] == "Aygün Əliyeva / Azərtac"
    assert first[f"{prefix}rights"] == Rights.CC_BY
    refused, told = fragment(staff.post(address, first | {f"{prefix}credit_az": "", f"{prefix}title": "Ad"}))
    assert not told["success"]
    assert typed(refused)[f"{prefix}title"] == "Ad"
    assert fragment(staff.post(address, first))[1]["success"]
    made = model.objects.get()

    second, address, soup = upload()
    prefix = next(key for key in second if key.endswith("title")).removesuffix("title")
    assert "This file is here already" in soup.get_text()
    assert soup.find("a", href=re.compile(rf"/{made.pk}/$"))
    assert fragment(staff.post(address, second | {f"{prefix}twin": str(made.pk)}))[1]["success"]
    assert model.objects.count() == 1
    assert not UploadedFile.objects.exists()

    third, address, _soup = upload()
    staff.post(address, {key: value for key, value in third.items() if not key.endswith("twin")})
    assert model.objects.count() == 2


def test_a_file_that_is_here_already_is_used_or_kept_as_one_likes(staff):
    there = make_image_of(content("PNG", seed=5))
    for data, said in (
        (content("PNG", seed=5), "This file is here already"),
        (content("JPEG", size=(192, 128), seed=5), "Something very similar is here already"),
    ):
        name = "foto.png" if data.startswith(b"\x89PNG") else "foto.jpg"
        add, choose = reverse("wagtailimages:add"), reverse("wagtailimages_chooser:create")
        sent = typed(page_of(staff.get(add)), title="Yenə", credit_az="Mən", rights=Rights.CC0)
        asked = page_of(staff.post(add, sent | {"file": file_of(data, name)}))
        assert said in asked.get_text()
        assert MuseumImage.objects.count() == 1
        used = staff.post(add, typed(asked, twin=str(there.pk)))
        assert used["Location"] == reverse("wagtailimages:edit", args=[there.pk])
        assert not UploadedFile.objects.exists()

        prefix = "image-chooser-upload-"
        sent = {prefix + key: value for key, value in sent.items() if key != "csrfmiddlewaretoken"}
        asked, _told = fragment(staff.post(choose, sent | {f"{prefix}file": file_of(data, name)}))
        assert said in asked.get_text()
        told = fragment(staff.post(choose, typed(asked, twin=str(there.pk))))[1]
        assert (told["step"], told["result"]["id"]) == ("chosen", str(there.pk))

        asked, _told = fragment(staff.post(choose, sent | {f"{prefix}file": file_of(data, name)}))
        told = fragment(staff.post(choose, typed(asked, twin="both")))[1]
        MuseumImage.objects.get(pk=told["result"]["id"]).delete()


def test_a_file_of_a_collection_one_may_not_choose_from_is_not_betrayed(client, homes):
    hidden = Collection.get_first_root_node().add_child(name="Gizli")
    own = Collection.get_first_root_node().add_child(name="Mənim")
    make_image_of(content(), collection=hidden)
    group = make.make_user("a").groups.create(name="Own")
    let_use_files(group, own, "add", "change", "choose")
    group.permissions.add(enter_cms())
    client.force_login(make.make_user("b", "Own"))
    address = reverse("wagtailimages:add")
    sent = typed(page_of(client.get(address)), title="Şəkil", credit_az="Mən", rights=Rights.CC0)

    assert client.post(address, sent | {"file": file_of(content())}).status_code == 302
    assert MuseumImage.objects.latest("pk").collection == own


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_file_that_was_cut_off_is_refused_in_every_door(staff, form):
    whole = content(form, size=(400, 300))
    cut = whole[: len(whole) // 2]
    name = f"foto.{form.lower()}"
    told = fragment(staff.post(reverse("wagtailimages:add_multiple"), {"files[]": file_of(cut, name)}))[1]
    assert not told["success"]
    assert told["error_message"]

    answer = staff.post(reverse("wagtailimages:add"), {"title": "Yarım", "file": file_of(cut, name)})
    assert answer.status_code == 200
    assert not MuseumImage.objects.exists()
    assert not UploadedFile.objects.exists()


def test_who_may_not_add_files_gets_in_by_no_door(client, homes):
    image, document = make.make_image(), make.make_document()
    user = make.make_user("nobody")
    user.user_permissions.add(enter_cms())
    client.force_login(user)
    for name, *keys in (
        ("wagtailimages:index",), ("wagtailimages:add",), ("wagtailimages:add_multiple",),
        ("wagtailimages_chooser:create",), ("wagtailimages:edit", image.pk), ("wagtailimages:delete", image.pk),
        ("wagtailimages:image_usage", image.pk), ("wagtaildocs:index",), ("wagtaildocs:add",),
        ("wagtaildocs:add_multiple",), ("wagtaildocs_chooser:create",), ("wagtaildocs:edit", document.pk),
        ("wagtaildocs:delete", document.pk), ("wagtaildocs:document_usage", document.pk),
    ):  # fmt: skip
        answer = client.get(reverse(name, args=keys))
        assert answer.status_code in (302, 403), name
        assert answer.get("Location", "/admin/") == "/admin/", name
    kept = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(MuseumImage),
        file=file_of(b"1"),
        uploaded_by_user=None,
    )
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[kept.pk])
    assert client.post(address, {f"uploaded-image-{kept.pk}-twin": "1"}).status_code in (302, 403, 404)
    assert UploadedFile.objects.filter(pk=kept.pk).exists()


# Another file in its place


def replace(staff, image, data, name="yeni.jpg", **changes):
    address = reverse("wagtailimages:edit", args=[image.pk])
    sent = typed(page_of(staff.get(address)), **changes)
    return staff.post(address, sent | {"file": file_of(data, name)}, follow=True)


def test_a_replaced_file_keeps_what_was_said_and_readers_lose_nothing(
    staff, client, django_capture_on_commit_callbacks
):
    image = make_image_of(content(size=(900, 600)), rights=Rights.CC0, alt={"az": "Naxış"})
    image.set_focal_point(Rect.from_point(450, 300, 90, 60))
    image.save()
    page = make.make_standard_page("az", lead_image=image)
    staff.get(page.get_url())
    former = MuseumRendition.objects.get(image=image, filter_spec=pictures.FALLBACK)
    original = image.file.name

    with django_capture_on_commit_callbacks(execute=True):
        told = replace(staff, image, content(size=(1800, 1260), seed=2, xmp=LANGUAGED.encode()))

    image = MuseumImage.objects.get()
    assert (image.credit, image.rights, image.alt) == ({"az": "Muzey"}, Rights.CC0, {"az": "Naxış"})
    assert "The new file names Aygün Əliyeva / Azərtac" in told.content.decode()
    point = (image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height)
    assert point == (900, 630, 180, 126)
    assert not storages["default"].exists(original)

    client.logout()
    now = pictures.fallback(image)
    assert now.url != former.url
    assert now.url in client.get(page.get_url()).content.decode()
    for address in (former.url, now.url):
        answer = fetch(client, address)
        assert answer.status_code == 200, address
        assert "immutable" in answer["Cache-Control"]

    ReplacedFile.objects.update(at=timezone.now() - 2 * A_DAY)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("delete_old_files", verbosity=0)
    assert fetch(client, former.url).status_code == 404
    assert fetch(client, now.url).status_code == 200


def test_another_shape_drops_the_focal_point_and_says_so(staff):
    image = make_image_of(content(size=(900, 600)))
    image.set_focal_point(Rect.from_point(450, 300, 90, 60))
    image.save()

    told = replace(staff, image, content(size=(600, 900), seed=2))

    assert not MuseumImage.objects.get().has_focal_point()
    assert "the focal point was removed" in told.content.decode()


def test_a_refused_replacement_is_kept_for_the_next_try(staff):
    image = make_image_of(content())
    refused = page_of(replace(staff, image, content(seed=9), credit_az="", title="Yeni ad"))
    assert MuseumImage.objects.get().file_hash == image.file_hash
    again = typed(refused, credit_az="Kimsə")
    assert again["title"] == "Yeni ad"

    staff.post(reverse("wagtailimages:edit", args=[image.pk]), again)
    changed = MuseumImage.objects.get()
    assert changed.file_hash != image.file_hash
    assert (changed.title, changed.credit) == ("Yeni ad", {"az": "Kimsə"})


def test_with_the_picture_its_former_files_go_at_once(homes, django_capture_on_commit_callbacks):
    image = make_image_of(content())
    former = pictures.fallback(image)
    former.delete()
    path = Path(storages["public"].location) / former.file.name
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert not path.exists()


# Where it is used


@pytest.fixture
def used(homes):
    """A picture on a page in two languages, of which one is public, and on a snippet's record in a third."""
    image = make_image_of(content(), title="Naxış")
    first = make.make_news("az", title="Açıq xəbər", lead_image=image)
    make.make_news("ka", of=first, title="მონახაზი", lead_image=image, live=False)
    make.make_institution("tr", name="Büyük Müze", logo=image)
    return image


def test_what_uses_a_picture_is_told_by_language_and_before_it_is_deleted(staff, used):
    usage = page_of(staff.get(reverse("wagtailimages:image_usage", args=[used.pk]))).get_text(" ", strip=True)
    assert re.search(r"Açıq xəbər .*?az public", usage)
    assert re.search(r"მონახაზი .*?ka not public", usage)
    assert re.search(r"Büyük Müze .*?tr public", usage)

    edit = page_of(staff.get(reverse("wagtailimages:edit", args=[used.pk]))).get_text(" ", strip=True)
    assert "Seen by readers in 2 places" in edit
    assert "Used 3 times" in edit

    boss = make.make_superuser("boss")
    UserProfile.objects.create(user=boss, preferred_language="en")
    staff.force_login(boss)
    asked = page_of(staff.get(reverse("wagtailimages:delete", args=[used.pk])))
    warning = asked.find(class_="help-warning").get_text(" ", strip=True)
    assert "Readers see it in 2 places" in warning
    assert "Açıq xəbər" in warning
    assert "მონახაზი" not in warning
    unused = make_image_of(content(seed=3))
    asked = page_of(staff.get(reverse("wagtailimages:delete", args=[unused.pk])))
    assert asked.find(class_="help-warning") is None


# Rights that end


@pytest.fixture
def ending(homes):
    """Pictures whose rights ended yesterday, end in a month, in a year, or ended and are on no public page."""
    today = timezone.localdate()
    found = {}
    for name, days in (("ended", -1), ("soon", 30), ("later", 365), ("unused", -1)):
        found[name] = make_image_of(
            content(seed=20 + len(found)),
            title=f"{name} picture",
            rights=Rights.CC0,
            rights_until=today + timedelta(days=days),
            rights_contact="arxiv@example.org",
        )
    body = [
        ("image", {"image": found["later"], "caption": ""}),
        ("image", {"image": found["soon"], "caption": ""}),
    ]
    found["page"] = make.make_agreement(
        "az", is_press_release=True, lead_image=found["ended"], body=body, title="Memorandum"
    )
    make.make_news("az", lead_image=found["unused"], live=False)
    return found


def test_rights_that_end_soon_stand_on_the_desk_and_lead_to_exactly_these(
    staff, ending, django_assert_max_num_queries
):
    document = make.make_document(rights_until=timezone.localdate())
    row = OpportunityDocument(document=document, title="Şərtlər", locale=make.make_locale("az"))
    make.make_opportunity("az", documents=[row])
    request = RequestFactory().get("/admin/")
    request.user = staff.get("/admin/").wsgi_request.user
    items = {item.name: item for item in rights.desk_items(request)}
    item = items["rights-images"]
    assert item.count == 2
    assert items["rights-documents"].count == 1

    with django_assert_max_num_queries(40):
        listed = page_of(staff.get(f"{item.url}&layout=list")).get_text(" ")
    activate("en")
    assert "ended picture" in listed
    assert "soon picture" in listed
    assert "later picture" not in listed
    assert "unused picture" not in listed
    assert date_format(ending["soon"].rights_until, "SHORT_DATE_FORMAT") in listed


def test_the_editor_and_the_edit_view_say_when_rights_end(staff, ending):
    page = ending["page"]
    editor = page_of(staff.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))).get_text(" ", strip=True)
    assert "ended picture : Its rights ended on" in editor
    assert "soon picture : Its rights end on" in editor
    assert "Ask: arxiv@example.org" in editor
    assert "later picture : Its rights" not in editor
    view = staff.get(reverse("wagtailimages:edit", args=[ending["ended"].pk])).content.decode()
    assert "Its rights ended on" in view


def test_the_press_is_not_given_a_picture_whose_rights_have_ended(client, ending, monkeypatch):
    page = ending["page"]
    MuseumImage.objects.filter(pk=ending["ended"].pk).update(press_use=PressUse.PERMITTED)
    page.refresh_from_db()
    (left,) = left_out_of(page)
    assert (left.image, left.why) == (ending["ended"].pk, "ended")
    assert [picture.image for picture in kit_of(page).pictures] == [ending["later"].pk, ending["soon"].pk]
    assert client.get(page.get_url()).status_code == 200

    # The day after, without anybody having published anything.
    with override("az"):
        assert len(public_kit(page.translation_key).pictures) == 2
        later = timezone.localdate() + timedelta(days=31)
        for module in ("django.utils.timezone.localdate", "press.kits.views.localdate"):
            monkeypatch.setattr(module, lambda *_, **__: later)
        assert len(public_kit(page.translation_key).pictures) == 1


# Collections


def test_every_section_has_a_collection_of_its_own_whatever_it_is_called(staff, homes):
    made = collections.ensure_collections()
    assert {"news", "events", "collection", "press", "museum"} <= set(made)
    assert made["news"].name == "Xəbərlər"
    Collection.objects.filter(pk=made["news"].pk).update(name="Xəbər şəkilləri")
    call_command("file_collections", stdout=io.StringIO())
    assert Collection.objects.count() == len(made) + 1
    assert SectionCollection.objects.count() == len(made)

    group = ensure_group("Photographers")
    let_use_files(group, made["press"], "add", "change", "choose")
    officer = make.make_user("press", group.name)
    assert collections.usual_collection(officer, MuseumImage) == made["press"].pk
    staff.force_login(officer)
    address = reverse("wagtailimages:add")
    sent = typed(page_of(staff.get(address)), title="Press", credit_az="M", rights=Rights.CC0)
    staff.post(address, sent | {"file": file_of(content())})
    assert MuseumImage.objects.get().collection == made["press"]
    image = make_image_of(content(seed=4), collection=made["news"])
    assert staff.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 302  # to the first page


def test_the_next_file_goes_where_the_last_one_went(staff, homes):
    made = collections.ensure_collections()
    first = page_of(staff.get(reverse("wagtailimages:add_multiple"))).find("select", {"name": "collection"})
    assert first.find("option", selected=True)["value"] == str(made["news"].pk)
    user = staff.get("/admin/").wsgi_request.user
    make_image_of(content(), collection=made["events"], uploaded_by_user=user)
    assert typed(page_of(staff.get(reverse("wagtailimages:add"))))["collection"] == str(made["events"].pk)
    assert collections.usual_collection(user, MuseumDocument) == made["news"].pk


# All sizes


def test_missing_sizes_are_made_once_and_only_for_what_is_in_use(homes, monkeypatch):
    image = make_image_of(content(size=(96, 64)))
    make_image_of(content(seed=2))
    make.make_standard_page("az", lead_image=image)
    monkeypatch.setattr(pictures, "MODERN", {"webp": (40, 40)})

    def run():
        said = io.StringIO()
        call_command("make_pictures", stdout=said)
        return said.getvalue().splitlines()[-1]

    assert run().startswith("1 of 1 pictures, 4 sizes made, 0")
    assert run().startswith("1 of 1 pictures, 0 sizes made, 0")
    monkeypatch.setattr(pictures, "MODERN", {"webp": (41, 41)})
    assert run().startswith("1 of 1 pictures, 1 sizes made, 0")
    image.set_focal_point(Rect.from_point(20, 20, 9, 9))
    image.save()
    assert run().startswith("1 of 1 pictures, 1 sizes made, 0")
    storages["public"].delete(MuseumRendition.objects.first().file.name)  # as after a restored backup
    assert run().startswith("1 of 1 pictures, 1 sizes made, 0")
    storages["default"].delete(image.file.name)
    MuseumRendition.objects.all().delete()
    assert run() == "1 of 1 pictures, 0 sizes made, 1 pictures unreadable"
