"""What becomes of the translations when their original is unpublished, moved or deleted: asked, and done."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupPagePermission
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from core.roles import enter_cms, permissions
from partners.models import CooperationArea, Institution
from tests import factories as make
from tests.translation_helpers import edit_url, fresh, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(homes, client):
    """Somebody who may do everything in Azerbaijani and Georgian, and nothing in Turkish."""
    group = Group.objects.create(name="Two languages")
    group.permissions.add(enter_cms(), *permissions(Institution, "change", "delete", "publish"))
    group.permissions.add(*permissions(CooperationArea, "change", "delete"))
    for language in ("az", "ka"):
        for name in ("add_page", "change_page", "publish_page", "bulk_delete_page"):
            right = Permission.objects.get(content_type__app_label="wagtailcore", codename=name)
            GroupPagePermission.objects.create(group=group, page=homes[language], permission=right)
    user = make.make_user("desk", "Two languages")
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


def page_url(action, *pages):
    return reverse(f"wagtailadmin_pages:{action}", args=[page.pk for page in pages])


def snippet_url(action, snippet):
    meta = snippet._meta
    return reverse(f"wagtailsnippets_{meta.app_label}_{meta.model_name}:{action}", args=[snippet.pk])


def bulk(client, action, *pages, **values):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    url += "?" + "&".join(f"id={page.pk}" for page in pages) + "&next=/admin/"
    asked = client.get(url).content.decode()
    return asked, said(client.post(url, values, follow=True))


def ask(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def said(response):
    assert response.status_code == 200
    return " ".join(str(message) for message in response.context["messages"])


def exists(thing):
    return type(thing)._default_manager.filter(pk=thing.pk).exists()


def is_managed(twin):
    return Translation.objects.filter(
        source__object_id=twin.translation_key, target_locale=twin.locale
    ).exists()


def test_unpublished_as_far_as_rights_go(desk):
    news = make.make_news(title="Xəbər")
    twins = translated(news, "ka", "tr")
    asked = ask(desk, page_url("unpublish", news))
    assert "ka: Xəbər" in asked and "tr: Xəbər” (Türkçe): you may not unpublish it" in asked
    told = said(desk.post(page_url("unpublish", news), {"translations": "too"}, follow=True))
    assert [fresh(page).live for page in (news, twins["ka"], twins["tr"])] == [False, False, True]
    assert "ka: Xəbər" in told and "tr: Xəbər” (Türkçe): you may not unpublish it" in told


@pytest.mark.thorough
def test_unpublished_alone(desk):
    news = make.make_news()
    ka = translated(news, "ka")["ka"]
    assert "ka:" in ask(desk, page_url("unpublish", news))
    desk.post(page_url("unpublish", news), {"translations": "stay"})
    assert not fresh(news).live and fresh(ka).live
    # A translation has no translations: nothing is asked, and nothing else is touched.
    assert 'name="translations"' not in ask(desk, page_url("unpublish", ka))
    desk.post(page_url("unpublish", ka))
    assert not fresh(ka).live


@pytest.mark.thorough
def test_moved_to_the_matching_place(desk):
    page, place = make.make_standard_page(title="Tarix"), make.make_standard_page(title="Muzey")
    twins = translated(page, "ka", "tr")
    there = translated(place, "ka")["ka"]
    old = fresh(twins["ka"]).get_url()
    asked = ask(desk, page_url("move_confirm", page, place))
    assert "ka: Tarix" in asked and "tr: Tarix” (Türkçe): you may not move it" in asked
    assert fresh(page).get_parent() != place  # asked only
    told = said(desk.post(page_url("move_confirm", page, place), {"translations": "too"}, follow=True))
    assert fresh(page).get_parent().pk == place.pk and fresh(twins["ka"]).get_parent().pk == there.pk
    assert fresh(twins["tr"]).get_parent().depth == 2 and "tr: Tarix" in told
    assert Redirect.objects.filter(old_path=old.rstrip("/")).exists()


@pytest.mark.thorough
def test_not_moved_where_there_is_no_such_place(desk):
    page, place = make.make_standard_page(title="Tarix"), make.make_standard_page(title="Muzey")
    ka = translated(page, "ka")["ka"]
    asked = ask(desk, page_url("move_confirm", page, place))
    assert "“Muzey” is not translated into its language" in asked
    desk.post(page_url("move_confirm", page, place), {"translations": "too"})
    assert fresh(page).get_parent().pk == place.pk and fresh(ka).get_parent().depth == 2


def test_nothing_is_deleted_without_a_word_on_the_translations(desk):
    news = make.make_news()
    twins = translated(news, "ka", "tr")
    assert 'name="translations"' in ask(desk, page_url("delete", news))
    told = said(desk.post(page_url("delete", news), follow=True))
    assert exists(news) and "say what becomes of the translations" in told
    told = said(desk.post(page_url("delete", news), {"translations": "too"}, follow=True))
    assert not exists(news) and not exists(twins["ka"])
    assert exists(twins["tr"]) and not is_managed(twins["tr"]) and "you may not delete it" in told


@pytest.mark.thorough
def test_kept_as_pages_of_their_own(desk, client):
    page = make.make_standard_page(title="Tarix")
    ka = translated(page, "ka")["ka"]
    below = translated(make.make_standard_page(title="Fəsil", parent=page), "ka")["ka"]
    desk.post(page_url("delete", page), {"translations": "stay"})
    assert not exists(page) and fresh(ka).live
    for twin in (ka, below):
        assert not is_managed(twin)
        form = ask(desk, edit_url(twin))  # the ordinary editor, with nothing left of the other
        assert 'name="title"' in form and "localize-restart-translation" not in form
    client.logout()
    assert "ka: Tarix" in client.get(fresh(ka).get_url()).content.decode()


@pytest.mark.thorough
def test_many_at_once(desk):
    first, second, third = (make.make_standard_page(title=title) for title in ("Bir", "İki", "Üç"))
    twins = [translated(page, "ka")["ka"] for page in (first, second, third)]
    asked, told = bulk(desk, "unpublish", first, second, translations="too")
    assert "ka: Bir" in asked and "ka: İki" in asked and "ka: Bir" in told
    assert [fresh(twin).live for twin in twins] == [False, False, True]
    asked, told = bulk(desk, "move", first, second, translations="too", chooser=third.pk)
    assert 'name="translations"' in asked
    assert {fresh(twin).get_parent().pk for twin in twins[:2]} == {twins[2].pk}
    _asked, told = bulk(desk, "delete", first)
    assert exists(first) and "say what becomes of the translations" in told
    bulk(desk, "delete", first, twins[0], second, translations="too")
    assert not any(exists(thing) for thing in (first, second, *twins[:2])) and exists(twins[2])


@pytest.mark.thorough
def test_snippets_too(desk):
    museum = make.make_institution(name="Muzey")
    ka = translated(museum, "ka")["ka"]
    assert "ka: Muzey" in ask(desk, snippet_url("unpublish", museum))
    desk.post(snippet_url("unpublish", museum), {"translations": "too"})
    assert not fresh(museum).live and not fresh(ka).live
    assert "ka: Muzey" in ask(desk, snippet_url("delete", museum))
    told = said(desk.post(snippet_url("delete", museum), follow=True))
    assert exists(museum) and "say what becomes" in told
    desk.post(snippet_url("delete", museum), {"translations": "too"})
    assert not exists(museum) and not exists(ka)

    area = make.make_area(name="Mübadilə")
    ka = translated(area, "ka")["ka"]
    url = reverse("wagtail_bulk_action", args=["partners", "cooperationarea", "delete"]) + f"?id={area.pk}"
    assert "ka: Mübadilə" in ask(desk, url)
    desk.post(url, {"translations": "stay"})
    assert not exists(area) and exists(ka) and not is_managed(ka)


@pytest.mark.thorough
def test_a_failure_undoes_all_of_it(desk, monkeypatch):
    news = make.make_news()
    ka = translated(news, "ka")["ka"]
    desk.raise_request_exception = False
    monkeypatch.setattr("wagtail.admin.views.pages.unpublish.UnpublishPageAction", None)
    assert desk.post(page_url("unpublish", news), {"translations": "too"}).status_code == 500
    assert fresh(news).live and fresh(ka).live
