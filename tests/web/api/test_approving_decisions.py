"""Programs that ask for an approval past a shut gate, and that answer."""

from collections.abc import Callable
from typing import Any

import pytest

from centreline.web.frame.telling import HEADER

pytestmark = pytest.mark.django_db

SAID = {
    "lane": "automate", "because": "It is long.", "owner": "Lee", "approver": "evelyn", "despite": "It is named soon.",
}  # fmt: skip


def asked(lee: Any) -> str:
    """Have Lee decide past a shut gate and ask Evelyn; return where the decision is."""
    [found] = lee.read("findings?check=OWN001&size=1").json()["items"]
    made = lee.send("post", "decisions", SAID | {name: found[name] for name in ("check", "element")})
    assert made.status_code == 201, made.content
    return f"decisions/{made.json()['key']}"


def test_a_program_answers_as_its_person_what_they_were_asked(program_of: Callable[..., Any]) -> None:
    lee, evelyn, quinn = program_of("leader"), program_of("executive"), program_of("quality")
    at = asked(lee)

    assert evelyn.send("post", f"{at}/approve").status_code == 428
    assert evelyn.send("post", f"{at}/approve", version=7).status_code == 412
    assert quinn.send("post", f"{at}/approve", version=1).status_code == 403
    assert lee.send("post", f"{at}/approve", version=1).status_code == 403
    refused = evelyn.send("post", f"{at}/refuse", {"reason": "Not yet, card 4111 1111 1111 1111."}, version=1)
    assert refused.json()["fields"]["refused"] == "Not yet, card [card ••••1111]."
    assert refused[HEADER] == "card"
    assert lee.send("patch", at, SAID | {"despite": "It burns."}, version=2).status_code == 200
    assert evelyn.send("post", f"{at}/approve", version=1).status_code == 409
    approved = evelyn.send("post", f"{at}/approve", version=3)
    assert approved.json()["fields"]["approved_by"] == "evelyn"
    assert evelyn.send("post", f"{at}/approve", version=3)["ETag"] == approved["ETag"]


def test_a_partner_s_program_reads_no_decision_that_waits(program_of: Callable[..., Any]) -> None:
    at = asked(program_of("leader"))

    for partner in ("kestrel", "vistula"):
        assert program_of(partner).read("entries/decision").json()["total"] == 0
        assert program_of(partner).read(at.replace("decisions", "entries/decision")).status_code == 404
