"""Addresses of the people who can sign in."""

from django.urls import path

from centreline.web.pages.people import views, writing

__all__ = ["urlpatterns"]

urlpatterns = [
    path("people/", views.every, name="people"),
    path("people/rows", views.rows, name="people_rows"),
    path("people/add/", writing.add, name="person_add"),
    path("people/one/<str:name>/", writing.change, name="person"),
    path("people/one/<str:name>/shut-out/", writing.end_access, name="person_shut_out"),
    path("people/one/<str:name>/let-in/", writing.let_back_in, name="person_let_in"),
    path("people/one/<str:name>/password/", writing.password, name="person_password"),
]
