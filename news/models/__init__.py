from news.models.agreement import AgreementArea, AgreementDocument, AgreementPage, AgreementParty, Signatory
from news.models.anniversary import AnniversaryCountry, AnniversaryPage
from news.models.exhibition_abroad import (
    ExhibitionAbroadPage,
    ExhibitionOrganiser,
    ExhibitionParticipant,
    Occasion,
    ShownWork,
    Venue,
)
from news.models.news import NewsIndexPage, NewsPage, NewsPartner

__all__ = [
    "AgreementArea",
    "AgreementDocument",
    "AgreementPage",
    "AgreementParty",
    "AnniversaryCountry",
    "AnniversaryPage",
    "ExhibitionAbroadPage",
    "ExhibitionOrganiser",
    "ExhibitionParticipant",
    "NewsIndexPage",
    "NewsPage",
    "NewsPartner",
    "Occasion",
    "ShownWork",
    "Signatory",
    "Venue",
]
