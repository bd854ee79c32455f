"""The translations board: true at once, quick, and open to whom it concerns."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import GroupPagePermission, Page, Task, Workflow, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield
from wagtail.users.models import UserProfile

from core.roles import ensure_editors
from news.models import NewsIndexPage, NewsPage
from tests import factories as make
from tests.translation_helpers import (
    edit_url,
    fresh,
    press_publish,
    republish,
    submit,
    translated,
    translation_of,
    type_in,
)
from translations.models import Original, State, TranslationState
from translations.roles import let_see_board
from translations.states import rebuild

pytestmark = pytest.mark.django_db
BOARD = "/admin/translations/"


@pytest.fixture
def staff(client, homes):
    user = make.make_superuser()
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


def states(obj):
    rows = TranslationState.objects.filter(original=obj.translation_key)
    return {row.locale.language_code: row.state for row in rows.select_related("locale")}


def titles(response):
    assert response.status_code == 200
    return re.findall(r'id="original_[^"]*_title">([^<]*)<', response.content.decode())


def row_of(response, title):
    """Return the board's row of a title as text, without markup."""
    for row in re.findall(r"<tr.*?</tr>", response.content.decode(), re.DOTALL):
        text = " ".join(re.sub(r"<[^>]+>", " ", row).split())
        if f" {title} " in f" {text} ":
            return text
    raise AssertionError(f"{title} is not on the board")


def test_words_wait_facts_do_not_and_the_board_knows_at_once(staff):
    """Through the real editor: the page's own form, read from it, changed and sent."""
    yesterday = timezone.now().replace(second=0, microsecond=0) - timedelta(days=1)  # as the form sends it
    page = make.make_news(title="Sərgi", summary="Köhnə xülasə", date=yesterday)
    twins = translated(page, "en", "ka", "tr")
    reader = Client()
    before = {code: reader.get(twin.get_url()).content for code, twin in twins.items()}
    assert set(states(page).values()) == {State.LIVE}

    def publish(**values):
        form = querydict_from_html(staff.get(edit_url(page)).content.decode(), form_id="page-edit-form")
        form.update(nested_form_data({"body": streamfield([])}) | values | {"action-publish": "1"})
        for name in values:
            form.setlist(name, [values[name]])
        response = staff.post(edit_url(page), form)
        assert response.status_code == 302, response.context["form"].errors

    publish(summary="Yeni xülasə")
    assert {code: states(page)[code] for code in twins} == dict.fromkeys(twins, State.STALE)
    board = staff.get(BOARD)
    assert row_of(board, "Sərgi").count("Out of date") == 3
    assert {code: reader.get(twin.get_url()).content for code, twin in twins.items()} == before
    assert "Yeni xülasə" in reader.get(page.get_url()).content.decode()

    day = timezone.now() - timedelta(days=400)
    publish(date=day.strftime("%Y-%m-%d %H:%M"))
    for code, twin in {"az": page, **twins}.items():
        html = reader.get(twin.get_url()).content.decode()
        assert f'datetime="{day:%Y-%m-%d}' in html, code
        assert code == "az" or "Köhnə xülasə" in html
    assert row_of(staff.get(BOARD), "Sərgi").count("Out of date") == 3


def test_a_translation_walks_through_its_states(staff):
    for code in ("en", "ka", "tr"):
        make.make_index(NewsIndexPage, code)
    page = make.make_news(title="Sərgi", summary="Bir")
    assert states(page) == {"az": "live", "en": "missing", "ka": "missing", "tr": "missing"}
    submit(staff, page, "ka")
    ka = NewsPage.objects.get(locale__language_code="ka")
    assert states(page)["ka"] == State.DRAFT
    type_in(staff, ka, "title", "ka: Sərgi")
    assert TranslationState.objects.get(original=page.translation_key, locale=ka.locale).percent == 50
    type_in(staff, ka, "summary", "ka: Bir")
    workflow, task = Workflow.objects.create(name="Review"), Task.objects.create(name="Look at it")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    author = make.make_superuser("author")
    review = workflow.start(fresh(ka), author)
    assert states(page)["ka"] == State.REVIEW
    review.cancel(user=author)
    press_publish(staff, ka)
    assert states(page)["ka"] == State.LIVE
    republish(page, summary="İki")
    assert states(page)["ka"] == State.STALE
    type_in(staff, ka, "summary", "ka: İki")
    assert states(page)["ka"] == State.STALE, "what is saved is not public yet"
    press_publish(staff, ka)
    assert states(page)["ka"] == State.LIVE
    fresh(ka).unpublish()
    assert states(page)["ka"] == State.DRAFT
    fresh(ka).delete()
    assert states(page)["ka"] == State.MISSING
    fresh(page).delete()
    assert not Original.objects.filter(pk=page.translation_key).exists()


def test_what_is_kept_is_what_is_there(staff):
    """The rows written change by change are those made anew from the objects."""
    institution = make.make_institution(name="Muzey")
    translated(institution, "ka", "tr")
    republish(institution, name="Böyük muzey")
    area = make.make_area(name="Sərgi mübadiləsi")
    submit(staff, area, "ka")
    page = make.make_news(title="Sərgi", summary="Bir")
    twins = translated(page, "en", "ka", "tr")
    republish(page, summary="İki")
    type_in(staff, twins["ka"], "summary", "ka: İki")
    fresh(twins["tr"]).unpublish()
    gone = make.make_news(title="Gedən")
    translated(gone, "ka")["ka"].delete()
    make.make_news("en", title="By hand")
    stopped = make.make_news(title="Əllə")
    translation = translation_of(translated(stopped, "ka")["ka"])
    translation.enabled = False
    translation.save()
    fresh(gone).delete()

    def rows():
        return {
            (str(row.original), row.original.owner_id, row.original.changed_at, row.locale_id): (
                row.state,
                row.object_id,
                row.managed,
                (row.strings, row.done, row.stale),
                bool(row.outdated_since),
            )
            for row in TranslationState.objects.select_related("original")
        }

    kept = rows()
    rebuild()
    assert rows() == kept, "over what was there"
    Original.objects.all().delete()
    rebuild()
    assert rows() == kept, "from nothing"
    assert len(kept) == 4 * Original.objects.count()


def test_filters_search_and_order(staff, homes, django_assert_max_num_queries):
    make.make_index(NewsIndexPage, "ka")
    page = make.make_news(title="Şuşa xalçası")
    ka = translated(page, "ka")["ka"]
    republish(page, title="Şuşa xalçaları")
    other = make.make_news(title="Gəncə sərgisi")
    submit(staff, other, "ka")
    area = make.make_area(name="Sərgi mübadiləsi")
    owner = make.make_superuser("owner")
    Page.objects.filter(pk=other.pk).update(owner=owner)
    fresh(other).save()
    index = make.make_index(NewsIndexPage)
    TranslationState.objects.filter(object_id=ka.pk).update(
        outdated_since=timezone.now() - timedelta(days=40)
    )

    def found(**query):
        return set(titles(staff.get(BOARD, query)))

    assert found(language="ka", state="stale") == {"Şuşa xalçaları"}
    assert found(language="tr", state="stale") == set()
    assert found(state="draft", language="ka", section=f"p{index.pk}") == {"Gəncə sərgisi"}
    section = re.search(r'value="(s\d+)"[^>]*>\s*Areas of cooperation', staff.get(BOARD).content.decode())[1]
    assert found(section=section) == {area.name}
    assert found(owner=owner.pk) == {"Gəncə sərgisi"}
    assert found(age="30") == {"Şuşa xalçaları"}
    assert found(q="susa xal") == {"Şuşa xalçaları"}, "typed without the letters of the language"
    assert titles(staff.get(BOARD, {"ordering": "waiting"}))[0] == "Şuşa xalçaları"
    assert len(titles(staff.get(BOARD, {"language": "ka", "ordering": "title"}))) > 10
    for wrong in ({"language": "xx"}, {"section": "p0"}, {"section": "sx"}, {"owner": "x"}, {"p": "9"}):
        assert staff.get(BOARD, wrong).status_code == 200
    with django_assert_max_num_queries(30):
        staff.get(BOARD)
    assert "w-sr-only" in staff.get("/admin/translations/results/").content.decode()


def test_what_changed_is_shown_word_by_word(staff):
    page = make.make_news(title="Sərgi", summary="Muzey bu gün açıqdır.")
    ka = translated(page, "ka")["ka"]
    republish(page, summary="Muzey sabah açıqdır.", lead_caption="Yeni yazı")
    state = TranslationState.objects.get(original=page.translation_key, locale=ka.locale)
    html = staff.get(reverse("translation_changes", args=[state.pk])).content.decode()
    marked = re.search(r"<p>(Muzey .*?)</p>", html)[1]
    gone = "".join(re.findall(r"<del>.*?</span>(.*?)</del>", marked))
    come = "".join(re.findall(r"<ins>.*?</span>(.*?)</ins>", marked))
    assert (gone, come) == ("bu gün", "sabah")
    assert "removed:" in marked and "added:" in marked, "said to who does not see it"
    assert "ka: Muzey bu gün açıqdır." in html, "the present translation beside it"
    assert "Yeni yazı" in html and "New in the original." in html
    assert edit_url(ka) in html
    republish(page, summary="Muzey sabah bağlıdır.")
    html = staff.get(reverse("translation_changes", args=[state.pk])).content.decode()
    assert "bu gün" in re.search(r"<p>(Muzey .*?)</p>", html)[1], "against the wording that was translated"


def test_who_sees_the_board_and_what_waits_for_them(client, homes, rf):
    page = make.make_news(title="Sərgi")
    translated(page, "ka", "tr")
    republish(page, title="Böyük sərgi")
    make.make_index(NewsIndexPage, "ka")
    group = let_see_board(ensure_editors())
    stranger, reader, translator = (make.make_user(name) for name in ("stranger", "reader", "translator"))
    editor = make.make_user("editor", group.name)
    entry = group.permissions.get(codename="access_admin")
    for user, rights in (
        (stranger, [entry]),
        (reader, [entry, group.permissions.get(codename="view_original")]),
        (translator, [entry, group.permissions.get(codename="view_original")]),
    ):
        own = Group.objects.create(name=user.username)
        own.permissions.set(rights)
        user.groups.set([own])
    GroupPagePermission.objects.create(
        group=translator.groups.get(),
        page=homes["ka"],
        permission=GroupPagePermission.objects.filter(permission__codename="change_page").first().permission,
    )

    def items(user):
        request = rf.get("/admin/")
        request.user = user
        return {
            item.name: item
            for hook in hooks.get_hooks("desk_items")
            for item in hook(request)
            if item.name.endswith("-translations")
        }

    def opens(user, address=BOARD):
        client.force_login(user)
        return client.get(address).status_code

    addresses = [BOARD, f"{BOARD}import/", f"{BOARD}done/"]
    assert [opens(stranger, address) for address in addresses] == [302] * 3, "refused at the door"
    assert [opens(reader, address) for address in addresses] == [200, 302, 200]
    assert [opens(translator, address) for address in addresses] == [200] * 3
    assert items(stranger) == items(reader) == {}
    assert items(translator)["stale-translations"].count == 1
    assert titles(client.get(items(translator)["stale-translations"].url)) == ["Böyük sərgi"]
    board = client.get(BOARD).content.decode()
    keys = {obj.locale.language_code: obj.pk for obj in NewsPage.objects.all()}
    assert f"/pages/{keys['ka']}/edit/" in board and f"/pages/{keys['tr']}/edit/" not in board
    assert "localize/submit" not in board, "may not begin anything"
    client.force_login(editor)
    assert "localize/submit" in client.get(BOARD).content.decode()
    client.logout()
    assert client.get(BOARD).status_code == 302
