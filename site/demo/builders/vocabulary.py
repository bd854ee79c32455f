"""The vocabularies: one word per item and language."""

from collection.models import Material, ObjectType, School
from demo.builders.base import Builder
from partners.models import CooperationArea


class AreaBuilder(Builder):
    section = "areas"
    title = "Areas of cooperation"
    model = CooperationArea


class ObjectTypeBuilder(Builder):
    section = "object_types"
    title = "Object types"
    model = ObjectType


class MaterialBuilder(Builder):
    section = "materials"
    title = "Materials"
    model = Material


class SchoolBuilder(Builder):
    section = "schools"
    title = "Schools"
    model = School
