"""The reader of vCons: one in a file, or one on each line; plain, or signed by somebody whose key was given."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from centreline.evidence.vendors.customers import said_of
from centreline.evidence.vendors.json_values import json_values
from centreline.evidence.vendors.source import Assembled, Identifier, Record, Sample, Source, Unreadable
from centreline.evidence.vendors.values import Words, block, blocks, instant, text
from centreline.evidence.vendors.vcon.contact import contact_row, leg_rows
from centreline.evidence.vendors.vcon.keeping import kept
from centreline.evidence.vendors.vcon.keys import Key, read_keys
from centreline.evidence.vendors.vcon.model import KNOWN_EXTENSIONS, Vcon
from centreline.evidence.vendors.vcon.signing import is_encrypted, is_signed, verified
from centreline.evidence.vendors.vcon.speakers import customer_id, customer_in
from centreline.evidence.vendors.vcon.turns import turn_rows

__all__ = ["VCON", "VconSource"]

DEEPEST = 60


@dataclass(frozen=True, slots=True)
class VconSource:
    """Conversations as vCons, version 0.4.0 and the drafts before, with the contact-centre extension.

    A redacted or amended copy belongs to the conversation it names as its original. Where several copies are here, the
    latest amended one is read, else the original, else the redacted one; one step back is followed, not a chain.

    Attributes:
        keys: What signed conversations are verified with.
    """

    keys: tuple[Key, ...] = ()

    def trusting(self, *files: Path) -> "VconSource":
        """Return the same reader with the keys of these files.

        Raises:
            FileUnreadable: one of them holds no public key.
        """
        return replace(self, keys=(*self.keys, *(key for file in files for key in read_keys(file))))

    @property
    def name(self) -> str:
        """Its id."""
        return "vcon"

    @property
    def title(self) -> str:
        """What people call it."""
        return "vCon conversations"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables its rows go to."""
        return ("contact", "leg", "turn", "customer")

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Where customers are named; workers stand under `worker` by then."""
        kinds = {
            "uuid": "customer",
            "did": "account",
            "sip": "account",
            "tel": "phone",
            "mailto": "email",
            "name": "name",
        }
        return tuple(Identifier(f"parties[].{field}", kind) for field, kind in kinds.items())

    def recognise(self, sample: Sample) -> float:
        """Go by `uuid` and `parties` beside `dialog`, `analysis` or `vcon`; a signature around one is likely."""
        values = [value for value in sample.values if isinstance(value, Mapping)]
        sure = [0.97 if _looks_own(value) else 0.9 if _looks_sealed(value) else 0.0 for value in values]
        return sum(sure) / len(sure) if sure else 0.0

    def records(self, path: Path, *, zone: str) -> Iterator[Record | Unreadable]:
        """Take a file apart, a conversation at a time; one that cannot be trusted is none."""
        for each in json_values(path):
            if isinstance(each, Unreadable):
                yield each
                continue
            opened = self._opened(each.value)
            # What is sealed cannot be redacted, and a refused conversation is not to be read: its name has to do.
            shown = json.dumps({"uuid": each.value.get("uuid")})
            yield Unreadable(each.place, opened, shown) if isinstance(opened, str) else _record(opened, zone=zone)

    def _opened(self, value: Mapping[str, Any]) -> Mapping[str, Any] | str:
        if is_encrypted(value):
            return "it is encrypted; export it decrypted, the key is nothing to be given here"
        opened = verified(value, keys=self.keys) if is_signed(value) else value
        if isinstance(opened, str):
            return opened
        # What was signed did not pass the reader of the file, so it is looked at as that would.
        return _wrong_with(opened) or opened

    def customers(self, record: Record) -> Iterable[Mapping[str, str]]:
        """Return what the customer's party says of itself, with the name contacts have for it."""
        vcon = Vcon.model_validate(record.body)
        party = customer_in(vcon)
        if party is None:
            return []
        return said_of(customer_id(vcon), phone=party.tel, email=party.mailto, account=party.did)

    def assemble(self, subject: str, records: Sequence[Record], *, zone: str) -> Assembled:
        """Read one conversation from the copy of it that says most."""
        vcon = Vcon.model_validate(max(records, key=_rank).body)
        words = Words()
        turns, absent = turn_rows(vcon, contact_id=subject, zone=zone, words=words)
        legs = leg_rows(vcon, contact_id=subject, zone=zone)
        contact = contact_row(vcon, contact_id=subject, legs=legs, zone=zone, words=words)
        if isinstance(contact, str):
            absent.append(contact)
        if vcon.parties and not any(party.role or party.type for party in vcon.parties):
            absent.append("No party says whether it is the customer or the agent.")
        found: dict[str, Sequence[Mapping[str, Any]]] = {"leg": legs, "turn": turns}
        rows = {"contact": [] if isinstance(contact, str) else [contact], **found}
        strange = tuple(dict.fromkeys(words.strange))
        return Assembled({name: each for name, each in rows.items() if each}, strange, tuple(dict.fromkeys(absent)))


def _looks_own(value: Mapping[str, Any]) -> bool:
    return "uuid" in value and "parties" in value and bool({"vcon", "dialog", "analysis"} & set(value))


def _looks_sealed(value: Mapping[str, Any]) -> bool:
    return is_signed(value) or (is_encrypted(value) and "recipients" in value)


def _wrong_with(value: Mapping[str, Any]) -> str | None:
    """Return why a vCon cannot be read; None where it can."""
    if _depth(value) > DEEPEST:
        return "it is nested too deeply"
    critical = value.get("critical")
    unknown = sorted({str(each) for each in critical} - KNOWN_EXTENSIONS) if isinstance(critical, list) else []
    if unknown:
        return f"it must not be read without the extension {', '.join(unknown)}, which is not known here"
    if value.get("redacted") and value.get("amended"):
        return "it says that it is redacted and amended, and may be one of the two"
    try:
        Vcon.model_validate(value)
    except ValidationError as error:
        places = sorted({".".join(str(step) for step in each["loc"]) for each in error.errors()})
        return f"it is no vCon: {', '.join(places[:5])} is not what the standard says"
    return None


def _depth(value: Any) -> int:
    level, depth = [value], 0
    while level:
        blocks_here = [each for each in level if isinstance(each, Mapping | list)]
        level = [inner for each in blocks_here for inner in (each.values() if isinstance(each, Mapping) else each)]
        depth += 1
        if depth > DEEPEST:
            break
    return depth


def _record(value: Mapping[str, Any], *, zone: str) -> Record:
    uuid = text(value["uuid"]) or ""
    original = text(block(value.get("redacted")).get("uuid")) or text(block(value.get("amended")).get("uuid")) or uuid
    stamps = [
        value.get("updated_at"),
        value.get("created_at"),
        *(each.get("start") for each in blocks(value.get("dialog"))),
    ]
    changed_at = next((at for stamp in stamps if (at := instant(stamp, zone=zone))), None)
    return Record("vcon", uuid, original, changed_at, kept(value))


def _rank(record: Record) -> tuple[int, float, str]:
    """Return what the copy has most of that is read."""
    which = 2 if block(record.body.get("amended")) else 0 if block(record.body.get("redacted")) else 1
    return which, record.changed_at.timestamp() if record.changed_at else 0.0, record.id


VCON: Source = VconSource()
"""As it is listed in the book: without keys, so signed conversations are refused."""
