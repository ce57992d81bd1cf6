"""Addresses of the trail."""

from django.urls import path

from centreline.web.pages.trail import views

__all__ = ["urlpatterns"]

urlpatterns = [
    path("trail/", views.every, name="trail"),
    path("trail/rows", views.rows, name="trail_rows"),
    path("trail/whole/", views.whole, name="trail_whole"),
    path("trail/<int:number>/", views.one, name="trail_line"),
]
