"""Numbers and prices as readers of each language write them."""

from contextlib import nullcontext
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils import translation
from django.utils.formats import number_format

MANAT = "₼"
_NO_BREAK = "\xa0"


def _decimal(value):
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _written(number, places, language):
    with translation.override(language) if language else nullcontext():
        return number_format(number, places, use_l10n=True, force_grouping=True)


def number(value, language=None):
    """Write a number with the language's separators and no idle zeros: 12.345,6 in az and tr, 12,345.6 in English.

    Args:
        value: ``Decimal``, int, or text of one; anything else gives an empty string.
        language: two-letter code; by default the active language.
    """
    amount = _decimal(value)
    if amount is None:
        return ""
    places = max(0, -amount.normalize().as_tuple().exponent)
    return _written(amount, places, language)


def money(value, language=None):
    """Write an amount in manats: 5 ₼, 1.234,50 ₼ (az), 1,234.50 ₼ (en). Qəpiks are shown only if there are any.

    Args:
        value: ``Decimal``, int, or text of one; anything else gives an empty string.
        language: two-letter code; by default the active language.
    """
    amount = _decimal(value)
    if amount is None:
        return ""
    amount = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
    places = 0 if amount == amount.to_integral_value() else 2
    return _written(amount, places, language) + _NO_BREAK + MANAT
