"""The first page of the CMS, for different people: every number leads to a list of exactly those."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, GroupPagePermission, Workflow, WorkflowTask

from core.models import MuseumDocument
from core.roles import ensure_editors, enter_cms
from desk import faults, outside, tasks
from desk.models import Address, Fault
from desk.reports import today
from home.roles import CORRESPONDENTS, ensure_correspondents
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = timezone.localdate(timezone=timezone.get_default_timezone())


@pytest.fixture(scope="module", autouse=True)
def waiting(world):
    """One thing of each kind that waits, with something beside it that does not; a picture in Georgian, too."""
    editors = ensure_editors()
    ensure_correspondents()
    georgian = Group.objects.create(name="Georgian")
    georgian.permissions.add(enter_cms())
    for action in ("add", "change"):
        permission = Permission.objects.get(codename=f"{action}_page", content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=georgian, page_id=world["ka"], permission=permission)
    make.make_user("editor", "Editors")
    make.make_user("georgian", "Georgian")
    make.make_user("correspondent", CORRESPONDENTS)
    boss = make.make_superuser("boss")

    _start, end = today()
    schedule(make.make_news(title="Bu gün çıxır", live=False), end - timedelta(seconds=1))
    schedule(make.make_news(title="Sabah çıxır", live=False), end + timedelta(hours=1))
    make.make_news(title="Bu gün bitir", expire_at=end - timedelta(seconds=1))
    schedule(make.make_news(title="Embarqo", live=False, is_press_release=True), end + timedelta(days=3))

    draft = make.make_news(title="Qaralama", live=False)
    public = make.make_news(title="Açıq")
    gone = make.make_document()
    links = make.text(
        f'<p><a linktype="page" id="{draft.pk}">qaralama</a> <a linktype="page" id="{public.pk}">açıq</a> '
        f'<a linktype="document" id="{gone.pk}">sənəd</a> <a href="/az/yoxdur/">ünvan</a> '
        f'<a href="{public.get_url()}?a=1#b">öz</a> <a href="https://example.org/">kənar</a> '
        '<a href="mailto:a@example.org">məktub</a></p>'
    )
    broken = make.make_news(title="Keçidlər", body=[links])
    MuseumDocument.objects.filter(pk=gone.pk).delete()
    bare = make.make_image("Sözsüz")
    shown = make.make_news(title="Şəkilli", lead_image=bare)
    worded = make.make_image("Sözlü", alt={"az": "Qırmızı sahə"}, credit={"az": "Muzey"})
    fine = make.make_news(title="Sözlü şəkil", lead_image=worded)
    georgian_page = make.make_news("ka", title="სურათი", summary="შეჯამება", lead_image=worded)
    faults.note([page.pk for page in (draft, broken, shown, fine, georgian_page)])

    flow = Workflow.objects.create(name="Baxış")
    task = GroupApprovalTask.objects.create(name="Redaktor")
    task.groups.set([editors])
    WorkflowTask.objects.create(workflow=flow, task=task, sort_order=0)
    reviewed = make.make_news(title="Yoxlanılsın", live=False)
    reviewed.save_revision(user=boss)
    flow.start(reviewed, boss)

    make.make_anniversary(title="Bu il", origin_year=DAY.year - 40, subject_text="Bir", count=35)
    make.make_anniversary(title="Artıq yazılıb", origin_year=DAY.year - 40, subject_text="İki", count=40)
    make.make_anniversary(title="Yuvarlaq deyil", origin_year=DAY.year - 38, subject_text="Üç", count=30)
    yesterday = DAY - timedelta(days=1)
    passed = yesterday.replace(year=yesterday.year - 100, day=min(yesterday.day, 28))
    make.make_anniversary(
        title="Keçib", origin_date=passed, origin_year=passed.year, subject_text="Dörd", count=95
    )
    soon = DAY + timedelta(days=30)
    born = soon.replace(year=soon.year - 100, day=min(soon.day, 28))
    make.make_anniversary(
        title="Yüz il", origin_date=born, origin_year=born.year, subject_text="Beş", count=95
    )
    return editors


def schedule(page, hour):
    page.go_live_at = hour
    page.save_revision(approved_go_live_at=hour)


def desk(client, username):
    """Return what the desk says to somebody: ``{name: (number, address)}``, and the first page itself."""
    client.force_login(make.get_user_model().objects.get(username=username))
    response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    found = {}
    for item in soup.select("[data-desk]"):
        found[item["data-desk"]] = (int(item.find("b").text), item.find("a")["href"])
    return found, soup


EVERYTHING = {
    "review": ["Yoxlanılsın"],
    "due-today": ["Bu gün çıxır", "Bu gün bitir"],
    "embargoes": ["Embarqo"],
    "broken-links": ["Keçidlər"] * 3,
    "pictures-without-words": ["Sözsüz", "Sözlü"],
    "anniversaries": ["Bu il", "Yüz il"],
}


def title(row):
    for name in ("page", "workflow_state"):
        row = getattr(row, name, row)
    row = getattr(row, "content_object", row)
    return row.title


@pytest.mark.parametrize(
    ("username", "expected"),
    [
        ("editor", EVERYTHING),
        ("georgian", {}),
        ("correspondent", {}),
    ],
)
def test_every_number_leads_to_a_list_of_exactly_those(client, username, expected):
    items, soup = desk(client, username)
    assert set(items) == set(expected)
    assert bool(soup.select(".desk__none")) == (not expected)
    for name, titles in expected.items():
        number, url = items[name]
        response = client.get(url)
        assert response.status_code == 200, url
        assert sorted(map(title, response.context["object_list"])) == sorted(titles), name
        assert number == len(titles)
    assert not soup.select("#objects-to-moderate-section, [id^=workflow-objects]")


def test_who_may_change_no_such_thing_sees_no_such_list(client):
    urls = [url for _number, url in desk(client, "boss")[0].values()]
    client.force_login(make.get_user_model().objects.get(username="correspondent"))
    for url in urls:
        assert client.get(url).status_code == 302, url
    # Who may change Georgian pages sees the lists, and nothing of the others in them.
    client.force_login(make.get_user_model().objects.get(username="georgian"))
    for name in ("desk_due_today", "desk_broken_links", "waiting_releases", "coming_anniversaries"):
        response = client.get(reverse(name))
        assert (response.status_code, list(response.context["object_list"])) == (200, [])
    assert client.get(reverse("desk_pictures")).status_code == 302


def test_the_lists_are_narrowed_and_exported(client):
    client.force_login(make.get_user_model().objects.get(username="editor"))
    georgian = make.make_locale("ka").pk
    narrowed = client.get(reverse("desk_pictures"), {"locale": georgian, "lacks": "alt"})
    assert [image.title for image in narrowed.context["object_list"]] == ["Sözlü"]
    assert list(client.get(reverse("desk_broken_links"), {"locale": georgian}).context["object_list"]) == []
    for name in (
        "desk_pictures",
        "desk_broken_links",
        "desk_due_today",
        "waiting_releases",
        "coming_anniversaries",
    ):
        sheet = client.get(reverse(name), {"export": "csv"})
        lines = b"".join(sheet.streaming_content).decode().splitlines()
        assert len(lines) == len(client.get(reverse(name)).context["object_list"]) + 1, name
    assert client.get(reverse("desk_pictures"), {"locale": "x", "export": "xlsx"}).status_code == 200


def test_the_first_page_asks_little_however_much_there_is(client):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("wagtailadmin_home"))
        return len(queries)

    desk(client, "editor")
    before = asked()
    _start, end = today()
    for number in range(5):
        schedule(
            make.make_news(title=f"Çıxır {number}", live=False, is_press_release=True),
            end - timedelta(hours=1),
        )
        make.make_anniversary(origin_year=DAY.year - 50, subject_text=f"Söz {number}", count=45)
    image = make.make_image("Başqa")
    faults.note([make.make_news(lead_image=image).pk for _number in range(3)])
    desk(client, "editor")
    assert before == asked() <= 30


def test_a_fault_is_noted_and_forgotten(monkeypatch):
    page = make.make_news(body=[make.text('<p><a href="https://example.org/a">bir</a></p>')])
    faults.note([page.pk])
    assert not Fault.objects.filter(page=page).exists()

    # One silence may be chance; the second is a fault.
    address = Address.objects.get(url="https://example.org/a")
    monkeypatch.setattr(tasks, "answers", lambda url: "404")
    for failures in (1, 2):
        tasks.note_faults.call([page.pk])
        assert not Fault.objects.filter(page=page).exists(), failures
        tasks.try_addresses.call([address.pk])
    tasks.note_faults.call([page.pk])
    assert Fault.objects.get(page=page).words == "bir"
    monkeypatch.setattr(tasks, "answers", lambda url: "")
    tasks.try_addresses.call([address.pk])
    faults.note([page.pk])
    assert not Fault.objects.filter(page=page).exists()


def test_other_sites_are_asked_only_where_that_is_allowed(settings, monkeypatch):
    asked = []
    monkeypatch.setattr(tasks, "answers", lambda url: asked.append(url) or "")
    Address.objects.create(url="https://example.org/b", digest=faults.digest("https://example.org/b"))
    tasks.daily()
    assert asked == []
    settings.CHECK_EXTERNAL_LINKS = True
    tasks.daily()
    assert "https://example.org/b" in asked
    asked.clear()
    tasks.daily()  # not again before its turn
    assert asked == []
    for url in ("http://127.0.0.1/", "http://localhost:8000/admin/", "http://[::1]/"):
        assert outside.answers(url) == "private network"
