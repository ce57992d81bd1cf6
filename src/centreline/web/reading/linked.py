"""What people name as evidence by its address: which things of this site they may, and what each reader is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from centreline.governance.actor import Actor
from centreline.governance.reading import reading_of
from centreline.governance.rights import may
from centreline.kernel.errors import ArgumentInvalid, NotThere
from centreline.metrics.book import metric_book
from centreline.web.frame.addresses import slug_of
from centreline.web.reading.catalogues import shelf_without_findings
from centreline.web.reading.findings import Seen
from centreline.web.reading.proposals import proposal_for

__all__ = ["Linked", "link_given", "linked"]

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Linked:
    """What a remark rests on, as one reader is told.

    Attributes:
        url: Its address; empty where they may not open it, or it is there no more.
        title: What it is called; of an address outside, the address itself.
        host: Whose address it is, where it lies outside; empty for a thing of this site.
    """

    url: str
    title: str
    host: str = ""


def linked(actor: Actor, address: str, *, seen: Seen) -> Linked | None:
    """Return what a reader is told of an address that a remark names; None where it names none.

    Args:
        actor: Who reads.
        address: As it is kept.
        seen: What they see of the newest look.
    """
    if not address:
        return None
    if not address.startswith("/"):
        return Linked(address, address, urlsplit(address).hostname or "")
    title = _title(actor, address, seen)
    return Linked(address, title) if title else Linked("", _("a page that you may not open, or that is there no more"))


def link_given(actor: Actor, given: str, *, host: str, seen: Seen) -> str:
    """Return an address that somebody names as it is kept: a page of this site without its host.

    Args:
        actor: Who names it.
        given: What they chose or pasted; empty for nothing.
        host: Under which this site is asked now.
        seen: What they see of the newest look.

    Raises:
        ArgumentInvalid: it is no address, or of this site and none of a thing that they may read.
    """
    said = given.strip()
    if not said:
        return ""
    parts = _parts(said)
    if parts is not None and parts.netloc == host:
        said = f"/{said.split('/', 3)[3]}" if said.count("/") > 2 else "/"
    elif parts is not None and parts.netloc and not said.startswith("/"):
        if parts.hostname and "@" not in parts.netloc:
            return said
        raise _wrong(given)
    if not said.startswith("/") or said.startswith("//") or not _title(actor, said, seen):
        raise _wrong(given)
    return said


def _parts(said: str) -> Any:
    if len(said) > LONGEST or any(one.isspace() or not one.isprintable() for one in said):
        return None
    try:
        parts = urlsplit(said)
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") else None


def _wrong(given: str) -> ArgumentInvalid:
    return ArgumentInvalid(
        f"{given[:80]!r} is no address of a thing you may read here, and none of another site",
        where="the evidence of the remark",
        fix="choose one from the list, or paste the address of a metric, a touchpoint, a finding, an entry of a "
        "catalogue, a proposal or the imports, or one that begins with https://",
    )


def _title(actor: Actor, address: str, seen: Seen) -> str:
    """Return what a thing of this site is called; empty where there is none, or it is not theirs to read."""
    try:
        parts = urlsplit(address)
        found = resolve(parts.path)
    except (Resolver404, ValueError):
        return ""
    names = NAMED.get(found.url_name or "")
    if names is None or not may(actor, getattr(found.func, "needs", "see_trail")):
        return ""
    try:
        title = names(actor, seen, found.kwargs)
    except NotThere:
        return ""
    return str(_("%(title)s, narrowed") % {"title": title}) if title and parts.query else title


def _finding(_actor: Actor, seen: Seen, at: Mapping[str, Any]) -> str:
    every = (*seen.findings, *(one.finding for one in seen.waived))
    here = (one for one in every if (one.check, slug_of(one.element)) == (at["check"], at["slug"]))
    return next((f"{one.check}: {one.says}" for one in here), "")


def _touchpoint(actor: Actor, seen: Seen, at: Mapping[str, Any]) -> str:
    reading = reading_of(seen.blueprint, actor)
    return next(
        (one.title for one in seen.blueprint.touchpoints if one.id == at["key"] and reading.touchpoint(one)), ""
    )


def _contacts(actor: Actor, seen: Seen, at: Mapping[str, Any]) -> str:
    title = _touchpoint(actor, seen, at)
    return str(_("What the records show of %(title)s") % {"title": title}) if title else ""


def _metric(_actor: Actor, _seen: Seen, at: Mapping[str, Any]) -> str:
    metric = metric_book().get(at["name"])
    return metric.title if metric else ""


def _element(actor: Actor, _seen: Seen, at: Mapping[str, Any]) -> str:
    element = shelf_without_findings(actor).element(at["kind"], at["key"])
    return str(getattr(element, "title", "") or element.id)


def _imports(actor: Actor, _seen: Seen, _at: Mapping[str, Any]) -> str:
    return str(_("Imports")) if actor.scope.sees_every_row else ""


def _proposal(actor: Actor, _seen: Seen, at: Mapping[str, Any]) -> str:
    return str(proposal_for(actor, at["key"]).fields["title"])


NAMED: Mapping[str, Callable[[Actor, Seen, Mapping[str, Any]], str]] = {
    "finding": _finding, "touchpoint": _touchpoint, "touchpoint_evidence": _contacts, "metric": _metric,
    "catalogue_entry": _element, "imports": _imports, "proposal": _proposal,
}  # fmt: skip
"""Pages that can be named as evidence, and what each is called for a reader."""
