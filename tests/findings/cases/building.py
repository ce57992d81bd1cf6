"""A small centre that is sound in every written respect, and ways to spoil one thing in it."""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.centre import CENTRE, SAID
from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint
from centreline.evidence.engine import Evidence
from centreline.findings.check import Given

AS_OF = date(2026, 3, 31)


@dataclass(frozen=True)
class Case:
    """One check's two cases.

    Attributes:
        finds: Returns what the check finds something in.
        clear: Returns what the check has looked at and found nothing in.
        on: Element the finding is about.
    """

    finds: Callable[[], Given]
    clear: Callable[[], Given]
    on: str


def sound(evidence: Evidence | None = None) -> Given:
    """Return the sound centre: no check that reads only blueprint and claims finds anything in it."""
    return given(CENTRE, SAID, evidence=evidence)


def given(
    centre: dict[str, Any], said: list[dict[str, Any]], *, evidence: Evidence | None = None, as_of: date = AS_OF
) -> Given:
    """Return what checks may read, from plain dictionaries."""
    return Given(Blueprint.model_validate(centre), Claims.model_validate({"claims": said}), evidence, as_of)


def changed(*edits: Any, evidence: Evidence | None = None) -> Given:
    """Return the sound centre with edits: path, value, path, value …

    A path has steps with dots between them; numbers are places in a list and `+` is the place after the last.
    Paths that begin with `claims` edit the claims. A value `...` removes what is there.
    """
    whole = {"claims": copy.deepcopy(SAID), **copy.deepcopy(CENTRE)}
    for path, value in zip(edits[::2], edits[1::2], strict=True):
        _edit(whole, path.split("."), value)
    said = whole.pop("claims")
    return given(whole, said, evidence=evidence)


def _edit(place: Any, steps: list[str], value: Any) -> None:
    for step in steps[:-1]:
        place = place[int(step)] if isinstance(place, list) else place[step]
    last = steps[-1]
    if isinstance(place, list) and last == "+":
        place.append(value)
    elif value is ...:
        del place[int(last) if isinstance(place, list) else last]
    else:
        place[int(last) if isinstance(place, list) else last] = value
