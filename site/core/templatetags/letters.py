"""Template filters of e-mails, which are plain text."""

from django import template

from core import dates

register = template.Library()


@register.filter
def plain_date(value):
    """``{{ message.delete_on|plain_date }}``: the day in full, as text."""
    return dates.long_date(value)


@register.filter
def as_quotation(text):
    """``{{ message.text|as_quotation }}``: each line marked as somebody else's, as mail programs do."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())
