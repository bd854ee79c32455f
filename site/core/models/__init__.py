"""Mechanisms that every section builds on; no public content of its own."""

from core.models.collections import SectionCollection
from core.models.documents import MuseumDocument
from core.models.due import DueFailure, LastRun
from core.models.images import MuseumImage, MuseumRendition, ReplacedFile
from core.models.pages import IndexPage, SitePage, StoryPage
from core.models.rows import DocumentRow, FactRow, RelatedPage, WordRow
from core.models.settings import ContactPoint, OpeningHours, Price, SiteSettings, SpecialDay
from core.models.snippets import AddressedSnippet, SnippetHost, Term

__all__ = [
    "AddressedSnippet",
    "ContactPoint",
    "DocumentRow",
    "DueFailure",
    "FactRow",
    "IndexPage",
    "LastRun",
    "MuseumDocument",
    "MuseumImage",
    "MuseumRendition",
    "OpeningHours",
    "Price",
    "RelatedPage",
    "ReplacedFile",
    "SectionCollection",
    "SitePage",
    "SiteSettings",
    "SnippetHost",
    "SpecialDay",
    "StoryPage",
    "Term",
    "WordRow",
]
