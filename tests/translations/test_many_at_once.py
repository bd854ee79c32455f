"""Sending, exporting and importing many translations at once: each by itself, and nothing lost."""

import io
import zipfile

import polib
import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation

from core.roles import ensure_editors
from core.translation import STALE
from home.models import StandardPage
from news.models import NewsIndexPage, NewsPage
from tests import factories as make
from tests.translation_helpers import republish, submit, translated, type_in, typed
from translations.models import Job
from translations.roles import let_see_board

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, homes, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    user = make.make_superuser()
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


def act(client, action, query, **values):
    """Send the form of a bulk action; return ``{(what, language): row}`` of its report, and the job."""
    url = reverse("wagtail_bulk_action", args=["translations", "original", action])
    assert client.get(url, query).status_code == 200
    response = client.post(
        f"{url}?{'&'.join(f'{name}={value}' for name, value in query)}", values, follow=True
    )
    return told(response)


def told(response):
    assert response.status_code == 200
    job = response.context["job"]
    assert job.finished_at
    return {(row["what"], row["language"]): row for row in job.report}, job


def bring(client, *files):
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(reverse("translations_import"), {"uploads": uploads}, follow=True)


def test_each_is_begun_or_refused_by_itself(staff):
    make.make_index(NewsIndexPage, "ka")
    parent = make.make_standard_page(title="Haqqımızda")
    child = make.make_standard_page(title="Tarix", parent=parent)
    other = make.make_standard_page("en", title="By hand")
    news = make.make_news(title="Sərgi")
    submit(staff, news, "ka")
    keys = [("id", page.translation_key) for page in (child, other, news)]
    report, _job = act(staff, "send", keys, languages=["ka"])
    outcomes = {what: (row["outcome"], " ".join(row["notes"])) for (what, _language), row in report.items()}
    assert outcomes["Tarix"][0] == "refused" and "Haqqımızda" in outcomes["Tarix"][1]
    assert outcomes["By hand"][0] == "refused"
    assert outcomes["Sərgi"][0] == "there"
    report, _job = act(
        staff, "send", [*keys, ("id", parent.translation_key), ("id", "nonsense")], languages=["ka", "tr"]
    )
    begun = {key for key, row in report.items() if row["outcome"] == "begun"}
    assert {what for what, _language in begun} == {"Haqqımızda", "Tarix", "Sərgi"}
    assert StandardPage.objects.filter(locale__language_code="tr").count() == 2, "the one above comes first"
    report, _job = act(staff, "send", [("id", "all"), ("q", "tarix"), ("language", "en")], languages=["en"])
    assert {what for what, _language in report} == {"Tarix"}, "only what the filter shows"


def test_out_to_an_agency_and_back(staff):
    page = make.make_news(title="Sərgi", summary="Bir", lead_caption="Şəkil", lead_alt="Xalça")
    ka = translated(page, "ka")["ka"]
    ready = make.make_news(title="Hazır")
    translated(ready, "ka")
    republish(page, summary="İki", title="Böyük sərgi")
    report, job = act(
        staff, "export", [("id", page.translation_key), ("id", ready.translation_key)], languages=["ka", "tr"]
    )
    assert {key: row["outcome"] for key, row in report.items()} == {
        ("Böyük sərgi", "ka"): "exported",
        ("Böyük sərgi", "tr"): "refused",
        ("Hazır", "ka"): "complete",
        ("Hazır", "tr"): "refused",
    }
    answer = staff.get(reverse("translation_job_file", args=[job.pk]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    (name,) = archive.namelist()
    assert name.startswith("ka/boyuk-sergi")
    po = polib.pofile(archive.read(name).decode())
    entries = {entry.msgctxt: entry for entry in po if not entry.obsolete}
    assert entries["summary"].fuzzy and entries["summary"].previous_msgid == "Bir"
    assert not entries["lead_caption"].fuzzy and po.metadata["Language"] == "ka"

    type_in(staff, ka, "lead_alt", "ხალიჩა, ჩვენი")  # meanwhile, in the house
    entries["summary"].flags.remove("fuzzy")  # the agency looked at it, and left it
    entries["lead_caption"].msgstr = "სურათი"
    entries["lead_alt"].msgstr = "ხალიჩა, მათი"
    po.append(polib.POEntry(msgctxt="summary", msgid="Heç vaxt", msgstr="არასოდეს"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as back:
        back.writestr("ka/a.po", str(po))
        back.writestr("__MACOSX/ka/._a.po", b"\0")
    report, _job = told(
        bring(
            staff,
            ("back.zip", packed.getvalue()),
            ("foreign.po", b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'),
            ("broken.po", b'msgid "a\nmsgstr'),
            ("latin.po", b"\xff\xfe\xe9"),
        )
    )
    rows = {what.partition(":")[0]: row for (what, _language), row in report.items()}
    assert [rows[name]["outcome"] for name in ("foreign.po", "broken.po", "latin.po")] == ["broken"] * 3
    row = rows["ka/a.po"]
    assert row["outcome"] == "partly"
    assert row["counts"] == {"taken": 2, "fuzzy": 1, "kept": 1, "unknown": 1}
    notes = "\n".join(row["notes"])
    assert "ხალიჩა, მათი" in notes and "არასოდეს" in notes, "the agency's words are not lost"
    assert typed(ka, "lead_alt") == "ხალიჩა, ჩვენი" and typed(ka, "lead_caption") == "სურათი"
    stale = ka_rows(ka).filter(tool_name=STALE).values_list("context__path", flat=True)
    assert list(stale) == ["title"]

    entries["lead_caption"].msgstr = "<div>x</div>"
    republish(page, summary="Üç", title="Böyük sərgi")
    entries["summary"].msgstr = "ორი"
    report, _job = told(bring(staff, ("again.po", str(po).encode())))
    (row,) = report.values()
    notes = "\n".join(row["notes"])
    assert "The markup" in notes and "reworded since" in notes and typed(ka, "lead_caption") == "სურათი"


def ka_rows(obj):
    return StringTranslation.objects.filter(context__object_id=obj.translation_key, locale=obj.locale)


def test_what_cannot_be_opened_is_refused_in_the_form(staff, monkeypatch):
    wrong = [("a.zip", b"PK no"), ("a.txt", b"x"), ("empty.po", b"")]
    for file in wrong:
        response = bring(staff, file)
        assert response.status_code == 200 and response.context["form"].errors, file
    assert staff.post(reverse("translations_import"), {}).context["form"].errors
    monkeypatch.setattr("translations.po.MOST_BYTES", 10)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.po", b"0" * 10_000)
    response = bring(staff, ("bomb.zip", bomb.getvalue()))
    assert "too much" in str(response.context["form"].errors)
    assert not Job.objects.exists()


def test_each_language_is_its_own_right(client, homes):
    make.make_index(NewsIndexPage, "ka")
    page, other = make.make_news(title="Sərgi"), make.make_news(title="Tədbir")
    translated(page, "ka", "tr")
    republish(page, title="Böyük sərgi")
    group = let_see_board(ensure_editors())
    own = Group.objects.create(name="Georgian")
    own.permissions.set(
        group.permissions.filter(codename__in=["access_admin", "view_original", "submit_translation"])
    )
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=own, page=homes["ka"], permission=permission)
    translator = make.make_user("translator", "Georgian")
    UserProfile.objects.create(user=translator, preferred_language="en")
    client.force_login(make.make_superuser())
    ids = [("id", page.translation_key)]
    _report, job = act(client, "export", ids, languages=["ka", "tr"])
    archive = zipfile.ZipFile(job.file.open("rb"))
    files = [(name.replace("/", "-"), archive.read(name)) for name in archive.namelist()]
    assert len(files) == 2

    client.force_login(translator)
    for name in ("translation_job", "translation_job_file"):
        answer = client.get(reverse(name, args=[job.pk]), follow=True)
        assert answer.status_code == 404, "another person's"
    url = reverse("wagtail_bulk_action", args=["translations", "original", "export"])
    refused = client.post(f"{url}?id={page.translation_key}", {"languages": ["tr"]})
    assert refused.status_code == 200 and refused.context["form"].errors, "not among the choices"
    report, _job = told(bring(client, *files))
    outcomes = {language: row["outcome"] for (_what, language), row in report.items()}
    assert outcomes["tr"] == "refused" and outcomes["ka"] != "refused"
    assert any("may not edit" in note for row in report.values() for note in row["notes"])
    report, _job = act(client, "send", [("id", other.translation_key)], languages=["ka"])
    assert [row["outcome"] for row in report.values()] == ["begun"]
    assert NewsPage.objects.filter(locale=Locale.objects.get(language_code="ka"), title="Tədbir").exists()
    own.permissions.remove(own.permissions.get(codename="submit_translation"))
    send = reverse("wagtail_bulk_action", args=["translations", "original", "send"])
    assert client.get(f"{send}?id={page.translation_key}").status_code == 302
    client.logout()
    assert client.get(url).status_code == 302
