"""The real forms of the CMS, filled in and sent by an editor with an editor's rights."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

from collection.models import CollectionIndexPage, HighlightPage, MakerIndexPage, RoomIndexPage
from core.models import SiteSettings
from core.roles import ensure_editors
from events.models import EventIndexPage, EventPage, ExhibitionPage
from home.models import (
    ContactPage,
    CooperationPage,
    MenuItem,
    OpportunityIndexPage,
    OpportunityPage,
    PeoplePage,
    PressRoomPage,
    StandardPage,
    VisitPage,
)
from news.models import AgreementPage, AnniversaryPage, ExhibitionAbroadPage, NewsIndexPage, NewsPage
from partners.models import Person
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

SUMMARY = {"summary": "Bir cümlə."}
SOON = (timezone.now() + timedelta(days=5)).strftime("%Y-%m-%d %H:%M")


@pytest.fixture
def homes():
    homes = make.make_homes()
    ensure_editors()
    return homes


@pytest.fixture
def editor(client, homes):
    user = make.make_user("editor", "Editors")
    client.force_login(user)
    return client


def form(client, url, form_id=None):
    response = client.get(url)
    assert response.status_code == 200, url
    return querydict_from_html(response.content.decode(), form_id=form_id)


def extra_fields():
    """What each type needs beyond its title, as a member of staff would give it."""
    institution = make.make_institution()
    person = make.make_person()
    return {
        NewsPage: SUMMARY | {"partners": inline_formset([{"institution": institution.pk}])},
        AgreementPage: SUMMARY
        | {
            "parties": inline_formset([{"institution": institution.pk, "note": ""}]),
            "signatories": inline_formset(
                [{"person": person.pk, "role": "direktor", "institution": institution.pk}]
            ),
        },
        ExhibitionAbroadPage: SUMMARY
        | {
            "venues": inline_formset(
                [{"city": "Tbilisi", "country": "GE", "institution": institution.pk, "name": ""}]
            )
        },
        AnniversaryPage: SUMMARY
        | {"subject": "relations", "subject_text": "Diplomatik əlaqələr", "count": "30"},
        EventPage: SUMMARY
        | {
            "sessions": inline_formset([{"starts_at": SOON, "ends_at": ""}]),
            "place_kind": "on_site",
            "prices": inline_formset([{"category": "Böyüklər", "amount": "5.00"}]),
            "organisers": inline_formset([{"institution": institution.pk}]),
            "speakers": inline_formset([{"person": person.pk, "topic": ""}]),
        },
        ExhibitionPage: SUMMARY
        | {
            "opens": "2026-01-01",
            "closes": "",
            "rooms": inline_formset([{"number": "7"}]),
            "curators": inline_formset([{"person": person.pk}]),
            "organisers": inline_formset([{"institution": institution.pk}]),
        },
        HighlightPage: SUMMARY
        | {
            "accession_number": "T-77",
            "makers": inline_formset([{"person": person.pk, "attribution": "by", "role": ""}]),
            "dimensions": inline_formset([{"kind": "height", "value": "12.5", "unit": "cm"}]),
        },
        StandardPage: SUMMARY,
        VisitPage: SUMMARY
        | {name: rich_text("<p>Mətn</p>") for name in ("directions", "access", "groups")}
        | {"show_map": "on"},
        PressRoomPage: {"fact_sheet": inline_formset([{"label": "Zallar", "value": "60"}])},
        ContactPage: SUMMARY | {"keep_months": "12", "privacy_page": ""},
        OpportunityPage: SUMMARY
        | {
            "kind": "tender",
            "date": "2026-01-01",
            "deadline": "2026-02-01",
            "deadline_time": "12:00",
            "documents": inline_formset([{"document": make.make_document().pk, "title": "Şərtlər"}]),
        },
    }


PARENT = {
    NewsPage: NewsIndexPage,
    AgreementPage: NewsIndexPage,
    ExhibitionAbroadPage: NewsIndexPage,
    AnniversaryPage: NewsIndexPage,
    EventPage: EventIndexPage,
    ExhibitionPage: EventIndexPage,
    HighlightPage: CollectionIndexPage,
    RoomIndexPage: CollectionIndexPage,
    MakerIndexPage: CollectionIndexPage,
    OpportunityPage: OpportunityIndexPage,
}
TYPES = [
    *PARENT,
    *(
        NewsIndexPage,
        EventIndexPage,
        CollectionIndexPage,
        CooperationPage,
        PeoplePage,
        StandardPage,
        VisitPage,
        ContactPage,
        OpportunityIndexPage,
        PressRoomPage,
    ),
]


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_an_editor_writes_previews_and_publishes(editor, homes, model):
    parent = make.make_index(PARENT[model]) if model in PARENT else homes["az"]
    url = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    data = form(editor, url, "page-edit-form")
    # The browser builds the story's fields from data; without it they are given by hand, each time.
    body = {"body": streamfield([("heading", "Başlıq"), ("quote", {"text": "Söz", "source": ""})])}
    body = nested_form_data(body) if hasattr(model, "body") else {}
    data.update(
        nested_form_data({"title": "Yeni səhifə", "slug": "", **extra_fields().get(model, {})}) | body
    )

    # Saved as a draft first, then previewed as it will be, then published from its own form.
    response = editor.post(url, data)
    page = Page.objects.filter(title="Yeni səhifə").first()
    assert page, response.context["form"].errors if response.context else response.status_code
    assert not page.live
    page = page.specific
    assert page.slug == "yeni-sehife"

    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form(editor, edit, "page-edit-form")
    data.update(body)
    assert editor.post(preview, data).json()["is_valid"]
    assert "Yeni səhifə" in editor.get(preview).content.decode()

    data["action-publish"] = "action-publish"
    response = editor.post(edit, data)
    assert response.status_code == 302, response.context["form"].errors
    public = editor.get(page.get_url())
    assert public.status_code == 200
    assert "Yeni səhifə" in public.content.decode()


def test_an_editor_may_not_make_a_second_index(editor, homes):
    make.make_index(NewsIndexPage)
    url = reverse("wagtailadmin_pages:add", args=["news", "newsindexpage", homes["az"].pk])
    assert editor.get(url).status_code in (302, 403)


@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model.__name__)
def test_every_snippet_has_a_list_and_a_form(editor, model):
    viewset = model.snippet_viewset
    assert editor.get(reverse(viewset.get_url_name("list"))).status_code == 200
    assert editor.get(reverse(viewset.get_url_name("add"))).status_code == 200


def test_a_persons_names_make_the_name_of_each_language(editor):
    url = reverse(Person.snippet_viewset.get_url_name("add"))
    data = form(editor, url)
    names = [
        {"text": "Əzim Əzimzadə", "language": "az", "script": "Latn", "kind": "preferred"},
        {"text": "Azim Azimzade", "language": "en", "script": "Latn", "kind": "preferred"},
    ]
    data.update(
        nested_form_data({"names": inline_formset(names), "biography": '{"blocks": [], "entityMap": {}}'})
    )
    data["action-publish"] = "action-publish"
    response = editor.post(url, data)
    assert response.status_code == 302, response.context["form"].errors
    person = Person.objects.get()
    assert (person.name, person.slug, person.live) == ("Əzim Əzimzadə", "ezim-ezimzade", True)


def test_two_preferred_names_of_one_language_are_refused_in_words(editor):
    url = reverse(Person.snippet_viewset.get_url_name("add"))
    data = form(editor, url)
    row = {"language": "az", "script": "Latn", "kind": "preferred"}
    data.update(nested_form_data({"names": inline_formset([row | {"text": "Bir"}, row | {"text": "İki"}])}))
    data["biography"] = '{"blocks": [], "entityMap": {}}'
    response = editor.post(url, data)
    assert response.status_code == 200
    assert not Person.objects.exists()
    assert "İki" in response.content.decode()


def test_hours_prices_and_contacts_are_changed_in_one_form(editor):
    settings = SiteSettings.load()
    url = reverse("wagtailsettings:edit", args=["core", "sitesettings", settings.pk])
    data = form(editor, url)
    row = {"weekday": 0, "opens": "10:00", "closes": "18:00", "last_admission": "17:30"}
    price = {"category_az": "Böyüklər", "category_en": "Adults", "amount": "5.00"}
    data.update(nested_form_data({"opening_hours": inline_formset([row]), "prices": inline_formset([price])}))
    data["address_az"], data["address_ka"] = "Bakı, Niyazi küçəsi 9–11", "ბაქო, ნიაზის ქუჩა 9–11"
    contact = {"kind": "press", "subject": "agreements", "name_az": "Mətbuat", "email": "press@example.org"}
    contact |= {"first_day": "0", "last_day": "4", "opens": "10:00", "closes": "18:00", "speaks_ka": "on"}
    data.update(nested_form_data({"contacts": inline_formset([contact])}))
    data["boilerplate_az"] = "Muzey.\n\nİki bina."
    response = editor.post(url, data)
    assert response.status_code == 302, response.context["form"].errors
    settings.refresh_from_db()
    assert settings.address == {"az": "Bakı, Niyazi küçəsi 9–11", "ka": "ბაქო, ნიაზის ქუჩა 9–11"}
    assert settings.prices.get().category == {"az": "Böyüklər", "en": "Adults"}
    kept = settings.contacts.get()
    assert (kept.subject, kept.weekdays, kept.languages) == ("agreements", [0, 1, 2, 3, 4], ["ka"])
    assert settings.boilerplate["az"].splitlines() == ["Muzey.", "", "İki bina."]
    data = form(editor, url)
    assert data["address_ka"] == "ბაქო, ნიაზის ქუჩა 9–11"


def test_a_closing_time_before_the_opening_is_refused(editor):
    url = reverse("wagtailsettings:edit", args=["core", "sitesettings", SiteSettings.load().pk])
    data = form(editor, url)
    row = {"weekday": 0, "opens": "18:00", "closes": "10:00", "last_admission": ""}
    data.update(nested_form_data({"opening_hours": inline_formset([row])}))
    response = editor.post(url, data)
    assert response.status_code == 200
    assert gettext("The closing time must be after the opening time.") in response.content.decode()


def test_an_image_carries_credit_and_rights(editor):
    image = make.make_image()
    url = reverse("wagtailimages:edit", args=[image.pk])
    data = form(editor, url)
    data["alt_az"], data["alt_ka"], data["credit_en"] = "Qırmızı sahə", "წითელი ველი", "The museum"
    response = editor.post(url, data)
    assert response.status_code == 302
    image.refresh_from_db()
    assert image.alt == {"az": "Qırmızı sahə", "ka": "წითელი ველი"}
    assert image.credit == {"en": "The museum"}


def test_an_editor_cannot_reach_accounts_or_the_root(editor):
    for url in (
        reverse("wagtailusers_users:index"),
        reverse("wagtailsites:index"),
        reverse("wagtaillocales:index"),
    ):
        assert editor.get(url).status_code == 302
    root = Page.get_first_root_node()
    url = reverse("wagtailadmin_pages:add", args=["home", "homepage", root.pk])
    assert editor.get(url).status_code in (302, 403)


def test_the_menu_leaves_out_what_is_not_translated(editor, homes):
    news = make.make_index(NewsIndexPage)
    make.make_menu_item(news)
    make.make_menu_item(news, "ka", of=MenuItem.objects.get())
    assert news.get_url() in editor.get("/az/").content.decode()
    assert "/az/xeberler/" not in editor.get("/ka/").content.decode()
