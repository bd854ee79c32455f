from partners.models.institutions import CooperationArea, Institution
from partners.models.people import Person, PersonName

__all__ = ["CooperationArea", "Institution", "Person", "PersonName"]
