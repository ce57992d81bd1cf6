"""Address of the help."""

from django.urls import path

from centreline.web.pages.help import views

__all__ = ["urlpatterns"]

urlpatterns = [path("help/", views.on_page, name="help")]
