"""The guide in the CMS: the same jobs in four languages, with pictures, for everybody who may sign in."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.users.models import UserProfile

from desk import guide
from tests import factories as make

LANGUAGES = ("az", "en", "ka", "tr")
MODEST = 200_000  # bytes of a picture


def test_every_job_is_told_alike_in_four_languages():
    def shape(job, language):
        pictures = [
            match["path"].replace(f"/{language}/", "/…/") for match in guide.PICTURE.finditer(job.text)
        ]
        links = re.findall(r"\]\((\d+-[a-z-]+\.md)\)", job.text)
        return job.slug, pictures, links, re.findall(r"^(?:\d+\. |- |## )", job.text, re.MULTILINE)

    told = {language: [shape(job, language) for job in guide.jobs(language)] for language in LANGUAGES}
    assert len(told["en"]) >= 10
    for language in LANGUAGES:
        assert told[language] == told["en"], language
    assert len({job.title for language in LANGUAGES for job in guide.jobs(language)}) == 4 * len(told["en"])


def test_every_picture_is_shown_somewhere_and_modest():
    named = {
        match["path"]
        for language in LANGUAGES
        for job in guide.jobs(language)
        for match in guide.PICTURE.finditer(job.text)
    }
    files = {str(file.relative_to(guide.STATIC)): file.stat().st_size for file in guide.STATIC.rglob("*.png")}
    assert set(files) <= named
    assert [name for name, size in files.items() if size >= MODEST] == []


def test_the_small_part_of_markdown_that_the_guide_is_written_in():
    text = (
        "One **bold**, *slanted*, `code` & <b>\ngoes on.\n\n## Next\n\n1. First\n   goes on\n2. Second\n\n"
        "![A “form”](../../static/desk/guide/en/sign-in.png)\n\n"
        "![Not taken](../../static/desk/guide/en/none.png)\n\n3. Third\n\n- [there](07-translate.md)"
    )
    html = BeautifulSoup(guide.render(text), "html.parser")
    assert html.p.get_text() == "One bold, slanted, code & <b> goes on."
    assert [html.strong.text, html.em.text, html.code.text, html.h2.text] == [
        "bold",
        "slanted",
        "code",
        "Next",
    ]
    assert [(ol["start"], [li.text for li in ol("li")]) for ol in html("ol")] == [
        ("1", ["First goes on", "Second"]),
        ("3", ["Third"]),
    ]
    assert html.img["alt"] == "A “form”"
    assert len(html("img")) == 1
    assert "guide/en/sign-in" in html.img["src"]
    assert html.ul.a["href"] == "../translate/"


@pytest.mark.django_db
def test_staff_find_the_guide_under_help_in_their_language_and_nobody_else_does(client, homes):
    contents, job = reverse("guide"), reverse("guide_job", args=["translate"])
    assert client.get(job)["Location"].startswith(reverse("wagtailadmin_login"))

    client.force_login(make.make_user("editor", "Editors"))
    UserProfile.objects.create(user_id=client.session["_auth_user_id"], preferred_language="ka")
    html = BeautifulSoup(client.get(contents).content, "html.parser")
    georgian = guide.jobs("ka")
    assert [link.text for link in html.select(".guide__contents a")] == [entry.title for entry in georgian]
    assert contents in html.select_one("#wagtail-sidebar-props").text

    html = BeautifulSoup(client.get(job).content, "html.parser")
    entry = next(entry for entry in georgian if entry.slug == "translate")
    assert html.select_one("[aria-current=page]").text == html.select_one("article h2").text == entry.title
    assert client.get(reverse("guide_job", args=["no-such-job"]), follow=True).status_code == 404
