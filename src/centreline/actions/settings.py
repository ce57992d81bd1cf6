"""The file `centreline.yaml`: what a workspace is called, where it is, and how its book of questions is tuned."""

from datetime import time
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import available_timezones

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from centreline.evidence.ledger.rules import LedgerRules
from centreline.findings.settings import OF_ITS_BEING_OFF
from centreline.kernel.errors import WorkspaceInvalid
from centreline.kernel.identity import nearest
from centreline.kernel.written.load import read_written

__all__ = ["FORMAT", "SETTINGS_FILE", "LedgerSettings", "WorkspaceSettings", "read_workspace_settings"]

SETTINGS_FILE = "centreline.yaml"
"""The file that makes a folder a workspace."""

FORMAT = 1
"""Version of the workspace's layout that this program reads and writes."""


def _known_zone(zone: str) -> str:
    if zone not in available_timezones():
        meant = nearest(zone, available_timezones())
        raise ValueError(
            f"{zone!r} is not an IANA zone; {f'did you mean {meant}?' if meant else 'write Europe/Madrid'}"
        )
    return zone


def _whole_minute(at: time) -> time:
    if at.tzinfo is not None or at.second or at.microsecond:
        raise ValueError("it is a minute of the centre's own clock; write 03:30")
    return at


DEFAULTS = LedgerRules()


class LedgerSettings(BaseModel):
    """What `centreline.yaml` says of the issue ledger."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    window_days: int = Field(
        DEFAULTS.window_days, ge=1, le=365, description="Days after a contact closed within which the next belongs."
    )
    most_contacts: int = Field(
        DEFAULTS.most_contacts, ge=2, description="Contacts above which a customer is a system, and no person."
    )
    most_sharing: int = Field(
        DEFAULTS.most_sharing, ge=2, description="Customers who may share one telephone number, address or account."
    )
    likely_from: float | None = Field(
        None, gt=0.5, le=1, description="Match probability from which two customers are one person without a key."
    )

    @property
    def rules(self) -> LedgerRules:
        """The rules in the words of the evidence."""
        return LedgerRules(**self.model_dump())


class WorkspaceSettings(BaseModel):
    """What `centreline.yaml` says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int = Field(FORMAT, description="Version of the workspace's layout.")
    name: str = Field(min_length=1, description="What people call the centre.")
    zone: Annotated[str, AfterValidator(_known_zone)] = Field(description="IANA zone of records that name none.")
    region: str | None = Field(
        None, pattern="^[A-Z]{2}$", description="ISO country of telephone numbers that name none: DE."
    )
    retention: dict[str, str] = Field(
        default_factory=dict,
        description='By class of rows, how long they are kept: transcripts: "180 days"; "for ever" keeps them.',
    )
    retention_at: Annotated[time, AfterValidator(_whole_minute)] | None = Field(
        None,
        description="Local time at which the server takes out, every day, what is older than it is kept: 03:30. "
        "Without it nothing leaves by itself.",
    )
    engine: str | None = Field(
        None,
        description="Address of the engine that answers, DuckDB where there is none; ${NAME} is taken from the "
        "environment.",
    )
    arrivals: tuple[str, ...] = Field(
        ("arrivals",),
        description="Folders in which scheduled imports may watch for files, from the root or from here.",
    )
    ledger: LedgerSettings = Field(
        LedgerSettings(), description="How contacts become issues, and customers persons, where no source says so."
    )
    checks: dict[str, dict[str, Any]] = Field(
        default_factory=dict,
        description="By check id, parameters that differ, or `off` with the reason and `owner`, who answers for that.",
    )


def read_workspace_settings(path: Path) -> WorkspaceSettings:
    """Read the settings of a workspace.

    Raises:
        WorkspaceInvalid: the file is missing, does not hold together, or a newer version wrote it.
    """
    if not path.is_file():
        raise WorkspaceInvalid(
            f"{str(path.parent)!r} is not a workspace: it has no {SETTINGS_FILE}",
            where=str(path.parent.resolve()),
            fix="name the folder of one, or begin with `centreline init FOLDER`",
        )
    reading = read_written(WorkspaceSettings, [path], name=str(path))
    _refuse_newer(reading.written.data.get("format"), path)
    settings = reading.value_or(WorkspaceInvalid, what=f"the settings {path.name!r}")
    return settings.model_copy(update={"checks": {check: _typed(given) for check, given in settings.checks.items()}})


def _refuse_newer(format_written: object, path: Path) -> None:
    if format_written is None or not str(format_written).isdigit() or int(str(format_written)) <= FORMAT:
        return
    raise WorkspaceInvalid(
        f"the workspace has format {format_written}, and this version of Centreline reads up to {FORMAT}",
        where=f"{path}: format",
        fix="install the newer version that wrote it; nothing here was changed",
    )


def _typed(given: dict[str, Any]) -> dict[str, Any]:
    """Read each value as YAML would: the document keeps every scalar as text, parameters are numbers and flags."""
    return {
        name: yaml.safe_load(value) if isinstance(value, str) and name not in OF_ITS_BEING_OFF else value
        for name, value in given.items()
    }
