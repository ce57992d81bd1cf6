"""Two people who do something at the very same moment, on PostgreSQL: what comes of it to each, in words."""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from centreline.kernel.errors import Stopped

PASSWORD = "a long sentence nobody guesses"
KEY = "abcde-fghjk-mnpqr-stuvw"


def all_at_once() -> dict[str, list[str]]:
    """Return what came of each pair, in alphabetical order; the first of them needs a workspace without people."""
    return {
        "two first administrators": two_first_administrators(),
        "two tokens of one name": two_tokens_of_one_name(),
        "two people of one name": two_people_of_one_name(),
        "two drafts published": two_drafts_published(),
        "a note and a freeze": a_note_and_a_freeze(),
        "one form sent twice": one_form_sent_twice(),
    }


def at_once(does: Sequence[Callable[[], str]]) -> list[str]:
    """Let each begin while somebody else writes, until all wait for that to end; return what came of them."""
    from django.db import connection, transaction

    from centreline.web.records.models import TrailEnd

    came: list[str] = []

    def run(one: Callable[[], str]) -> None:
        try:
            came.append(one())
        except Stopped as reason:
            came.append(f"{type(reason).__name__}: {reason.what}")
        except Exception as error:
            came.append(f"a fault: {type(error).__name__}")
        finally:
            connection.close()

    TrailEnd.objects.get_or_create(pk=1, defaults={"hash": "0" * 64})
    threads = [threading.Thread(target=run, args=(one,)) for one in does]
    with transaction.atomic():
        TrailEnd.objects.select_for_update().get(pk=1)
        for thread in threads:
            thread.start()
        _until_waiting(len(threads))
    for thread in threads:
        thread.join()
    return sorted(came)


def _until_waiting(number: int) -> None:
    from django.db import connection

    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        with connection.cursor() as asks:
            asks.execute("select count(distinct pid) from pg_locks where not granted")
            if asks.fetchone()[0] >= number:
                return
        time.sleep(0.01)
    raise RuntimeError("they did not come to wait for one another")


def two_first_administrators() -> list[str]:
    """Return the answers to two forms with the right key, and who is there afterwards."""
    from django.conf import settings
    from django.test import Client

    from centreline.governance.tokens import hash_of
    from centreline.web.records.people import known_people

    settings.FIRST_KEY = hash_of(KEY)

    def sends(name: str) -> Callable[[], str]:
        form = {"key": KEY, "name": name, "title": "", "password": PASSWORD, "again": PASSWORD}

        def does() -> str:
            answer = Client(headers={"host": "localhost"}).post("/accounts/first/", form)
            said = "the first administrator is there already" in answer.content.decode().casefold()
            return f"{answer.status_code}{' and says why' if said else ''}"

        return does

    return [*at_once([sends("mara"), sends("eve")]), str(len(known_people()))]


def two_tokens_of_one_name() -> list[str]:
    """Return what comes of one person who makes two tokens of one name."""
    from centreline.actions.manage_tokens import make_token
    from centreline.governance.tokens import scopes_for
    from centreline.web.records.store import DjangoState
    from centreline.web.records.tokens import DjangoTokens

    actor = _somebody("tess", "leader")

    def does() -> str:
        make = make_token.by(DjangoState(), actor, now=datetime.now(UTC))
        make(DjangoTokens(), name="report", scopes=scopes_for(actor), days=1)
        return "made"

    return at_once([does, does])


def two_people_of_one_name() -> list[str]:
    """Return what comes of two administrators who add somebody under names that differ in one capital."""
    from centreline.actions.manage_people import add_person
    from centreline.governance.actor import Role
    from centreline.governance.people import KnownPerson
    from centreline.web.records.people import DjangoPeople
    from centreline.web.records.store import DjangoState

    actor = _somebody("root", "administrator")

    def adds(name: str) -> Callable[[], str]:
        def does() -> str:
            add = add_person.by(DjangoState(), actor, now=datetime.now(UTC))
            add(DjangoPeople(), person=KnownPerson(name, "", Role.LEADER, "", (), "", active=True), password=PASSWORD)
            return "added"

        return does

    return [one.replace("Nora", "nora") for one in at_once([adds("nora"), adds("Nora")])]


def two_drafts_published() -> list[str]:
    """Return what comes of two drafts that began with one version and are published at once."""
    from centreline.actions.publish_draft import assembled, freeze_draft, publish_draft
    from centreline.web.records.store import DjangoState

    state, actor, now = DjangoState(), _somebody("pat", "leader"), datetime.now(UTC)

    def publishes(title: str) -> Callable[[], str]:
        draft = _draft(title)
        frozen = freeze_draft.by(state, actor, now=now)(key=draft.key, expects=draft.version)
        content = assembled(state, frozen).content_hash

        def does() -> str:
            publish_draft.by(DjangoState(), actor, now=now)(key=draft.key, content=content)
            return "published"

        return does

    return at_once([publishes("One"), publishes("Other")])


def a_note_and_a_freeze() -> list[str]:
    """Return whether a note was written on a draft after it was frozen, whichever of the two came first."""
    from centreline.actions.publish_draft import freeze_draft
    from centreline.actions.write_note import add_note
    from centreline.web.records.store import DjangoState

    state, actor, now = DjangoState(), _somebody("fay", "leader"), datetime.now(UTC)
    draft = _draft("Frozen")
    stage = state.entries("stage", within=draft.key)[0].fields["id"]

    def freezes() -> str:
        freeze_draft.by(DjangoState(), actor, now=now)(key=draft.key, expects=draft.version)
        return "frozen"

    def writes() -> str:
        add_note.by(DjangoState(), actor, now=now)(draft=draft.key, lane="idea", stage=stage, text="Late")
        return "written"

    came = at_once([freezes, writes])
    late = [line.act for line in state.lines()][-2:] == ["freeze_draft", "add_note"]
    return [*(one for one in came if one == "frozen" or "a fault" in one), f"written on what was frozen: {late}"]


def one_form_sent_twice() -> list[str]:
    """Return the answers to a form whose button was pressed twice, and how often its work was done."""
    from django.db import connection
    from django.http import HttpResponse
    from django.test import RequestFactory

    from centreline.web.frame.once import answered_once

    actor, done, came = _somebody("dee", "leader"), list[int](), list[str]()

    def work() -> HttpResponse:
        done.append(1)
        time.sleep(0.05)
        return HttpResponse(f"done {len(done)}")

    def sends() -> None:
        request = RequestFactory().post("/somewhere/", {"once": "a-token"})
        request.actor = actor
        came.append(answered_once(request, work).content.decode())
        connection.close()

    threads = [threading.Thread(target=sends) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return [*came, str(len(done))]


def _somebody(name: str, role: str) -> Any:
    from centreline.governance.actor import Role
    from centreline.web.records.people import actor_named, add_person

    add_person(name, role=Role(role), password=PASSWORD)
    return actor_named(name)


def _draft(title: str) -> Any:
    from centreline.actions.start_draft import start_draft
    from centreline.governance.actor import Actor, Role, scope_for
    from centreline.web.records.store import DjangoState

    state = DjangoState()
    published = state.published()
    if published is None:
        raise RuntimeError("nothing is published")
    lee = Actor("lee", Role.LEADER, scope_for(Role.LEADER, name="lee"))
    start = start_draft.by(state, lee, now=datetime.now(UTC))
    return start(journey=published.blueprint.journeys[0].id, title=title)
