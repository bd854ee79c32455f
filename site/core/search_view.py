"""The search page of one language."""

import unicodedata

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.folding import MAX_QUERY_LENGTH
from core.search import Hits

PER_PAGE = 20


class QueryField(forms.CharField):
    """Text in which control characters are blanks and which is cut, not refused, when it is too long."""

    widget = forms.TextInput(attrs={"type": "search", "maxlength": MAX_QUERY_LENGTH, "autocomplete": "off"})

    def to_python(self, value):
        text = super().to_python(value)
        plain = "".join(
            " " if unicodedata.category(sign)[0] == "C" else sign for sign in text[: 4 * MAX_QUERY_LENGTH]
        )
        return " ".join(plain.split())[:MAX_QUERY_LENGTH].strip()


class SearchForm(forms.Form):
    """What a reader looks for. Valid whatever was typed."""

    q = QueryField(label=_("Search"), required=False)
    page = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_page(self):
        number = self.cleaned_data["page"]
        return int(number) if number.isascii() and number.isdigit() and len(number) < 8 else 1


@require_safe
def search_view(request):
    """Show what is found in the active language, 20 on a page.

    A page number beyond the last shows the last, any other wrong one the first.

    Context: ``form``, ``query`` (cleaned), ``results`` (Django's page of pages and snippets), ``total``.
    """
    # A NUL in the page number would make the form invalid; nothing a reader sends should.
    form = SearchForm({"q": request.GET.get("q", ""), "page": request.GET.get("page", "").replace("\0", "")})
    form.is_valid()
    query = form.cleaned_data["q"]
    paginator = Paginator(Hits(query), PER_PAGE)
    results = paginator.get_page(form.cleaned_data["page"])
    context = {"form": form, "query": query, "results": results, "total": paginator.count}
    response = render(request, "search/search.html", context)
    if query:
        response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
