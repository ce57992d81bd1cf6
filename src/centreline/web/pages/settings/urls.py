"""Addresses of the settings."""

from django.urls import path

from centreline.web.pages.settings import checks, retention, tuning, views, zone

__all__ = ["urlpatterns"]

urlpatterns = [
    path("settings/", views.overview, name="settings"),
    path("settings/checks/", checks.checks, name="settings_checks"),
    path("settings/checks/<str:check>/", tuning.tune, name="settings_check"),
    path("settings/checks/<str:check>/as-the-book/", tuning.back, name="settings_check_back"),
    path("settings/retention/", retention.retention, name="settings_retention"),
    path("settings/zone/", zone.zone, name="settings_zone"),
]
