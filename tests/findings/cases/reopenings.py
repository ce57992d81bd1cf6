"""Cases of REO and TRF: six teams, six queues, one of them unlike the others."""

from collections.abc import Callable
from typing import Any

from cases import rows
from cases.building import Case, sound
from centreline.evidence.engine import Evidence


def six(group: str, *, size: int = 200, **fields: Callable[[int, int], Any]) -> Evidence:
    """Return two hundred contacts for each of six groups; a field is asked with group and number of the contact."""
    told = {name: (lambda number, what=what: what(number % 6, number // 6)) for name, what in fields.items()}
    return rows.of(contact=rows.contacts(6 * size, **{group: lambda number: f"{group}-{number % 6}"}, **told))


CASES = {
    "REO001": Case(
        finds=lambda: sound(six("team", reopen_count=lambda team, case: int(case < (20 if team == 2 else 3)))),
        clear=lambda: sound(six("team", reopen_count=lambda team, case: int(case < (6 if team == 2 else 3)))),
        on="team:team-2",
    ),
    "REO002": Case(
        finds=lambda: sound(six("team", reassign_count=lambda team, case: int(case < (120 if team == 2 else 40)))),
        clear=lambda: sound(six("team", reassign_count=lambda team, case: int(case < (50 if team == 2 else 40)))),
        on="team:team-2",
    ),
    "REO003": Case(
        finds=lambda: sound(six("team", reassign_count=lambda _, case: 3 if case < 20 else 0)),
        clear=lambda: sound(six("team", reassign_count=lambda _, case: 2 if case < 20 else 0)),
        on="table:contact",
    ),
    "TRF001": Case(
        finds=lambda: sound(six("queue", transferred=lambda queue, case: case < (80 if queue == 2 else 20))),
        clear=lambda: sound(six("queue", transferred=lambda queue, case: case < (30 if queue == 2 else 20))),
        on="queue:queue-2",
    ),
    "TRF002": Case(
        finds=lambda: sound(six("reason", transferred=lambda reason, case: case < (150 if reason == 2 else 20))),
        clear=lambda: sound(six("reason", transferred=lambda reason, case: case < (100 if reason == 2 else 20))),
        on="reason:reason-2",
    ),
}
