"""The server's clock jumps: the trail keeps the order of what was done, limits do not care, and nobody gets in."""

import ast
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

import centreline
from centreline.governance.trail import Line, first_broken

As = Callable[[str], Client]


@pytest.mark.django_db
def test_the_trail_is_in_the_order_of_what_was_done_and_whole() -> None:
    from centreline.web.records.lines import FoundLines, LinesAsked
    from centreline.web.records.store import DjangoState

    state, now = DjangoState(), timezone.now()
    for key, at in (("one", now), ("two", now - timedelta(days=2)), ("three", now + timedelta(days=2))):
        state.add_line(Line(number=0, at=at, by="lee", act="say", kind="comment", key=key))

    assert [line.key for line in FoundLines(LinesAsked(kind="comment"))][:3] == ["three", "two", "one"]
    assert first_broken(state.lines()) is None


@pytest.mark.django_db
def test_a_session_whose_time_is_over_lets_nobody_in_and_one_that_was_ended_stays_ended(
    client_as: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, signed_in = timezone.now, client_as("leader").session.session_key
    own, stolen, late = (Client(headers={"host": "localhost"}) for _ in range(3))
    for client in (own, stolen, late):
        client.cookies[settings.SESSION_COOKIE_NAME] = str(signed_in)
    assert stolen.get("/jobs/").status_code == 200

    monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(hours=13))
    assert late.get("/jobs/").status_code == 302

    monkeypatch.setattr(timezone, "now", lambda: real() - timedelta(days=30))
    own.logout()
    assert stolen.get("/jobs/").status_code == 302


def test_no_wait_and_no_limit_is_measured_by_a_clock_that_jumps() -> None:
    jumps = [
        f"{path.name}:{node.lineno}"
        for path in Path(centreline.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"time", "time_ns"}
        and isinstance(node.value, ast.Name)
        and node.value.id == "time"
    ]
    assert jumps == []
