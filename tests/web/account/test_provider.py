"""Signing in through the organisation's provider: a small one on this machine, asked as a real one would be."""

import base64
import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from centreline.kernel.errors import WorkspaceInvalid
from centreline.web.site.environment import environment_of
from centreline.web.site.oidc import oidc_apps

pytestmark = pytest.mark.django_db


class Provider:
    """An OpenID Connect provider that says whoever signs in is `name`."""

    def __init__(self, name: str) -> None:
        self.name, self.asked = name, dict[str, list[str]]()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer(provider.told(self.path))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                provider.asked = parse_qs(body)
                self.answer({"access_token": "for-once", "token_type": "Bearer", "expires_in": 60})

            def answer(self, document: dict[str, Any]) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(document).encode())

            def log_message(self, *_args: Any) -> None:
                """Say nothing."""

        return Handler

    def told(self, path: str) -> dict[str, Any]:
        if path.endswith("/.well-known/openid-configuration"):
            ends = {name: f"{self.address}/{name}" for name in ("authorize", "token", "userinfo", "jwks")}
            return {
                "issuer": self.address,
                "authorization_endpoint": ends["authorize"],
                "token_endpoint": ends["token"],
                "userinfo_endpoint": ends["userinfo"],
                "jwks_uri": ends["jwks"],
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        return {"sub": "42", "preferred_username": self.name, "email": "somebody@example.org"}


@pytest.fixture
def provider_of(settings: Any) -> Iterator[Callable[[str], Provider]]:
    """Return a provider that knows somebody, set up as the environment would: `provider_of("lee")`."""
    made = []

    def provider(name: str) -> Provider:
        one = Provider(name)
        made.append(one)
        variables = {
            "OIDC_SERVER": one.address,
            "OIDC_CLIENT": "centreline",
            "OIDC_SECRET": "kept",
            "OIDC_NAME": "Staff",
        }
        environment = environment_of({f"CENTRELINE_{key}": value for key, value in variables.items()})
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": oidc_apps(environment)}}
        return one

    yield provider
    for one in made:
        one.server.shutdown()
        one.server.server_close()


def came_back(client: Client, provider: Provider) -> Any:
    """Go to the provider from the page to sign in, and come back from it."""
    sent = client.post("/accounts/oidc/sso/login/")
    assert sent["Location"].startswith(f"{provider.address}/authorize?")
    asked = parse_qs(urlsplit(sent["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    return client.get("/accounts/oidc/sso/login/callback/", {"code": "once", "state": asked["state"][0]})


def test_whoever_the_provider_names_is_that_person_here(provider_of: Callable[[str], Provider]) -> None:
    from centreline.web.records.store import DjangoState

    provider, client = provider_of("lee"), Client(headers={"host": "localhost"})
    assert "Sign in with Staff" in client.get("/accounts/login/").content.decode()

    assert came_back(client, provider)["Location"] == "/"

    assert provider.asked["client_secret"] == ["kept"]
    assert client.get("/api/v1/me").json()["name"] == "lee"
    assert [line.by for line in DjangoState().lines() if line.act == "sign_in"] == ["lee"]


@pytest.mark.parametrize("name", ["nobody-here", "", "finn"])
def test_whoever_was_not_added_here_or_was_shut_out_stays_out(
    provider_of: Callable[[str], Provider], name: str
) -> None:
    from centreline.web.records.models import Person

    Person.objects.filter(username="finn").update(is_active=False)
    everybody = Person.objects.count()
    client = Client(headers={"host": "localhost"})

    answer = came_back(client, provider_of(name))

    assert answer.status_code == 403
    assert "ask an administrator to add you" in answer.content.decode()
    assert client.get("/api/v1/me").status_code == 401
    assert Person.objects.count() == everybody


def test_an_answer_nobody_asked_for_signs_nobody_in(provider_of: Callable[[str], Provider]) -> None:
    provider_of("lee")
    client = Client(headers={"host": "localhost"})

    client.get("/accounts/oidc/sso/login/callback/", {"code": "once", "state": base64.b16encode(b"made up").decode()})

    assert client.get("/api/v1/me").status_code == 401


def test_without_a_provider_nobody_is_sent_anywhere(client: Client) -> None:
    assert oidc_apps(environment_of({})) == []
    page = client.get("/accounts/login/", headers={"host": "localhost"}).content.decode()
    assert re.findall("Sign in with [^<]+", page) == ["Sign in with a passkey"]


@pytest.mark.parametrize(
    "variables",
    [
        {"CENTRELINE_OIDC_SERVER": "http://login.example.org", "CENTRELINE_OIDC_CLIENT": "c"},
        {"CENTRELINE_OIDC_SERVER": "https://login.example.org"},
    ],
)
def test_a_provider_that_cannot_be_trusted_or_reached_stops_the_server(
    variables: dict[str, str], tmp_path: Path
) -> None:
    with pytest.raises(WorkspaceInvalid, match=r"provider|calls this server"):
        oidc_apps(environment_of({**variables, "CENTRELINE_WORKSPACE": str(tmp_path)}))
