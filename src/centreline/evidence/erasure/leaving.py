"""Which rows leave a table, for whatever reason they leave it.

A person's contacts leave, and with them what was said and counted in them. Records on workers stay, for they are about
somebody else; they only lose the name of the contact.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import ibis
import pyarrow as pa
from ibis.expr.types import BooleanValue, Table

from centreline.evidence.belonging import BY_KEY, SEPARATOR, STAYS_WITHOUT_CONTACT, THEIRS, person_columns
from centreline.evidence.contracts import KEPT
from centreline.evidence.contracts.record import RECORD
from centreline.evidence.passing import rewritten_bodies

__all__ = ["Leaving", "PeopleLeaving"]


class Leaving(Protocol):
    """Says which rows leave."""

    def leaves(self, name: str, rows: Table) -> BooleanValue:
        """Return whether each row of a table leaves it."""

    def loses_contact(self, name: str, rows: Table) -> BooleanValue:
        """Return whether each row only loses the name of its contact."""

    def rewritten(self, name: str, rows: Table) -> BooleanValue:
        """Return whether each row stays without what it says of somebody mentioned in passing."""

    def rewrite(self, records: pa.Table, where: pa.ChunkedArray) -> pa.Table:
        """Return records of which those are rewritten that `rewritten` says."""


@dataclass(frozen=True)
class PeopleLeaving:
    """People who leave, with everything that is theirs.

    Attributes:
        people: Their pseudonyms, of whatever kind.
        contacts: Their contacts: source and contact_id.
        subjects: What their records belong to: source and subject.
        mentioned: What belongs to others and has a record that mentions them: source and subject.
    """

    people: frozenset[str]
    contacts: frozenset[tuple[str, str]] = field(default=frozenset())
    subjects: frozenset[tuple[str, str]] = field(default=frozenset())
    mentioned: frozenset[tuple[str, str]] = field(default=frozenset())

    def leaves(self, name: str, rows: Table) -> BooleanValue:
        """Return whether each row is theirs: by their name, or by a contact of theirs."""
        if name == RECORD.name:
            return self._is_their_record(rows)
        named = [_is_one_of(rows[column], self.people) for column in person_columns(KEPT[name])]
        if name in THEIRS:
            named.append(self._is_of_their_contact(rows, THEIRS[name]))
        return ibis.or_(*named) if named else ibis.literal(False)

    def loses_contact(self, name: str, rows: Table) -> BooleanValue:
        """Return whether each row is about a worker and names a contact of theirs."""
        if name not in STAYS_WITHOUT_CONTACT:
            return ibis.literal(False)
        return self._is_of_their_contact(rows, BY_KEY)

    def _is_of_their_contact(self, rows: Table, reached: Mapping[str, str]) -> BooleanValue:
        own = next(name for name, of_contact in reached.items() if of_contact == "contact_id")
        if "source" not in reached:
            return _is_one_of(rows[own], {contact for _, contact in self.contacts})
        return _is_one_of(rows.source + SEPARATOR + rows[own], map(SEPARATOR.join, self.contacts))

    def rewritten(self, name: str, rows: Table) -> BooleanValue:
        """Return whether each row is a record of somebody else that names one of them."""
        if name != RECORD.name or not self.mentioned:
            return ibis.literal(False)
        return self._is_named(rows) & self._is_of(rows, self.mentioned)

    def rewrite(self, records: pa.Table, where: pa.ChunkedArray) -> pa.Table:
        """Return records that no longer name them, nor say what they wrote."""
        return rewritten_bodies(records, where, self.people)

    def _is_their_record(self, rows: Table) -> BooleanValue:
        return self._is_of(rows, self.subjects) | (self._is_named(rows) & ~self._is_of(rows, self.mentioned))

    def _is_of(self, rows: Table, subjects: frozenset[tuple[str, str]]) -> BooleanValue:
        return _is_one_of(rows.source + SEPARATOR + rows.subject, map(SEPARATOR.join, subjects))

    def _is_named(self, rows: Table) -> BooleanValue:
        named = [rows.body.contains(pseudonym) for pseudonym in sorted(self.people)]
        return ibis.or_(*named) if named else ibis.literal(False)


def _is_one_of(column: ibis.Value, wanted: Iterable[str]) -> BooleanValue:
    values = sorted(wanted)
    return column.isin(values).fill_null(False) if values else ibis.literal(False)
