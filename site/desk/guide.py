"""The guide in the CMS: how to do the everyday jobs, in the language of whoever asks.

One text a job and language, ``guide/<language>/<number>-<job>.md``: a small part of Markdown, so that the same files
can be read in the repository. The pictures beside them are taken from the running site by ``make guide``.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.http import Http404
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

FOLDER = Path(__file__).parent / "guide"
STATIC = FOLDER.parent / "static"
PICTURE = re.compile(r"!\[(?P<alt>[^\]]+)\]\(\.\./\.\./static/(?P<path>[^)]+)\)")
NUMBERED = re.compile(r"(\d+)\. ")


class Job(NamedTuple):
    """One text of the guide.

    Attributes:
        slug: its part of the address, the same in every language: ``translate``.
        title: what the person wants to do.
        text: the rest, as it stands in the file.
    """

    slug: str
    title: str
    text: str

    @property
    def html(self):
        return render(self.text)


@cache
def jobs(language):
    """Return the jobs in their order, in that language, or in English where the guide does not speak it."""
    folder = FOLDER / language
    if not folder.is_dir():
        return jobs("en")
    found = []
    for file in sorted(folder.glob("*.md")):
        heading, text = file.read_text(encoding="utf-8").split("\n", 1)
        found.append(Job(file.stem.split("-", 1)[1], heading.removeprefix("# "), text.strip()))
    return tuple(found)


def render(text):
    """Return the HTML of paragraphs, ``##`` headings, ``-`` and ``1.`` lists, pictures, emphasis, code and links."""
    return mark_safe("\n".join(_block(block.strip()) for block in text.split("\n\n")))


def _block(block):
    if picture := PICTURE.fullmatch(block):
        if not (STATIC / picture["path"]).is_file():
            return ""  # the words say it, too; “make guide” takes the picture
        source = escape(static(picture["path"]))
        return f'<p><img class="guide__picture" src="{source}" alt="{escape(picture["alt"])}" loading="lazy"></p>'
    if block.startswith("## "):
        return f"<h2>{_inline(block[3:])}</h2>"
    if block.startswith("- "):
        return f"<ul>{_items(block, '- ')}</ul>"
    if number := NUMBERED.match(block):
        return f'<ol start="{number[1]}">{_items(block, NUMBERED)}</ol>'
    return f"<p>{_inline(block)}</p>"


def _items(block, mark):
    """A line that does not begin with the mark goes on with the item before it."""
    items = []
    for line in block.split("\n"):
        begins = line.startswith(mark) if isinstance(mark, str) else mark.match(line)
        if begins:
            items.append(line[len(mark) if isinstance(mark, str) else begins.end() :])
        else:
            items[-1] += " " + line.strip()
    return "".join(f"<li>{_inline(item)}</li>" for item in items)


def _inline(words):
    words = escape(words.replace("\n", " "))
    words = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", words)
    words = re.sub(r"\*(.+?)\*", r"<em>\1</em>", words)
    words = re.sub(r"`(.+?)`", r"<code>\1</code>", words)
    return re.sub(r"\[([^\]]+)\]\(\d+-([a-z-]+)\.md\)", r'<a href="../\2/">\1</a>', words)


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """The contents, or the text of one job. For everybody who may enter the CMS: it tells nothing but how."""

    page_title = _("Everyday jobs")
    header_icon = "help"
    template_name = "desk/guide.html"

    def get(self, request, slug=None):
        self.jobs = jobs((get_language() or "en").split("-")[0])
        self.job = next((job for job in self.jobs if job.slug == slug), None)
        if slug and not self.job:
            raise Http404
        return super().get(request)

    def get_page_subtitle(self):
        return self.job.title if self.job else ""

    def get_breadcrumbs_items(self):
        contents = {"url": reverse("guide"), "label": self.page_title}
        here = [contents, {"url": "", "label": self.job.title}] if self.job else [{**contents, "url": ""}]
        return [*self.breadcrumbs_items, *here]

    def get_context_data(self, **kwargs):
        place = self.jobs.index(self.job) if self.job else -1
        return super().get_context_data(
            jobs=self.jobs,
            job=self.job,
            previous=self.jobs[place - 1] if place > 0 else None,
            next=self.jobs[place + 1] if place + 1 < len(self.jobs) else None,
            **kwargs,
        )


def addresses():
    view = GuideView.as_view()
    return [path("guide/", view, name="guide"), path("guide/<slug:slug>/", view, name="guide_job")]


def menu_item():
    return MenuItem(_("Everyday jobs"), reverse("guide"), name="guide", icon_name="help", order=100)
