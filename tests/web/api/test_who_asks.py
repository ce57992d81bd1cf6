"""Who asks the API: by a token or by a session, never unasked, and never for longer or more than they may."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_program_acts_for_the_person_who_made_its_token(program_of: Callable[..., Any]) -> None:
    answer = program_of("leader").read("me")

    assert answer.status_code == 200
    told = answer.json()
    assert (told["name"], told["role"], told["by_token"]) == ("lee", "leader", True)
    assert "no-store" in answer["Cache-Control"]


def test_whoever_says_nothing_is_told_how_to_say_it(client: Client) -> None:
    answer = client.get("/api/v1/me", headers={"host": "localhost"})

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["detail"] == "nobody said who is asking"
    assert "Authorization: Bearer" in told["fix"]
    assert told["instance"] == answer["X-Request-Id"]


def test_a_token_may_what_it_was_given_and_nothing_else(program_of: Callable[..., Any]) -> None:
    reader = program_of("leader", scopes={"see_map"})

    assert reader.read("me").json()["permissions"] == ["see_map"]
    assert reader.read("entries/claim?size=1").status_code == 200
    refused = reader.read("findings")
    assert refused.status_code == 403
    assert refused.json()["detail"] == "this token may not read findings"


def test_a_token_ends_by_itself(program_of: Callable[..., Any]) -> None:
    assert program_of("leader", ago=timedelta(days=29)).read("me").status_code == 200
    assert program_of("leader", ago=timedelta(days=30)).read("me").status_code == 401


def test_a_token_taken_back_is_dead_at_the_next_request(program_of: Callable[..., Any]) -> None:
    from django.utils import timezone

    from centreline.actions.manage_tokens import revoke_token
    from centreline.web.records.people import actor_named
    from centreline.web.records.store import DjangoState
    from centreline.web.records.tokens import DjangoTokens

    lee, person = program_of("leader"), actor_named("lee")
    assert person is not None
    assert lee.read("me").status_code == 200
    [token] = DjangoTokens().of("lee")
    assert token.used_at is not None

    revoke_token.by(DjangoState(), person, now=timezone.now())(DjangoTokens(), token_id=token.id)

    answer = lee.read("me")
    assert answer.status_code == 401
    assert "taken back" in answer.json()["detail"]


def test_whoever_is_shut_out_acts_by_no_token_even_when_let_in_again(program_of: Callable[..., Any]) -> None:
    from centreline.web.records.models import Person
    from centreline.web.records.people import DjangoPeople

    lee = program_of("leader")
    Person.objects.filter(username="lee").update(is_active=False)
    assert lee.read("me").status_code == 401

    Person.objects.filter(username="lee").update(is_active=True)
    assert lee.read("me").status_code == 200
    DjangoPeople().end_access("lee")
    DjangoPeople().set_password("lee", password="another sentence nobody guesses")
    assert lee.read("me").status_code == 401


def test_another_role_holds_for_a_token_at_once(program_of: Callable[..., Any]) -> None:
    from centreline.web.records.models import Person

    lee = program_of("leader")
    assert lee.read("findings?size=1").status_code == 200

    Person.objects.filter(username="lee").update(role="agent")

    assert lee.read("findings?size=1").status_code == 403


def test_of_a_secret_only_its_hash_is_kept_and_none_of_it_stands_in_the_trail(program_of: Callable[..., Any]) -> None:
    from centreline.web.records.models import LineRow, TokenRow

    lee = program_of("leader")

    kept = [repr(row) for row in TokenRow.objects.values()]
    kept += [repr(row) for row in LineRow.objects.filter(kind="token").values()]
    assert len(kept) == 2
    assert [row for row in kept if lee.secret in row or lee.secret.removeprefix("clt_") in row] == []


def test_what_a_program_wrote_stands_in_the_trail_under_its_person_and_its_token(
    program_of: Callable[..., Any],
) -> None:
    from centreline.web.records.models import LineRow

    lee = program_of("leader")
    [claim] = lee.read("entries/claim?size=1").json()["items"]
    written = lee.send("post", "touchpoints/remarks", {"touchpoint": claim["within"], "text": "as heard"})

    assert written.status_code == 201
    line = LineRow.objects.get(act="comment_on_touchpoint")
    assert (line.by, line.request) == ("lee", written["X-Request-Id"])
    assert line.address.endswith("token report 1")


def test_a_session_may_read_and_writes_only_with_its_csrf_token(client_as: Callable[[str], Client]) -> None:
    signed_in = client_as("leader")
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    strict.cookies = signed_in.cookies

    assert strict.get("/api/v1/me").json()["by_token"] is False
    refused = strict.post("/api/v1/drafts", {}, content_type="application/json")

    assert refused.status_code == 403
    assert "X-CSRFToken" in refused.json()["fix"]


def test_a_wrong_token_is_refused_even_beside_a_session(client_as: Callable[[str], Client]) -> None:
    answer = client_as("leader").get("/api/v1/me", headers={"authorization": "Bearer clt_wrong"})

    assert answer.status_code == 401


def test_nobody_is_given_more_than_their_own(program_of: Callable[..., Any]) -> None:
    from centreline.kernel.errors import ArgumentInvalid

    for beyond in ({"manage_people"}, {"make_token"}, {"see_map", "nonsense"}, set()):
        with pytest.raises(ArgumentInvalid) as stopped:
            program_of("leader", scopes=beyond)
        assert stopped.value.where == "what it may do"


def test_whoever_tries_tokens_is_stopped_after_some(client: Client) -> None:
    def wrong() -> Any:
        return client.get("/api/v1/me", headers={"host": "localhost", "authorization": "Bearer clt_guess"})

    statuses = [wrong().status_code for _ in range(31)]

    assert statuses == [401] * 30 + [429]
    assert int(wrong()["Retry-After"]) > 0


def test_whoever_asks_too_often_is_told_how_long_to_wait(
    program_of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from centreline.web.frame.limits import LIMITS

    monkeypatch.setattr(LIMITS["api"], "most", 2)
    lee = program_of("leader")

    answers = [lee.read("me") for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    assert "/limits/" in answers[2].json()["fix"]
