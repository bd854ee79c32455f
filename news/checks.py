"""What agreements and exhibitions abroad cannot do without, beyond what their forms demand."""

from django.utils.translation import gettext as _


def missing_partner(page):
    """Return the rule, the field and what is missing, if no institution but our own is named: for ``missing_facts``."""
    paths = ("partners__institution", *page.institutions_at)
    relations = dict.fromkeys(path.split("__")[0] for path in paths)
    for relation in relations:
        for row in getattr(page, relation).all():
            if row.institution_id and not row.institution.is_own:
                return []
    field = next(relation for relation in relations if relation != "partners")
    return [("partner", field, _("No partner is named. Choose the institution it is done with."))]
