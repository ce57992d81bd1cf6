"""Addresses of the live floor."""

from django.urls import path

from centreline.web.pages.floor import views

__all__ = ["urlpatterns"]

urlpatterns = [path("floor/", views.floor, name="floor")]
