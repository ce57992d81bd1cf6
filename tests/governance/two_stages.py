"""A small journey of two stages, who works on it, and what the tests of boards ask of it."""

from datetime import UTC, datetime

from centreline.actions.write_note import add_note
from centreline.blueprint.document import Blueprint
from centreline.governance.actor import Actor, Role, scope_for
from centreline.governance.entry import Entry
from centreline.governance.memory import MemoryState

__all__ = ["KIM", "LEE", "MODEL", "NOW", "actor", "card", "note", "order"]

NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)
MODEL = Blueprint.model_validate(
    {
        "id": "acme",
        "title": "Acme",
        "organisation": {"name": "Acme"},
        "roles": [{"id": "head", "title": "Head"}],
        "partners": [{"id": "kestrel", "title": "Kestrel"}],
        "journeys": [
            {
                "id": "bill",
                "title": "Understand a bill",
                "stages": [
                    {
                        "id": "ask",
                        "title": "Ask",
                        "touchpoints": [
                            {"id": "call", "title": "Call"},
                            {"id": "chat", "title": "Chat", "partner": "kestrel"},
                        ],
                    },
                    {"id": "solve", "title": "Solve"},
                ],
            }
        ],
    }
)


def actor(name: str, role: Role = Role.LEADER, *, partner: str | None = None) -> Actor:
    return Actor(name, role, scope_for(role, name=name, partner=partner), partner=partner)


LEE = actor("lee")
KIM = actor("kim", Role.PARTNER_MANAGER, partner="kestrel")


def card(state: MemoryState, touchpoint: str) -> Entry:
    return next(one for one in state.entries("card") if one.fields["id"] == touchpoint)


def order(state: MemoryState, stage: str) -> list[str]:
    cards = [one for one in state.entries("card") if one.fields["stage"] == stage]
    return [one.fields["id"] for one in sorted(cards, key=lambda one: (one.fields["rank"], one.key))]


def note(state: MemoryState, draft: Entry, text: str = "Callers wait.") -> Entry:
    return add_note.by(state, LEE, now=NOW)(draft=draft.key, lane="idea", stage="ask", text=text)
