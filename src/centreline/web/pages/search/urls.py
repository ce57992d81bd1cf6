"""Address of the search."""

from django.urls import path

from centreline.web.pages.search import views

__all__ = ["urlpatterns"]

urlpatterns = [path("search/", views.search, name="search")]
