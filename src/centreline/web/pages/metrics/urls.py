"""Addresses of metrics."""

from django.urls import path

from centreline.web.pages.metrics import breakdown, history, meaning, origin, proposing, views, ways, writing

__all__ = ["urlpatterns"]

urlpatterns = [
    path("metrics/", views.listed, name="metrics"),
    path("metrics/<slug:name>/", views.metric, name="metric"),
    path("metrics/<slug:name>/points", views.points, name="metric_points"),
    path("metrics/<slug:name>/history/", history.history, name="metric_history"),
    path("metrics/<slug:name>/ways/", ways.ways, name="metric_ways"),
    path("metrics/<slug:name>/breakdown/", breakdown.breakdown, name="metric_breakdown"),
    path("metrics/<slug:name>/origin/", origin.origin, name="metric_origin"),
    path("metrics/<slug:name>/meaning/", meaning.meaning, name="metric_meaning"),
    path("metrics/<slug:name>/meaning/propose/", proposing.propose, name="metric_propose"),
    path("metrics/<slug:name>/meaning/<str:key>/approve/", proposing.approve, name="metric_approve"),
    path("metrics/<slug:name>/meaning/<str:key>/reject/", proposing.reject, name="metric_reject"),
    path("metrics/<slug:name>/meaning/<str:key>/adopt/", proposing.adopt, name="metric_adopt"),
    path("metrics/<slug:name>/annotate/", writing.annotate, name="metric_annotate"),
    path("metrics/<slug:name>/follow/", writing.follow, name="metric_follow"),
    path("metrics/<slug:name>/unfollow/", writing.unfollow, name="metric_unfollow"),
    path("metrics/<slug:name>/target/", writing.target, name="metric_target"),
    path("metrics/<slug:name>/anew/", writing.anew, name="metric_anew"),
    path("metrics/<slug:name>/undo/<str:kind>/<str:key>/<int:version>/", writing.undo, name="metric_undo"),
]
