"""How what stands on several pages is named in an address: findings, and elements of the operating model."""

from urllib.parse import quote

from django.urls import NoReverseMatch, reverse
from django.utils.text import slugify

from centreline.kernel.identity import content_hash

__all__ = ["CATALOGUES", "address_of", "element_address", "propose_address", "slug_of"]

CATALOGUES = ("procedure", "system", "capability", "data_domain", "partner", "site", "team", "role", "decision_right",
              "intent", "report")  # fmt: skip
"""Kinds of elements that have a catalogue."""


def slug_of(element: str) -> str:
    """Return what stands for an element in an address: readable, and different for every element.

    >>> slug_of("touchpoint:bill-question").startswith("touchpoint-bill-question-")
    True
    """
    return f"{slugify(element.replace(':', '-'))[:60]}-{content_hash(element)[:8]}"


def address_of(check: str, element: str) -> str:
    """Return the address of the page about what a check found at an element."""
    return str(reverse("finding", args=[quote(check), slug_of(element)]))


def propose_address(check: str, element: str) -> str:
    """Return the address at which a change is proposed that begins with a finding."""
    return f"{reverse('proposal_new')}?check={quote(check)}&at={slug_of(element)}"


def element_address(kind: str, key: str) -> str:
    """Return the address of the page about an element; empty where there is none for its kind.

    Args:
        kind: Its kind, as findings write it: touchpoint, data_domain.
        key: Its key.
    """
    pages = {"touchpoint": "touchpoint", "metric": "metric", "journey": "board_journey"}
    try:
        if kind in CATALOGUES:
            return str(reverse("catalogue_entry", args=[kind, key]))
        return str(reverse(pages[kind], args=[key])) if kind in pages else ""
    except NoReverseMatch:  # A key that no address takes, in a model that was written by hand.
        return ""
