"""Addresses of the settings."""

from django.urls import path

from centreline.web.pages.settings import checks, holding, holds, retaining, retention, tuning, views, zone

__all__ = ["urlpatterns"]

urlpatterns = [
    path("settings/", views.overview, name="settings"),
    path("settings/checks/", checks.checks, name="settings_checks"),
    path("settings/checks/<str:check>/", tuning.tune, name="settings_check"),
    path("settings/checks/<str:check>/as-the-book/", tuning.back, name="settings_check_back"),
    path("settings/holds/", holds.holds, name="settings_holds"),
    path("settings/holds/find/", holds.find, name="settings_hold_find"),
    path("settings/holds/place/", holding.place, name="settings_hold_place"),
    path("settings/holds/<str:hold>/lift/", holding.lift, name="settings_hold_lift"),
    path("settings/retention/", retention.retention, name="settings_retention"),
    path("settings/retention/hour/", retaining.hour, name="settings_retention_at"),
    path("settings/zone/", zone.zone, name="settings_zone"),
]
