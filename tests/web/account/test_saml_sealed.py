"""What a SAML provider encrypts for this server is read with its key, and nothing else is accepted then."""

from collections.abc import Callable
from pathlib import Path

import pytest
import saml_provider
from django.test import Client
from saml_asked import asked, posted, signed_in
from saml_provider import HERE, SamlProvider

from centreline.kernel.errors import WorkspaceInvalid
from centreline.web.site.environment import Environment

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(told: Callable[..., Environment]) -> Client:
    told()
    return Client(headers={"host": "centre.example.org"})


@pytest.fixture
def with_own_key(told: Callable[..., Environment], tmp_path: Path) -> tuple[Client, str]:
    """Return somebody's browser on a server that has a key of its own, and the certificate its metadata name."""
    own = saml_provider.made()
    (tmp_path / "own.key").write_text(own.key)
    (tmp_path / "own.crt").write_text(own.certificate)
    told(KEY=str(tmp_path / "own.key"), CERTIFICATE=str(tmp_path / "own.crt"))
    return Client(headers={"host": "centre.example.org"}), own.certificate


def test_an_assertion_encrypted_for_this_server_signs_in(
    with_own_key: tuple[Client, str], provider: SamlProvider
) -> None:
    client, certificate = with_own_key

    answer = posted(client, provider.answer(asked(client), sealed_for=certificate))

    assert answer.status_code == 302
    assert client.get("/api/v1/me").json()["name"] == "lee"
    bare = "".join(certificate.splitlines()[1:-1])
    assert bare in "".join(client.get(f"{HERE}/metadata/").content.decode().split())


@pytest.mark.parametrize("sealed", ["for nobody", "for another server", "but a signature of another provider"])
def test_an_assertion_that_is_not_encrypted_for_this_server_is_turned_away(
    with_own_key: tuple[Client, str], provider: SamlProvider, sealed: str
) -> None:
    client, certificate = with_own_key
    another = saml_provider.made()
    certificates = {"for nobody": "", "for another server": another.certificate}
    signer = another if sealed.startswith("but") else provider

    answer = posted(client, signer.answer(asked(client), sealed_for=certificates.get(sealed, certificate)))

    assert answer.status_code == 401
    assert "You are not signed in" in answer.content.decode()
    assert not signed_in(client)


def test_a_server_without_a_key_turns_an_encrypted_assertion_away(client: Client, provider: SamlProvider) -> None:
    answer = posted(client, provider.answer(asked(client), sealed_for=provider.certificate))

    assert answer.status_code == 401
    assert not signed_in(client)


@pytest.mark.parametrize("wrong", ["no key", "no certificate", "no pair", "no PEM"])
def test_key_and_certificate_that_do_not_serve_stop_the_server(
    told: Callable[..., Environment], provider: SamlProvider, tmp_path: Path, wrong: str
) -> None:
    files = {"own.key": saml_provider.made().key, "own.crt": provider.certificate}
    files |= {"own.key": "no key"} if wrong == "no PEM" else {}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    named = {"KEY": str(tmp_path / "own.key"), "CERTIFICATE": str(tmp_path / "own.crt")}
    if wrong in {"no key", "no certificate"}:
        del named["KEY" if wrong == "no key" else "CERTIFICATE"]

    with pytest.raises(WorkspaceInvalid, match="encrypted answers of the SAML provider could not be read"):
        told(**named)
