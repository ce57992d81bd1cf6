"""Addresses of my day, of what is heard from it, and of disputes about evaluations."""

from django.urls import path

from centreline.web.pages.my_day import disputing, held, views, writing

__all__ = ["urlpatterns"]

urlpatterns = [
    path("my-day/", views.my_day, name="my_day"),
    path("my-day/confirm/", writing.confirm, name="my_day_confirm"),
    path("my-day/feedback/", writing.say, name="my_day_feedback"),
    path("my-day/dispute/", disputing.dispute, name="my_day_dispute"),
    path("my-day/held/", held.held, name="my_day_held"),
    path("my-day/held/<slug:table>/", held.rows, name="my_day_rows"),
    path("disputes/", disputing.disputes, name="disputes"),
    path("disputes/<str:key>/answer/", disputing.judge, name="dispute_answer"),
    path("heard/", views.heard, name="heard"),
    path("heard/<str:key>/answer/", writing.answer, name="heard_answer"),
]
