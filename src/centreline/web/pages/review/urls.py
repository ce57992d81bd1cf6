"""Addresses of the operating review."""

from django.urls import path

from centreline.web.pages.review import history, notes, views, with_partner

__all__ = ["urlpatterns"]

urlpatterns = [
    path("review/", views.newest, name="review"),
    path("review/start/", views.start, name="start_review"),
    path("review/<str:key>/", views.held, name="held_review"),
    path("review/<str:key>/history/", history.history, name="review_history"),
    path("review/<str:key>/decisions/", views.decide, name="decide_in_review"),
    path("review/<str:key>/notes/", notes.note, name="note_in_review"),
    path("review/<str:key>/sign/", with_partner.sign, name="sign_review"),
    path("review/<str:key>/actions/", views.assign, name="assign_in_review"),
    path("review/<str:key>/actions/<str:action>/done/", views.close, name="close_in_review"),
]
