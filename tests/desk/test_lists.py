"""Lists of the CMS: pages below a page, names, reviews. They ask as much of the database for many rows as for few."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from core.indexes import ON_PAGES
from demo.bench.multiply import multiply
from news.models import NewsPage
from partners.models import Institution
from tests import factories as make
from tests.admin_addresses import ROLES, ensure_roles
from tests.translation_helpers import translated

pytestmark = pytest.mark.django_db

MOST = 29  # queries of a list of pages


@pytest.fixture(scope="module")
def news(world):
    """News of several kinds; the first is there in all languages."""
    ensure_roles()
    pages = [make.make_news(title="Dörd dildə"), make.make_news(title="Xəbər"), make.make_agreement()]
    pages.append(make.make_anniversary(title="İldönümü", subject_text="Muzey"))
    translated(pages[0], "en", "ka", "tr")
    return pages


def signed_in(letter):
    client = Client()
    group = ROLES[letter]
    who = make.make_user(f"list-{letter}", group) if group else make.make_superuser("list-boss")
    client.force_login(who)
    client.user = who
    return client


def explorer(news):
    return reverse("wagtailadmin_explore", args=[news[0].get_parent().pk])


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def row(client, address, page):
    """Return what the menu of a page offers in the list, by its words."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    cell = next(cell for cell in soup.select("td.title") if page.title in cell.stripped_strings).find_parent(
        "tr"
    )
    return {link.get_text(" ", strip=True): link["href"] for link in cell.find_all("a", href=True)}


@pytest.mark.parametrize("letter", "SEW")
def test_a_list_of_pages_asks_little_and_no_more_for_many(news, letter):
    client = signed_in(letter)
    few = queries(client, explorer(news))
    multiply([page.specific for page in NewsPage.objects.order_by("path")], 8)
    many = queries(client, explorer(news))
    assert few <= MOST
    assert many <= few


def test_a_list_of_pages_is_not_filtered_by_site_but_by_language(news):
    client = signed_in("E")
    home = reverse("wagtailadmin_explore", args=[Page.objects.get(depth=1).pk])
    soup = BeautifulSoup(client.get(home).content, "html.parser")
    names = {field["name"] for field in soup.select("form [name]")}
    assert "locale" in names
    assert "site" not in names
    shown = client.get(f"{home}?locale=ka&search_all=1").content.decode()
    assert "/ka/" in shown
    assert "İldönümü" not in shown


def test_the_list_offers_to_translate_what_is_not_in_every_language(news):
    client = signed_in("S")
    begin = reverse("wagtail_localize:submit_page_translation", args=[news[1].pk])
    assert begin in row(client, explorer(news), news[1]).values()
    done = reverse("wagtail_localize:submit_page_translation", args=[news[0].pk])
    assert done not in row(client, explorer(news), news[0]).values()
    # In the menu of the page itself there is what wagtail-localize offers besides.
    assert (
        "localize/update/"
        in client.get(reverse("wagtailadmin_pages:edit", args=[news[0].pk])).content.decode()
    )


def test_who_publishes_nothing_is_offered_to_delete_no_public_page(news):
    client = signed_in("W")
    draft = make.make_news(title="Qaralama", live=False, owner=client.user)
    for page, may in ((draft, True), (news[1], False)):
        delete = reverse("wagtailadmin_pages:delete", args=[page.pk])
        links = row(client, explorer(news), page).values()
        assert any(link.startswith(delete) for link in links) == may
        assert (client.get(delete).status_code == 200) == may


@pytest.mark.parametrize(
    "kind", ["partners_institution", "collection_room", "collection_material", "home_menuitem"]
)
def test_a_list_of_names_asks_no_more_for_many(world, kind):
    client = signed_in("S")
    address = reverse(f"wagtailsnippets_{kind}:list")
    one_more = {
        "partners_institution": lambda number: make.make_institution(name=f"Qurum {number}"),
        "collection_room": lambda number: make.make_room(number=number),
        "collection_material": lambda number: make.make_material(name=f"Ağac {number}"),
        "home_menuitem": lambda number: make.make_menu_item(make.make_news(title=f"Bənd {number}")),
    }[kind]
    for number in range(1, 4):
        one_more(number)
    few = queries(client, address)
    for number in range(4, 16):
        one_more(number)
    assert queries(client, address) == few


def test_the_list_of_names_offers_to_translate_what_is_not_in_every_language(world):
    client = signed_in("S")
    names = [make.make_institution(name="Dörd dildə"), make.make_institution(name="Bir dildə")]
    translated(names[0], "en", "ka", "tr")
    html = client.get(reverse("wagtailsnippets_partners_institution:list") + "?locale=az").content
    # In the menu of each name, with what else can be done with it.
    menus = BeautifulSoup(html, "html.parser").select(".w-dropdown__content, template")
    links = "".join(str(menu) for menu in menus)
    begin = [
        reverse("wagtail_localize:submit_snippet_translation", args=["partners", "institution", thing.pk])
        for thing in names
    ]
    assert [address in links for address in begin] == [False, True]
    assert Institution.objects.filter(translation_key=names[0].translation_key).count() == 4


@pytest.mark.parametrize("report", ["workflow", "workflow_tasks"])
def test_reports_of_reviews_name_what_a_person_may_edit(news, report):
    task = GroupApprovalTask.objects.create(name="Baxış")
    flow = Workflow.objects.create(name="Baxış")
    WorkflowTask.objects.create(workflow=flow, task=task, sort_order=0)
    boss = signed_in("S")
    pages = [make.make_news(title="Rəydə"), make.make_news("ka", title="ამბავი")]
    for page in pages:
        page.save_revision(user=boss.user)
        flow.start(page, boss.user)
    address = reverse(f"wagtailadmin_reports:{report}")
    for letter, sees in (("S", [True, True]), ("W", [True, False]), ("T", [False, True])):
        shown = signed_in(letter) if letter != "S" else boss
        content = shown.get(address).content.decode()
        assert [page.title in content for page in pages] == sees, letter
    assert Client().get(address).status_code == 302


def test_the_table_of_pages_has_our_indexes(db):
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, Page._meta.db_table)
    assert set(ON_PAGES) <= set(there)
