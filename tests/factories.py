"""Small builders of real content for tests and benchmarks: each returns a saved object, live unless told otherwise.

A translation of something is made by naming the original: ``make_news("ka", of=news, title="…")``. Such a twin shares
its original's translation key and its facts, but is not managed by wagtail-localize: tests of translation use
``core.translation``. Child rows are given as lists of unsaved instances.
"""

from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.db.models.signals import post_save
from django.utils import timezone
from modelsearch.signal_handlers import post_save_signal_handler as update_search_index
from PIL import Image
from wagtail.models import DraftStateMixin, Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from collection.models import (
    CollectionIndexPage,
    Dimension,
    HighlightPage,
    MakerIndexPage,
    Material,
    ObjectType,
    Room,
    RoomIndexPage,
    School,
)
from core.cache import raise_generation
from core.i18n import LANGUAGES, SOURCE_LANGUAGE
from core.models import MuseumDocument, MuseumImage
from events.models import EventIndexPage, EventPage, ExhibitionPage, Session
from home.models import (
    ContactPage,
    CooperationPage,
    Footer,
    HomePage,
    MenuItem,
    Message,
    Notice,
    OpportunityIndexPage,
    OpportunityPage,
    PeoplePage,
    PressRoomPage,
    StandardPage,
    VisitPage,
)
from news.models import (
    AgreementPage,
    AnniversaryCountry,
    AnniversaryPage,
    ExhibitionAbroadPage,
    NewsIndexPage,
    NewsPage,
    Venue,
)
from partners.models import CooperationArea, Institution, Person, PersonName

PASSWORD = "a long password for tests"

INDEX_TITLES = {
    NewsIndexPage: {"az": "Xəbərlər", "en": "News", "ka": "სიახლეები", "tr": "Haberler"},
    EventIndexPage: {"az": "Tədbirlər", "en": "What’s on", "ka": "ღონისძიებები", "tr": "Etkinlikler"},
    CollectionIndexPage: {"az": "Kolleksiya", "en": "Collection", "ka": "კოლექცია", "tr": "Koleksiyon"},
    RoomIndexPage: {"az": "Zallar", "en": "Rooms", "ka": "დარბაზები", "tr": "Salonlar"},
    MakerIndexPage: {"az": "Müəlliflər", "en": "Makers", "ka": "ავტორები", "tr": "Sanatçılar"},
    CooperationPage: {
        "az": "Beynəlxalq əməkdaşlıq",
        "en": "International cooperation",
        "ka": "საერთაშორისო თანამშრომლობა",
        "tr": "Uluslararası işbirliği",
    },
    PeoplePage: {"az": "Şəxslər", "en": "People", "ka": "ადამიანები", "tr": "Kişiler"},
    OpportunityIndexPage: {"az": "Vakansiyalar", "en": "Vacancies", "ka": "ვაკანსიები", "tr": "İş ilanları"},
    PressRoomPage: {"az": "Mətbuat üçün", "en": "Press", "ka": "პრესისთვის", "tr": "Basın"},
}
HOME_TITLES = {
    "az": "Azərbaycan Milli İncəsənət Muzeyi",
    "en": "Azerbaijan National Art Museum",
    "ka": "აზერბაიჯანის ეროვნული ხელოვნების მუზეუმი",
    "tr": "Azerbaycan Ulusal Sanat Müzesi",
}

_number = count(1)

# Languages, homes, indexes


def make_locale(language):
    return Locale.objects.get_or_create(language_code=language)[0]


def make_homes(languages=LANGUAGES):
    """Make the home of each language, live, and the Site whose root is the source language's; one that is there stays.

    Returns:
        dict[str, HomePage]: by language, in the order given.
    """
    root = Page.get_first_root_node()
    for welcome in root.get_children().type(Page).exact_type(Page):
        welcome.delete()
    root = Page.get_first_root_node()
    homes = {}
    for language in languages:
        if there := HomePage.objects.filter(locale=make_locale(language)).first():
            homes[language] = there
            continue
        home = HomePage(title=HOME_TITLES[language], slug=f"home-{language}", locale=make_locale(language))
        if homes:
            home.translation_key = next(iter(homes.values())).translation_key
        homes[language] = _add(home, root)
    site = Site.objects.filter(is_default_site=True).first() or Site(
        is_default_site=True, hostname="localhost"
    )
    site.root_page = homes.get(SOURCE_LANGUAGE) or next(iter(homes.values()))
    site.save()
    return homes


def make_index(model, language=SOURCE_LANGUAGE):
    """Return the live index page of a kind in a language, made when it is first asked for; the home must exist."""
    locale = make_locale(language)
    if page := model.objects.filter(locale=locale).first():
        return page
    parent_model = model.clean_parent_page_models()[0]
    parent = (
        HomePage.objects.get(locale=locale)
        if parent_model is HomePage
        else make_index(parent_model, language)
    )
    twin = model.objects.first()
    page = model(title=INDEX_TITLES[model][language], locale=locale)
    if twin:
        page.translation_key = twin.translation_key
    return _add(page, parent)


def make_indexes(languages=LANGUAGES):
    """Make every index page in each language."""
    return {
        language: {model: make_index(model, language) for model in INDEX_TITLES} for language in languages
    }


# What all builders share


def _add(page, parent, *, live=True):
    _keep(page, lambda: parent.add_child(instance=page), live=live)
    return type(page).objects.get(pk=page.pk)


def _keep(obj, save, *, live):
    """Save a new object with its first revision: as Wagtail's publication leaves it, in two saves instead of four."""
    now = timezone.now()
    if live:
        obj.live, obj.first_published_at, obj.last_published_at = True, now, now
    else:
        obj.live, obj.has_unpublished_changes = False, True
    save()
    objects = type(obj)._default_manager.filter(pk=obj.pk)
    if obj.go_live_at and obj.go_live_at > now:  # news with a date to come: it was never public
        obj.live, obj.first_published_at, obj.last_published_at = False, None, None
        objects.update(live=False, first_published_at=None, last_published_at=None)
        obj.save_revision().publish()
        return
    with _indexed_already(type(obj)):
        revision = obj.save_revision(changed=not live)
    if live:
        objects.update(live_revision=revision)
        raise_generation()


@contextmanager
def _indexed_already(model):
    """Leave search and reference index as they are: a revision changes nothing that they know of."""
    connected = post_save.disconnect(update_search_index, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        if connected:
            post_save.connect(update_search_index, sender=model)


def _like(original, values):
    """Fill in the facts of the original that were not given."""
    if original is None:
        return values
    facts = {}
    for rule in get_translatable_fields(type(original)):
        field = rule.get_field(type(original))
        if not isinstance(rule, SynchronizedField) or rule.field_name in values:
            continue
        if field.one_to_many:
            facts[rule.field_name] = [_copy(row) for row in getattr(original, rule.field_name).all()]
        else:
            facts[field.attname] = getattr(original, field.attname)
    return facts | values | {"translation_key": original.translation_key}


def _copy(row):
    row.pk = row.id = None
    row._state.adding = True
    return row


def make_page(model, language=SOURCE_LANGUAGE, *, parent=None, of=None, live=True, **values):
    """Make a page of any type below the right index of its language."""
    if parent is None:
        parent_model = model.clean_parent_page_models()[0]
        locale = make_locale(language)
        parent = (
            HomePage.objects.get(locale=locale)
            if parent_model is HomePage
            else make_index(parent_model, language)
        )
    values = _like(of, values)
    return _add(model(locale=make_locale(language), **values), parent, live=live)


def make_snippet(model, language=SOURCE_LANGUAGE, *, of=None, live=True, **values):
    """Make a translatable snippet of any kind."""
    snippet = model(locale=make_locale(language), **_like(of, values))
    if not isinstance(snippet, DraftStateMixin):
        snippet.save()
        return snippet
    _keep(snippet, snippet.save, live=live)
    return model.objects.get(pk=snippet.pk)


def text(html):
    """A block of rich text for a story: ``story=[text("<p>…</p>")]``."""
    return ("text", html)


def table(rows, caption="Cədvəl"):
    """The raw value of a story's table block of two columns, text and rich text."""
    return {
        "caption": caption,
        "columns": [{"type": "text", "heading": "Ad"}, {"type": "rich_text", "heading": "Mətn"}],
        "rows": [{"values": row} for row in rows],
    }


# News


def make_news(language=SOURCE_LANGUAGE, *, model=NewsPage, of=None, **values):
    number = next(_number)
    defaults = {"title": f"Xəbər {number}", "summary": f"Xülasə {number}"}
    if of is None:
        defaults["date"] = timezone.now() - timedelta(days=1)
    return make_page(model, language, of=of, **defaults | values)


def make_agreement(language=SOURCE_LANGUAGE, **values):
    return make_news(language, model=AgreementPage, **values)


def make_exhibition_abroad(language=SOURCE_LANGUAGE, *, venues=None, **values):
    if venues is None:
        venues = [Venue(city="Tbilisi", country="GE", locale=make_locale(language))]
    return make_news(language, model=ExhibitionAbroadPage, venues=venues, **values)


def make_anniversary(language=SOURCE_LANGUAGE, *, countries=None, **values):
    if countries is None and values.get("of") is None:
        countries = [AnniversaryCountry(country="AZ"), AnniversaryCountry(country="GE")]
    if countries is not None:
        values["countries"] = countries
    if values.get("of") is None:
        values = {"subject": AnniversaryPage.Subject.RELATIONS, "count": 30} | values
    return make_news(language, model=AnniversaryPage, **{"subject_text": "Diplomatik əlaqələr"} | values)


# Events


def make_event(language=SOURCE_LANGUAGE, *, of=None, **values):
    number = next(_number)
    defaults = {"title": f"Tədbir {number}", "summary": f"Xülasə {number}"}
    if of is None:
        defaults["place_kind"] = EventPage.Place.ON_SITE
        starts = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=7)
        defaults["sessions"] = [Session(starts_at=starts, ends_at=starts + timedelta(hours=2))]
    return make_page(EventPage, language, of=of, **defaults | values)


def make_exhibition(language=SOURCE_LANGUAGE, *, of=None, **values):
    number = next(_number)
    defaults = {"title": f"Sərgi {number}", "summary": f"Xülasə {number}"}
    if of is None:
        today = timezone.localdate()
        defaults |= {"opens": today - timedelta(days=3), "closes": today + timedelta(days=30)}
    return make_page(ExhibitionPage, language, of=of, **defaults | values)


# Collection


def make_highlight(language=SOURCE_LANGUAGE, *, of=None, **values):
    number = next(_number)
    defaults = {"title": f"Əsər {number}", "summary": f"Xülasə {number}"}
    if of is None:
        defaults |= {
            "accession_number": f"T-{number:04}",
            "dimensions": [
                Dimension(kind="height", value=Decimal("120.5")),
                Dimension(kind="width", value=Decimal(80)),
            ],
        }
    return make_page(HighlightPage, language, of=of, **defaults | values)


def make_room(number=1, language=SOURCE_LANGUAGE, **values):
    return make_snippet(Room, language, **{"number": number} | values)


def make_object_type(language=SOURCE_LANGUAGE, **values):
    return make_snippet(ObjectType, language, **{"name": "Xalça"} | values)


def make_material(language=SOURCE_LANGUAGE, **values):
    return make_snippet(Material, language, **{"name": "Yun"} | values)


def make_school(language=SOURCE_LANGUAGE, **values):
    return make_snippet(School, language, **{"name": "Qarabağ"} | values)


# Partners


def make_institution(language=SOURCE_LANGUAGE, *, of=None, **values):
    defaults = {"name": f"Muzey {next(_number)}"}
    if of is None:
        defaults |= {"kind": Institution.Kind.MUSEUM, "city": "Tbilisi", "country": "GE"}
    return make_snippet(Institution, language, of=of, **defaults | values)


def make_person(language=SOURCE_LANGUAGE, *, of=None, names=None, **values):
    """Make a person; ``names`` is ``{language: preferred form}``."""
    if names is None and of is None:
        names = {"az": f"Şəxs {next(_number)}"}
    if names is not None:
        values["names"] = [PersonName(text=text, language=code) for code, text in names.items()]
    return make_snippet(Person, language, of=of, **values)


def make_area(language=SOURCE_LANGUAGE, **values):
    return make_snippet(CooperationArea, language, **{"name": "Sərgi mübadiləsi"} | values)


# Home and frame


def make_standard_page(language=SOURCE_LANGUAGE, **values):
    number = next(_number)
    return make_page(
        StandardPage, language, **{"title": f"Səhifə {number}", "summary": f"Xülasə {number}"} | values
    )


def make_visit_page(language=SOURCE_LANGUAGE, **values):
    return make_page(VisitPage, language, **{"title": "Ziyarət", "summary": "Saatlar və qiymətlər"} | values)


def make_contact_page(language=SOURCE_LANGUAGE, **values):
    return make_page(ContactPage, language, **{"title": "Əlaqə", "summary": "Muzeyə yazın"} | values)


def make_opportunity(language=SOURCE_LANGUAGE, *, of=None, **values):
    number = next(_number)
    defaults = {"title": f"Vakansiya {number}", "summary": f"Xülasə {number}"}
    if of is None:
        defaults |= {"deadline": timezone.localdate() + timedelta(days=20)}
    return make_page(OpportunityPage, language, of=of, **defaults | values)


def make_message(language=SOURCE_LANGUAGE, **values):
    defaults = {
        "name": "Leyla",
        "email": "leyla@example.org",
        "subject": "Sual",
        "text": "Salam!",
        "delete_on": timezone.localdate() + timedelta(days=365),
    }
    return Message.objects.create(language=language, **defaults | values)


def make_menu_item(page, language=SOURCE_LANGUAGE, **values):
    return make_snippet(MenuItem, language, **{"page": page, "order": next(_number)} | values)


def make_footer(language=SOURCE_LANGUAGE, **values):
    return make_snippet(Footer, language, **{"body": "<p>Bakı, Niyazi küçəsi 9/11</p>"} | values)


def make_notice(language=SOURCE_LANGUAGE, **values):
    return make_snippet(Notice, language, **{"text": "Muzey bu gün bağlıdır."} | values)


# Files and people of the staff


def make_image(title="Şəkil", *, size=(64, 48), colour="#a33", **values):
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    name = f"picture-{next(_number)}.png"
    return MuseumImage.objects.create(
        title=title, file=ImageFile(BytesIO(file.getvalue()), name=name), **values
    )


def make_document(title="Sənəd", *, content=b"%PDF-1.4\n%%EOF\n", **values):
    file = ImageFile(BytesIO(content), name=f"document-{next(_number)}.pdf")
    return MuseumDocument.objects.create(title=title, file=file, **values)


def make_superuser(username="admin"):
    return get_user_model().objects.create_superuser(username, f"{username}@example.org", PASSWORD)


def make_user(username, *groups):
    """Make a member of staff; ``groups`` are names of groups that exist."""
    user = get_user_model().objects.create_user(username, f"{username}@example.org", PASSWORD)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user
