"""Cases of AGE: eight agents with a hundred calls each, one of them unlike the others."""

from collections.abc import Callable
from typing import Any

from cases import rows
from cases.building import Case, sound
from centreline.evidence.engine import Evidence


def eight_agents(**fields: Callable[[int, int], Any]) -> Evidence:
    """Return a hundred handled calls for each of eight agents; a field is asked with agent and number of the call."""
    told = {name: (lambda number, what=what: what(number % 8, number // 8)) for name, what in fields.items()}
    return rows.of(contact=rows.contacts(800, agent=lambda number: f"agent-{number % 8}", **told))


def unlike(agent: int, odd: int, usual: int) -> int:
    """Return the odd number for the fourth agent, the usual one for the others."""
    return odd if agent == 3 else usual


CASES = {
    "AGE001": Case(
        finds=lambda: sound(
            eight_agents(talk_ms=lambda agent, call: 5_000 if call < unlike(agent, 20, 4) else 240_000)
        ),
        clear=lambda: sound(eight_agents(talk_ms=lambda agent, call: 5_000 if call < unlike(agent, 6, 4) else 240_000)),
        on="agent:agent-3",
    ),
    "AGE002": Case(
        finds=lambda: sound(eight_agents(transferred=lambda agent, call: call < unlike(agent, 30, 10))),
        clear=lambda: sound(eight_agents(transferred=lambda agent, call: call < unlike(agent, 14, 10))),
        on="agent:agent-3",
    ),
    "AGE003": Case(
        finds=lambda: sound(
            eight_agents(wrap_ms=lambda agent, call: 400_000 if call < unlike(agent, 40, 8) else 30_000)
        ),
        clear=lambda: sound(
            eight_agents(wrap_ms=lambda agent, call: 400_000 if call < unlike(agent, 12, 8) else 30_000)
        ),
        on="agent:agent-3",
    ),
}
