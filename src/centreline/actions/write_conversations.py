"""Write conversations as redacted vCons, one file each."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.evidence.expression import compile_expression
from centreline.evidence.privacy.door import Door
from centreline.evidence.vendors.vcon.writing import redacted_vcon
from centreline.kernel.errors import ArgumentInvalid, EvidenceMissing, PlaceUnusable

__all__ = ["WrittenConversations", "write_conversations"]

AT_ONCE = 500
"""Conversations that are held at one time."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WrittenConversations:
    """What was written.

    Attributes:
        folder: Where.
        files: Names of the files, in the order of the contacts.
        turns: How many turns they hold.
        silent: Contacts among them of which no turn is kept.
    """

    folder: Path
    files: tuple[str, ...]
    turns: int
    silent: int


def write_conversations(  # noqa: PLR0913 - which, where to, and for whom comes in by name
    evidence: Evidence,
    folder: Path,
    *,
    contacts: Sequence[str] = (),
    query: str | None = None,
    door: Door,
    now: datetime,
    tell: Callable[[int, int | None], None] | None = None,
) -> WrittenConversations:
    """Write contacts as redacted vCons into a folder; a file of the same name is written anew.

    Args:
        evidence: What happened, as the reader may see it.
        folder: Is made where it is not there.
        contacts: Ids of contacts.
        query: A condition on the table `contact`, in place of ids or to narrow them down.
        door: Of the workspace.
        now: When this is asked for.
        tell: Is told how many have been written, and of how many.

    Raises:
        ArgumentInvalid: neither contacts nor a query were given, or there is no contact of one of these ids.
        EvidenceMissing: no contact fits the query.
        PlaceUnusable: a file cannot be written.
    """
    chosen = _chosen(evidence, contacts=contacts, query=query)
    files: list[str] = []
    turns = silent = 0
    for contact, legs, said in _with_parts(evidence, chosen):
        made = redacted_vcon(contact, legs=legs, turns=said, now=now, door=door)
        files.append(f"{made['uuid']}.vcon.json")
        _write(folder / files[-1], made)
        turns, silent = turns + len(said), silent + (not said)
        if tell is not None:
            tell(len(files), len(chosen))
    return WrittenConversations(folder, tuple(files), turns, silent)


def _chosen(evidence: Evidence, *, contacts: Sequence[str], query: str | None) -> list[Row]:
    if not contacts and query is None:
        raise ArgumentInvalid(
            "no contact was named", where="the command", fix="name contacts by their ids, or choose them with --query"
        )
    table = evidence.table("contact")
    if contacts:
        table = table.filter(table.contact_id.isin(list(contacts)))
    if query is not None:
        columns = {name: table[name] for name in table.columns}
        table = table.filter(compile_expression(query, columns=columns, where="the option --query"))
    found: list[Row] = [*evidence.rows(table.order_by(["source", "contact_id"]))]
    absent = sorted(set(contacts) - {row["contact_id"] for row in found})
    if absent and query is None:
        raise ArgumentInvalid(
            f"there is no contact {absent[0]!r}" + (f", nor {len(absent) - 1:,} others" if absent[1:] else ""),
            where="the table contact",
            fix="look the ids up, or choose contacts with --query",
        )
    if not found:
        raise EvidenceMissing("no contact fits", where="the table contact", fix="choose others; nothing was written")
    return found


def _with_parts(evidence: Evidence, chosen: Sequence[Row]) -> Iterator[tuple[Row, list[Row], list[Row]]]:
    for start in range(0, len(chosen), AT_ONCE):
        some = chosen[start : start + AT_ONCE]
        ids = [row["contact_id"] for row in some]
        parts = [_by_contact(evidence, name, ids=ids) for name in ("leg", "turn")]
        for row in some:
            key = row["source"], row["contact_id"]
            yield row, parts[0].get(key, []), parts[1].get(key, [])


def _by_contact(evidence: Evidence, name: str, *, ids: Sequence[str]) -> dict[tuple[str, str], list[Row]]:
    if not evidence.has(name):
        return {}
    table: Table = evidence.table(name)
    found: dict[tuple[str, str], list[Row]] = {}
    for row in evidence.rows(table.filter(table.contact_id.isin(list(ids)))):
        found.setdefault((row["source"], row["contact_id"]), []).append(row)
    return found


def _write(file: Path, made: Mapping[str, Any]) -> None:
    half = file.with_name(f".{file.name}.half")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        half.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        half.replace(file)
    except OSError as error:
        raise PlaceUnusable(
            f"{file.name!r} cannot be written: {error.strerror}", where=str(file), fix="check the folder and its space"
        ) from None
    finally:
        half.unlink(missing_ok=True)
