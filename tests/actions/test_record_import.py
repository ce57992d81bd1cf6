"""Imports in the trail."""

from datetime import UTC, datetime

import pytest

from centreline.actions.record_import import record_import, record_import_taken_back
from centreline.evidence.scope import Scope
from centreline.governance.actor import Actor, Role
from centreline.governance.memory import MemoryState
from centreline.kernel.errors import NotPermitted

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BROUGHT = {"import_id": "000007-1f3a9c2b", "file": "calls.csv", "table": "contact", "counts": {"created": 3}}


def test_an_import_and_its_undo_are_two_lines() -> None:
    state = MemoryState()
    dara = Actor("dara", Role.DATA_OWNER, Scope.whole_centre("dara"))

    record_import.by(state, dara, now=NOW)(**BROUGHT)
    record_import_taken_back.by(state, dara, now=NOW)(**BROUGHT)

    brought, taken = state.lines()
    assert (brought.says, brought.after) == ("brought calls.csv into contact", {"created": 3})
    assert (taken.says, taken.before) == ("took calls.csv back out of contact", {"created": 3})


def test_an_agent_writes_no_import() -> None:
    state = MemoryState()

    with pytest.raises(NotPermitted, match="may not bring records"):
        record_import.by(state, Actor("ada", Role.AGENT, Scope.of_agent("ada")), now=NOW)(**BROUGHT)

    assert not list(state.lines())
