"""Address of the home page."""

from django.urls import path

from centreline.web.pages.home import views

__all__ = ["urlpatterns"]

urlpatterns = [path("", views.home, name="home")]
