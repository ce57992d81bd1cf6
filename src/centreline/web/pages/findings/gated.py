"""How the gates before a machine stand for what a finding is about, each with the way to what keeps it shut."""

from typing import Any

from centreline.governance.actor import Actor
from centreline.web.frame.addresses import address_of
from centreline.web.reading.findings import Seen

__all__ = ["gates_for"]


def gates_for(actor: Actor, seen: Seen, element: str) -> list[dict[str, Any]]:
    """Return each gate with its state, the reason, and the address of the finding that keeps it shut.

    Args:
        actor: Who asks; to people of a partner no gates are told, since they rest on rows of the whole centre.
        seen: What they may see; a finding that is not theirs to read has no address.
        element: What the finding is about, as `kind:id`.
    """
    if actor.partner is not None:
        return []
    readable = {(one.check, one.element) for one in (*seen.findings, *(one.finding for one in seen.waived))}
    return [
        {
            "gate": one.gate,
            "state": one.state,
            "because": one.because,
            "address": address_of(*one.found) if one.found in readable else "",
        }
        for one in seen.gates(element)
    ]
