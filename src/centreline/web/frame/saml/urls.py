"""Addresses of signing in by SAML, in the names allauth looks them up by."""

from allauth.socialaccount.providers.saml.views import login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from centreline.web.frame.saml.views import CameBack, Finish, Metadata

__all__ = ["urlpatterns"]

_PROVIDER = "saml/<str:organization_slug>/"  # as allauth calls it; lint: words


def _no_sign_out(_request: HttpRequest, **_named: str) -> HttpResponse:
    """Say that nobody is signed out from elsewhere: allauth asks for the address, and would believe anybody there."""
    raise Http404


urlpatterns = [
    path(_PROVIDER + "login/", login, name="saml_login"),
    path(_PROVIDER + "acs/", CameBack.as_view(), name="saml_acs"),
    path(_PROVIDER + "acs/finish/", Finish.as_view(), name="saml_finish_acs"),
    path(_PROVIDER + "metadata/", Metadata.as_view(), name="saml_metadata"),
    path(_PROVIDER + "sls/", _no_sign_out, name="saml_sls"),
]
