"""A translation is submitted, sent back, submitted again and approved; and what keeps it from being so."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, TaskState, Workflow
from wagtail.users.models import UserProfile

from core.desk import DeskItem
from core.roles import ensure_editors, enter_cms, permissions
from core.translation import missing, translate
from partners.models import Institution
from review import lists
from review.roles import ensure_workflows
from tests import factories as make
from tests.translation_helpers import (
    edit_url,
    fresh,
    in_language,
    press_publish,
    read,
    republish,
    translated,
    translation_of,
    type_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def room(world):
    """The workflows, an editor who reads Azerbaijani, and translators into Georgian and into Turkish."""
    from django.contrib.auth.models import Group, Permission

    ensure_editors()
    ensure_workflows()
    homes = {
        home.locale.language_code: home for home in Page.objects.filter(depth=2).select_related("locale")
    }
    for language in ("ka", "tr"):
        group = Group.objects.create(name=f"Translators: {language}")
        group.permissions.add(enter_cms(), *permissions(Institution, "change"))
        change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
        GroupPagePermission.objects.create(group=group, page=homes[language], permission=change)
    people = {
        "editor": make.make_user("leyla", "Editors"),
        "translator": make.make_user("nino", "Translators: ka"),
        "stranger": make.make_user("ayse", "Translators: tr"),
    }
    for person, language in zip(people.values(), ("az", "ka", "en"), strict=True):
        UserProfile.objects.create(user=person, preferred_language=language)
    return people


@pytest.fixture
def seat(room, homes, client):
    """Return the client, signed in as one of them."""

    def sit(name):
        client.force_login(room[name])
        return client

    return sit


def review_url(instance):
    return reverse("review_translation", args=[translation_of(instance).pk])


def decide(client, instance, action, comment=""):
    """Open the review as a person does, and press one of its buttons; return the page that follows."""
    url = review_url(instance)
    seen = client.get(url).context["form"]["seen"].value()
    return client.post(url, {"action": action, "comment": comment, "seen": seen}, follow=True)


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


def letters():
    """Return what was sent since this was last asked, as ``[(address, subject, text), …]``."""
    found = [(letter.to[0], letter.subject, letter.body) for letter in mail.outbox]
    mail.outbox.clear()
    return found


def public(client, page):
    client.logout()
    return read(client, page)


@pytest.mark.thorough
def test_from_submission_to_approval(seat, client):
    news = make.make_news(title="Köhnə", summary="Xülasə")
    ka = translated(news, "ka")["ka"]
    before = public(client, ka)

    nino = seat("translator")
    type_in(nino, ka, "title", "ახალი სათაური")
    opened = nino.get(edit_url(ka))
    assert review_url(ka) in said(opened) and review_url(ka) in opened.content.decode()
    assert "ახალი სათაური" in nino.get(review_url(ka)).content.decode()
    decide(nino, ka, "submit", "სათაური შევცვალე")
    ((to, subject, text),) = letters()
    assert to == "leyla@example.org" and subject == "Yoxlanmalıdır: “ახალი სათაური”, dil: ქართული"
    assert "სათაური შევცვალე" in text and f"http://127.0.0.1:8000{review_url(ka)}" in text and "nino" in text
    assert public(client, ka) == before

    leyla = seat("editor")
    assert [row.title for row in lists.to_review(fresh_user("leyla"))] == ["ახალი სათაური"]
    assert "ახალი სათაური" in leyla.get(reverse("review_waiting")).content.decode()
    page = leyla.get(review_url(ka)).content.decode()
    assert all(words in page for words in ("Köhnə", "ახალი სათაური", "სათაური შევცვალე"))
    assert decide(leyla, ka, "request-changes").context["form"].errors["comment"]
    decide(leyla, ka, "request-changes", "Daha qısa yazın")
    ((to, subject, text),) = letters()
    assert to == "nino@example.org" and subject.startswith("საჭიროა ცვლილებები") and "Daha qısa yazın" in text
    assert lists.to_review(fresh_user("leyla")) == []
    assert public(client, ka) == before

    nino = seat("translator")
    assert "Daha qısa yazın" in nino.get(reverse("review_sent_back")).content.decode()
    assert "Daha qısa yazın" in said(nino.get(edit_url(ka)))
    type_in(nino, ka, "title", "მოკლე")
    decide(nino, ka, "submit")
    assert len(letters()) == 1

    leyla = seat("editor")
    assert "მოკლე" in said(decide(leyla, ka, "approve", "Təşəkkürlər"))
    ((to, subject, text),) = letters()
    assert to == "nino@example.org" and "Təşəkkürlər" in text and fresh(ka).full_url in text
    history = leyla.get(reverse("wagtailadmin_pages:history", args=[ka.pk])).content.decode()
    assert all(words in history for words in ("სათაური შევცვალე", "Daha qısa yazın", "Təşəkkürlər"))
    assert "<h1>მოკლე" in re.sub(r"<h1[^>]*>", "<h1>", public(client, ka))


def fresh_user(name):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(username=name)


@pytest.mark.thorough
def test_the_desk_counts_what_waits(seat, rf):
    ka = translated(make.make_news(), "ka")["ka"]
    decide(seat("translator"), ka, "submit")
    asked = rf.get("/")
    asked.user = fresh_user("leyla")
    assert [(item.name, item.count) for item in lists.desk_items(asked)] == [
        ("translations-to-review", 1),
        ("translations-sent-back", 0),
    ]
    assert all(isinstance(item, DeskItem) and item.url for item in lists.desk_items(asked))


@pytest.mark.thorough
def test_lists_ask_no_more_for_many(seat, django_assert_max_num_queries):
    for _number in range(3):
        decide(seat("translator"), translated(make.make_news(), "ka")["ka"], "submit")
    person = fresh_user("leyla")
    with django_assert_max_num_queries(16):
        assert len(lists.to_review(person)) == 3


@pytest.mark.thorough
def test_what_is_missing_is_not_submitted_nor_approved(seat, client):
    news = make.make_news(summary="Xülasə")
    ka = translated(news, "ka")["ka"]
    decide(seat("translator"), ka, "submit")
    before = public(client, ka)
    republish(fresh(news), lead_caption="Yeni yazı")
    assert missing(translation_of(ka)).exists()
    mail.outbox.clear()

    leyla = seat("editor")
    answer = decide(leyla, ka, "approve", "Gözəl")
    assert answer.context["form"].errors and "Gözəl" in answer.content.decode()
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    # Through Wagtail's own doors as well: the window on the first page, and a plain request.
    url = reverse("wagtailadmin_pages:workflow_action", args=[ka.pk, "approve", state.pk])
    answer = leyla.post(url, {"comment": "Gözəl"}, follow=True)
    assert answer.status_code == 200 and "Gözəl" in said(answer)
    answer = leyla.post(url, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.json() == {"step": "success", "redirect": edit_url(ka)}
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS and letters() == []
    assert public(client, ka) == before

    other = make.make_news()
    ka = translated(other, "ka")["ka"]
    republish(fresh(other), lead_caption="Yeni yazı")
    assert decide(seat("translator"), ka, "submit", "ok").context["form"].errors
    assert not fresh(ka).workflow_in_progress


@pytest.mark.thorough
def test_nobody_approves_words_they_have_not_read(seat, client):
    ka = translated(make.make_news(title="Bir"), "ka")["ka"]
    decide(seat("translator"), ka, "submit")
    leyla = seat("editor")
    seen = leyla.get(review_url(ka)).context["form"]["seen"].value()
    type_in(seat("translator"), ka, "title", "ka: ორი")
    leyla = seat("editor")
    answer = leyla.post(review_url(ka), {"action": "approve", "seen": seen, "comment": "Yaxşı"})
    assert answer.context["form"].errors and "Yaxşı" in answer.content.decode()
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    leyla.post(reverse("wagtailadmin_pages:workflow_action", args=[ka.pk, "approve", state.pk]))
    assert fresh(ka).title == "ka: Bir"
    decide(leyla, ka, "approve")
    assert fresh(ka).title == "ka: ორი" and not fresh(ka).workflow_in_progress


def test_who_may_not(seat):
    ka = translated(make.make_news(), "ka")["ka"]
    for name in ("stranger", "translator"):
        decided = seat(name).post(review_url(ka), {"action": "approve"}, follow=True)
        assert decided.status_code == 200 and not fresh(ka).workflow_in_progress
    assert seat("stranger").get(review_url(ka)).status_code == 302  # to the first page, with a word
    decide(seat("translator"), ka, "submit")
    assert decide(seat("translator"), ka, "approve").context["form"].errors
    assert decide(seat("translator"), ka, "take-back").status_code == 200
    assert not fresh(ka).workflow_in_progress


@pytest.mark.thorough
def test_the_hour_of_a_release_outlives_the_approval(seat):
    hour = (timezone.now() + timedelta(days=2)).replace(microsecond=0)
    locale = make.make_locale("ka")
    ka = translate(make.make_news(date=hour), locale, in_language("ka"), publish=False)
    decide(seat("translator"), ka, "submit")
    assert not fresh(ka).live
    decide(seat("editor"), ka, "approve")
    assert not fresh(ka).live and fresh(ka).scheduled_revision.approved_go_live_at == hour


@pytest.mark.thorough
def test_an_editor_who_publishes_approves(seat):
    ka = translated(make.make_news(title="Bir"), "ka")["ka"]
    type_in(seat("translator"), ka, "title", "ka: ორი")
    decide(seat("translator"), ka, "submit")
    mail.outbox.clear()
    press_publish(seat("editor"), ka)
    assert fresh(ka).title == "ka: ორი" and not fresh(ka).workflow_in_progress
    assert [to for to, _subject, _text in letters()] == ["nino@example.org"]


def test_who_waits_is_told_that_somebody_else_ended_the_review(seat):
    ka = translated(make.make_news(title="Bir"), "ka")["ka"]
    for ended_by in ("editor", "translator"):
        type_in(seat("translator"), ka, "title", f"ka: {ended_by}")
        decide(seat("translator"), ka, "submit")
        mail.outbox.clear()
        state = fresh(ka).current_workflow_state
        state.cancel(user=fresh_user({"editor": "leyla", "translator": "nino"}[ended_by]))
        if ended_by == "editor":
            ((to, subject, text),) = letters()
            assert to == "nino@example.org" and subject.startswith("განხილვა დასრულდა") and "leyla" in text
            assert review_url(ka) in text
    assert letters() == []


@pytest.mark.thorough
def test_a_snippet_goes_the_same_way(seat):
    ka = translated(make.make_institution(name="Muzey"), "ka")["ka"]
    nino = seat("translator")
    type_in(nino, ka, "name", "მუზეუმი")
    assert review_url(ka) in said(nino.get(edit_url(ka)))
    decide(nino, ka, "submit", "ok")
    assert fresh(ka).name == "ka: Muzey" and fresh(ka).workflow_in_progress
    decide(seat("editor"), ka, "approve")
    assert fresh(ka).name == "მუზეუმი" and fresh(ka).live and len(letters()) == 2


@pytest.mark.thorough
def test_the_ordinary_workflow_of_a_page_tells_people_in_their_language(seat, room):
    from django.contrib.auth.models import Group, Permission

    writers = Group.objects.create(name="Writers")
    writers.permissions.add(enter_cms())
    for name in ("add_page", "change_page"):
        GroupPagePermission.objects.create(
            group=writers, page=Page.objects.get(depth=2, locale__language_code="az"),
            permission=Permission.objects.get(content_type__app_label="wagtailcore", codename=name),
        )  # fmt: skip
    room["stranger"].groups.add(writers)
    hour = (timezone.now() + timedelta(days=2)).replace(microsecond=0)
    news = make.make_news(title="Sərgi açılır", live=False, owner=room["stranger"])
    news.date = hour
    news.save_revision(user=room["stranger"])
    news.get_workflow().start(fresh(news), room["stranger"])
    ((to, subject, text),) = letters()
    assert to == "leyla@example.org" and subject == "Yoxlanmalıdır: “Sərgi açılır”" and edit_url(news) in text
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    url = reverse("wagtailadmin_pages:workflow_action", args=[news.pk, "approve", state.pk])
    assert seat("editor").post(url, {"comment": "Yaxşı"}).status_code == 302
    ((to, subject, text),) = letters()
    assert to == "ayse@example.org" and subject == "Approved: “Sərgi açılır”" and "Yaxşı" in text
    assert not fresh(news).live and fresh(news).scheduled_revision.approved_go_live_at == hour


@pytest.mark.thorough
def test_workflows_are_made_once_and_only_for_a_group_that_is_there(room):
    assert ensure_workflows() == [] and ensure_workflows("Nobody") == []
    assert Workflow.objects.filter(workflow_pages__page__depth=2).distinct().count() == 4
