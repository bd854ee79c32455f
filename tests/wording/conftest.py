"""Whoever signs in here reads English: what the CMS says is asked for in the words of the source."""

import pytest
from wagtail.users.models import UserProfile


@pytest.fixture
def admin_client(admin_client, admin_user):
    UserProfile.objects.create(user=admin_user, preferred_language="en")
    return admin_client
