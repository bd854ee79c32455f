"""Before a page goes out: the form is checked, the last question asked, and nothing is lost."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import GroupPagePermission, Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from core.roles import ensure_editors, enter_cms
from desk.checks.checklist import Checklist
from desk.checks.rules import GUIDANCE
from events.models import EventIndexPage
from news.models import AgreementPage, AgreementParty, NewsIndexPage, NewsPage
from partners.models import Institution
from tests import factories as make
from tests.translation_helpers import submit, type_everything, type_in

pytestmark = pytest.mark.django_db
SUMMARY = "Muzeyin yeni zalı 2026-cı il mayın 18-də ziyarətçilər üçün açılır."
MIXED = "Yeni z\u0430l"  # with a Cyrillic letter


@pytest.fixture
def editor(client, homes):
    ensure_editors()
    client.force_login(make.make_user("editor", "Editors"))
    return client


def filled(client, url, **values):
    """Return what a browser would send from the form at an address, with some values typed in and an empty story."""
    data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
    data.update(nested_form_data({"body": streamfield([])} | values))
    return data.dict()


def add_url(model=NewsPage):
    index = NewsIndexPage.objects.get(locale__language_code="az")
    return reverse("wagtailadmin_pages:add", args=["news", model._meta.model_name, index.pk])


def rules(page):
    return [finding.rule for finding in Checklist(page).errors]


def test_a_page_with_errors_is_kept_as_a_draft_until_somebody_says_yes(editor):
    data = filled(editor, add_url(), title=MIXED, summary=SUMMARY)
    answer = editor.post(add_url(), data | {"action-publish": "1"})
    page = NewsPage.objects.get(title=MIXED)
    question = reverse("desk_publish", args=[page.pk])
    assert (answer.status_code, answer.url) == (302, question)
    assert not page.live
    shown = editor.get(question)
    assert "“\u0430” (kiril)" in shown.content.decode()
    assert editor.get(f"/az/xeberler/{page.slug}/").status_code == 404

    # Somebody else was faster: what was not seen is not published.
    old = page.latest_revision_id
    page.save_revision()
    assert editor.post(question, {"revision": old}).url == question
    page.refresh_from_db()
    assert not page.live
    editor.post(question, {"revision": page.latest_revision_id})
    page.refresh_from_db()
    assert page.live


def test_a_page_in_order_and_one_with_an_hour_to_come_go_their_way(editor):
    later = timezone.localtime() + timedelta(days=3)
    data = filled(editor, add_url(), title="Yeni zal", summary=SUMMARY, date=f"{later:%Y-%m-%d %H:%M}")
    editor.post(add_url(), data | {"action-publish": "1"})
    page = NewsPage.objects.get(title="Yeni zal")
    assert (page.live, page.approved_schedule) == (False, True)

    data = filled(editor, add_url(), title=MIXED, summary=SUMMARY, date=f"{later:%Y-%m-%d %H:%M}")
    editor.post(add_url(), data | {"action-publish": "1"})
    page = NewsPage.objects.get(title=MIXED)
    assert (page.live, page.approved_schedule) == (False, False)
    editor.post(reverse("desk_publish", args=[page.pk]), {"revision": page.latest_revision_id})
    page = NewsPage.objects.get(pk=page.pk)
    assert (page.live, page.approved_schedule) == (False, True)


def test_a_translation_is_asked_about_too(editor):
    page = make.make_news(title="Yeni zal", summary=SUMMARY)
    submit(editor, page, "ka")
    ka = page.get_translation(make.make_locale("ka"))
    type_everything(editor, ka, "ka")
    type_in(editor, ka, "title", "დარბაზi")
    question = reverse("desk_publish", args=[ka.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[ka.pk])
    assert editor.post(edit, {"action": "publish"}).url == question
    ka.refresh_from_db()
    assert not ka.live
    shown = editor.get(question).content.decode()
    fields = BeautifulSoup(shown, "html.parser").select_one("main form").find_all("input")
    data = {field["name"]: field["value"] for field in fields}
    assert editor.post(edit, data).status_code == 302
    ka.refresh_from_db()
    assert ka.live


def test_what_is_typed_is_checked_without_being_kept(editor):
    page = make.make_news(title="Yeni zal", summary=SUMMARY)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = filled(editor, edit, title=MIXED)
    shown = editor.post(reverse("desk_check", args=[page.pk]), data).content.decode()
    assert 'data-rule="alphabet"' in shown
    assert MIXED in shown
    page.refresh_from_db()
    assert page.title == "Yeni zal"
    # A form that makes no page yet, and one that makes no sense, get an answer in words.
    args = ["news", "agreementpage", page.get_parent().pk]
    data = filled(editor, add_url(AgreementPage), title="Saziş", summary=SUMMARY)
    shown = editor.post(reverse("desk_check_new", args=args), data).content.decode()
    assert "<p>" in shown
    assert editor.post(reverse("desk_check", args=[page.pk]), {"title": "x"}).status_code == 200


def test_a_new_page_of_news_begins_with_the_outline_of_its_tree(editor):
    with translation.override("en"):
        form = editor.get(add_url(AgreementPage))
    body = form.context["form"].instance.body
    assert [block.block_type for block in body] == ["text", "heading", "text", "heading", "text", "text"]
    assert str(body[1].value) == "Razılaşma"
    assert body[0].value.source.startswith(f"<p>{GUIDANCE} Kim kiminlə")
    page = AgreementPage(title="Saziş", body=body, locale=make.make_locale("az"))
    assert rules(page) == ["partner"] + ["guidance"] * 4
    empty = editor.get(f"{add_url(AgreementPage)}?without_outline")
    assert not empty.context["form"].instance.body
    event = make.make_event().get_parent()
    assert isinstance(event.specific, EventIndexPage)
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", event.pk])
    assert not editor.get(url).context["form"].instance.body


def test_agreements_and_exhibitions_abroad_name_a_partner(homes):
    own = make.make_institution(is_own=True)
    partner = make.make_institution()

    def party(institution):
        return AgreementParty(institution=institution, locale=make.make_locale("az"))

    assert rules(make.make_agreement(summary=SUMMARY, parties=[party(own)])) == ["partner"]
    assert rules(make.make_agreement(summary=SUMMARY, parties=[party(own), party(partner)])) == []
    assert rules(make.make_exhibition_abroad(summary=SUMMARY)) == ["partner"]
    assert Institution.objects.count() == 2


def test_everything_of_a_page_is_read(homes):
    """Fields, rows, blocks in blocks, tables; each finding knows its place."""
    image = make.make_image("Xalça", credit={"az": "Muzey"})
    body = [
        ("image", {"image": image, "caption": f"{MIXED} 1"}),
        ("quote", {"text": f"{MIXED} 2", "source": ""}),
        ("table", make.table([[f"{MIXED} 3", ""]])),
        ("call_to_action", {"text": "Gəlin", "button": "Bura", "page": None, "url": "https://example.org/"}),
    ]
    page = make.make_news(
        title="Zal", summary=f"{SUMMARY} {MIXED}", lead_image=image, lead_alt="Xalça", body=body
    )
    findings = [found for found in Checklist(page).errors if found.rule == "alphabet"]
    assert [found.path.split(".")[0] for found in findings] == ["summary", "body", "body", "body"]
    assert all(found.place for found in findings)
    alt = next(found for found in Checklist(page).errors if found.rule == "alt")
    assert alt.path.endswith(".image")


def test_a_page_is_seen_in_every_language_and_width_by_those_who_may(editor, client):
    page = make.make_news(title="Yeni zal", summary=SUMMARY)
    twin = make.make_news("ka", of=page, title="ახალი დარბაზი", summary="შეჯამება", live=False)
    twin.save_revision()
    assert [size["device_width"] for size in page.preview_sizes] == [360, 768, 1280]
    assert ("ka", "ქართული") in page.preview_modes
    shown = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]), {"mode": "ka"})
    assert "ახალი დარბაზი" in shown.content.decode()
    assert '<html lang="ka"' in shown.content.decode()
    see = editor.get(reverse("desk_see", args=[twin.pk]), {"width": "768"}).content.decode()
    assert 'width="768"' in see
    assert reverse("desk_see", args=[page.pk]) in see
    assert editor.get(reverse("desk_see", args=[twin.pk]), {"width": "<"}).status_code == 200
    preview = editor.get(reverse("desk_preview", args=[twin.pk]))
    assert "ახალი დარბაზი" in preview.content.decode()
    assert editor.get(reverse("desk_checklist", args=[twin.pk])).status_code == 200

    # Who may edit Georgian pages only.
    group = Group.objects.create(name="Georgian")
    group.permissions.add(enter_cms())
    home = Page.objects.get(depth=2, locale__language_code="ka")
    right = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=home, permission=right)
    client.force_login(make.make_user("georgian", "Georgian"))
    for name in ("desk_checklist", "desk_see", "desk_preview", "desk_publish"):
        assert client.get(reverse(name, args=[page.pk])).status_code == 302, name
    assert client.post(reverse("desk_check", args=[page.pk])).status_code == 302
    assert client.get(reverse("desk_checklist", args=[twin.pk])).status_code == 200
    assert (
        client.post(
            reverse("desk_publish", args=[twin.pk]), {"revision": twin.latest_revision_id}
        ).status_code
        == 302
    )
    twin.refresh_from_db()
    assert not twin.live
