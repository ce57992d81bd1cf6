"""The door: every value passes it before anything of it touches the disk."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.contract import Contract
from centreline.evidence.privacy.columns import SUSPICIOUS, SUSPICIOUS_ID, redacted_column
from centreline.evidence.privacy.detect import redacted, redacted_with, spans_in, spans_in_name, spans_in_worker
from centreline.evidence.privacy.documents import Documents
from centreline.evidence.privacy.fields import redacted_field
from centreline.evidence.privacy.identifier import Identifier
from centreline.evidence.privacy.keyed import Pseudonyms
from centreline.evidence.privacy.span import Redacted
from centreline.evidence.privacy.treatment import Treatment, identifier_of, treatment_of

__all__ = ["Door", "Redacted"]

TOKEN_DIGITS: Final = 12


class Door:
    """What may be kept of a value, and what stands for the rest.

    Args:
        secret: The workspace's secret; whoever has it can tell whether a pseudonym is somebody's.
        region: ISO country ("DE") of telephone numbers that name none.
        erased: Pseudonyms of people who were erased: their rows are turned away.
    """

    def __init__(self, secret: bytes, *, region: str | None = None, erased: frozenset[str] = frozenset()) -> None:
        self._pseudonyms = Pseudonyms(secret, region=region)
        self._ways = {
            Treatment.NAME: self.redact_id,
            Treatment.LABEL: self.redact_label,
            Treatment.WORKER: self.redact_worker,
            Treatment.WORDS: self.redact,
        }
        self._documents = Documents(self.pseudonym, self.redact_field)
        self.region = region
        self.erased = erased

    def __repr__(self) -> str:
        """Return what it does, never the secret."""
        return f"Door(region={self.region!r}, erased={len(self.erased)})"

    def pseudonym(self, value: str, *, of: str = "customer") -> str:
        """Return what a person is called here.

        The same identifier has the same pseudonym in every source, however it is written; an e-mail address and a
        telephone number never have one in common. A pseudonym stays as it is, so it does not matter how often a value
        passes.

        Args:
            value: As the source writes it.
            of: What it is: customer (the source's own id), phone, email, name, birth, postcode or account.
        """
        return self._pseudonyms.of(value, of=of)

    def pseudonyms(self, column: pa.ChunkedArray, *, of: str = "customer") -> pa.ChunkedArray:
        """Return the pseudonyms of a column of text; null stays null."""
        return self._pseudonyms.column(column, of=of)

    def redact(self, text: str) -> Redacted:
        """Return words with what may not be kept replaced."""
        return redacted(text)

    def redact_id(self, text: str) -> Redacted:
        """Return the name of a row with what may not be kept replaced so that two names stay two.

        A card number in it becomes `[card p_…]`, keyed with the secret: without its last four digits, since a digest
        and a part of the number together say more than either.
        """
        return redacted_with(text, spans=spans_in_name, token=self._token)

    def redact_label(self, text: str) -> Redacted:
        """Return a queue, a team or another word that rows are gathered by, redacted so that two stay two."""
        return redacted_with(text, spans=spans_in, token=self._token)

    def redact_worker(self, text: str) -> Redacted:
        """Return the name of a worker, which stays, without card and account numbers."""
        return redacted_with(text, spans=spans_in_worker, token=self._token)

    def redact_field(self, name: str, text: str) -> Redacted:
        """Return the value of a named field: "cvv" before 123 says what 123 is."""
        return redacted_field(name, text, redact_id=self.redact_id)

    def redact_column(self, column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, Counter[str]]:
        """Return a column of words with what may not be kept replaced, and how much of each kind that was."""
        return redacted_column(column, suspicious=SUSPICIOUS, redact=self.redact)

    def redact_ids(self, column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, Counter[str]]:
        """Return a column of names of rows, redacted as `redact_id` does, so that it can still be joined."""
        return redacted_column(column, suspicious=SUSPICIOUS_ID, redact=self.redact_id)

    def redact_table(self, table: pa.Table, *, contract: Contract) -> tuple[pa.Table, Counter[str]]:
        """Return rows of a contract as they may be kept, and how much of each kind was replaced.

        Each column is treated as `treatment_of` says. What was replaced is counted by kind; pseudonyms are not counted.
        """
        found: Counter[str] = Counter()
        for place, name in enumerate(table.column_names):
            treatment = treatment_of(contract, name)
            if treatment is Treatment.PSEUDONYM:
                clean = self.pseudonyms(table[name], of=identifier_of(name))
            elif treatment is Treatment.KEPT:
                continue
            else:
                suspicious = SUSPICIOUS_ID if treatment in {Treatment.NAME, Treatment.WORKER} else SUSPICIOUS
                clean, counts = redacted_column(table[name], suspicious=suspicious, redact=self._ways[treatment])
                found += counts
            table = table if clean is table[name] else table.set_column(place, table.field(name), clean)
        return table, found

    def redact_json(self, value: Any, *, identifiers: Sequence[Identifier] = ()) -> tuple[Any, Counter[str]]:
        """Return a JSON value: identifiers as pseudonyms, everything else redacted, its shape as it was.

        Args:
            value: What `json.loads` gives.
            identifiers: Where the value names customers.
        """
        return self._documents(value, identifiers=identifiers)

    def is_erased(self, pseudonym: str | None) -> bool:
        """Return whether this is the pseudonym of somebody who was erased."""
        return pseudonym in self.erased

    def turned_away(self, column: pa.ChunkedArray) -> pa.ChunkedArray:
        """Return which pseudonyms of a column are of people who were erased; null is nobody's."""
        return pc.is_in(column, pa.array(sorted(self.erased), pa.string()))

    def _token(self, kind: str, digits: str) -> str:
        return f"[{kind} p_{self._pseudonyms.token(digits, of=f'redacted {kind}')[:TOKEN_DIGITS]}]"
