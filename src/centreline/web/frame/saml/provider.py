"""What the answer of a SAML provider must hold before anybody is looked up by it."""

from typing import Any

from allauth.socialaccount.providers.saml.provider import SAMLProvider
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

__all__ = ["Provider"]

LONGEST_NAME = 150
"""As long as the name somebody signs in with may be."""


class Provider(SAMLProvider):
    """The organisation's SAML provider, as allauth knows it, trusting less."""

    def sociallogin_from_response(self, request: HttpRequest, response: Any) -> Any:
        """Return who signs in by an answer whose signature, times and addresses are in order.

        The profile demands an audience and the request that is answered; python3-saml compares them where they are
        there, and does not miss them where they are not.

        Raises:
            PermissionDenied: the signed part does not say whom it is for, what it answers, or who signs in.
        """
        from onelogin.saml2.xml_utils import OneLogin_Saml2_XML as Xml

        document = Xml.to_etree(response.get_last_response_xml())
        subject = "//saml:Assertion/saml:Subject/saml:SubjectConfirmation/saml:SubjectConfirmationData"
        if not Xml.query(document, "//saml:Assertion/saml:Conditions/saml:AudienceRestriction/saml:Audience"):
            raise PermissionDenied("the answer does not say for whom it is")
        if not all(one.get("InResponseTo") and one.get("Recipient") for one in Xml.query(document, subject)):
            raise PermissionDenied("the answer does not say which request it answers, and where")
        name = self.extract_uid(response)
        if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME:
            raise PermissionDenied("the answer does not name anybody")
        return super().sociallogin_from_response(request, response)
