"""Addresses of what a person sets for themselves."""

from django.urls import path

from centreline.web.pages.account import views

__all__ = ["urlpatterns"]

urlpatterns = [path("preferences/", views.preferences, name="preferences")]
