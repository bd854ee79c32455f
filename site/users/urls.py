"""The pages of passwords, at the addresses by which Wagtail knows its own."""

from django.urls import path
from django.views.decorators.cache import never_cache

from users import passwords

urlpatterns = [
    path("", never_cache(passwords.AskView.as_view())),
    path("confirm/<uidb64>/<token>/", never_cache(passwords.ChooseView.as_view())),
    path("complete/", never_cache(passwords.CompleteView.as_view())),
]
