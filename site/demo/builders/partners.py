"""Institutions and persons."""

from demo.builders.base import Builder
from partners.models import Institution, Person


class InstitutionBuilder(Builder):
    section = "institutions"
    title = "Institutions"
    model = Institution


class PersonBuilder(Builder):
    section = "people"
    title = "People"
    model = Person
    renames = {"title": "title_text"}
