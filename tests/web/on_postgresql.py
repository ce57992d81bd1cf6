"""A served workspace on PostgreSQL, in a process of its own: settings are read once. Prints what came of it as JSON.

Run as `python tests/web/on_postgresql.py FOLDER` with DATABASE_URL set.
"""

import json
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from at_once import all_at_once

from centreline.web.site.serving import Server, open_django

SAID = {"subject": "metric:abandonment_rate", "title": "Say it once", "what": "Ask once", "because": "Asked twice",
        "expected": "Shorter calls", "owner": "team lead"}  # fmt: skip


def write_at_once() -> list[Any]:
    """Have four write twenty comments each, and return how many there are, the end of the trail and what is broken."""
    from django.db import connection

    from centreline.governance.actor import Actor, Role, scope_for
    from centreline.governance.kinds import body_of
    from centreline.governance.step import Step
    from centreline.governance.trail import first_broken
    from centreline.web.records.store import DjangoState

    state = DjangoState()

    def write(name: str) -> None:
        actor = Actor(name, Role.LEADER, scope_for(Role.LEADER, name=name))
        for number in range(20):
            with state.one_step():
                step = Step(state, actor, datetime.now(UTC), "say")
                step.make("comment", body_of("comment", {"text": f"{name} {number}"}))
        connection.close()

    writers = [threading.Thread(target=write, args=(f"writer-{place}",)) for place in range(4)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    broken = first_broken(state.lines(), ends_with=state.end_of_trail())
    return [connection.vendor, len(state.entries("comment")), state.end_of_trail()[0], broken]


def program_of(name: str, role: str, **more: str) -> Any:
    """Return what asks the API by a token of somebody new: `ask("post", path, body, version=1)`."""
    from django.test import Client

    from centreline.actions.manage_tokens import make_token
    from centreline.governance.actor import Role
    from centreline.governance.tokens import scopes_for
    from centreline.web.records.people import actor_named, add_person
    from centreline.web.records.store import DjangoState
    from centreline.web.records.tokens import DjangoTokens

    add_person(name, role=Role(role), password="a long sentence nobody guesses", **more)
    actor = actor_named(name)
    if actor is None:
        raise RuntimeError(f"{name} was not added")
    make = make_token.by(DjangoState(), actor, now=datetime.now(UTC))
    _token, secret = make(DjangoTokens(), name="report", scopes=scopes_for(actor), days=1)
    client = Client(headers={"host": "localhost", "authorization": f"Bearer {secret}"})

    def ask(method: str, path: str, body: Any = None, *, version: int = 0) -> Any:
        headers = {"if-match": f'"{version}"'} if version else {}
        return client.generic(method.upper(), f"/api/v1/{path}", json.dumps(body or {}), "application/json",
                              headers=headers)  # fmt: skip

    return ask


def ask_the_api() -> dict[str, Any]:
    """Return the statuses of a proposal on its way, of a conflict, and of what a partner may not read."""
    from centreline.web.records.store import DjangoState

    lee, sasha = program_of("lee", "leader"), program_of("sasha", "supervisor")
    viktor = program_of("viktor", "partner_manager", partner="vistula")
    made = sasha("post", "proposals", SAID)
    key = made.json()["key"]
    published = DjangoState().published()
    if published is None:
        raise RuntimeError("the files were not taken over")
    journey = published.blueprint.journeys[0]
    draft = lee("post", "drafts", {"journey": journey.id, "title": "From a program"}).json()["key"]
    note = {"draft": draft, "lane": "idea", "stage": journey.stages[0].id, "text": "Say it once"}
    written = lee("post", "notes", note).json()["key"]
    lee("patch", f"notes/{written}", {"text": "Theirs"}, version=1)
    steps = {
        "proposed": made,
        "read by another partner": viktor("get", f"entries/proposal/{key}"),
        "approved": lee("post", f"proposals/{key}/approve", version=1),
        "board opened": lee("post", f"proposals/{key}/board", {"journey": journey.id}),
        "changed too late": sasha("patch", f"notes/{written}", {"text": "Mine"}, version=1),
        "trail read": lee("get", "trail"),
        "no such kind": viktor("get", "entries/nonsense"),
    }
    return {name: answer.status_code for name, answer in steps.items()}


def main(folder: Path) -> None:
    """Make the tables, write, ask, and print."""
    open_django(Server(folder, "127.0.0.1", 8400, 1))
    from centreline.web.jobs.setting_up import ready_database, take_over_files

    ready_database()
    written = write_at_once()
    take_over_files()
    sys.stdout.write(json.dumps({"written": written, "at once": all_at_once(), "asked": ask_the_api()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
