"""Addresses of jobs."""

from django.urls import path

from centreline.web.pages.jobs import exports, views

__all__ = ["urlpatterns"]

urlpatterns = [
    path("jobs/", views.every, name="jobs"),
    path("jobs/<str:job_id>/", views.one, name="job"),
    path("exports/<str:job_id>/", exports.made, name="export"),
    path("exports/<str:job_id>/file/", exports.file, name="export_file"),
    path("jobs/<str:job_id>/again/", views.again, name="job_again"),
    path("jobs/<str:job_id>/cancel/", views.cancel, name="job_cancel"),
]
