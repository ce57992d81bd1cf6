"""Addresses of catalogues and histories."""

from django.urls import path

from centreline.web.pages.catalogues import history_views, views

__all__ = ["urlpatterns"]

urlpatterns = [
    path("catalogue/", views.catalogues, name="catalogues"),
    path("catalogue/glossary/", views.glossary, name="glossary"),
    path("catalogue/<slug:kind>/", views.catalogue, name="catalogue"),
    path("catalogue/<slug:kind>/<str:key>/", views.entry, name="catalogue_entry"),
    path("history/<slug:kind>/<str:key>/", history_views.history, name="history"),
    path("history/<slug:kind>/<str:key>/undo/<int:version>/", history_views.undo, name="history_undo"),
]
