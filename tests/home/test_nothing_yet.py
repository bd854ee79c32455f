"""A museum that has just begun: what a page says of which there is nothing yet."""

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import gettext, override

from home.models import CooperationPage
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_an_index_of_partners_without_partners_says_so(client):
    make.make_homes(["az"])
    page = BeautifulSoup(client.get(make.make_index(CooperationPage).get_url()).content, "html.parser")
    assert page.select(".figures") == []
    with override("az"):
        assert page.select_one(".state").get_text(strip=True) == gettext("There is nothing here yet.")
