"""Parties of a vCon: who is the customer, who works here, and what they are called."""

from collections.abc import Mapping
from typing import Any

from centreline.evidence.vendors.values import Words, block, text
from centreline.evidence.vendors.vcon.model import Party, Vcon

__all__ = ["ROLES", "WORKING", "customer_id", "customer_in", "party_at", "party_name", "speaker_of", "team_of"]

ROLES: dict[str, str | None] = {
    "customer": "customer",
    "agent": "agent",
    "supervisor": "supervisor",
    "sme": "expert",
    "thirdparty": "third_party",
    "bot": "bot",
    "system": "system",
}
"""Our words for the roles of the contact-centre extension; a machine says what it is in its `type`."""

WORKING = frozenset({"agent", "supervisor", "expert"})
MACHINES = frozenset({"bot", "system"})


def party_at(vcon: Vcon, place: int | None) -> Party | None:
    """Return the party of that number; None where there is none."""
    return vcon.parties[place] if place is not None and 0 <= place < len(vcon.parties) else None


def speaker_of(vcon: Vcon, place: int | None, *, words: Words) -> str | None:
    """Return what a party is in our words; None where the vCon does not say."""
    party = party_at(vcon, place)
    if party is None:
        return None
    if party.type in MACHINES:
        return party.type
    return words.choice("turn.speaker", party.role, ROLES)


def party_name(vcon: Vcon, place: int | None) -> str | None:
    """Return what a worker is called; None for everybody else."""
    party = party_at(vcon, place)
    if party is None or ROLES.get((party.role or "").lower()) not in WORKING:
        return None
    worker = _worker(party)
    return next((name for key in ("name", "mailto", "sip", "uuid", "tel") if (name := text(worker.get(key)))), None)


def team_of(vcon: Vcon, place: int | None) -> str | None:
    """Return the department of a worker."""
    party = party_at(vcon, place)
    return text(party.dept) if party else None


def customer_in(vcon: Vcon) -> Party | None:
    """Return the customer: the first party of that role."""
    return next((party for party in vcon.parties if ROLES.get((party.role or "").lower()) == "customer"), None)


def customer_id(vcon: Vcon) -> str | None:
    """Return who the customer is, by the first of its identifiers there is."""
    party = customer_in(vcon)
    if party is None:
        return None
    names = (party.uuid, party.did, party.tel, party.mailto, party.sip, party.name)
    return next((name for name in names if name), None)


def _worker(party: Party) -> Mapping[str, Any]:
    """Return what names a worker: under `worker` in what is kept, in the party itself before."""
    return block((party.model_extra or {}).get("worker")) or party.model_dump()
