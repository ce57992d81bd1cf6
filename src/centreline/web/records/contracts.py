"""Partners whose contract is over: their people read nothing any more."""

from datetime import timedelta

from django.utils import timezone

from centreline.web.records.published import published_version

__all__ = ["contract_is_over", "partners_gone"]

LAST_ZONE = timedelta(hours=12)
"""How far behind UTC the last place on earth is: a last day is over when it is over there."""


def partners_gone() -> frozenset[str]:
    """Return the ids of partners whose contract's last day has passed, by the operating model as it is published."""
    published = published_version()
    partners = () if published is None else published.blueprint.partners
    today = (timezone.now() - LAST_ZONE).date()
    return frozenset(one.id for one in partners if one.contract_ends_on is not None and one.contract_ends_on < today)


def contract_is_over(partner: str) -> bool:
    """Say whether a partner's contract is over; one that the operating model does not name, or dates, goes on."""
    return partner in partners_gone()
