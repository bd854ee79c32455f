"""A translation by three hands: translated, sent back with a comment, mended, approved, and read by everybody."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from core.roles import enter_cms
from home.models import StandardPage
from review.roles import ensure_workflows
from tests import factories as make
from tests.browser.cms import Cms
from tests.browser.journey import GEORGIAN, SUMMARY, georgian, read_georgian
from tests.translation_helpers import submit as start

pytestmark = pytest.mark.browser
TITLE = "Muzey haqqında"
NOTE, COMMENT = "შეამოწმეთ სათაური", "Başlıq uzundur"


@pytest.fixture
def draft(site, client):
    """A page that was begun in Georgian, and a translator who may not publish."""
    ensure_workflows()
    group = Group.objects.create(name="Translators")
    group.permissions.add(enter_cms())
    right = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=site["ka"], permission=right)
    make.make_user("translator", "Translators")
    page = make.make_page(StandardPage, title=TITLE, summary=SUMMARY)
    client.force_login(make.make_superuser())
    start(client, page, "ka")
    return page.get_translation(georgian())


def signed_in(browser, name):
    browser.forget()
    cms = Cms(browser)
    cms.sign_in(name, make.PASSWORD)
    return cms


def edit(cms, page):
    cms.open(f"/admin/pages/{page.pk}/edit/")


def decide(cms, action, comment=""):
    """From the editor's message to the review, and the press of one of its buttons."""
    cms.leave(lambda: cms.press(".messages a[href*='/admin/review/']"))
    if comment:
        cms.find("[name=comment]").send_keys(comment)
    cms.leave(lambda: cms.press(f"button[name=action][value={action}]"))
    cms.succeeded()


def test_submitted_sent_back_and_approved(browser, draft):
    cms = signed_in(browser, "translator")
    edit(cms, draft)
    assert TITLE in cms.translate(GEORGIAN)
    decide(cms, "submit", NOTE)

    cms = signed_in(browser, "editor")
    cms.open("/admin/review/")
    cms.leave(lambda: cms.press("main td.title a"))
    shown = cms.find("main").text
    assert all(words in shown for words in (NOTE, TITLE, GEORGIAN[TITLE]))
    cms.find("[name=comment]").send_keys(COMMENT)
    cms.leave(lambda: cms.press("button[name=action][value=request-changes]"))
    cms.succeeded()

    cms = signed_in(browser, "translator")
    cms.open("/admin/review/sent-back/")
    assert COMMENT in cms.find("main").text
    edit(cms, draft)
    cms.wait(lambda: any(COMMENT in box.text for box in cms.all(".messages")), "the reviewer's comment")
    decide(cms, "submit")

    cms = signed_in(browser, "editor")
    edit(cms, draft)
    decide(cms, "approve", COMMENT)
    draft.refresh_from_db()
    read_georgian(cms, draft.get_url(), GEORGIAN[TITLE], [GEORGIAN[SUMMARY]])
