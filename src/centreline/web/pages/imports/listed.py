"""The list of imports: what was brought by whom and how it was read, what became of it, how fresh its table is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from centreline.evidence.journal import Import
from centreline.governance.actor import Actor
from centreline.web.frame.tabling import Field
from centreline.web.pages.imports.schedules_listed import ScheduledSource
from centreline.web.records.lines import who_did
from centreline.web.records.people import names_people_know

__all__ = ["KnownImport", "import_fields", "imports_known"]


@dataclass(frozen=True, slots=True)
class KnownImport:
    """An import, and who brought it.

    Attributes:
        entry: As the journal holds it.
        by: Who brought it in the browser; empty for one that came by a command.
        newest: When its table was last filled by any import that stands.
        source: The source that is read by itself and delivered its file; None where somebody or a command brought it.
    """

    entry: Import
    by: str
    newest: datetime | None
    source: ScheduledSource | None = None

    @property
    def state(self) -> str:
        """Whether it stands or was taken back."""
        return "stands" if self.entry.stands else "undone"

    @property
    def quality(self) -> float | None:
        """Share of its rows that could be read, 0 to 1; None where it had none."""
        counts = self.entry.counts
        return 1 - counts.rejected / counts.read if counts.read else None

    @property
    def owner(self) -> str:
        """Who answers for its source: whoever scheduled it or brought the file; empty where a command brought it."""
        return self.source.entry.changed_by if self.source else self.by

    @property
    def next_run(self) -> datetime | None:
        """When its source is read next; None where that is paused, or nothing is scheduled."""
        return self.source.due_at if self.source else None


def imports_known(imports: Iterable[Import], *, sources: Sequence[ScheduledSource] = ()) -> list[KnownImport]:
    """Return each import with who brought it and the source that delivered it, in the order given."""
    every = tuple(imports)
    delivered = {file.fields["import_id"]: one for one in sources for file in one.files if file.fields["import_id"]}
    brought = who_did("record_import", kind="import")
    newest: dict[str, datetime] = {}
    for one in every:
        if one.stands:
            newest[one.table] = max(one.at, newest.get(one.table, one.at))
    return [KnownImport(one, brought.get(one.id, ""), newest.get(one.table), delivered.get(one.id)) for one in every]


def import_fields(reader: Actor) -> list[Field[KnownImport]]:
    """Return the columns of the list."""
    counts = (("created", _("New")), ("changed", _("Changed")), ("same", _("Same")), ("older", _("Older")),
              ("skipped", _("Skipped")), ("rejected", _("Rejected")))  # fmt: skip
    names = names_people_know(reader)
    return [
        Field("file", _("File"), lambda row: row.entry.origin.file, filter="text", always=True),
        Field("table", _("Table"), lambda row: row.entry.table, filter="words"),
        Field("mapping", _("Read by"), lambda row: row.entry.origin.mapping, filter="words"),
        Field("at", _("When"), lambda row: row.entry.at),
        Field("by", _("Brought by"), lambda row: row.by, filter="words", words=names, known_as="by_name"),
        Field("answers", _("Answers for it"), lambda row: row.owner, filter="words", words=names,
              known_as="answers_name", at_first=False),
        Field("newest", _("Table last filled"), lambda row: row.newest, at_first=False),
        Field("next_run", _("Next run"), lambda row: row.next_run, at_first=False),
        Field("version", _("Version of the mapping"), lambda row: row.entry.origin.mapping_version, at_first=False),
        *(_count(key, label) for key, label in counts),
        Field("quality", _("Quality"), lambda row: row.quality, number=True),
        Field("state", _("State"), lambda row: row.state, filter="words",
              words={"stands": _("Stands"), "undone": _("Taken back")}),
    ]  # fmt: skip


def _count(key: str, label: str) -> Field[KnownImport]:
    at_first = key not in {"older", "skipped"}
    return Field(
        key, label, lambda row: int(getattr(row.entry.counts, key)), number=True, total=True, at_first=at_first
    )
