"""Addresses of my day and of what is heard from it."""

from django.urls import path

from centreline.web.pages.my_day import held, views, writing

__all__ = ["urlpatterns"]

urlpatterns = [
    path("my-day/", views.my_day, name="my_day"),
    path("my-day/confirm/", writing.confirm, name="my_day_confirm"),
    path("my-day/feedback/", writing.say, name="my_day_feedback"),
    path("my-day/held/", held.held, name="my_day_held"),
    path("my-day/held/<slug:table>/", held.rows, name="my_day_rows"),
    path("heard/", views.heard, name="heard"),
    path("heard/<str:key>/answer/", writing.answer, name="heard_answer"),
]
