"""Facts do not wait: what an editor publishes in the source language, readers of the others see at once."""

import json
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import GroupApprovalTask, Locale, Workflow, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield
from wagtail.users.models import UserProfile
from wagtail_localize.models import SegmentOverride

from collection.models import (
    CollectionIndexPage,
    Dimension,
    HighlightImage,
    Material,
    RoomIndexPage,
)
from core import translation
from core.translation import facts
from events.models import EventPage, EventPrice, Session
from home.models import CooperationPage, MenuItem, Notice, PeoplePage
from news.models import AgreementParty, NewsPage, NewsPartner, Signatory
from partners.models import PersonName
from tests import factories as make
from tests.translation_helpers import (
    FORM,
    edit_url,
    fresh,
    read,
    republish,
    translated,
    translation_of,
    type_in,
)

pytestmark = pytest.mark.django_db
SOON = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)


@pytest.fixture
def staff(client, homes):
    user = make.make_superuser()
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


def revisions(instance):
    return fresh(instance).revisions.count()


# Pages


def test_a_cancelled_session_reaches_the_translations_and_no_word_does(client, homes):
    event = make.make_event(
        title="Mühazirə", sessions=[Session(starts_at=SOON), Session(starts_at=SOON + timedelta(7))]
    )
    both = translated(event, "ka", "tr")
    event = EventPage.objects.get(pk=event.pk)
    event.title = "Ləğv edilmiş mühazirə"
    first, second = event.sessions.all()
    first.cancelled = True
    event.sessions = [first, second]
    event.save_revision().publish()
    for language, page in both.items():
        html = read(client, page)
        assert html.count('class="facts__cancelled"') == 1, language
        assert f"{language}: Mühazirə" in html and "edilmiş" not in html
        assert fresh(page).starts == fresh(event).starts


def test_cancelling_in_the_real_form_of_the_editor(staff):
    event = make.make_event(title="Mühazirə", sessions=[Session(starts_at=SOON)])
    ka = translated(event, "ka")["ka"]
    url = reverse("wagtailadmin_pages:edit", args=[event.pk])
    data = querydict_from_html(staff.get(url).content.decode(), form_id="page-edit-form")
    data["sessions-0-cancelled"] = "on"
    data.update(nested_form_data({"body": streamfield([])}) | {"action-publish": "action-publish"})
    assert staff.post(url, data).status_code == 302
    assert fresh(event).sessions.get().cancelled
    assert 'class="facts__cancelled"' in read(staff, ka)
    entries = [entry for entry in registry.get_logs_for_instance(ka) if entry.action == "wagtail.publish"]
    assert entries[0].user.username == "admin", "the history knows who did it"


def test_rows_with_words_keep_their_words_and_take_the_facts(client, homes):
    event = make.make_event(
        prices=[EventPrice(category="Böyüklər", amount=10), EventPrice(category="Tələbələr", amount=4)]
    )
    ka = translated(event, "ka")["ka"]
    event = EventPage.objects.get(pk=event.pk)
    adults, students = event.prices.all()
    students.amount, students.sort_order = Decimal("5.50"), 0
    adults.category, adults.sort_order = "Yetkinlər", 1
    event.prices = [students, adults, EventPrice(category="Uşaqlar", amount=0, sort_order=2)]
    event.save_revision().publish()
    rows = [(row.category, row.amount) for row in fresh(ka).prices.all()]
    assert rows == [("ka: Tələbələr", Decimal("5.50")), ("ka: Böyüklər", Decimal(10))], (
        "the new row waits for its words"
    )
    assert "5,50" in read(client, ka)
    event = fresh(event)
    event.prices = [row for row in event.prices.all() if row.category != "Tələbələr"]
    event.save_revision().publish()
    assert [row.category for row in fresh(ka).prices.all()] == ["ka: Böyüklər"], (
        "a deleted row is gone everywhere"
    )


def test_a_row_without_words_comes_as_soon_as_what_it_names_is_public(client, homes):
    georgian, turkish = make.make_institution(name="Tbilisi"), make.make_institution(name="İzmir")
    translated(georgian, "ka")
    page = make.make_news()
    ka = translated(page, "ka")["ka"]
    republish(page, partners=[NewsPartner(institution=georgian), NewsPartner(institution=turkish)])
    assert [row.institution.name for row in fresh(ka).partners.all()] == ["ka: Tbilisi"]
    assert "ka: Tbilisi" in read(client, ka) and "İzmir" not in read(client, ka)
    translated(turkish, "ka")
    republish(page)
    assert [row.institution.name for row in fresh(ka).partners.all()] == ["ka: Tbilisi", "ka: İzmir"]
    republish(page, partners=[])
    assert not fresh(ka).partners.exists()


def test_dimensions_numbers_rooms_and_pictures_of_a_work(client, homes):
    for index in (CollectionIndexPage, RoomIndexPage):
        make.make_index(index, "ka")
    rooms = {number: make.make_room(number) for number in (3, 12)}
    for room in rooms.values():
        translated(room, "ka")
    work = make.make_highlight(accession_number="T-1", room=rooms[3], date_text="XIX əsr", earliest_year=1801)
    ka = translated(work, "ka")["ka"]
    republish(
        work,
        accession_number="T-1/a",
        room=rooms[12],
        earliest_year=1850,
        date_text="XIX əsrin ikinci yarısı",
        dimensions=[Dimension(kind="length", value=Decimal("310.5"))],
        images=[
            HighlightImage(image=make.make_image()),
            HighlightImage(image=make.make_image(), alt="Haşiyə"),
        ],
    )
    twin = fresh(ka)
    assert (twin.accession_number, twin.earliest_year, twin.date_text) == ("T-1/a", 1850, "ka: XIX əsr")
    assert twin.room.number == 12 and twin.room.locale == twin.locale
    assert [(row.kind, row.value) for row in twin.dimensions.all()] == [("length", Decimal("310.50"))]
    assert [row.alt for row in twin.images.all()] == [""], "the one with a text of its own waits"
    html = read(client, ka)
    assert "T-1/a" in html and "310,5" in html
    republish(work, room=make.make_room(40))
    assert fresh(ka).room is None, "a room that has no name in this language: rather none than the wrong one"


def test_a_picture_follows_unless_the_translation_has_its_own(staff):
    first, second, own = (make.make_image(title) for title in ("bir", "iki", "üç"))
    page = make.make_news(lead_image=first)
    both = translated(page, "ka", "tr")
    source = translation_of(both["tr"]).source
    overridable = source.overridablesegment_set.get(context__path="lead_image")
    url = reverse("wagtail_localize:edit_override", args=[translation_of(both["tr"]).pk, overridable.pk])
    assert staff.put(url, urlencode({"value": own.pk}), content_type=FORM).status_code == 201
    SegmentOverride.objects.update(data_json=json.dumps(own.pk))  # the view keeps what a form sends: text
    translation.publish(translation_of(both["tr"]))
    republish(page, lead_image=second)
    assert fresh(both["ka"]).lead_image == second
    assert fresh(both["tr"]).lead_image == own


def test_the_date_of_publication_and_of_expiry_follow(homes):
    page = make.make_news()
    ka = translated(page, "ka")["ka"]
    when, end = timezone.now() - timedelta(days=40), timezone.now() + timedelta(days=40)
    republish(page, date=when, expire_at=end)
    assert fresh(ka).date == when and fresh(ka).expire_at == end and fresh(ka).live


def test_nothing_is_saved_where_no_fact_changed(homes):
    page = make.make_event()
    ka = translated(page, "ka")["ka"]
    before = revisions(ka)
    republish(page, title="Yeni ad")
    assert revisions(ka) == before


# Drafts on top, reviews, release hours


def test_a_draft_on_top_gets_the_facts_and_stays_a_draft(staff):
    event = make.make_event(sessions=[Session(starts_at=SOON)], summary="Xülasə")
    ka = translated(event, "ka")["ka"]
    type_in(staff, ka, "summary", "ახალი")
    type_in(staff, ka, "title", "ახალი სათაური")
    translation.draft(translation_of(ka))
    session = event.sessions.get()
    session.cancelled = True
    republish(event, sessions=[session], booking_required=True)
    html = read(staff, ka)
    assert 'class="facts__cancelled"' in html and "ახალი" not in html
    twin = fresh(ka)
    draft = twin.get_latest_revision_as_object()
    assert twin.has_unpublished_changes and twin.live_revision != twin.latest_revision
    assert draft.summary == "ახალი" and draft.booking_required and draft.sessions.get().cancelled
    assert twin.draft_title == "ახალი სათაური"
    twin.latest_revision.publish()
    html = read(staff, ka)
    assert "ახალი სათაური" in html and html.count('class="facts__cancelled"') == 1


def test_a_new_row_can_be_published_from_the_draft_too(homes):
    image = make.make_image()
    institution = make.make_institution()
    translated(institution, "ka")
    page = make.make_news()
    ka = translated(page, "ka")["ka"]
    translation.draft(translation_of(ka))
    republish(page, partners=[NewsPartner(institution=institution)], lead_image=image)
    key = fresh(ka).partners.get().pk
    fresh(ka).latest_revision.publish()
    assert fresh(ka).partners.get().pk == key


def test_a_review_under_way_goes_on_with_the_new_facts(staff):
    admin = get_user_model().objects.get(username="admin")
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=GroupApprovalTask.objects.create(name="Look"))
    event = make.make_event(sessions=[Session(starts_at=SOON)], summary="Xülasə")
    ka = translated(event, "ka")["ka"]
    type_in(staff, ka, "summary", "ახალი")
    translation.draft(translation_of(ka))
    state = workflow.start(fresh(ka), admin)
    session = event.sessions.get()
    session.cancelled = True
    republish(event, sessions=[session])
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS, "publishing facts does not end it"
    assert state.current_task_state.revision == fresh(ka).latest_revision
    state.current_task_state.approve(user=admin)
    twin = fresh(ka)
    assert twin.summary == "ახალი" and twin.sessions.get().cancelled and not twin.has_unpublished_changes


def released_at(page, hour):
    """Publish a piece of news for a future hour: its date is its release."""
    return republish(page, date=hour)


def translate_to_georgian(page):
    return translation.translate(
        page, Locale.objects.get(language_code="ka"), lambda path, html, index: f"ka: {html}"
    )


def test_the_release_hour_follows_the_source(homes, client):
    page = released_at(make.make_news(live=False, title="Embarqo"), SOON)
    ka = translate_to_georgian(page)
    assert not fresh(ka).live and client.get(fresh(ka).url).status_code == 404
    translation.publish(translation_of(ka), make.make_superuser())
    assert not fresh(ka).live and fresh(ka).scheduled_revision.approved_go_live_at == SOON
    later = SOON + timedelta(hours=5)
    released_at(page, later)
    assert fresh(ka).scheduled_revision.approved_go_live_at == later
    assert not fresh(ka).live and client.get(fresh(ka).url).status_code == 404
    released_at(page, timezone.now())
    assert fresh(ka).live and fresh(ka).scheduled_revision is None
    assert "ka: Embarqo" in read(client, ka)


def test_a_finished_load_of_an_embargoed_page_waits_for_its_hour(homes):
    page = released_at(make.make_news(live=False), SOON)
    ka = translate_to_georgian(page)
    assert not fresh(ka).live and fresh(ka).scheduled_revision.approved_go_live_at == SOON


def test_taking_back_a_release_takes_back_the_translations(staff):
    page = released_at(make.make_news(live=False), SOON)
    ka = translate_to_georgian(page)
    assert fresh(ka).scheduled_revision
    url = reverse(
        "wagtailadmin_pages:revisions_unschedule", args=[page.pk, fresh(page).scheduled_revision.pk]
    )
    staff.post(url)
    assert fresh(page).scheduled_revision is None
    assert fresh(ka).scheduled_revision is None and not fresh(ka).live


def test_due_pages_are_published_with_their_translations(homes, monkeypatch):
    page = released_at(make.make_news(live=False), SOON)
    ka = translate_to_georgian(page)
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(days=4))
    call_command("publish_due")
    for instance in (page, ka):
        assert fresh(instance).live and not fresh(instance).has_unpublished_changes
        assert fresh(instance).date == SOON


def test_a_source_not_public_yet_shares_nothing_with_public_pages(homes):
    page = make.make_news(is_press_release=False)
    ka = translated(page, "ka")["ka"]
    republish(page, is_press_release=True, date=SOON)
    assert fresh(page).live and not fresh(page).is_press_release
    assert not fresh(ka).is_press_release and fresh(ka).live


def test_an_old_revision_is_published_with_the_facts_of_today(client, homes):
    event = make.make_event(sessions=[Session(starts_at=SOON)])
    ka = translated(event, "ka")["ka"]
    old = fresh(ka).latest_revision
    session = event.sessions.get()
    session.cancelled = True
    republish(event, sessions=[session])
    old.publish()
    assert 'class="facts__cancelled"' in read(client, ka)


# Others: hand-made twins, aliases, failures


def test_twins_made_by_hand_get_facts_but_keep_their_pictures(client, homes):
    image = make.make_image()
    event = make.make_event(sessions=[Session(starts_at=SOON)])
    ka = make.make_event("ka", of=event, title="ლექცია", lead_image=image)
    session = event.sessions.get()
    session.cancelled = True
    republish(event, sessions=[session], lead_image=make.make_image())
    assert fresh(ka).sessions.get().cancelled and fresh(ka).lead_image == image
    assert "ლექცია" in read(client, ka)


def test_a_stopped_translation_gets_facts_too(homes):
    page = make.make_news(is_press_release=False)
    ka = translated(page, "ka")["ka"]
    translation_of(ka)
    stopped = translation_of(ka)
    stopped.enabled = False
    stopped.save()
    republish(page, is_press_release=True)
    assert fresh(ka).is_press_release


def test_aliases_are_left_to_wagtail(homes):
    page = make.make_news(is_press_release=False)
    alias = page.copy_for_translation(Locale.objects.get(language_code="ka"), alias=True)
    republish(page, is_press_release=True)
    assert fresh(alias).alias_of_id == page.pk and fresh(alias).is_press_release


def test_all_or_nothing(homes, monkeypatch):
    page = make.make_news(is_press_release=False)
    translated(page, "ka")

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(facts._Facts, "apply", fail)
    with pytest.raises(RuntimeError):
        republish(page, is_press_release=True)
    assert not fresh(page).is_press_release, "the source is not published without its translations"


def test_a_language_that_cannot_take_a_fact_keeps_no_other_from_it(homes, caplog):
    page = make.make_news(is_press_release=False)
    both = translated(page, "ka", "tr")
    NewsPage.objects.filter(pk=both["ka"].pk).update(title="")
    republish(page, is_press_release=True)
    assert fresh(page).is_press_release and fresh(both["tr"]).is_press_release
    assert not fresh(both["ka"]).is_press_release
    assert "could not be shared" in caplog.text


def test_a_draft_that_names_somebody_deleted_since_can_be_edited_and_published(staff):
    person, institution = make.make_person(), make.make_institution()
    translated(institution, "ka")
    page = make.make_agreement(parties=[AgreementParty(institution=institution)])
    ka = translated(page, "ka")["ka"]
    draft = fresh(ka)
    draft.signatories = [Signatory(person=person, role="direktor")]
    draft.save_revision()
    person.delete()
    republish(page, signed_on=date(2026, 2, 1))
    assert fresh(ka).signed_on == date(2026, 2, 1)
    waiting = fresh(ka).get_latest_revision_as_object()
    assert waiting.signed_on == date(2026, 2, 1) and not waiting.signatories.all()
    assert staff.get(edit_url(ka)).status_code == 200


def test_a_draft_about_somebody_deleted_since_can_be_edited(staff):
    person = make.make_person()
    page = make.make_anniversary()
    draft = fresh(page)
    draft.person = person
    draft.save_revision()
    person.delete()
    assert fresh(page).get_latest_revision_as_object().person is None
    assert staff.get(edit_url(page)).status_code == 200


# Snippets


def test_facts_of_institutions_and_people(client, homes):
    for index in (CooperationPage, PeoplePage):
        make.make_index(index)
        make.make_index(index, "ka")
    institution = make.make_institution(name="Muzey", country="GE")
    person = make.make_person(names={"az": "Lətif Kərimov", "ka": "ლათიფ ქერიმოვი"}, title_text="Rəssam")
    ka = {thing: translated(thing, "ka")["ka"] for thing in (institution, person)}
    assert ka[person].name == "ლათიფ ქერიმოვი" and ka[person].slug == "latip-kerimovi"
    republish(institution, country="TR", name="Başqa muzey")
    republish(person, death_year=1991, birth_year=1906, title_text="Xalça ustası")
    assert fresh(ka[institution]).country == "TR" and fresh(ka[institution]).name == "ka: Muzey"
    html = read(client, ka[person])
    assert "1906–1991" in html and "ka: Rəssam" in html and "Xalça ustası" not in html


def test_names_that_change_places_or_languages(homes):
    person = make.make_person(names={"az": "Bir", "ka": "ერთი"})
    ka = translated(person, "ka")["ka"]
    names = list(person.names.all())
    names[0].text, names[1].text = "İki", "ორი"
    republish(person, names=[*names, PersonName(text="Два", language="ru", script="Cyrl")])
    assert {row.text for row in fresh(ka).names.all()} == {"İki", "ორი", "Два"} and fresh(ka).name == "ორი"
    republish(
        person,
        names=[
            PersonName(text="ორი", language="az", sort_order=0),
            PersonName(text="İki", language="ka", sort_order=1),
        ],
    )
    assert [(row.text, row.language) for row in fresh(ka).names.all()] == [("ორი", "az"), ("İki", "ka")]
    translation.publish(translation_of(ka))  # localize copies the rows anew: no two preferred names may meet
    assert fresh(ka).names.count() == 2


def test_facts_of_what_has_no_drafts(client, homes):
    notice = make.make_notice(text="Bağlıyıq")
    page = make.make_standard_page(title="Haqqımızda")
    translated(page, "ka")
    entry = make.make_menu_item(page, order=1)
    for thing in (notice, entry):
        translated(thing, "ka")
    assert "ka: Bağlıyıq" in read(client, homes["ka"])
    notice.active = False
    notice.text = "Açığıq"
    notice.save()
    entry.order = 7
    entry.save()
    assert Notice.objects.get(locale__language_code="ka").text == "ka: Bağlıyıq"
    assert MenuItem.objects.get(locale__language_code="ka").order == 7
    assert "Bağlıyıq" not in read(client, homes["ka"])


def test_a_reworded_term_waits(homes):
    material = make.make_material(name="Yun")
    ka = translated(material, "ka")["ka"]
    material.name = "İpək"
    material.save()
    assert Material.objects.get(pk=ka.pk).name == "ka: Yun"
    assert translation.stale(translation_of(ka)).count() == 1
