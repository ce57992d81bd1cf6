"""Addresses of the home page and of what stands behind its answers."""

from django.urls import path

from centreline.web.pages.home import views

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", views.home, name="home"),
    path("answers/<slug:slug>/", views.behind, name="home_answer"),
]
