"""A release by hand, from the first word to a reader of feeds: written, reviewed, held back, translated, given, out."""

from datetime import timedelta
from urllib.request import urlopen

import feedparser
import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from core.due import publish_due
from core.roles import enter_cms
from news.models import NewsIndexPage, NewsPage
from press.models import PressLink
from tests import factories as make
from tests.browser.cms import Cms
from tests.browser.journey import GEORGIAN, SUMMARY, georgian, kind_of

pytestmark = pytest.mark.browser
TITLE = "Yeni bina açılır"
HOUR = timezone.localtime().replace(hour=11, minute=0, second=0, microsecond=0) + timedelta(days=2)


@pytest.fixture
def desk(site):
    """Who writes may not publish: an editor reads it first."""
    for language in ("az", "ka"):
        make.make_index(NewsIndexPage, language)
    make.make_image("Qapı")
    writers = Group.objects.create(name="Writers")
    writers.permissions.add(enter_cms())
    GroupCollectionPermission.objects.create(
        group=writers,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="choose_image"),
    )
    for action in ("add", "change"):
        right = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
        GroupPagePermission.objects.create(group=writers, page=site["az"], permission=right)
    make.make_user("writer", "Writers")
    task = GroupApprovalTask.objects.create(name="An editor reads it")
    task.groups.add(Group.objects.get(name="Editors"))
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=site["az"])
    return make.make_index(NewsIndexPage)


def signed_in(browser, name):
    browser.forget()
    cms = Cms(browser)
    cms.sign_in(name, make.PASSWORD)
    return cms


def write(cms, index):
    cms.add_child(index, kind_of(NewsPage))
    cms.fill(title=TITLE, date=HOUR.strftime("%Y-%m-%d %H:%M"), is_press_release=True, summary=SUMMARY)
    cms.choose("lead_image", "Qapı")
    cms.fill(lead_alt="Birinci şəkil")
    cms.save()
    cms.press("footer .w-dropdown__toggle")
    cms.leave(lambda: cms.press("[name=action-submit]"))
    cms.succeeded()
    return NewsPage.objects.get(title=TITLE)


def approve(cms, page):
    cms.open(f"/admin/pages/{page.pk}/edit/")
    cms.press("footer .w-dropdown__toggle")
    cms.leave(lambda: cms.press("footer [data-workflow-action-name=approve]"))
    cms.succeeded()


def give(cms, page):
    cms.open(f"/admin/pages/{page.pk}/edit/")
    cms.press("main [aria-label=Actions]")
    cms.leave(lambda: cms.press(".w-dropdown__content a[href*='presslink/add']"))
    cms.fill(name="Nino", outlet="Agency")
    cms.save()
    link = PressLink.objects.get()
    assert cms.find("#address-ka").get_attribute("value").endswith(link.path("ka"))
    return link


def sees_the_picture(cms):
    script = (
        "const image = document.querySelector('main img'); return image.complete && image.naturalWidth > 0"
    )
    return cms.wait(lambda: cms.driver.execute_script(script), "the picture")


def test_a_release_is_written_reviewed_held_back_translated_given_and_released(browser, desk, server):
    page = write(signed_in(browser, "writer"), desk)
    editor = signed_in(browser, "editor")
    approve(editor, page)
    page.refresh_from_db()
    assert not page.live and page.scheduled_revision.approved_go_live_at == HOUR
    editor.open(f"/admin/pages/{page.pk}/edit/")
    editor.start_translation(georgian())
    twin = page.get_translation(georgian())
    editor.open(f"/admin/pages/{twin.pk}/edit/")
    editor.translate(GEORGIAN)
    editor.publish_translation()
    link = give(editor, page)

    browser.forget()
    reader = Cms(browser)
    for path in (page.get_url(), twin.specific.get_url()):
        browser.expect(404, path)
        reader.open(path)
        assert reader.find("h1").text not in (TITLE, GEORGIAN[TITLE])
    reader.open(link.path("az"))
    assert reader.find("h1").text == TITLE and "Nino, Agency" in reader.find(".embargo").text
    assert sees_the_picture(reader)
    reader.leave(lambda: reader.press(".languages__link[lang=ka]"))
    assert reader.find("h1").text == GEORGIAN[TITLE] and sees_the_picture(reader)
    assert link.openings.count() == 2

    with time_machine.travel(HOUR):
        assert len(publish_due().done) == 1
        for language, title in (("az", TITLE), ("ka", GEORGIAN[TITLE])):
            with urlopen(f"{server.url}/{language}/feeds/press.rss") as answer:
                feed = feedparser.parse(answer.read())
            assert not feed.bozo and [entry.title for entry in feed.entries] == [title]
            reader.open(link.path(language))
            assert "/embargo/" not in reader.driver.current_url and reader.find("h1").text == title
            assert sees_the_picture(reader)
