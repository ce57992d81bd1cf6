"""A board at work, for the tests of boards."""

import pytest
from two_stages import LEE, MODEL, NOW

from centreline.actions.adopt import publish
from centreline.actions.start_draft import start_draft
from centreline.governance.entry import Entry
from centreline.governance.memory import MemoryState
from centreline.governance.step import Step


@pytest.fixture
def state() -> MemoryState:
    state = MemoryState()
    publish(Step(state, LEE, NOW, "adopt"), MODEL, says="first")
    return state


@pytest.fixture
def draft(state: MemoryState) -> Entry:
    return start_draft.by(state, LEE, now=NOW)(journey="bill", title="Fewer calls")
