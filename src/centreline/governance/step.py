"""What an act is given: ways to write that leave a version, a history and a line in the trail, all or none."""

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from centreline.governance.actor import Actor
from centreline.governance.door import check_names, cleaned, cleaned_body
from centreline.governance.entry import Body, Change, Entry, conflict_with
from centreline.governance.kinds import body_of
from centreline.governance.merging import merged
from centreline.governance.state import State
from centreline.governance.trail import Line
from centreline.kernel.errors import NotThere

__all__ = ["LONGEST_MESSAGE", "Step"]

LONGEST_MESSAGE = 200
"""Characters of a message in the trail."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act of one person at one moment; whatever it keeps passes the door of `governance.door` first.

    Attributes:
        state: Where things are kept.
        actor: Who acts.
        now: When.
        act: The verb.
        taken_out: What may not be kept and was replaced, by kind, for telling the writer.
    """

    state: State
    actor: Actor
    now: datetime
    act: str
    taken_out: Counter[str] = field(default_factory=Counter)

    def entry(self, kind: str, key: str) -> Entry:
        """Return an entry that stands.

        Raises:
            NotThere: there is none, or somebody threw it away.
        """
        held = self.state.entry(kind, key)
        if held is None or not held.stands:
            raise NotThere(
                f"there is no {kind.replace('_', ' ')} {key!r}",
                where="what this page was about",
                fix="go back and reload the list; somebody may have removed it",
            )
        return held

    def make(self, kind: str, body: Body, *, within: str = "", key: str | None = None, says: str = "") -> Entry:
        """Write a new entry and return it.

        Args:
            kind: What it is.
            body: What it says.
            within: What it belongs to.
            key: Its name; a new one where None.
            says: Why, for the history.

        Raises:
            EditConflict: there is one of that name.
        """
        check_names(key or "", within)
        name, body = key or uuid.uuid4().hex, cleaned_body(body, self.taken_out)
        by, now = self.actor.name, self.now
        entry = Entry(kind, name, within, 1, body, made_by=by, made_at=now, changed_by=by, changed_at=now)
        held = self.state.entry(kind, name)
        if held is not None and held.stands:
            raise conflict_with(held, base={}, mine=entry.fields, clashes=tuple(entry.fields))
        return self._kept(held.next(body, by=by, at=now) if held else entry, before=None, says=says)

    def change(self, kind: str, key: str, body: Body, *, expects: int, says: str = "") -> Entry:
        """Write the next version of an entry and return it.

        Changes of others since the version that was expected are kept wherever they touch other fields.

        Args:
            kind: What it is.
            key: Which.
            body: What it shall say.
            expects: The version the writer had before them.
            says: Why, for the history.

        Raises:
            NotThere: there is none.
            EditConflict: somebody else changed the same fields; nothing was overwritten.
        """
        held, body = self.entry(kind, key), cleaned_body(body, self.taken_out)
        wanted = body if held.version == expects else self._put_together(held, body, expects=expects)
        if wanted == held.body:
            return held
        return self._kept(held.next(wanted, by=self.actor.name, at=self.now), before=held, says=says)

    def seen(self, held: Entry, *, expects: int) -> dict[str, Any]:
        """Return what an entry said in the version its writer had before them; what it says now where it has none such.

        Args:
            held: The entry as it is now.
            expects: That version.
        """
        change = None if held.version == expects else self.state.version(held.kind, held.key, expects)
        return held.fields if change is None else change.fields

    def bin(self, kind: str, key: str, *, expects: int, says: str = "") -> Entry:
        """Throw an entry away; it can be brought back for thirty days.

        Raises:
            NotThere: there is none.
            EditConflict: somebody changed it in the meantime.
        """
        held = self.entry(kind, key)
        if held.version != expects:
            raise conflict_with(held, base=self._fields_of(held, expects), mine={}, clashes=tuple(held.fields))
        gone = held.next(held.body, by=self.actor.name, at=self.now, binned=True)
        return self._kept(gone, before=held, says=says)

    def restore(self, kind: str, key: str, *, version: int, expects: int, says: str = "") -> Entry:
        """Write an earlier version of an entry anew, also of one that was thrown away.

        Raises:
            NotThere: there is no such entry or version.
            EditConflict: somebody changed it since the version that was expected.
        """
        held = self.state.entry(kind, key)
        earlier = self.state.version(kind, key, version)
        if held is None or earlier is None:
            raise NotThere(
                f"{kind.replace('_', ' ')} {key!r} has no version {version}",
                where="its history",
                fix="choose one of the versions the history lists",
            )
        if held.version != expects:
            base = self._fields_of(held, expects)
            raise conflict_with(held, base=base, mine=earlier.fields, clashes=tuple(held.fields))
        body = cleaned_body(body_of(kind, earlier.fields), self.taken_out)
        restored = held.next(body, by=self.actor.name, at=self.now, binned=earlier.binned)
        return self._kept(restored, before=held, says=says)

    def note(
        self,
        kind: str,
        key: str,
        *,
        says: str = "",
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Write a line in the trail about something that is no entry: an import, a sign-in, an export."""
        self.state.add_line(
            Line(
                number=0,
                at=self.now,
                by=self.actor.name,
                acting_for=self.actor.acting_for or "",
                act=self.act,
                kind=kind,
                key=self._clean(key),
                says=self._clean(says)[:LONGEST_MESSAGE],
                before=self._clean(before),
                after=self._clean(after),
                request=self.actor.request,
                address=self.actor.address,
            )
        )

    def _kept(self, entry: Entry, *, before: Entry | None, says: str) -> Entry:
        binned, says = not entry.stands, self._clean(says)
        change = Change(
            entry.version, entry.fields, entry.changed_by, entry.changed_at, self.act, says[:LONGEST_MESSAGE],
            self.actor.request, binned,
        )  # fmt: skip
        if not self.state.keep(entry, change=change):
            now = self.state.entry(entry.kind, entry.key) or entry
            base = before.fields if before else {}
            raise conflict_with(now, base=base, mine=entry.fields, clashes=tuple(entry.fields))
        self.note(
            entry.kind,
            entry.key,
            says=says,
            before=before.fields if before and before.stands else None,
            after=None if binned else entry.fields,
        )
        return entry

    def _clean(self, value: Any) -> Any:
        return cleaned(value, self.taken_out)

    def _put_together(self, held: Entry, body: Body, *, expects: int) -> Body:
        base, mine = self._fields_of(held, expects), body.model_dump(mode="json")
        both = merged(base, mine=mine, theirs=held.fields)
        if both.clashes:
            raise conflict_with(held, base=base, mine=mine, clashes=both.clashes)
        return body_of(held.kind, both.fields)

    def _fields_of(self, held: Entry, version: int) -> dict[str, Any]:
        change = self.state.version(held.kind, held.key, version)
        return {} if change is None else change.fields
