"""Addresses of metrics."""

from django.urls import path

from centreline.web.pages.metrics import views

__all__ = ["urlpatterns"]

urlpatterns = [
    path("metrics/", views.listed, name="metrics"),
    path("metrics/<slug:name>/", views.metric, name="metric"),
]
