"""News: agreements, exhibitions abroad, anniversaries, announcements."""

from demo.builders.pages import PageBuilder
from news.models import AgreementPage, AnniversaryPage, ExhibitionAbroadPage, NewsPage


class NewsBuilder(PageBuilder):
    section = "news"
    title = "News"
    models = {
        model.__name__: model for model in (NewsPage, AgreementPage, ExhibitionAbroadPage, AnniversaryPage)
    }
    parent = "news"
    renames = PageBuilder.renames | {
        "kind_of_document": "document_kind",
        "subject_kind": "subject",
        "subject_person": "person",
        "subject_institution": "institution",
    }
    row_fields = PageBuilder.row_fields | {
        "partners": "institution",
        "organisers": "institution",
        "areas": "area",
        "works": "page",
        "countries": "country",
    }
