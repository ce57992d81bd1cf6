"""Addresses of jobs."""

from django.urls import path

from centreline.web.pages.jobs import views

__all__ = ["urlpatterns"]

urlpatterns = [
    path("jobs/", views.every, name="jobs"),
    path("jobs/<str:job_id>/", views.one, name="job"),
    path("jobs/<str:job_id>/cancel/", views.cancel, name="job_cancel"),
]
