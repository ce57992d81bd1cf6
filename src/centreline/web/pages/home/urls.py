"""Addresses of the home page and of what stands behind its answers."""

from django.urls import path

from centreline.web.pages.home import rows, views

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", views.home, name="home"),
    path("answers/<slug:slug>/", views.behind, name="home_answer"),
    path("answers/<slug:slug>/rows/", rows.rows, name="home_rows"),
]
