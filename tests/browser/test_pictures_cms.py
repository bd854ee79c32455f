"""A picture comes into the CMS: what its file says is filled in, what is missing is asked for, and nothing is lost."""

import pytest
from PIL import ExifTags, Image
from selenium.webdriver.common.by import By

from core.models import MuseumImage
from core.models.images import Rights
from tests import factories as make

pytestmark = pytest.mark.browser


def picture(path, *, size=(900, 600), seed=1, artist=""):
    tiles = bytes((seed * 7919 * (n + 3) ** 2) % 251 for n in range(36))
    exif = Image.Exif()
    if artist:
        exif[ExifTags.Base.Artist] = artist.encode()
    drawn = Image.frombytes("L", (6, 6), tiles).resize(size, Image.Resampling.BICUBIC).convert("RGB")
    drawn.save(path, "JPEG", exif=exif)
    return str(path)


def row_of(editor, number):
    return editor.wait(
        lambda: next(
            (row for row in editor.all("#upload-list > li.upload-complete")[number:] if row.text), None
        ),
        "the form of an upload",
    )


def field(row, ending):
    return row.find_element(By.CSS_SELECTOR, f"[name$='-{ending}']")


def send(editor, row):
    editor.press("button[type=submit]", row)


def test_a_picture_is_filled_in_asked_about_and_known_again(editor, tmp_path):
    path = picture(tmp_path / "qapi.jpg", artist="Aygün Əliyeva")
    editor.open("/admin/images/multiple/add/")
    editor.driver.find_element(By.ID, "fileupload").send_keys(path)
    row = row_of(editor, 0)
    assert field(row, "credit_az").get_attribute("value") == "Aygün Əliyeva"
    assert "Read from the file" in row.text

    field(row, "title").clear()
    field(row, "title").send_keys("Qapı")
    send(editor, row)  # the rights statement is missing
    editor.wait(lambda: "Choose what others may do with it." in row_of(editor, 0).text, "the refusal")
    row = row_of(editor, 0)
    assert field(row, "title").get_attribute("value") == "Qapı"
    assert field(row, "credit_az").get_attribute("value") == "Aygün Əliyeva"
    assert not MuseumImage.objects.exists()

    choice = field(row, "rights").find_element(By.CSS_SELECTOR, f"option[value='{Rights.CC0}']")
    choice.click()
    send(editor, row)
    editor.wait(lambda: MuseumImage.objects.filter(title="Qapı").exists(), "the picture")

    editor.open("/admin/images/multiple/add/")
    editor.driver.find_element(By.ID, "fileupload").send_keys(path)
    row = row_of(editor, 0)
    assert "This file is here already" in row.text
    editor.press("input[type=radio]", row)  # use the one that is here
    send(editor, row)
    editor.wait(lambda: not editor.all("#upload-list > li"), "the upload to be taken back")
    assert MuseumImage.objects.count() == 1


def test_a_replaced_file_keeps_its_focal_point_and_its_credit(editor, tmp_path):
    image = make.make_image("Pəncərə", size=(900, 600), credit={"az": "Muzey"}, rights=Rights.CC0)
    image.focal_point_x, image.focal_point_y = 300, 200
    image.focal_point_width = image.focal_point_height = 90
    image._set_image_file_metadata()
    image.save()

    editor.open(f"/admin/images/{image.pk}/")
    editor.driver.find_element(By.NAME, "file").send_keys(
        picture(tmp_path / "yeni.jpg", size=(1800, 1200), seed=3)
    )
    editor.leave(lambda: editor.press("footer button[type=submit]"))
    editor.succeeded()

    changed = MuseumImage.objects.get(pk=image.pk)
    assert changed.file_hash != image.file_hash
    assert (changed.focal_point_x, changed.focal_point_y, changed.focal_point_width) == (600, 400, 180)
    assert changed.credit == {"az": "Muzey"}
