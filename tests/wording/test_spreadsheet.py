"""The glossary as a CSV file: out and in changes nothing, mistakes are told line by line, all or nothing."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from demo import agreed_terms
from tests import factories as make
from wording import spreadsheet
from wording.models import GlossaryEntry
from wording.roles import let_keep_glossary, let_see_glossary

pytestmark = pytest.mark.django_db
IMPORT, DOWNLOAD, LIST = (reverse(f"glossary:{name}") for name in ("import", "csv", "index"))


@pytest.fixture
def terms():
    return GlossaryEntry.objects.bulk_create(agreed_terms.entries())


def choose(client, data):
    """Choose a file; return the answer, and the form that would do it."""
    if isinstance(data, str):
        data = data.encode("utf-8-sig")
    response = client.post(IMPORT, {"file": SimpleUploadedFile("glossary.csv", data)})
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "lxml").main
    fields = page.select("form input[name=text], form input[name=digest]")
    return page, {field["name"]: field["value"] for field in fields}


def state():
    return list(GlossaryEntry.objects.order_by("key").values(*spreadsheet.COLUMNS))


def test_out_and_in_changes_nothing(admin_client, terms):
    before = state()
    file = admin_client.get(DOWNLOAD)
    assert file["Content-Disposition"] == 'attachment; filename="glossary.csv"'
    assert file.content.startswith(b"\xef\xbb\xbfkey,part,az,")

    page, confirm = choose(admin_client, file.content)
    assert f"{len(terms)} terms stay as they are" in page.text and not confirm
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    page, confirm = choose(admin_client, out.getvalue())
    assert f"{len(terms)} terms stay as they are" in page.text and not confirm
    assert state() == before


def test_a_file_is_shown_first_and_then_imported_whole(admin_client, terms):
    count = len(terms)
    file = "key;az;en;ka;note\nbaki;Bakı;Baku City;;\n;Gəncə;Ganja;განჯა;şəhər\n"

    page, confirm = choose(admin_client, file)
    assert "1 new term" in page.text and "1 changed term" in page.text
    assert [cell.text for cell in page.select("del, ins")] == ["Baku", "Baku City", "ბაქო", "–"]
    assert GlossaryEntry.objects.count() == count  # nothing is done yet

    assert admin_client.post(IMPORT, confirm)["Location"] == LIST
    changed, new = GlossaryEntry.objects.get(key="baki"), GlossaryEntry.objects.get(key="gence")
    assert (changed.en, changed.ka, changed.tr) == ("Baku City", "", "Bakü")  # a column left out stays
    assert (new.az, new.ka, new.part, new.checked) == ("Gəncə", "განჯა", "museum", True)
    assert GlossaryEntry.objects.count() == count + 1

    # The same confirmation again finds another glossary than the one that was shown.
    again = admin_client.post(IMPORT, confirm)
    assert again.status_code == 200 and "was changed in the meantime" in again.content.decode()
    assert GlossaryEntry.objects.count() == count + 1


def test_mistakes_are_told_line_by_line_and_nothing_is_imported(admin_client, terms):
    before = state()
    file = (
        "key,part,az,en,checked\n"
        "baki,place,Bakı,Baku,yes\n"
        "x,nonsense,Şəki,Sheki,yes\n"
        "y,place,,Shamakhi,yes\n"
        "z,place,Şuşa,=1+1,perhaps\n"
        "baki,place,Bakı,Baku,yes\n"
        ",place,bakı,Baku,yes\n"
        "w,place,Lerik,,yes\n"
    )

    page, confirm = choose(admin_client, file)
    rows = page.select("table.listing")[0].select("tbody tr")
    told = {row.td.text: row.select("td")[1].text for row in rows}
    assert set(told) == {"3", "4", "5", "6", "7", "8"} and not confirm
    for line, column in {"3": "part", "4": "az", "5": "en", "6": "key", "7": "key", "8": "az"}.items():
        assert f"{column}:" in told[line]
    assert "checked:" in told["5"]
    # Neither does a form that nobody was shown.
    forged = admin_client.post(IMPORT, {"text": file, "digest": "0" * 16})
    assert forged.status_code == 200 and state() == before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Bakı;Баку".encode("cp1251", "replace"), "not UTF-8"),
        (b"\x00\x01", "not a CSV file"),
        ("key,en\nx,y\n", "among them “az”"),
        ("az,fr\nx,y\n", "no column “fr”"),
        ("", "empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(admin_client, data, said):
    page, confirm = choose(admin_client, data if data else b"")
    assert said in page.text and not confirm


def test_only_who_keeps_the_glossary_may_import_and_only_who_sees_it_may_download(client, homes, terms):
    from django.contrib.auth.models import Group

    from core.roles import enter_cms

    answers = {}
    for name, let in (("nobody", None), ("reader", let_see_glossary), ("keeper", let_keep_glossary)):
        group = Group.objects.create(name=name)
        group.permissions.add(enter_cms())
        if let:
            let(group)
        client.force_login(make.make_user(name, name))
        answers[name] = [
            client.get(url).status_code for url in (LIST, DOWNLOAD, IMPORT, reverse("glossary:add"))
        ]
    refused = 302  # Wagtail leads whoever may not to the dashboard
    assert answers["nobody"][:1] == [refused] and answers["nobody"][1] in (302, 403)
    assert answers["nobody"][2] in (302, 403) and answers["nobody"][3] == refused
    assert answers["reader"][:2] == [200, 200] and answers["reader"][2] in (302, 403)
    assert answers["keeper"] == [200, 200, 200, 200]
