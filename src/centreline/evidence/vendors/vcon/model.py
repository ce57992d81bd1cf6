"""A vCon as we read and write it: the parts that become evidence; whatever else is there is carried along."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["KNOWN_EXTENSIONS", "VERSION", "Analysis", "Dialog", "Party", "Redacted", "Vcon"]

VERSION = "0.4.0"
KNOWN_EXTENSIONS = frozenset({"CC"})
"""Extensions we understand: that of contact centres."""

Place = int
Places = int | list[int | list[int]]


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)


class Party(_Part):
    """Somebody who took part. Field names are the standard's."""

    name: str | None = None
    tel: str | None = None
    sip: str | None = None
    mailto: str | None = None
    did: str | None = None
    uuid: str | None = None
    type: str | None = None
    org: str | None = None
    dept: str | None = None
    role: str | None = None


class Dialog(_Part):
    """One stretch of what was said, written or tried."""

    type: str | None = None
    start: str | None = None
    duration: float | None = Field(default=None, ge=0)
    parties: Places | None = None
    originator: Place | None = None
    mediatype: str | None = None
    body: Any = None
    encoding: str | None = None
    url: str | None = None
    content_hash: str | list[str] | None = None
    disposition: str | None = None
    party_history: list[dict[str, Any]] | None = None
    transferee: Place | None = None
    transferor: Place | None = None
    transfer_target: int | list[int] | None = None
    skill: str | None = None
    interaction_type: str | None = None
    interaction_id: str | None = None


class Analysis(_Part):
    """Something somebody made of the dialogs; transcripts are read, the rest is carried along."""

    type: str | None = None
    dialog: int | list[int] | None = None
    vendor: str | None = None
    product: str | None = None
    body: Any = None
    encoding: str | None = None


class Redacted(_Part):
    """Which conversation this one is a copy of: with less in it, or amended."""

    uuid: str | None = None
    type: str | None = None


class Vcon(_Part):
    """A whole conversation. `redacted` and `amended` exclude each other."""

    vcon: str | None = None
    uuid: str = Field(min_length=1)
    extensions: list[str] = []
    critical: list[str] = []
    created_at: str | None = None
    updated_at: str | None = None
    subject: str | None = None
    parties: list[Party] = []
    dialog: list[Dialog] = []
    analysis: list[Analysis] = []
    attachments: list[dict[str, Any]] = []
    redacted: Redacted | None = None
    amended: Redacted | None = None
