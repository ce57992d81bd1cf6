"""Rows about the contacts of one touchpoint: what a metric of it is counted over."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from ibis.expr.types import Table

from centreline.blueprint.journey import Recognition
from centreline.evidence.engine import Evidence
from centreline.journeys.recognise import KIND, condition_of, contacts_of
from centreline.kernel.errors import EvidenceMissing

__all__ = ["of_its_contacts"]


def of_its_contacts(evidence: Evidence, told: Recognition) -> Callable[[Table], Any]:
    """Return what says of a row whether it is about a contact of the touchpoint.

    Rows of `contact` are judged by themselves; rows that name a contact, such as answers to surveys, by that contact.
    """
    fits = condition_of(evidence, told)

    def condition(rows: Table) -> Any:
        if {*KIND, "source", "contact_id"} <= set(rows.columns):
            return fits(rows)
        if "contact_id" not in rows.columns:
            raise EvidenceMissing(
                _("its records name no contact, so they cannot be told apart by touchpoint"),
                where=_("the contract of the table"),
                fix=_("read the metric as a whole"),
            )
        named = contacts_of(evidence, told).select("contact_id").distinct()
        return rows.contact_id.notnull() & rows.contact_id.isin(named.contact_id)

    return condition
