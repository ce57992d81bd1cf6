"""Findings that people reported, as one person may read them."""

from dataclasses import dataclass

from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.reading import reading_of
from centreline.reports.names import Names
from centreline.web.frame.addresses import element_address
from centreline.web.frame.centre import workspace
from centreline.web.records.store import DjangoState

__all__ = ["Reported", "reported_rows", "reported_to"]


def reported_to(actor: Actor, *, element: str | None = None) -> tuple[Entry, ...]:
    """Return what people reported, the newest first; to somebody of a partner what their own party did.

    Args:
        actor: Who reads.
        element: What it is about; everything where None.
    """
    reading = reading_of(workspace(actor.scope).blueprint, actor)
    every = DjangoState().entries("reported_finding", within=element)
    own = (one for one in every if reading.parties is None or one.fields["party"] in reading.parties)
    return tuple(sorted(own, key=lambda one: one.made_at, reverse=True))


@dataclass(frozen=True, slots=True)
class Reported:
    """One reported finding as the register shows it."""

    entry: Entry
    about: str
    url: str
    may_close: bool


def reported_rows(actor: Actor, *, element: str | None = None) -> list[Reported]:
    """Return what people reported as it is shown, the newest first; about one element alone where it is named."""
    names = Names(reading_of(workspace(actor.scope).blueprint, actor).shown)
    rows = []
    for one in reported_to(actor, element=element):
        kind, _colon, key = one.fields["element"].partition(":")
        may_close = one.fields["state"] == "open" and (actor.partner is None or one.made_by == actor.name)
        rows.append(Reported(one, names.about(one.fields["element"]), element_address(kind, key), may_close))
    return rows
