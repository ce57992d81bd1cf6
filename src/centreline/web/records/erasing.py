"""What the database holds of people who are erased: what can be made anew is forgotten, what cannot is named."""

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import connection

from centreline.evidence.erasure.looking import Names
from centreline.web.records.exports import forget_every_export
from centreline.web.records.models import ChangeRow, EntryRow, JobRow, LineRow, LookRow, PublishedRow, SightingRow

__all__ = ["StatePlace", "runs_in_trail"]


class StatePlace:
    """The database of a served workspace, and the tables that were taken out of it as files.

    Looks hold ids of contacts and are made anew by looking again; results of jobs show rows of files. Notes, comments
    and the trail are what people wrote: they stay, and the proof names those that name the person.

    Args:
        workspace: The folder that is served.
    """

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace

    def forget(self, people: Collection[str], contacts: Collection[str]) -> list[str]:
        """Forget every look, every table taken out, what pages kept, and results of jobs that name one of them."""
        _forget_sightings(people, contacts)
        return self._forgotten(results=_forget_results(people, contacts))

    def forget_everything(self) -> list[str]:
        """Forget whatever was worked out, whomever it names: of ids of contacts that left, hashes alone are known.

        Since when a finding stands is counted from the next look on.
        """
        SightingRow.objects.all().delete()
        return self._forgotten(results=JobRow.objects.filter(result__isnull=False).update(result=None))

    def _forgotten(self, *, results: int) -> list[str]:
        """Forget what goes whomever it names, and say what went, results of jobs included."""
        looks, _by_table = LookRow.objects.all().delete()
        exports = forget_every_export(workspace=self._workspace)
        cache.clear()
        _leave_no_pages()
        counted = {"looks": looks, "results of jobs": results, "tables taken out": exports}
        return [f"{count:,} {what}" for what, count in counted.items() if count]

    def naming(self, people: Collection[str], contacts: Collection[str]) -> list[str]:
        """Return every entry, version, line of the trail, look and job that names one of them."""
        names = Names(people, contacts)
        return [called for called, held in _everything() if names.in_text(_as_text(held))]


def runs_in_trail(runs: Collection[str]) -> frozenset[str]:
    """Return those of several runs that took people out of which the trail says so."""
    return frozenset(LineRow.objects.filter(kind="erasure", key__in=list(runs)).values_list("key", flat=True))


def _forget_results(people: Collection[str], contacts: Collection[str]) -> int:
    names, ids = Names(people), set(contacts)
    rows = JobRow.objects.exclude(result=None).values_list("pk", "result")
    theirs = [pk for pk, result in rows if names.in_text(_as_text(result)) or ids & set(_words(result))]
    return int(JobRow.objects.filter(pk__in=theirs).update(result=None))


def _forget_sightings(people: Collection[str], contacts: Collection[str]) -> None:
    names = Names(people, contacts)
    theirs = [pk for pk, name in SightingRow.objects.values_list("pk", "name") if names.in_text(name)]
    SightingRow.objects.filter(pk__in=theirs).delete()


def _words(held: Any) -> Iterator[str]:
    """Return every text within what JSON holds, on its own."""
    if isinstance(held, dict):
        held = [*held, *held.values()]
    if isinstance(held, list):
        for one in held:
            yield from _words(one)
    elif isinstance(held, str):
        yield held


def _everything() -> Iterator[tuple[str, Any]]:
    for row in EntryRow.objects.values().iterator():
        yield f"the {row['kind']} {row['key']}", row
    for row in ChangeRow.objects.values().iterator():
        yield f"version {row['version']} of the {row['kind']} {row['key']}", row
    for row in LineRow.objects.values().iterator():
        yield f"line {row['number']} of the trail", row
    for row in PublishedRow.objects.values().iterator():
        yield f"the published version {row['number']}", row
    for row in LookRow.objects.values().iterator():
        yield f"the look of {row['made_at']:%Y-%m-%d %H:%M}", row
    for row in SightingRow.objects.values().iterator():
        yield f"since when {row['name']} is found", row
    for row in JobRow.objects.values().iterator():
        yield f"the job {row['id']}", row


def _as_text(held: Any) -> str:
    return json.dumps(held, default=str, ensure_ascii=False)


def _leave_no_pages() -> None:
    """Have SQLite write its file anew: what was deleted stays readable in its free pages otherwise."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
