"""What a verb needs of the place it works in, and the folder on disk that is one."""

import os
import re
from functools import cached_property, partial
from pathlib import Path
from typing import Protocol

from centreline.actions.settings import SETTINGS_FILE, read_workspace_settings
from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint
from centreline.blueprint.files import load_blueprint, load_claims
from centreline.evidence.contract import Retention
from centreline.evidence.elsewhere import evidence_on
from centreline.evidence.engine import Evidence
from centreline.evidence.engines.addresses import engine_at
from centreline.evidence.erasure.again import lake_of
from centreline.evidence.erasure.retention import KeptFor, times_of
from centreline.evidence.filling import Mapping
from centreline.evidence.lake import Lake
from centreline.evidence.ledger.ledger import use_ledger
from centreline.evidence.ledger.refresh import ledger_for
from centreline.evidence.ledger.rules import LedgerRules
from centreline.evidence.mapping import load_mapping
from centreline.evidence.privacy.door import Door
from centreline.evidence.privacy.secret import VARIABLE, make_secret, secret_of
from centreline.evidence.scope import Scope
from centreline.evidence.tombstones import read_tombstones
from centreline.findings.catalogue import check_book
from centreline.findings.settings import Settings, read_settings
from centreline.findings.waivers import Waiver, load_waivers
from centreline.kernel.errors import EvidenceMissing, MappingInvalid, WorkspaceInvalid
from centreline.kernel.identity import nearest

__all__ = ["FolderWorkspace", "Workspace"]


OWNER = Scope.whole_centre("the owner of the workspace")
"""Who is asking at a terminal."""


class Workspace(Protocol):
    """What the verbs read; a folder is one, and a test or a server may be another."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def zone(self) -> str:
        """IANA zone of rows that name none."""

    @property
    def blueprint(self) -> Blueprint:
        """What is intended."""

    @property
    def claims(self) -> Claims:
        """What people said."""

    @property
    def evidence(self) -> Evidence | None:
        """What happened; None when nothing has been brought."""

    @property
    def settings(self) -> Settings:
        """How the book of questions is tuned."""

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """Findings somebody accepted for a while."""


class FolderWorkspace:
    """A folder with `centreline.yaml`, and beside it blueprint/, claims/, mappings/, waivers.yaml and evidence/.

    Args:
        folder: The folder.
        threads: On how many threads questions are answered; all cores where None.
        engine: Address of the engine that answers; what the settings say where None.
        scope: Who is asking; whoever holds the folder holds every row.

    Raises:
        WorkspaceInvalid: the folder is not a workspace, or a newer version wrote it.
    """

    def __init__(
        self, folder: Path, *, threads: int | None = None, engine: str | None = None, scope: Scope = OWNER
    ) -> None:
        self.folder = folder
        self.scope = scope
        self._threads = threads
        self._engine = engine
        self.asked_of: str | None = None
        self._own = read_workspace_settings(folder / SETTINGS_FILE)

    @property
    def name(self) -> str:
        """What people call it."""
        return self._own.name

    @property
    def zone(self) -> str:
        """IANA zone of rows that name none."""
        return self._own.zone

    @cached_property
    def blueprint(self) -> Blueprint:
        """What is intended, from blueprint/."""
        return load_blueprint(self.folder / "blueprint")

    @property
    def is_made_up(self) -> bool:
        """Whether its blueprint says that nobody ever called there."""
        return (self.folder / "blueprint").is_dir() and self.blueprint.made_up

    @cached_property
    def claims(self) -> Claims:
        """What people said, from claims/; no claims where there is no such folder."""
        return load_claims(self.folder / "claims", blueprint=self.blueprint)

    @cached_property
    def lake(self) -> Lake:
        """The tables on disk, in evidence/."""
        return lake_of(self.folder)

    @cached_property
    def door(self) -> Door:
        """What every value passes before it is written: it keeps customers nameless under the workspace's secret.

        A workspace that holds nothing yet gets its secret here.

        Raises:
            WorkspaceInvalid: there is evidence, and the secret under which its customers were named is gone.
        """
        if VARIABLE not in os.environ and not self.lake.imports():
            make_secret(self.folder)
        erased = read_tombstones(self.lake.folder).people
        return Door(secret_of(self.folder, os.environ), region=self._own.region, erased=erased)

    @property
    def retention(self) -> dict[Retention, KeptFor | None]:
        """How long rows of each class are kept; None for ever."""
        return times_of(self._own.retention, where=f"{self.folder / SETTINGS_FILE}: retention")

    @property
    def arrivals(self) -> dict[str, Path]:
        """Folders in which scheduled imports may watch for files, by what the settings call them."""
        return {name: (self.folder / name).resolve() for name in self._own.arrivals}

    @cached_property
    def evidence(self) -> Evidence | None:
        """What happened; None when nothing has been brought.

        Asked of another engine than DuckDB, `asked_of` says in a sentence which, and whether its copy is behind.
        """
        if (address := self.engine) is not None and self.lake.imports():
            asked = evidence_on(self.lake, engine_at(address), scope=self.scope)
            evidence, self.asked_of = asked.evidence, asked.says
        else:
            evidence = self.lake.evidence(scope=self.scope, threads=self._threads)
        use_ledger(evidence, partial(ledger_for, self.lake, rules=self.ledger_rules))
        return evidence if evidence.tables else None

    @property
    def ledger_rules(self) -> LedgerRules:
        """How contacts become issues, and customers persons."""
        return self._own.ledger.rules

    @property
    def engine(self) -> str | None:
        """Address of the engine that answers, names of the environment filled in; None for DuckDB.

        Raises:
            WorkspaceInvalid: the environment has no such name.
        """
        named = self._engine or self._own.engine
        if named is None or named == "duckdb":
            return None
        address = os.path.expandvars(named)
        if missing := re.search(r"\$\{(\w+)\}", address):
            raise WorkspaceInvalid(
                f"the address of the engine needs {missing[1]!r}, which the environment does not have",
                where=f"{self.folder / SETTINGS_FILE}: engine",
                fix=f"set it: export {missing[1]}=…",
            )
        return address

    def forget_evidence(self) -> None:
        """Read the evidence anew when it is asked for next: something was brought or taken back."""
        self.__dict__.pop("evidence", None)

    def evidence_or_stop(self) -> Evidence:
        """Return what happened.

        Raises:
            EvidenceMissing: nothing has been brought.
        """
        if self.evidence is None:
            raise EvidenceMissing(
                "no records have been brought yet",
                where=str(self.folder / "evidence"),
                fix="bring a file with `centreline ingest TABLE FILE --mapping MAPPING`",
            )
        return self.evidence

    @cached_property
    def settings(self) -> Settings:
        """How the book of questions is tuned."""
        return read_settings(self._own.checks, book=check_book(), where=f"{self.folder / SETTINGS_FILE}: checks")

    @cached_property
    def waivers(self) -> tuple[Waiver, ...]:
        """Findings somebody accepted for a while, from waivers.yaml."""
        path = self.folder / "waivers.yaml"
        return load_waivers(path, book=check_book()) if path.exists() else ()

    def mapping(self, named: str) -> Mapping:
        """Return the mapping of that name in mappings/, or the one in the file of that path.

        Raises:
            MappingInvalid: there is none, or it does not hold together.
        """
        folder = self.folder / "mappings"
        path = Path(named)
        if path.suffix in {".yaml", ".yml"}:
            return load_mapping(path if path.exists() else folder / named)
        known = {file.stem: file for file in sorted(folder.glob("*.y*ml"))}
        if named in known:
            return load_mapping(known[named])
        meant = nearest(named, known)
        raise MappingInvalid(
            f"no mapping is called {named!r}",
            where=str(folder),
            fix=f"did you mean {meant}?"
            if meant
            else f"there are {', '.join(known) or 'none yet'}; write one, or give a path",
        )

    @classmethod
    def at(cls, folder: Path, *, threads: int | None = None, engine: str | None = None) -> "FolderWorkspace":
        """Return the workspace in this folder or in the nearest one above it."""
        for place in (folder, *folder.resolve().parents):
            if (place / SETTINGS_FILE).is_file():
                return cls(place, threads=threads, engine=engine)
        raise WorkspaceInvalid(
            f"{str(folder)!r} is not a workspace: it has no {SETTINGS_FILE}",
            where=str(folder.resolve()),
            fix="go to the folder of one, name it with --workspace FOLDER, or begin with `centreline init FOLDER`",
        )
