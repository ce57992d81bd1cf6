"""A browser that goes to a SAML provider and comes back."""

from typing import Any

from django.test import Client
from saml_provider import ADDRESS, HERE, request_in

__all__ = ["asked", "posted", "signed_in"]


def asked(client: Client) -> str:
    """Go to the provider, and return the id of the request."""
    sent = client.post(f"{HERE}/login/")
    assert sent["Location"].startswith(f"{ADDRESS}?SAMLRequest=")
    return request_in(sent["Location"])


def posted(client: Client, answer: str) -> Any:
    """Come back from the provider as a browser does: by a form of another page, without the session, and onward."""
    browser = Client(enforce_csrf_checks=True, headers={"host": "centre.example.org", "origin": ADDRESS})
    sent = browser.post(f"{HERE}/acs/", {"SAMLResponse": answer, "RelayState": ""})
    client.cookies.update(browser.cookies)
    return client.get(sent["Location"]) if sent.status_code == 302 else sent


def signed_in(client: Client) -> bool:
    return client.get("/api/v1/me").status_code == 200
