"""Addresses below ``/<language>/alerts/``. They stand in letters for years."""

from django.urls import path

from press.alerts import views

urlpatterns = [
    path("", views.subscribe, name="alerts"),
    path("confirm/<str:token>/", views.confirm, name="alerts-confirm"),
    path("<slug:key>/", views.manage, name="alerts-manage"),
    path("<slug:key>/stop/", views.stop, name="alerts-stop"),
]
