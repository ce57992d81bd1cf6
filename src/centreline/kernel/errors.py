"""Every anticipated reason to stop, each with what happened, where to look and how to mend it.

Read the names after "stopped because of":

    Stopped
    ├── FileUnreadable          a file is missing, empty, truncated or not what its name says
    ├── WorkspaceInvalid        a workspace is missing, newer than this program, or its settings are wrong
    ├── BlueprintInvalid        the written operating model does not hold together
    ├── MappingInvalid          a mapping does not fit its contract or its file
    ├── EvidenceMissing         a question needs a table nobody has brought
    ├── EvidenceConflict        two writers, or an import that cannot be taken back
    ├── ExpressionRefused       an expression goes beyond the whitelist
    ├── MetricUnknown           no metric or variant of that name, or a grain it cannot be asked at
    ├── CheckUnknown            no check, parameter or waiver of that name
    ├── ArgumentInvalid         a command was asked for something it does not understand
    ├── PlaceUnusable           a file or folder cannot be read or written
    ├── NotPermitted            the role of who asks may not do that
    ├── NotThere                nothing of that name is there, or it is somebody else's
    ├── TooOften                somebody asked for the same more often than may be
    ├── VersionMissing          a change does not say which version it was written against
    ├── EditConflict            somebody else changed the same thing in the meantime
    ├── JobCancelled            somebody asked long work to stop
    └── ScopeMissing            the evidence was asked without saying who is asking
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = [
    "ArgumentInvalid",
    "BlueprintInvalid",
    "CheckUnknown",
    "EditConflict",
    "EvidenceConflict",
    "EvidenceMissing",
    "ExpressionRefused",
    "FileUnreadable",
    "JobCancelled",
    "MappingInvalid",
    "MetricUnknown",
    "NotPermitted",
    "NotThere",
    "PlaceUnusable",
    "Problem",
    "ScopeMissing",
    "Stopped",
    "TooOften",
    "VersionMissing",
    "WorkspaceInvalid",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: what, where a person can look, and what to write or do instead."""

    what: str
    where: str
    fix: str

    def __str__(self) -> str:
        """Return the three parts on three lines, as the command line prints them."""
        return f"{self.what}\n  where: {self.where}\n  fix:   {self.fix}"


class Stopped(Exception):
    """Work stopped for a reason somebody foresaw; nothing was written and nothing was lost.

    Args:
        what: What happened, the offending value quoted; no full stop.
        where: The file, line, path or command where a person can look.
        fix: What to do next.
        problems: Every single problem, where there are several; the first speaks for all.
    """

    def __init__(self, what: str, *, where: str, fix: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(what)
        self.problem = Problem(what, where, fix)
        self.problems = tuple(problems) or (self.problem,)

    @property
    def what(self) -> str:
        """What happened."""
        return self.problem.what

    @property
    def where(self) -> str:
        """Where a person can look."""
        return self.problem.where

    @property
    def fix(self) -> str:
        """What to do next."""
        return self.problem.fix

    def __str__(self) -> str:
        """Return what, where and fix, then each further problem in the same three parts."""
        if self.problems == (self.problem,):
            return str(self.problem)
        return "\n\n".join([str(self.problem), *(str(problem) for problem in self.problems)])


class FileUnreadable(Stopped):
    """A file is missing, empty, truncated, in mixed encodings, or not what its name says."""


class WorkspaceInvalid(Stopped):
    """A workspace is missing, was written by a newer version, or its settings are wrong."""


class BlueprintInvalid(Stopped):
    """The written operating model, a claim or a waiver does not hold together."""


class MappingInvalid(Stopped):
    """A mapping does not fit its contract or the file it is to read."""


class EvidenceMissing(Stopped):
    """A question needs a table, or a column of it, that nobody has brought."""


class EvidenceConflict(Stopped):
    """Two writers met, or an import cannot be taken back."""


class ExpressionRefused(Stopped):
    """An expression uses something outside the whitelist, or a column that is not there."""


class MetricUnknown(Stopped):
    """No metric or variant has that name, or it cannot be asked at that grain."""


class CheckUnknown(Stopped):
    """No check or parameter has that name."""


class ArgumentInvalid(Stopped):
    """A command was asked for something it does not understand."""


class PlaceUnusable(Stopped):
    """A file or folder cannot be read or written: rights, a full disk, a path that leads nowhere."""


class NotPermitted(Stopped):
    """The role of who asks may not do that."""


class NotThere(Stopped):
    """Nothing of that name is there, or it is somebody else's."""


class TooOften(Stopped):
    """Somebody asked for the same more often than may be; it may be asked for again a little later."""


class VersionMissing(Stopped):
    """A change does not say which version it was written against; nothing was overwritten."""


class EditConflict(Stopped):
    """Somebody else changed the same thing in the meantime; nothing was overwritten.

    Args:
        what: Who changed what.
        where: Which thing, and its version now.
        fix: What to do next.
        base: What the writer had seen, field by field.
        mine: What they wanted to write.
        theirs: What it says now.
        clashes: Fields that both changed differently.
        version: Its version now.
        by: Who wrote that.
    """

    def __init__(  # noqa: PLR0913 - everything a page of conflict shows comes in by name
        self,
        what: str,
        *,
        where: str,
        fix: str,
        base: Mapping[str, Any] | None = None,
        mine: Mapping[str, Any] | None = None,
        theirs: Mapping[str, Any] | None = None,
        clashes: tuple[str, ...] = (),
        version: int = 0,
        by: str = "",
    ) -> None:
        super().__init__(what, where=where, fix=fix)
        self.base, self.mine, self.theirs = base or {}, mine or {}, theirs or {}
        self.clashes, self.version, self.by = clashes, version, by


class JobCancelled(Stopped):
    """Somebody asked long work to stop."""


class ScopeMissing(Stopped):
    """The evidence was asked without saying who is asking, so nobody is answered."""
