"""Addresses of one's own account, of what a person sets for themselves, and of the limits."""

from django.urls import path

from centreline.web.pages.account import first, limits, own, views

__all__ = ["urlpatterns"]

urlpatterns = [
    path("accounts/first/", first.first, name="first_administrator"),
    path("account/", own.own, name="account"),
    path("account/tokens/", own.tokens, name="tokens"),
    path("account/tokens/<str:token>/revoke/", own.revoke, name="token_revoke"),
    path("limits/", limits.limits, name="limits"),
    path("preferences/", views.preferences, name="preferences"),
]
