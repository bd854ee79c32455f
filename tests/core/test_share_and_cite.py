"""How a page leaves the site: shared by plain links, cited in words, and as a file for reference managers."""

import json
import re
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from collection.models import HighlightMaker
from core import citation, sharing
from core.dates import long_date
from tests import factories as make

LANGUAGES = ["az", "en", "ka", "tr"]
NASTY = 'A {title} of 100 % \\ $5 & #1 _~^ "</script>" „ციტატა“ 🎨'


def soup(client, thing):
    return BeautifulSoup(client.get(thing.get_url()).content, "html.parser")


def files(client, thing):
    """Return the texts of the citation files that a page offers, by their ending."""
    found = {}
    for link in soup(client, thing).select(".cite a"):
        response = client.get(link["href"])
        assert response.status_code == 200
        assert response["X-Robots-Tag"] == "noindex"
        ending = link["href"].rsplit(".", 1)[1]
        assert response["Content-Disposition"] == f'attachment; filename="{thing.slug}.{ending}"'
        found[ending] = response.content.decode()
    return found


def bibtex_fields(text):
    kind, key = re.match(r"@(\w+)\{([\w-]+),\n", text).groups()
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")
    return {"kind": kind, "key": key} | dict(re.findall(r"^  (\w+) = \{(.*)\},?$", text, re.MULTILINE))


def ris_fields(text):
    assert text.endswith("\r\nER  - \r\n")
    lines = text.split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line) for line in lines[:-1])
    return [tuple(line.split("  - ", 1)) for line in lines[:-1]]


@pytest.fixture
def article(homes):
    return make.make_news(title="Muzeylər əməkdaşlıq edir", date=datetime(2023, 8, 14, 7, 48, tzinfo=UTC))


@pytest.fixture
def work(homes):
    locale = homes["en"].locale
    makers = [make.make_person("en", names={"en": name}) for name in ("Azim Azimzade", "Jan Styka")]
    return make.make_highlight(
        "en",
        title="Carpet with a medallion",
        accession_number="DEMO-7",
        date_text="late 19th century",
        is_demonstration=True,
        makers=[
            HighlightMaker(person=makers[0], locale=locale),
            HighlightMaker(person=makers[1], attribution="workshop", locale=locale),
        ],
    )


# Sharing


def test_a_page_is_shared_by_plain_links(client, article):
    url = settings.SITE_URL + article.get_url()
    links = {link.text: link for link in soup(client, article).select(".share a")}
    assert list(links) == ["E-poçt", "Facebook", "X", "Telegram", "WhatsApp"]
    mail = links.pop("E-poçt")["href"]
    assert mail.startswith("mailto:?subject=")
    assert parse_qs(urlsplit(mail).query) == {"subject": [article.title], "body": [url]}
    assert "+" not in mail
    for link in links.values():
        assert {"noopener", "noreferrer"} <= set(link["rel"])
        assert url in unquote(link["href"])
        assert urlsplit(link["href"]).scheme == "https"


def test_a_title_of_any_signs_is_shared_whole():
    url = "https://example.org/az/a/"
    mail = parse_qs(urlsplit(sharing.by_mail(url, NASTY)).query)
    assert mail == {"subject": [NASTY], "body": [url]}
    addresses = dict(sharing.services(url, NASTY))
    assert parse_qs(urlsplit(addresses["X"]).query) == {"url": [url], "text": [NASTY]}
    assert parse_qs(urlsplit(addresses["WhatsApp"]).query) == {"text": [f"{NASTY} {url}"]}


def test_buttons_that_need_a_script_are_hidden_without_one(client, article):
    buttons = soup(client, article).select("button[data-copy]")
    assert len(buttons) == 2
    assert all(button.parent.has_attr("hidden") for button in buttons)
    assert buttons[0]["data-copy"] == settings.SITE_URL + article.get_url()


# In words


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("az", "Azərbaycan Milli İncəsənət Muzeyi. “Başlıq”. 14 avqust 2023. {} (müraciət tarixi: {})."),
        ("en", "Azerbaijan National Art Museum. “Başlıq”. 14 August 2023. {} (accessed {})."),
        (
            "ka",
            "აზერბაიჯანის ხელოვნების ეროვნული მუზეუმი. „Başlıq“. 14 აგვისტო, 2023. {} (წვდომის თარიღი: {}).",
        ),
        ("tr", "Azerbaycan Millî Sanat Müzesi. “Başlıq”. 14 Ağustos 2023. {} (erişim tarihi: {})."),
    ],
)
def test_an_article_is_cited_in_the_readers_language(client, homes, language, sentence):
    day = datetime(2023, 8, 14, 7, 48, tzinfo=UTC)
    page = make.make_news(language, title="Başlıq", date=day)
    text = " ".join(soup(client, page).select_one(".cite__text").text.split())
    address = settings.SITE_URL + page.get_url()
    assert text == sentence.format(address, long_date(timezone.localdate(), language))


def test_a_work_is_cited_with_its_maker_date_and_number(client, work):
    text = " ".join(soup(client, work).select_one(".cite__text").text.split())
    assert text.startswith(
        "Azim Azimzade, Workshop of Jan Styka. Carpet with a medallion, late 19th century. "
        "Azerbaijan National Art Museum, accession number DEMO-7. Demonstration record. http"
    )
    assert soup(client, work).select_one(".cite__text cite").text == "Carpet with a medallion,"


def test_an_unknown_maker_is_said_to_be_so(client, homes):
    page = make.make_highlight("ka", title="ხალიჩა", unknown_maker=True)
    assert soup(client, page).select_one(".cite__text").text.startswith("უცნობი ავტორი. ხალიჩა.")


def test_events_are_cited_with_their_day_and_without_one_with_none(client, homes):
    dated = make.make_exhibition("en", title="Carpets", opens=date(2023, 4, 12), closes=date(2023, 4, 15))
    assert "“Carpets”. 12–15 April 2023. http" in soup(client, dated).select_one(".cite__text").text
    undated = make.make_event("en", title="Talk", sessions=[])
    assert "“Talk”. http" in " ".join(soup(client, undated).select_one(".cite__text").text.split())


@pytest.mark.parametrize("builder", ["make_institution", "make_person"])
def test_snippets_are_cited(client, homes, builder):
    thing = getattr(make, builder)()
    assert f"“{thing.title}”." in soup(client, thing).select_one(".cite__text").text
    assert set(files(client, thing)) == {"bib", "ris", "json"}


def test_a_sentence_ends_once():
    assert [citation.sentence(text) for text in ("Why?", "So.", "So")] == ["Why?", "So.", "So."]


# Files


def test_an_article_as_files(client, article):
    texts = files(client, article)
    url, today = settings.SITE_URL + article.get_url(), timezone.localdate()
    fields = bibtex_fields(texts["bib"])
    assert fields["kind"] == "online"
    assert fields["author"] == "{Azərbaycan Milli İncəsənət Muzeyi}"
    assert fields["title"] == "{Muzeylər əməkdaşlıq edir}"
    assert (fields["date"], fields["year"], fields["url"]) == ("2023-08-14", "2023", url)
    assert (fields["urldate"], fields["langid"]) == (today.isoformat(), "azerbaijani")

    record = ris_fields(texts["ris"])
    assert record[0] == ("TY", "ELEC")
    assert {("TI", article.title), ("DA", "2023/08/14"), ("UR", url), ("LA", "az")} <= set(record)
    assert ("Y2", f"{today:%Y/%m/%d}") in record

    (item,) = json.loads(texts["json"])
    assert item["type"] == "webpage"
    assert item["author"] == [{"literal": "Azərbaycan Milli İncəsənət Muzeyi"}]
    assert item["issued"] == {"date-parts": [[2023, 8, 14]]}
    assert item["accessed"] == {"date-parts": [[today.year, today.month, today.day]]}
    assert (item["URL"], item["language"]) == (url, "az")


def test_a_work_as_files(client, work):
    texts = files(client, work)
    fields = bibtex_fields(texts["bib"])
    assert (fields["kind"], fields["author"], fields["number"]) == ("misc", "{Azim Azimzade}", "DEMO-7")
    assert fields["note"] == "late 19th century; Demonstration record"
    record = ris_fields(texts["ris"])
    assert record[:2] == [("TY", "ART"), ("AU", "Azim Azimzade")]
    assert ("AN", "DEMO-7") in record
    (item,) = json.loads(texts["json"])
    assert (item["type"], item["archive_location"]) == ("graphic", "DEMO-7")
    assert item["issued"] == {"literal": "late 19th century"}


def test_a_work_of_one_year_as_files(client, homes):
    page = make.make_highlight("en", title="Carpet", date_text="1937", earliest_year=1937, latest_year=1937)
    texts = files(client, page)
    fields = bibtex_fields(texts["bib"])
    assert fields["year"] == "1937"
    assert "note" not in fields
    assert ("PY", "1937") in ris_fields(texts["ris"])
    assert json.loads(texts["json"])[0]["issued"] == {"date-parts": [[1937]]}


def test_the_day_of_an_event_is_noted_beside_that_of_its_publication(client, homes):
    page = make.make_exhibition("en", title="Carpets", opens=date(2023, 4, 12), closes=date(2023, 4, 15))
    texts = files(client, page)
    assert bibtex_fields(texts["bib"])["note"] == "12–15 April 2023"
    assert ("N1", "12–15 April 2023") in ris_fields(texts["ris"])
    (item,) = json.loads(texts["json"])
    assert item["note"] == "12–15 April 2023"
    assert item["issued"]["date-parts"][0][0] == timezone.localdate().year


def test_signs_that_mean_something_to_a_reader_of_files_are_escaped():
    cited = citation.Citation(
        key="12345678-0000", language="en", title=NASTY, url="https://example.org/", authors=("A & B",)
    )
    day = date(2026, 1, 2)
    with override("en"):
        title = bibtex_fields(citation.bibtex(cited, day))["title"]
        record = dict(ris_fields(citation.ris(cited, day)))
        (item,) = json.loads(citation.csl(cited, day))
    assert title.startswith(r"{A \{title\} of 100 \% \textbackslash{} \$5 \& \#1 \_\textasciitilde{}")
    assert record["TI"] == item["title"] == NASTY


def test_the_address_of_a_file_is_the_same_in_every_language_but_for_its_code(client, article):
    twin = make.make_news("ka", of=article, title="თანამშრომლობა")
    for page, language in ((article, "az"), (twin, "ka")):
        addresses = [link["href"] for link in soup(client, page).select(".cite a")]
        assert addresses == [
            f"/{language}/cite/{article.translation_key}.{form}" for form in ("bib", "ris", "json")
        ]
    (item,) = json.loads(client.get(f"/ka/cite/{article.translation_key}.json").content)
    assert (item["title"], item["language"]) == ("თანამშრომლობა", "ka")


@pytest.mark.parametrize(
    "path",
    [
        "/az/cite/{key}.docx",
        "/tr/cite/{key}.bib",
        "/az/cite/00000000-0000-0000-0000-000000000000.bib",
        "/az/cite/%00.bib",
        "/az/cite/{key}/",
    ],
)
def test_what_cannot_be_cited_is_not_found(client, article, path):
    assert client.get(path.format(key=article.translation_key)).status_code == 404


def test_nothing_hidden_is_cited(client, homes):
    draft, person = make.make_news(live=False), make.make_person(live=False)
    about = make.make_standard_page()
    for thing in (draft, person, about):
        assert client.get(f"/az/cite/{thing.translation_key}.bib").status_code == 404


def test_an_address_of_citations_is_no_page(homes):
    from django.core.exceptions import ValidationError

    page = make.make_standard_page()
    page.slug = "cite"
    with pytest.raises(ValidationError):
        page.full_clean()
