from collection.models.highlight import (
    BibliographyEntry,
    Dimension,
    ExhibitionEntry,
    HighlightImage,
    HighlightMaker,
    HighlightMaterial,
    HighlightPage,
    ProvenanceEntry,
)
from collection.models.indexes import CollectionIndexPage, MakerIndexPage
from collection.models.rooms import Room, RoomIndexPage
from collection.models.terms import Material, ObjectType, School

__all__ = [
    "BibliographyEntry",
    "CollectionIndexPage",
    "Dimension",
    "ExhibitionEntry",
    "HighlightImage",
    "HighlightMaker",
    "HighlightMaterial",
    "HighlightPage",
    "MakerIndexPage",
    "Material",
    "ObjectType",
    "ProvenanceEntry",
    "Room",
    "RoomIndexPage",
    "School",
]
