"""What pages say to machines, read out of the rendered page."""

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from collection.jsonld import iso_year, period
from collection.models import Dimension, HighlightImage, HighlightMaker, HighlightMaterial
from core import jsonld, pictures
from core.fields import Words
from core.models import ContactPoint, OpeningHours, SiteSettings, SpecialDay
from core.models.images import Rights
from events.models import EventOrganiser, EventPrice, EventSpeaker, ExhibitionCurator, ExhibitionWork, Session
from home.models import CooperationPage
from news.models import (
    AgreementArea,
    AgreementParty,
    ExhibitionOrganiser,
    ExhibitionParticipant,
    NewsPartner,
    Signatory,
    Venue,
)
from tests import factories as make

LANGUAGES = ["az", "en", "ka", "tr"]
NASTY = 'A “quoted” "title" & </script><script>alert(1)</script> <!-- 🎨 \u2028 „ციტატა“'


def absolute(path):
    return settings.SITE_URL + path


def graph_of(client, thing):
    """Return the nodes of a page's graph by ``@id``, having checked what holds for every graph."""
    response = client.get(thing.get_url())
    assert response.status_code == 200
    blocks = BeautifulSoup(response.content, "html.parser").select('script[type="application/ld+json"]')
    assert len(blocks) == 1
    said = json.loads(blocks[0].text)
    assert said["@context"] == "https://schema.org"
    nodes = {node["@id"]: node for node in said["@graph"]}
    assert len(nodes) == len(said["@graph"])
    check(said["@graph"], nodes)
    return nodes


def check(said, nodes):
    """Nothing empty is said, every reference leads somewhere, every address is absolute."""
    for item in said:
        for name, value in item.items():
            values = value if isinstance(value, list) else [value]
            assert values, (name, item)
            for one in values:
                assert one not in (None, ""), (name, item)
                if isinstance(one, dict):
                    assert one, (name, item)
                    if set(one) == {"@id"}:
                        assert one["@id"] in nodes or one["@id"].startswith(settings.SITE_URL + "/"), one
                        if one["@id"].endswith(("#picture", "#breadcrumb", "#museum", "#website")):
                            assert one["@id"] in nodes, one
                    else:
                        assert one.get("@type"), one
                        check([one], nodes)
                elif name in ("@id", "url", "contentUrl", "item", "license", "logo", "mainEntityOfPage"):
                    assert one.startswith(("http://", "https://")), (name, one)


def of_type(nodes, kind):
    found = []
    for node in nodes.values():
        kinds = node["@type"]
        if kind in ([kinds] if isinstance(kinds, str) else kinds):
            found.append(node)
    return found


def only(nodes, kind):
    (found,) = of_type(nodes, kind)
    return found


@pytest.fixture
def image(db):
    image = make.make_image(
        size=(1000, 500), alt={"az": "Xalça", "en": "A carpet"}, credit={"az": "Arxiv"}, rights=Rights.CC0
    )
    pictures.make(image)
    return image


# Pure parts


def test_no_text_ends_the_element_it_stands_in():
    said = jsonld.serialise({"name": NASTY})
    assert not set("<>&\u2028\u2029") & set(said)
    assert json.loads(said) == {"name": NASTY}


def test_a_node_says_nothing_empty():
    node = jsonld.node(
        "Thing", "#a", name="", url=None, image=[], size={}, price=0, isAccessibleForFree=False
    )
    assert node == {"@type": "Thing", "@id": "#a", "price": 0, "isAccessibleForFree": False}


def test_a_headline_is_cut_between_words():
    assert jsonld.headline("Qısa başlıq") == "Qısa başlıq"
    cut = jsonld.headline("söz " * 60)
    assert len(cut) <= 110
    assert cut.endswith("söz…")
    assert len(jsonld.headline("ა" * 200)) == 110


def test_moments_are_on_the_clock_of_baku():
    assert jsonld.moment(datetime(2023, 8, 14, 7, 48, tzinfo=UTC)) == "2023-08-14T11:48:00+04:00"
    assert jsonld.moment(date(2023, 4, 12)) == "2023-04-12"
    assert jsonld.moment(None) is None


@pytest.mark.parametrize(
    ("years", "written"),
    [
        ((1938, 1938), "1938"),
        ((1890, 1900), "1890/1900"),
        ((900, 950), "0900/0950"),
        ((-1, 1), "0000/0001"),
        ((-500, -401), "-0499/-0400"),
        ((None, 1900), None),
    ],
)
def test_periods_are_written_by_iso_8601(years, written):
    assert period(*years) == written


def test_there_is_a_year_nought():
    assert [iso_year(year) for year in (-2, -1, 1)] == ["-0001", "0000", "0001"]


# The museum and the site


@pytest.fixture
def known(db):
    museum = SiteSettings.objects.create(
        address=Words(az="Niyazi küçəsi 9–11, Bakı", en="9–11 Niyazi Street, Baku"),
        latitude=Decimal("40.5"),
        longitude=Decimal("49.5"),
        email="info@example.org",
    )
    for day in (1, 2):
        OpeningHours.objects.create(settings=museum, weekday=day, opens=time(10), closes=time(18))
    OpeningHours.objects.create(settings=museum, weekday=3, opens=time(10), closes=time(20))
    SpecialDay.objects.create(settings=museum, start=date(2020, 3, 20), closed=True)
    SpecialDay.objects.create(
        settings=museum, start=date(2999, 3, 20), end=date(2999, 3, 24), closed=True, note=Words(az="Novruz")
    )
    SpecialDay.objects.create(settings=museum, start=date(2999, 5, 18), opens=time(10), closes=time(23))
    ContactPoint.objects.create(settings=museum, kind="press", email="press@example.org")
    return museum


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_museum_is_stated_as_the_settings_say(client, homes, known, language):
    nodes = graph_of(client, homes[language])
    museum = nodes[absolute("/#museum")]
    assert "Museum" in museum["@type"]
    with override(language):
        assert museum["name"] == str(jsonld._("Azerbaijan National Art Museum"))
    assert len({museum["name"], *museum["alternateName"]}) == 4
    assert museum["geo"] == {"@type": "GeoCoordinates", "latitude": 40.5, "longitude": 49.5}
    hours = [(row["dayOfWeek"], row["closes"]) for row in museum["openingHoursSpecification"]]
    assert hours == [(["Tuesday", "Wednesday"], "18:00"), (["Thursday"], "20:00")]
    closed, late = museum["specialOpeningHoursSpecification"]
    assert (closed["validFrom"], closed["validThrough"]) == ("2999-03-20", "2999-03-24")
    assert (closed["opens"], closed["closes"]) == ("00:00", "00:00")
    assert (late["validThrough"], late["closes"]) == ("2999-05-18", "23:00")
    assert museum["contactPoint"][0]["email"] == "press@example.org"
    assert "telephone" not in museum
    assert ("address" in museum) == (language in ("az", "en"))
    page = nodes[absolute(f"/{language}/")]
    assert (page["inLanguage"], page["mainEntity"]["@id"]) == (language, museum["@id"])
    assert not of_type(nodes, "BreadcrumbList")
    search = only(nodes, "WebSite")["potentialAction"]["target"]["urlTemplate"]
    assert search == absolute(f"/{language}/search/?q={{search_term_string}}")


def test_nothing_is_said_of_a_museum_without_settings(client, homes):
    museum = graph_of(client, homes["az"])[absolute("/#museum")]
    unsaid = {"address", "geo", "telephone", "email", "openingHoursSpecification", "contactPoint"}
    assert not unsaid & set(museum)


def test_the_museum_moves_with_its_site(client, homes, settings):
    graph_of(client, homes["az"])
    settings.SITE_URL = "https://museum.example"
    assert graph_of(client, homes["az"])["https://museum.example/#museum"]


def test_changed_hours_are_stated_at_once(client, homes, known):
    graph_of(client, homes["az"])
    OpeningHours.objects.get(settings=known, weekday=3).delete()
    museum = graph_of(client, homes["az"])[absolute("/#museum")]
    assert [row["dayOfWeek"] for row in museum["openingHoursSpecification"]] == [["Tuesday", "Wednesday"]]


# Pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_states_itself_and_the_way_to_it(client, homes, language):
    source = make.make_news(title="Xəbər")
    page = source if language == "az" else make.make_news(language, of=source, title=f"Title {language}")
    nodes = graph_of(client, page)
    address = absolute(page.get_url())
    stated = nodes[address]
    assert stated["@type"] == "WebPage"
    assert (stated["url"], stated["name"], stated["inLanguage"]) == (address, page.title, language)
    way = nodes[f"{address}#breadcrumb"]["itemListElement"]
    assert [item["position"] for item in way] == [1, 2, 3]
    assert way[0]["item"] == absolute(f"/{language}/")
    assert (way[-1]["item"], way[-1]["name"]) == (address, page.title)


def test_kinds_of_pages(client, homes):
    about = make.make_standard_page("en", title="About")
    assert only(graph_of(client, about), "AboutPage")["about"]["@id"] == absolute("/#museum")
    visit = make.make_visit_page("en", title="Visit")
    assert only(graph_of(client, visit), "WebPage")["mainEntity"]["@id"] == absolute("/#museum")
    for model in make.INDEX_TITLES:
        assert only(graph_of(client, make.make_index(model, "en")), "CollectionPage")


def test_what_has_no_address_of_its_own_has_no_graph(client, homes):
    for path in ("/az/search/?q=xal", "/az/yoxdur/"):
        assert b"ld+json" not in client.get(path).content


def test_a_preview_has_no_graph(rf, homes):
    page = make.make_event(title="Qaralama", live=False)
    response = page.make_preview_request(rf.get("/"))
    assert response.status_code == 200
    assert b"ld+json" not in response.content


@pytest.mark.parametrize("builder", ["make_news", "make_event", "make_highlight", "make_exhibition"])
def test_a_text_of_any_signs_stays_a_text(client, homes, builder):
    page = getattr(make, builder)("en", title=NASTY, summary=NASTY)
    assert graph_of(client, page)[absolute(page.get_url())]["name"] == NASTY


# News


def test_an_article(client, homes, image):
    published = datetime(2023, 8, 14, 7, 48, tzinfo=UTC)
    partner = make.make_institution()
    page = make.make_news(
        title="Muzeylər arasında " + "uzun " * 40,
        date=published,
        lead_image=image,
        lead_alt="Nağış",
        partners=[NewsPartner(institution=partner, locale=homes["az"].locale)],
    )
    make.make_news("ka", of=page, title="სიახლე")
    make.make_news("tr", of=page, title="Haber", live=False)
    nodes = graph_of(client, page)
    address = absolute(page.get_url())
    article = only(nodes, "NewsArticle")
    assert article["@id"] == nodes[address]["mainEntity"]["@id"] == f"{address}#article"
    assert len(article["headline"]) <= 110
    assert article["datePublished"] == "2023-08-14T11:48:00+04:00"
    assert article["dateModified"] >= article["datePublished"]
    assert article["inLanguage"] == "az"
    assert article["publisher"] == article["author"] == {"@id": absolute("/#museum")}
    assert [one["name"] for one in article["mentions"]] == [partner.name]
    assert article["mentions"][0]["mainEntityOfPage"] == absolute(partner.get_url())
    assert [one["@id"] for one in article["workTranslation"]] == [absolute("/ka/siakhleebi/siakhle/#article")]
    picture = nodes[article["image"]["@id"]]
    assert (picture["width"], picture["height"], picture["caption"]) == (800, 400, "Nağış")
    assert (picture["creditText"], picture["license"]) == ("Arxiv", Rights.CC0.value)
    assert client.get(picture["contentUrl"].removeprefix(settings.SITE_URL)).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_release_says_all_that_news_search_asks_for(client, homes, image, known, settings, language):
    source = make.make_agreement(
        "az", title="Memorandum", place="Bakı", lead_image=image, is_press_release=True
    )
    page = source
    if language != "az":
        page = make.make_agreement(language, of=source, title="Title", place="Baku", summary="x")
    nodes = graph_of(client, page)
    article = only(nodes, "NewsArticle")
    museum = nodes[article["publisher"]["@id"]]
    assert museum["logo"]["@type"] == "ImageObject"
    assert client.get(museum["logo"]["url"].removeprefix(settings.SITE_URL)).status_code == 200
    assert article["author"] == article["publisher"]
    assert article["isAccessibleForFree"] is True
    assert article["inLanguage"] == language
    assert article["datePublished"][-6:] == article["dateModified"][-6:] == "+04:00"
    assert article["contentLocation"] == {"@type": "Place", "name": page.place}
    picture = nodes[article["image"]["@id"]]
    assert (picture["creditText"], picture["license"]) == ("Arxiv", Rights.CC0.value)
    kit = picture["acquireLicensePage"]
    assert kit == absolute(f"/{language}/kits/{page.translation_key}/")
    assert client.get(kit.removeprefix(settings.SITE_URL)).status_code == 200
    office = article["sourceOrganization"]["contactPoint"]
    assert (office["contactType"], office["email"]) == ("press", "press@example.org")
    if language == "az":
        assert "translationOfWork" not in article
    else:
        assert article["translationOfWork"]["@id"] == f"{absolute(source.get_url())}#article"


def test_news_without_a_kit_leads_to_none(client, homes, image):
    nodes = graph_of(client, make.make_news(lead_image=image))
    assert "acquireLicensePage" not in nodes[only(nodes, "NewsArticle")["image"]["@id"]]


def test_a_translation_names_its_original(client, homes):
    page = make.make_news(title="Xəbər")
    twin = make.make_news("ka", of=page, title="სიახლე")
    article = only(graph_of(client, twin), "NewsArticle")
    assert article["translationOfWork"] == {"@id": f"{absolute(page.get_url())}#article"}
    assert "workTranslation" not in article
    page.unpublish()
    assert "translationOfWork" not in only(graph_of(client, twin), "NewsArticle")


def test_an_agreement_is_about_its_parties(client, homes):
    locale = homes["az"].locale
    party, person = make.make_institution(), make.make_person(names={"az": "Nika Axalbedaşvili"})
    hidden = make.make_institution(name="Gizli", live=False)
    page = make.make_agreement(
        parties=[AgreementParty(institution=one, locale=locale) for one in (party, hidden)],
        signatories=[Signatory(person=person, role="direktor", locale=locale)],
        areas=[AgreementArea(area=make.make_area(), locale=locale)],
    )
    article = only(graph_of(client, page), "NewsArticle")
    assert [one["name"] for one in article["about"]] == [party.name, "Gizli"]
    assert ["mainEntityOfPage" in one for one in article["about"]] == [True, False]
    assert (article["mentions"][0]["@type"], article["mentions"][0]["name"]) == ("Person", person.name)
    assert article["keywords"] == ["Sərgi mübadiləsi"]


def test_an_anniversary_is_about_who_is_celebrated(client, homes):
    person = make.make_person()
    page = make.make_anniversary(subject="person", person=person)
    about = only(graph_of(client, page), "NewsArticle")["about"]
    assert about["@id"] == absolute(f"/#person-{person.translation_key}")
    between = only(graph_of(client, make.make_anniversary("en")), "NewsArticle")["about"]
    assert [one["name"] for one in between] == ["Azerbaijan", "Georgia"]


def test_an_exhibition_abroad_is_an_event_at_each_dated_venue(client, homes):
    locale = homes["az"].locale
    gallery, maker = make.make_institution(name="Milli Qalereya"), make.make_person()
    page = make.make_exhibition_abroad(
        exhibition_title="Zamanın pillələri ilə",
        venues=[
            Venue(institution=gallery, city="Tbilisi", country="GE", opens=date(2023, 4, 12), locale=locale),
            Venue(
                city="İzmir",
                country="TR",
                opens=date(2023, 9, 1),
                closes=date(2023, 10, 1),
                locale=locale,
            ),
            Venue(city="Paris", country="FR", planned=True, locale=locale),
        ],
        organisers=[ExhibitionOrganiser(institution=gallery, locale=locale)],
        participants=[ExhibitionParticipant(person=maker, role="artist", locale=locale)],
    )
    nodes = graph_of(client, page)
    series = only(nodes, "EventSeries")
    shown = of_type(nodes, "ExhibitionEvent")
    assert [event["location"]["name"] for event in shown] == ["Milli Qalereya", "İzmir"]
    assert [event["location"]["address"]["addressCountry"] for event in shown] == ["GE", "TR"]
    assert {event["superEvent"]["@id"] for event in shown} == {series["@id"]}
    assert [one["@id"] for one in series["subEvent"]] == [event["@id"] for event in shown]
    assert (series["startDate"], series["name"]) == ("2023-04-12", "Zamanın pillələri ilə")
    assert "endDate" not in series
    assert series["contributor"][0]["name"] == maker.name
    article = only(nodes, "NewsArticle")
    assert article["about"] == [{"@id": series["@id"]}]
    assert [place["name"] for place in article["contentLocation"]] == ["Milli Qalereya", "İzmir", "Paris"]


def test_an_exhibition_at_one_venue_is_one_event_and_without_a_date_none(client, homes):
    locale = homes["az"].locale
    venue = Venue(city="Tbilisi", country="GE", opens=date(2023, 4, 12), locale=locale)
    dated = graph_of(client, make.make_exhibition_abroad(venues=[venue]))
    assert only(dated, "ExhibitionEvent")["startDate"] == "2023-04-12"
    assert not of_type(dated, "EventSeries")
    assert not of_type(graph_of(client, make.make_exhibition_abroad()), "ExhibitionEvent")


# Events


def test_an_event_with_one_session(client, homes, known):
    locale = homes["az"].locale
    speaker = make.make_person()
    page = make.make_event(
        kind="lecture",
        sessions=[
            Session(
                starts_at=datetime(2026, 12, 1, 14, tzinfo=UTC), ends_at=datetime(2026, 12, 1, 16, tzinfo=UTC)
            )
        ],
        place_text="Böyük zal",
        online_url="https://example.org/live",
        prices=[EventPrice(category="Böyüklər", amount=Decimal("5.5"), locale=locale)],
        organisers=[EventOrganiser(institution=make.make_institution(name="Qalereya"), locale=locale)],
        speakers=[EventSpeaker(person=speaker, locale=locale)],
        spoken_en=True,
    )
    event = only(graph_of(client, page), "EducationEvent")
    assert event["@id"] == absolute(f"/#event-{page.translation_key}")
    assert (event["startDate"], event["endDate"]) == (
        "2026-12-01T18:00:00+04:00",
        "2026-12-01T20:00:00+04:00",
    )
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    place, online = event["location"]
    assert (place["name"], place["address"]["addressCountry"]) == ("Böyük zal", "AZ")
    assert online == {"@type": "VirtualLocation", "url": "https://example.org/live"}
    (offer,) = event["offers"]
    assert (offer["price"], offer["priceCurrency"], offer["name"]) == ("5.50", "AZN", "Böyüklər")
    assert event["organizer"][0]["name"] == "Qalereya"
    assert event["performer"][0]["name"] == speaker.name
    assert event["inLanguage"] == ["az", "en"]


def test_every_session_is_an_event_of_a_series(client, homes):
    days = [datetime(2999, 12, day, 14, tzinfo=UTC) for day in (1, 8)]
    page = make.make_event(
        kind="tour",
        sessions=[Session(starts_at=days[0], cancelled=True), Session(starts_at=days[1], all_day=True)],
    )
    nodes = graph_of(client, page)
    series = only(nodes, "EventSeries")
    cancelled, whole = (nodes[one["@id"]] for one in series["subEvent"])
    assert cancelled["@id"].endswith("-29991201T1400Z")
    assert cancelled["eventStatus"] == "https://schema.org/EventCancelled"
    assert series["eventStatus"] == "https://schema.org/EventScheduled"
    assert whole["startDate"] == "2999-12-08"
    assert {cancelled["superEvent"]["@id"], whole["superEvent"]["@id"]} == {series["@id"]}
    assert (series["startDate"], series["endDate"]) == ("2999-12-01T18:00:00+04:00", "2999-12-08")


def test_a_session_has_one_name_in_every_language(client, homes):
    page = make.make_event(title="Mühazirə", sessions=[Session(starts_at=datetime(2999, 1, 1, tzinfo=UTC))])
    twin = make.make_event("ka", of=page, title="ლექცია")
    names = {only(graph_of(client, one), "EducationEvent")["@id"] for one in (page, twin)}
    assert len(names) == 1


def test_a_long_series_is_cut_to_what_is_to_come(client, homes):
    sessions = [Session(starts_at=datetime(2000 + year, 1, 1, tzinfo=UTC)) for year in range(100)]
    assert len(of_type(graph_of(client, make.make_event(sessions=sessions)), "EducationEvent")) == 25


@pytest.mark.parametrize("values", [{"sessions": []}, {"place_kind": "elsewhere"}])
def test_what_search_engines_would_refuse_is_no_event(client, homes, values):
    nodes = graph_of(client, make.make_event(**values))
    assert not of_type(nodes, "EducationEvent")


def test_an_event_at_a_partners_and_one_online(client, homes):
    venue = make.make_institution(name="Qalereya", city="Tbilisi", country="GE")
    elsewhere = only(graph_of(client, make.make_event(place_kind="elsewhere", venue=venue)), "EducationEvent")
    assert elsewhere["location"][0]["name"] == "Qalereya"
    assert elsewhere["location"][0]["address"]["addressLocality"] == "Tbilisi"
    page = make.make_event(place_kind="online")
    online = only(graph_of(client, page), "EducationEvent")
    assert online["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert online["location"] == [{"@type": "VirtualLocation", "url": absolute(page.get_url())}]


def test_an_exhibition(client, homes, image):
    work, hidden = make.make_highlight(title="Xalça"), make.make_highlight(live=False)
    page = make.make_exhibition(
        opens=date(2026, 1, 2),
        closes=None,
        lead_image=image,
        curators=[ExhibitionCurator(person=make.make_person(), locale=homes["az"].locale)],
        works=[ExhibitionWork(page=one) for one in (work, hidden)],
    )
    nodes = graph_of(client, page)
    event = only(nodes, "ExhibitionEvent")
    assert event["startDate"] == "2026-01-02"
    assert "endDate" not in event
    assert [one["name"] for one in event["workFeatured"]] == ["Xalça"]
    assert nodes[event["image"]["@id"]]["@type"] == "ImageObject"
    assert event["organizer"] == {"@id": absolute("/#museum")}
    assert not of_type(graph_of(client, make.make_exhibition(opens=None, closes=None)), "ExhibitionEvent")


# Collection and partners


def test_a_work(client, homes, image):
    locale = homes["az"].locale
    maker, other = make.make_person(names={"az": "Əzim Əzimzadə"}), make.make_person()
    detail = make.make_image(alt={"az": "Detal"})
    pictures.make(detail)
    page = make.make_highlight(
        lead_image=image,
        images=[HighlightImage(image=one, locale=locale) for one in (image, detail)],
        object_type=make.make_object_type(),
        materials=[HighlightMaterial(material=make.make_material(), locale=locale)],
        makers=[
            HighlightMaker(person=maker, locale=locale),
            HighlightMaker(person=other, attribution="workshop", locale=locale),
        ],
        earliest_year=1937,
        latest_year=1937,
        dimensions=[
            Dimension(kind="height", value=Decimal("120.5")),
            Dimension(kind="width", value=80),
            Dimension(kind="diameter", value=3, unit="m"),
        ],
        rights=Rights.IN_COPYRIGHT,
        credit_line="Hədiyyə",
    )
    nodes = graph_of(client, page)
    work = only(nodes, "VisualArtwork")
    assert work["@id"] == absolute(f"/#work-{page.translation_key}")
    assert [one["name"] for one in work["creator"]] == ["Əzim Əzimzadə"]
    assert (work["artform"], work["artMedium"], work["dateCreated"]) == ("Xalça", ["Yun"], "1937")
    assert (work["height"]["value"], work["height"]["unitCode"]) == (120.5, "CMT")
    assert work["width"]["value"] == 80
    assert (work["size"][0]["value"], work["size"][0]["unitCode"]) == (3, "MTR")
    assert work["identifier"]["value"] == page.accession_number
    assert work["usageInfo"] == Rights.IN_COPYRIGHT.value
    assert "license" not in work
    assert nodes[work["isPartOf"]["@id"]]["name"] == "Kolleksiya"
    main, second = work["image"]
    assert nodes[main["@id"]]["license"] == Rights.CC0.value
    assert second["caption"] == "Detal"


def test_a_demonstration_record_belongs_to_no_collection(client, homes):
    nodes = graph_of(client, make.make_highlight("en", title="Carpet", is_demonstration=True))
    work = only(nodes, "VisualArtwork")
    assert "not a work in the collection" in work["disambiguatingDescription"]
    assert "isPartOf" not in work
    assert not of_type(nodes, "Collection")


def test_a_room_and_its_works(client, homes):
    room = make.make_room(7)
    work = make.make_highlight(room=room)
    make.make_highlight(room=room, live=False)
    nodes = graph_of(client, room)
    assert only(nodes, "Place")["containedInPlace"]["@id"] == absolute("/#museum")
    listed = only(nodes, "ItemList")["itemListElement"]
    assert [item["url"] for item in listed] == [absolute(work.get_url())]
    assert not of_type(graph_of(client, make.make_room(8)), "ItemList")


def test_an_institution(client, homes):
    item = make.make_institution(
        kind="university",
        city="İzmir",
        country="TR",
        website="https://example.org/",
        ror="https://ror.org/0123abc45",
        wikidata="Q42",
    )
    said = only(graph_of(client, item), "CollegeOrUniversity")
    assert said["@id"] == absolute(f"/#institution-{item.translation_key}")
    assert said["address"]["addressLocality"] == "İzmir"
    assert said["sameAs"] == ["https://ror.org/0123abc45", "http://www.wikidata.org/entity/Q42"]
    assert said["url"] == "https://example.org/"


def test_the_museum_among_the_institutions_is_the_museum(client, homes):
    item = make.make_institution(
        "ka", name="აზერბაიჯანის ხელოვნების ეროვნული მუზეუმი", website="https://example.org/"
    )
    nodes = graph_of(client, item)
    assert nodes[absolute(item.get_url())]["mainEntity"] == {"@id": absolute("/#museum")}
    assert len(of_type(nodes, "Museum")) == 1


def test_a_person(client, homes):
    house = make.make_institution()
    item = make.make_person(
        names={"az": "Vəcihə Səmədova", "en": "Vajiha Samadova"},
        birth_year=1924,
        death_date=date(1965, 1, 2),
        birth_place="Bakı",
        title_text="rəssam",
        institution=house,
    )
    nodes = graph_of(client, item)
    said = only(nodes, "Person")
    assert only(nodes, "ProfilePage")["mainEntity"]["@id"] == said["@id"]
    assert (said["name"], said["alternateName"]) == ("Vəcihə Səmədova", ["Vajiha Samadova"])
    assert (said["birthDate"], said["deathDate"]) == ("1924", "1965-01-02")
    assert said["worksFor"]["name"] == house.name
    assert "sameAs" not in said


# What it costs


def test_the_graph_asks_for_nothing_that_the_page_does_not_show(client, homes, image, monkeypatch):
    locale = homes["az"].locale
    house, person = make.make_institution(), make.make_person(portrait=image)
    shown = [
        make.make_agreement(
            lead_image=image,
            parties=[AgreementParty(institution=house, locale=locale)],
            partners=[NewsPartner(institution=house, locale=locale)],
        ),
        make.make_event(lead_image=image, speakers=[EventSpeaker(person=person, locale=locale)]),
        make.make_highlight(lead_image=image, makers=[HighlightMaker(person=person, locale=locale)]),
        make.make_index(CooperationPage),
        house,
        person,
    ]

    def cost(thing):
        client.get(thing.get_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(thing.get_url())
        return len(captured)

    with_graph = [cost(thing) for thing in shown]
    monkeypatch.setattr("core.jsonld.graph", lambda thing, context: "")
    assert with_graph == [cost(thing) for thing in shown]
