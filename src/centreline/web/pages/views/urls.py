"""Addresses of saved views."""

from django.urls import path

from centreline.web.pages.views import writing

__all__ = ["urlpatterns"]

urlpatterns = [
    path("views/<str:table>/save/", writing.save, name="view_save"),
    path("views/<str:key>/drop/", writing.drop, name="view_drop"),
]
