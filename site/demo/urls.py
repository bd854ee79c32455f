"""Addresses that only developers have, below ``/<language>/-/``."""

from django.urls import path

from demo.style import style_page

urlpatterns = [path("style/", style_page)]
