"""One everyday job of each role, from signing in to its result, and what that role is refused."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import GroupApprovalTask, Locale, Workflow, WorkflowPage, WorkflowTask

from collection.models import CollectionIndexPage, HighlightPage
from core.translation import start
from home.models import Message
from home.roles import ensure_all
from news.models import NewsIndexPage, NewsPage
from press.models import PressLink
from tests import factories as make
from tests.browser.cms import Cms
from tests.browser.journey import GEORGIAN, SUMMARY, georgian, kind_of

pytestmark = pytest.mark.browser
PEOPLE = {
    "writer": "Writers",
    "translator": "Translators into Georgian",
    "curator": "Collection curators",
    "officer": "Press officers",
    "correspondent": "Correspondents",
    "administrator": "Administrators",
}
LATER = timezone.localtime() + timedelta(days=9)


@pytest.fixture(scope="module")
def desk(site):
    """All groups with one person in each, the indexes, and a workflow in which editors read what writers submit."""
    for model in (NewsIndexPage, CollectionIndexPage):
        for language in ("az", "ka", "tr"):
            make.make_index(model, language)
    ensure_all()
    for name, group in PEOPLE.items():
        make.make_user(name, group)
    task = GroupApprovalTask.objects.create(name="An editor reads it")
    task.groups.add(Group.objects.get(name="Editors"))
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=site["az"])
    make.make_image("Qapı")
    return site


@pytest.fixture
def sign_in(browser, desk):
    def sign_in(name):
        cms = Cms(browser)
        cms.sign_in(name, make.PASSWORD)
        return cms

    return sign_in


def refused(cms, *paths):
    """Open addresses that this person may not see: each leads back to the first page, and says why."""
    for path in paths:
        cms.open(path)
        assert cms.driver.current_url.endswith("/admin/"), path
        assert cms.find(".messages .error").text, path


def edit(page):
    return f"/admin/pages/{page.pk}/edit/"


def press_in_footer(cms, button):
    cms.press("footer .w-dropdown__toggle")
    cms.leave(lambda: cms.press(button))
    cms.succeeded()


def test_a_writer_writes_and_submits_and_does_not_publish(sign_in):
    cms = sign_in("writer")
    cms.add_child(make.make_index(NewsIndexPage), kind_of(NewsPage))
    cms.fill(title="Yeni bina açılır", summary=SUMMARY, date="2026-03-12 11:30")
    cms.choose("lead_image", "Qapı")
    cms.save()
    assert not cms.all("[name=action-publish]")
    press_in_footer(cms, "[name=action-submit]")
    page = NewsPage.objects.get(title="Yeni bina açılır")
    assert page.workflow_in_progress and not page.live
    refused(
        cms, edit(make.make_index(NewsIndexPage, "ka")), "/admin/users/", "/admin/settings/core/sitesettings/"
    )


def test_an_editor_publishes_what_a_writer_submitted(sign_in):
    page = make.make_news(title="Əlaqələrin ildönümü", summary=SUMMARY, live=False)
    page.get_workflow().start(page, get_user_model().objects.get(username="writer"))
    cms = sign_in("editor")
    cms.open(edit(page))
    press_in_footer(cms, "footer [data-workflow-action-name=approve]")
    page.refresh_from_db()
    assert page.live
    refused(cms, "/admin/users/", "/admin/message/", "/admin/groups/", "/admin/subscriber/")


def test_a_translator_translates_into_georgian_and_neither_publishes_nor_turns_to_turkish(sign_in):
    page = make.make_news(title="Tbilisidə sərgi", summary=SUMMARY)
    locales = [georgian(), Locale.objects.get(language_code="tr")]
    start(page, locales)
    twin, turkish = map(page.get_translation, locales)
    cms = sign_in("translator")
    cms.open(edit(twin))
    cms.translate(GEORGIAN)
    assert not cms.all("button[name=action][value=publish]")
    cms.preview_translation()
    assert cms.find("h1").text == GEORGIAN["Tbilisidə sərgi"]
    twin.refresh_from_db()
    assert not twin.live
    refused(cms, edit(turkish), edit(page), f"/admin/pages/{twin.pk}/unpublish/", "/admin/reports/downloads/")


def test_a_press_officer_gives_a_journalist_a_link(sign_in):
    page = make.make_news(
        title="Memorandum imzalandı", summary=SUMMARY, is_press_release=True, date=LATER, live=False
    )
    cms = sign_in("officer")
    cms.open("/admin/snippets/press/presslink/add/")
    cms.fill(release=str(page.translation_key), name="Nino", outlet="Agency")
    cms.save()
    link = PressLink.objects.get(release=page.translation_key)
    assert cms.find("#address-ka").get_attribute("value").endswith(link.path("ka"))
    cms.open(link.path("az"))
    assert cms.find("h1").text == "Memorandum imzalandı"
    refused(cms, edit(page), "/admin/message/", "/admin/users/")


def test_a_curator_makes_a_work_and_has_no_part_in_the_news(sign_in):
    news = make.make_news(title="Muzeyə gəlin")
    cms = sign_in("curator")
    cms.add_child(make.make_index(CollectionIndexPage), kind_of(HighlightPage))
    cms.fill(title="Adsız naxış", accession_number="T-2026/9", summary=SUMMARY, unknown_maker=True)
    cms.choose(f"{cms.add_row('images')}-image", "Qapı")
    cms.fill(**{"images-0-alt": "Naxışın ümumi görünüşü"})
    cms.publish()
    work = HighlightPage.objects.get(title="Adsız naxış")
    cms.open(work.get_url())
    assert cms.find("h1").text == "Adsız naxış"
    refused(cms, edit(news), f"/admin/pages/{news.pk}/delete/", "/admin/snippets/home/notice/")


def test_a_correspondent_answers_a_letter_and_sees_no_page(sign_in):
    message = make.make_message(subject="Sual")
    cms = sign_in("correspondent")
    cms.open(f"/admin/message/edit/{message.pk}/")
    cms.fill(answer="Bəli, gəlin.")
    cms.leave(lambda: cms.press("[name=action-send]"))
    cms.succeeded()
    assert Message.objects.get(pk=message.pk).answer == "Bəli, gəlin."
    refused(cms, "/admin/pages/", "/admin/choose-page/", "/admin/users/", "/admin/images/")


def test_an_administrator_invites_a_person_who_chooses_a_password_and_signs_in(sign_in, browser):
    cms = sign_in("administrator")
    cms.open("/admin/users/new/")
    assert not cms.all("[name=is_superuser]")
    cms.fill(first_name="Nino", last_name="Beridze", email="nino@example.com", language="ka")
    cms.press(f"[name=groups][value='{Group.objects.get(name='Translators into Georgian').pk}']")
    cms.leave(lambda: cms.press("footer [type=submit]"))
    cms.succeeded()
    account = get_user_model().objects.get(email="nino@example.com")
    assert account.state == "invited"
    refused(cms, "/admin/groups/", "/admin/pages/", "/admin/message/")

    browser.forget()
    cms.open(re.search(r"/admin/password_reset/confirm/\S+", mail.outbox[-1].body)[0])
    with override("ka"):
        assert cms.find("h1").text == gettext("Choose a password")
    for field in ("new_password1", "new_password2"):
        cms.find(f"[name={field}]").send_keys("uzun və yaxşı bir parol")
    cms.leave(lambda: cms.press("[type=submit]"))
    cms.sign_in(account.username, "uzun və yaxşı bir parol")
