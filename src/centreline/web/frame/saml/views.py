"""Where a SAML provider sends people back to, and what it is told about this server."""

import logging
from http import HTTPStatus
from typing import Any, cast

import xmlsec
from allauth.core import ratelimit
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.saml import views as allauth_views
from allauth.socialaccount.providers.saml.utils import build_saml_config
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from lxml.etree import LxmlError
from onelogin.saml2.errors import OneLogin_Saml2_ValidationError
from onelogin.saml2.settings import OneLogin_Saml2_Settings

__all__ = ["CameBack", "Finish", "Metadata", "came_back", "finish", "login", "metadata"]

_LOG = logging.getLogger("centreline.web")

UNREAD = (LxmlError, ValueError, xmlsec.Error, OneLogin_Saml2_ValidationError)
"""What python3-saml lets through of an answer that is no XML, is not in order, or is encrypted for somebody else."""

LARGEST_ANSWER_BYTES = 262_144
"""Answers are kept for the moment it takes to come back; the largest of real providers have a tenth of this."""


class CameBack(allauth_views.ACSView):
    """Take what the provider made a browser post, and hand it on to `Finish`, which sees the session."""

    def dispatch(self, request: HttpRequest, **named: str) -> HttpResponse:
        """Keep the answer for a moment, unless it is too large or comes too often."""
        if request.method != "POST":
            return HttpResponse(status=HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": "POST"})
        provider = self.get_provider(*named.values())
        if len(request.body) > LARGEST_ANSWER_BYTES:
            return _refused(request, provider, "the answer is too large")
        limited = ratelimit.consume_or_429(request, action="login")
        return limited or super().dispatch(request, **named)


class Finish(allauth_views.FinishACSView):
    """Sign somebody in by the answer, or say that it was not accepted."""

    def dispatch(self, request: HttpRequest, **named: str) -> HttpResponse:
        """Check the answer; one that nobody asked for from this browser, or asked for once only, is refused."""
        try:
            return super().dispatch(request, **named)
        except PermissionDenied as denied:
            why = str(denied) or "nobody waits for this answer"
        except (
            LxmlError,
            ValueError,
            xmlsec.Error,
            OneLogin_Saml2_ValidationError,
        ) as unread:  # what python3-saml lets through
            why = f"the answer cannot be read: {unread}"
        return _refused(request, self.get_provider(*named.values()), why)


class Metadata(allauth_views.MetadataView):
    """What a provider reads to know this server."""

    def dispatch(self, request: HttpRequest, **named: str) -> HttpResponse:
        """Return the document; signing out at the provider is not offered, so nothing is said of it."""
        app = self.get_app(*named.values())
        config = build_saml_config(request, app.settings, app.client_id)
        del config["sp"]["singleLogoutService"]
        document = OneLogin_Saml2_Settings(settings=config, sp_validation_only=True).get_sp_metadata()
        return HttpResponse(document, content_type="application/samlmetadata+xml")


def login(request: HttpRequest, **named: str) -> HttpResponse:
    """Send people to the provider, as allauth does."""
    return cast("HttpResponse", allauth_views.login(request, **named))


came_back, finish, metadata = CameBack.as_view(), Finish.as_view(), Metadata.as_view()


def _refused(request: HttpRequest, provider: Any, why: str) -> HttpResponse:
    _LOG.warning("request %s: signing in through %s was refused: %s", getattr(request, "id", ""), provider.name, why)
    return render_authentication_error(request, provider)
