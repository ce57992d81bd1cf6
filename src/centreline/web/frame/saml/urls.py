"""Addresses of signing in by SAML, in the names allauth looks them up by."""

from collections.abc import Callable
from importlib import import_module

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

__all__ = ["urlpatterns"]

_PROVIDER = "saml/<str:organization_slug>/"  # as allauth calls it; lint: words


def _loaded(name: str) -> Callable[..., HttpResponseBase]:
    """Return a view that is loaded when it is asked for: the libraries behind it take 12 MiB of every process."""

    def answer(request: HttpRequest, **named: str) -> HttpResponseBase:
        view: Callable[..., HttpResponseBase] = getattr(import_module("centreline.web.frame.saml.views"), name)
        return view(request, **named)

    return answer


def _no_sign_out(_request: HttpRequest, **_named: str) -> HttpResponse:
    """Say that nobody is signed out from elsewhere: allauth asks for the address, and would believe anybody there."""
    raise Http404


urlpatterns = [
    path(_PROVIDER + "login/", _loaded("login"), name="saml_login"),
    # The form stands on the provider's page, so that it has no token of ours; its signature is checked.
    path(_PROVIDER + "acs/", csrf_exempt(_loaded("came_back")), name="saml_acs"),
    path(_PROVIDER + "acs/finish/", _loaded("finish"), name="saml_finish_acs"),
    path(_PROVIDER + "metadata/", _loaded("metadata"), name="saml_metadata"),
    path(_PROVIDER + "sls/", _no_sign_out, name="saml_sls"),
]
