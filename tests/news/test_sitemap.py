"""What news search engines are given: the last two days, in each language."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django.utils.translation import gettext, override
from lxml import etree
from wagtail.models import PageViewRestriction

from news import sitemaps
from news.models import NewsPage
from tests import factories as make

pytestmark = pytest.mark.django_db

LANGUAGES = ["az", "en", "ka", "tr"]
SITE = "https://museum.example"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


@pytest.fixture(autouse=True)
def _served(settings, homes):
    settings.SITE_URL = SITE


def entries(client, language="az"):
    response = client.get(f"/sitemap-news-{language}.xml")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    document = etree.fromstring(response.content)
    return [
        {etree.QName(node).localname: node.text for node in url.iter() if node.text and node.text.strip()}
        for url in document.findall("s:url", NAMES)
    ]


def listed(client):
    """Return the parts that the index lists, by the last part of their addresses."""
    document = etree.fromstring(client.get("/sitemap.xml").content)
    return {place.text.rpartition("/")[2] for place in document.findall("s:sitemap/s:loc", NAMES)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_fresh_news_is_told_as_the_protocol_wants_it(client, language):
    page = make.make_news(language, title='Başlıq "dırnaq" & <b> \x0b 🎨', date=timezone.now())
    (entry,) = entries(client, language)
    with override(language):
        museum = gettext("Azerbaijan National Art Museum")
    assert entry == {
        "loc": f"{SITE}{page.get_url()}",
        "name": museum,
        "language": language,
        "publication_date": timezone.localtime(page.date).isoformat(timespec="seconds"),
        "title": 'Başlıq "dırnaq" & <b>  🎨',
    }
    assert client.get(page.get_url()).status_code == 200
    assert {name for name in listed(client) if "news" in name} == {f"sitemap-news-{language}.xml"}


def test_news_is_news_for_two_days_and_nothing_else_ever_is(client):
    now = timezone.now()
    kept = make.make_agreement(title="Təzə", date=now - timedelta(hours=47))
    make.make_news(title="Köhnə", date=now - timedelta(hours=49))
    make.make_news(title="Qaralama", date=now, live=False)
    make.make_news(title="Gələcək", date=now + timedelta(hours=1))
    make.make_event(title="Tədbir")
    private = make.make_news(title="Məxfi", date=now)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    ended = make.make_news(title="Bitmiş", date=now)
    NewsPage.objects.filter(pk=ended.pk).update(expire_at=now)
    assert [entry["title"] for entry in entries(client)] == ["Təzə"]
    with time_machine.travel(now + timedelta(hours=2), tick=False):
        assert entries(client) == []
        assert not any("news" in name for name in listed(client))
    kept.unpublish()
    assert entries(client) == []


def test_there_are_never_more_than_the_protocol_allows(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 2)
    now = timezone.now()
    for hours in (3, 1, 2):
        make.make_news(title=str(hours), date=now - timedelta(hours=hours))
    assert [entry["title"] for entry in entries(client)] == ["1", "2"]


def test_its_queries_do_not_grow(client, django_assert_max_num_queries):
    for _number in range(9):
        make.make_news(date=timezone.now())
    with django_assert_max_num_queries(6):
        assert len(entries(client)) == 9


@pytest.mark.parametrize("name", ["news-xx", "nonsense", "news"])
def test_an_unknown_part_is_a_clear_404(client, name):
    assert client.get(f"/sitemap-{name}.xml").status_code == 404
