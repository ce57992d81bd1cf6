"""Every address: those of each area of pages, of the API, and of signing in."""

from importlib import import_module
from pkgutil import iter_modules

from django.urls import include, path

from centreline.web import pages
from centreline.web.api.urls import urlpatterns as api_patterns

__all__ = ["urlpatterns"]

AREAS = sorted(area.name for area in iter_modules(pages.__path__) if area.ispkg)

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    *api_patterns,
    *(pattern for area in AREAS for pattern in import_module(f"{pages.__name__}.{area}.urls").urlpatterns),
]

handler404 = "centreline.web.frame.failing.not_there"
handler403 = "centreline.web.frame.failing.not_allowed"
handler400 = "centreline.web.frame.failing.not_understood"
handler500 = "centreline.web.frame.failing.failed"
