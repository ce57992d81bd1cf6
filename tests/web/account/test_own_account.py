"""One's own account: what one may do, tokens made and taken back, and the pages around signing in."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def words_of(answer: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())  # type: ignore[attr-defined]


def test_a_person_reads_who_they_are_and_what_they_may(client_as: Callable[[str], Client]) -> None:
    words = words_of(client_as("kestrel").get("/account/"))

    assert "You sign in as kim" in words
    assert "read the operating review" in words
    assert "decide what becomes of a finding" not in words
    assert "You see the rows of kestrel only." in words


def test_a_token_is_shown_once_works_and_is_taken_back(client_as: Callable[[str], Client]) -> None:
    lee = client_as("leader")
    made = lee.post("/account/tokens/", {"name": "weekly report", "days": "30", "scopes": ["see_map", "comment"]})
    [secret] = re.findall(r"clt_[\w-]{43}", made.content.decode())
    program = {"host": "localhost", "authorization": f"Bearer {secret}"}

    assert Client().get("/api/v1/me", headers=program).json()["permissions"] == ["see_map", "comment"]
    listed = lee.get("/account/")
    assert "weekly report" in words_of(listed)
    assert secret not in listed.content.decode()
    [revoke] = re.findall(r'action="(/account/tokens/\w+/revoke/)"', listed.content.decode())

    assert lee.post(revoke).status_code == 302
    assert Client().get("/api/v1/me", headers=program).status_code == 401
    assert "Taken back" in words_of(lee.get("/account/"))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": "", "days": "30", "scopes": ["see_map"]}, "a token needs a name"),
        ({"name": "r", "days": "30"}, "the token is given nothing"),
        ({"name": "r", "days": "30", "scopes": ["manage_people"]}, "cannot be given manage_people"),
        ({"name": "r", "days": "9999", "scopes": ["see_map"]}, "cannot last 0 days"),
        ({"name": "r", "days": "²", "scopes": ["see_map"]}, "cannot last 0 days"),
    ],
)
def test_a_token_that_cannot_be_says_why(
    client_as: Callable[[str], Client], given: dict[str, object], says: str
) -> None:
    answer = client_as("leader").post("/account/tokens/", given)

    assert answer.status_code == 422
    assert says in words_of(answer)


def test_nobody_takes_back_the_token_of_somebody_else(client_as: Callable[[str], Client]) -> None:
    from centreline.web.records.tokens import DjangoTokens

    client_as("leader").post("/account/tokens/", {"name": "mine", "days": "30", "scopes": ["see_map"]})
    [token] = DjangoTokens().of("lee")

    assert client_as("administrator").post(f"/account/tokens/{token.id}/revoke/").status_code == 404
    assert DjangoTokens().of("lee")[0].revoked_at is None


def test_every_limit_is_told(client_as: Callable[[str], Client]) -> None:
    words = words_of(client_as("agent").get("/limits/"))

    for limit in ("Tries to sign in", "Wrong passwords", "Requests to the API 1,200", "A file that is brought 2.0"):
        assert limit.split(" 1,")[0].split(" 2.")[0] in words
    assert "1,200" in words


def test_whoever_exports_too_often_waits(client_as: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch) -> None:
    from centreline.web.frame.limits import LIMITS

    LIMITS["exports"].forget()
    monkeypatch.setattr(LIMITS["exports"], "most", 1)
    lee = client_as("leader")

    assert [lee.get("/findings/rows").status_code for _ in range(2)] == [200, 429]
    LIMITS["exports"].forget()


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/accounts/password/change/", "Change Password"),
        ("/accounts/2fa/", "Two-Factor Authentication"),
        ("/accounts/sessions/", "Sessions"),
    ],
)
def test_pages_of_signing_in_stand_in_the_frame_of_the_others(
    client_as: Callable[[str], Client], path: str, says: str
) -> None:
    answer = client_as("leader").get(path)

    assert answer.status_code == 200
    page = answer.content.decode()
    assert says in page
    assert 'class="shell"' in page
    assert "Your account" in page
    assert not re.search(r'style="|<script>|onclick=', page)


def test_somebody_else_s_session_is_ended_from_the_list(client_as: Callable[[str], Client], password: str) -> None:
    here, there = (Client(headers={"host": "localhost"}) for _ in range(2))
    for one in (here, there):
        one.post("/accounts/login/", {"login": "lee", "password": password})
    assert there.get("/account/").status_code == 200

    assert here.post("/accounts/sessions/").status_code == 302

    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200
