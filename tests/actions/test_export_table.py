"""Tables that are taken out, in the trail."""

from datetime import UTC, datetime

import pytest

from centreline.actions.export_table import export
from centreline.evidence.scope import Scope
from centreline.governance.actor import Actor, Role
from centreline.governance.memory import MemoryState
from centreline.kernel.errors import NotPermitted

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_who_took_how_much_in_which_form_is_one_line() -> None:
    state = MemoryState()

    export.by(state, Actor("lee", Role.LEADER, Scope.whole_centre("lee")), now=NOW)(
        name="Findings", form="xlsx", rows=1200
    )

    [line] = state.lines()
    assert (line.act, line.kind, line.key, line.says) == (
        "export", "export", "Findings", "took 1,200 rows out as XLSX",
    )  # fmt: skip


def test_an_agent_takes_no_table_out() -> None:
    state = MemoryState()

    with pytest.raises(NotPermitted, match="may not export tables"):
        export.by(state, Actor("ada", Role.AGENT, Scope.of_agent("ada")), now=NOW)(name="x", form="csv", rows=1)

    assert not list(state.lines())
