"""Signing in by SAML, through a provider that really signs; and every answer that is not one."""

import base64
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import saml_provider
from django.test import Client
from saml_asked import asked, posted, signed_in
from saml_provider import HERE, SamlProvider

from centreline.kernel.errors import WorkspaceInvalid
from centreline.web.site.environment import Environment, environment_of
from centreline.web.site.saml import saml_origins
from centreline.web.site.saml import saml_provider as settings_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(told: Callable[..., Environment]) -> Client:
    told()
    return Client(headers={"host": "centre.example.org"})


def test_whoever_the_provider_names_is_that_person_here(client: Client, provider: SamlProvider) -> None:
    from centreline.web.records.store import DjangoState

    assert "Sign in with Staff" in client.get("/accounts/login/").content.decode()

    assert posted(client, provider.answer(asked(client), name="lee"))["Location"] == "/"

    assert client.get("/api/v1/me").json()["name"] == "lee"
    assert [line.by for line in DjangoState().lines() if line.act == "sign_in"] == ["lee"]
    again = Client(headers={"host": "centre.example.org"})
    assert posted(again, provider.answer(asked(again), name="lee"))["Location"] == "/"


def test_somebody_may_be_known_by_an_address_or_by_an_attribute(
    told: Callable[..., Environment], client: Client, provider: SamlProvider
) -> None:
    from centreline.web.records.models import Person

    Person.objects.filter(username="kim").update(username="kim@example.org")
    posted(client, provider.answer(asked(client), name="kim@example.org"))
    assert client.get("/api/v1/me").json()["partner"] == "kestrel"

    told(PERSON="login")
    other = Client(headers={"host": "centre.example.org"})
    posted(other, provider.answer(asked(other), name="x-71", login="otto"))
    assert other.get("/api/v1/me").json()["name"] == "otto"


@pytest.mark.parametrize("name", ["nobody-here", "finn"])
def test_whoever_was_not_added_here_or_was_shut_out_stays_out(
    client: Client, provider: SamlProvider, name: str
) -> None:
    from centreline.web.records.models import Person

    Person.objects.filter(username="finn").update(is_active=False)
    everybody = Person.objects.count()

    answer = posted(client, provider.answer(asked(client), name=name))

    assert answer.status_code == 403
    assert "ask an administrator to add you" in answer.content.decode()
    assert not signed_in(client)
    assert Person.objects.count() == everybody


def without(pattern: str, instead: str = "") -> Callable[[str], str]:
    """Return what changes one place of a document, and fails where it is not there."""

    def changed(document: str) -> str:
        assert document.count(pattern) >= 1
        return document.replace(pattern, instead)

    return changed


def _unsigned(document: str) -> str:
    before, _, rest = document.partition("<ds:Signature")
    assert rest
    return before + rest.partition("</ds:Signature>")[2]


def _any_request(assertion: str) -> str:
    before, found, rest = assertion.partition(' InResponseTo="')
    assert found
    return before + rest.partition('"')[2]


AUDIENCE = f"<saml:AudienceRestriction><saml:Audience>{HERE}/metadata/</saml:Audience></saml:AudienceRestriction>"

REFUSED: dict[str, dict[str, Any]] = {
    "changed after it was signed": {"after": without(">lee<", ">admin<")},
    "with its signature taken off": {"after": _unsigned},
    "meant for another server": {"audience": "https://elsewhere.example.org/"},
    "meant for no server in particular": {"edit": without(AUDIENCE)},
    "received elsewhere": {"here": "https://elsewhere.example.org/accounts/saml/sso", "audience": f"{HERE}/metadata/"},
    "too old": {"minutes_old": 30},
    "not yet valid": {"minutes_old": -30},
    "of another provider": {"entity": "https://other.example.org/"},
    "to a request nobody made": {"request": "ONELOGIN_made_up"},
    "that could answer any request": {"edit": _any_request},
    "that names nobody": {"name": ""},
    "with a name longer than any": {"name": "l" * 151},
}


@pytest.mark.parametrize("how", REFUSED)
def test_an_answer_is_turned_away_with_a_page(client: Client, provider: SamlProvider, how: str) -> None:
    request = asked(client)

    answer = posted(client, provider.answer(**({"request": request} | REFUSED[how])))

    assert answer.status_code == 401
    assert "You are not signed in" in answer.content.decode()
    assert not signed_in(client)


def test_an_answer_of_somebody_elses_key_is_turned_away(client: Client) -> None:
    assert posted(client, saml_provider.made().answer(asked(client))).status_code == 401
    assert not signed_in(client)


def test_an_answer_serves_once_and_in_the_browser_that_asked(client: Client, provider: SamlProvider) -> None:
    request = asked(client)
    answer = provider.answer(request)
    thief = Client(headers={"host": "centre.example.org"})

    assert posted(thief, answer).status_code == 401
    assert posted(client, answer).status_code == 302
    client.post("/accounts/logout/")

    assert posted(client, answer).status_code == 401
    assert not signed_in(client)
    assert not signed_in(thief)


@pytest.mark.parametrize("answer", ["", "%%%", base64.b64encode(b"<a/>").decode(), "A" * 300_000])
def test_what_is_no_answer_at_all_is_turned_away_too(client: Client, answer: str) -> None:
    asked(client)

    assert posted(client, answer).status_code == 401
    assert client.get(f"{HERE}/acs/").status_code == 405
    assert client.get(f"{HERE}/sls/").status_code == 404


def test_the_provider_is_told_of_this_server_and_of_no_way_to_sign_people_out(client: Client) -> None:
    document = client.get(f"{HERE}/metadata/").content.decode()

    assert f'Location="{HERE}/acs/"' in document
    assert "SingleLogout" not in document


def test_the_page_to_sign_in_may_send_people_to_the_provider(told: Callable[..., Environment]) -> None:
    assert saml_origins(told()) == ("https://login.example.org",)
    assert saml_origins(environment_of({})) == ()


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (None, "cannot be read"),
        ("no XML", "no XML"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "read safely"),
        ("<a/>", "0 providers"),
        ("http", "not reached by HTTPS"),
        ("bare", "no certificate"),
    ],
)
def test_a_description_that_does_not_serve_stops_the_server(
    provider: SamlProvider, tmp_path: Path, document: str | None, why: str
) -> None:
    file = tmp_path / "metadata.xml"
    if document == "http":
        provider.describe(file, address="http://login.example.org/sso")
    elif document == "bare":
        SamlProvider(provider.key, "").describe(file)
    elif document is not None:
        file.write_text(document, encoding="utf-8")

    with pytest.raises(WorkspaceInvalid, match=why):
        settings_for(environment_of({"CENTRELINE_SAML_METADATA": str(file)}))


def test_without_the_extra_the_server_says_what_to_install(
    told: Callable[..., Environment], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = told()
    monkeypatch.setitem(sys.modules, "onelogin.saml2.auth", None)

    with pytest.raises(WorkspaceInvalid) as stopped:
        settings_for(environment)

    assert stopped.value.fix.startswith("pip install 'centreline[saml]'")
