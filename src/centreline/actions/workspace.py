"""What a verb needs of the place it works in, and the folder on disk that is one."""

from functools import cached_property
from pathlib import Path
from typing import Protocol

from centreline.actions.settings import SETTINGS_FILE, read_workspace_settings
from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint
from centreline.blueprint.files import load_blueprint, load_claims
from centreline.evidence.engine import Evidence
from centreline.evidence.filling import Mapping
from centreline.evidence.lake import Lake
from centreline.evidence.mapping import load_mapping
from centreline.findings.catalogue import check_book
from centreline.findings.settings import Settings, read_settings
from centreline.findings.waivers import Waiver, load_waivers
from centreline.kernel.errors import EvidenceMissing, MappingInvalid, WorkspaceInvalid
from centreline.kernel.identity import nearest

__all__ = ["FolderWorkspace", "Workspace"]


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

    Raises:
        WorkspaceInvalid: the folder is not a workspace, or a newer version wrote it.
    """

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        self.folder = folder
        self._threads = threads
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
        return Lake(self.folder / "evidence")

    @cached_property
    def evidence(self) -> Evidence | None:
        """What happened; None when nothing has been brought."""
        evidence = self.lake.evidence(threads=self._threads)
        return evidence if evidence.tables else None

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
    def at(cls, folder: Path, *, threads: int | None = None) -> "FolderWorkspace":
        """Return the workspace in this folder or in the nearest one above it."""
        for place in (folder, *folder.resolve().parents):
            if (place / SETTINGS_FILE).is_file():
                return cls(place, threads=threads)
        raise WorkspaceInvalid(
            f"{str(folder)!r} is not a workspace: it has no {SETTINGS_FILE}",
            where=str(folder.resolve()),
            fix="go to the folder of one, name it with --workspace FOLDER, or begin with `centreline init FOLDER`",
        )
