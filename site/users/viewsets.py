"""Wagtail's accounts under Settings → Users, with our views."""

import django_filters
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.users.views.users import UserFilterSet, UserViewSet

from users import views
from users.forms import AccountForm, InvitationForm
from users.models import User

UNUSABLE = "!"  # what Django writes in the place of a password that nobody has


class AccountFilterSet(UserFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=User.State.choices, method="with_state", empty_label=_("All")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.filters["is_active"]  # said by the state

    def with_state(self, accounts, name, value):
        if value == User.State.DEACTIVATED:
            return accounts.filter(is_active=False)
        accounts = accounts.filter(is_active=True)
        if value == User.State.INVITED:
            return accounts.filter(password__startswith=UNUSABLE)
        return accounts.exclude(password__startswith=UNUSABLE)


class AccountViewSet(UserViewSet):
    index_view_class = views.IndexView
    add_view_class = views.InviteView
    edit_view_class = views.EditView
    delete_view_class = views.DeleteView
    create_template_name = "wagtailadmin/generic/create.html"  # our forms are short: no tabs
    edit_template_name = "wagtailadmin/generic/edit.html"
    filterset_class = AccountFilterSet
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        return AccountForm if for_update else InvitationForm

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("link/<int:pk>/", views.LinkView.as_view(), name="link"),
            path("deactivate/<int:pk>/", views.DeactivateView.as_view(), name="deactivate"),
            path("activate/<int:pk>/", views.ActivateView.as_view(), name="activate"),
        ]
