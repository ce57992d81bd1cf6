"""A passkey: made on one's account, and enough to sign in with, in a browser that plays the device."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(chromium: Any, running: str) -> Iterator[Any]:
    """Return a page of a browser with a device, at a name: there are no passkeys for a bare address."""
    context = chromium.new_context(base_url=running.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@pytest.fixture
def device(page: Any) -> Callable[..., Any]:
    """Return what tells the device something: `device("setUserVerified", isUserVerified=False)`."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    key = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    def told(what: str, **given: Any) -> Any:
        return session.send(f"WebAuthn.{what}", {"authenticatorId": key, **given})

    return told


def test_a_passkey_is_made_and_signs_in(page: Any, device: Callable[..., Any], password: str, running: str) -> None:
    home = running.replace("127.0.0.1", "localhost")
    page.goto("/accounts/login/")
    page.get_by_label("Username").fill("hana")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{home}/")

    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password", exact=True).fill(password)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/webauthn/add/")
    page.get_by_label("Name").fill("telephone of Hana")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/2fa/**codes/**")
    page.goto("/accounts/2fa/webauthn/")
    assert page.get_by_text("telephone of Hana").is_visible()
    assert len(device("getCredentials")["credentials"]) == 1

    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{home}/")
    page.goto("/account/")
    assert page.get_by_text("hana").first.is_visible()

    page.context.clear_cookies()
    device("clearCredentials")
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_timeout(500)
    page.goto("/account/")
    assert "/accounts/login/" in page.url, "a device without it lets nobody in"
