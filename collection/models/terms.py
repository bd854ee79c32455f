from django.utils.translation import gettext_lazy as _

from core.cache import forget_on_change
from core.models import Term


@forget_on_change
class ObjectType(Term):
    """What kind of thing a work is: painting, carpet, ceramic."""

    class Meta(Term.Meta):
        verbose_name = _("object type")
        verbose_name_plural = _("object types")


@forget_on_change
class Material(Term):
    """What a work is made of: wool, oil, glazed earthenware."""

    class Meta(Term.Meta):
        verbose_name = _("material")
        verbose_name_plural = _("materials")


@forget_on_change
class School(Term):
    """The school or culture a work is assigned to."""

    class Meta(Term.Meta):
        verbose_name = _("school or culture")
        verbose_name_plural = _("schools and cultures")
