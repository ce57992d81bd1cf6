"""The centre that is looked at: the served folder as one reader may see it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any, TypeVar, cast

from centreline.actions.workspace import FolderWorkspace
from centreline.blueprint.claim import Claim, Claims
from centreline.blueprint.document import Blueprint
from centreline.evidence.erasure.again import lake_of
from centreline.evidence.lake import Lake
from centreline.evidence.scope import Scope
from centreline.findings.waivers import Waiver
from centreline.kernel.errors import ScopeMissing
from centreline.web.frame.opened import ServedLake
from centreline.web.frame.served import evidence_state, folder, settings_state
from centreline.web.records.published import newest_state, published_version
from centreline.web.records.store import DjangoState

__all__ = ["ServedWorkspace", "as_it_stands", "workspace"]

Read = TypeVar("Read")

_HELD = threading.local()
_STANDS: ContextVar[dict[str, Any] | None] = ContextVar("as it stands", default=None)
KEPT_AT_ONCE = 4
"""Scopes whose evidence a thread keeps at hand."""


class ServedWorkspace(FolderWorkspace):
    """The served folder, with what was published and what people wrote in the browser."""

    @cached_property
    def blueprint(self) -> Blueprint:
        """What is intended: the newest published version, or the folder's where none was published."""
        newest = published_version()
        return FolderWorkspace(self.folder).blueprint if newest is None else newest.blueprint

    @cached_property
    def lake(self) -> Lake:
        """The tables on disk, in evidence/."""
        return ServedLake(lake_of(self.folder).folder)

    @property
    def is_made_up(self) -> bool:
        """Whether its blueprint says that nobody ever called there."""
        return self.blueprint.made_up

    @property
    def claims(self) -> Claims:
        """What people said; to somebody of a partner what the centre and their own party said, as on the sheets."""
        return self.as_of_the_trail("claims", self._claims)

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """Findings somebody accepted for a while."""
        return self.as_of_the_trail("waivers", self._waivers)

    def as_of_the_trail(self, name: str, read: Callable[[], Read]) -> Read:
        """Return what is read from entries, read anew when the trail has grown: no entry changes without a line."""
        end = _once("end of the trail", DjangoState().end_of_trail)
        if self._read.get(name, (None,))[0] != end:
            self._read[name] = end, read()
        return cast("Read", self._read[name][1])

    @cached_property
    def _read(self) -> dict[str, tuple[Any, Any]]:
        return {}

    def _claims(self) -> Claims:
        said = (Claim.model_validate(entry.fields) for entry in DjangoState().entries("claim"))
        return Claims(claims=tuple(claim for claim in said if _may_hear(self.scope, claim.partner)))

    def _waivers(self) -> tuple[Waiver, ...]:
        return tuple(Waiver.model_validate(entry.fields) for entry in DjangoState().entries("waiver"))


def workspace(scope: Scope | None) -> ServedWorkspace:
    """Return the centre as one reader may see it; the same one until evidence, settings or blueprint change.

    Args:
        scope: Whose rows they may see.

    Raises:
        ScopeMissing: nobody said who is reading.
        WorkspaceInvalid: the folder is no workspace, or a newer version wrote it.
    """
    if scope is None:
        raise ScopeMissing(
            "the centre was asked without saying who is asking",
            where="the page or task that asked",
            fix="pass the scope of who is reading",
        )
    key = (str(folder()), scope.key, *_state())
    held: dict[object, ServedWorkspace] = _HELD.__dict__.setdefault("workspaces", {})
    if key not in held:
        while len(held) >= KEPT_AT_ONCE:
            del held[next(iter(held))]
        held[key] = ServedWorkspace(folder(), scope=scope)
    return held[key]


@contextmanager
def as_it_stands() -> Iterator[None]:
    """Keep the centre as it stands when it is first asked for: a page that changes nothing asks once, not each part."""
    token = _STANDS.set({})
    try:
        yield
    finally:
        _STANDS.reset(token)


def _state() -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, str]]:
    """Return what was brought, how it is set up and what is published, as numbers that change whenever it does."""
    return _once("state", lambda: (evidence_state(), settings_state(), newest_state()))


def _once(name: str, read: Callable[[], Read]) -> Read:
    """Return what is read, once for all parts of a page that changes nothing."""
    known = _STANDS.get()
    if known is None:
        return read()
    if name not in known:
        known[name] = read()
    return cast("Read", known[name])


def _may_hear(scope: Scope, partner: str | None) -> bool:
    return scope.partners is None or partner is None or partner in scope.partners
