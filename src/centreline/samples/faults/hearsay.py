"""Faults between what people say and what the records say."""

from centreline.samples.columns import numbers
from centreline.samples.edits import in_table, some_of, where, with_rows
from centreline.samples.fault import Fault
from centreline.samples.faults.customers import who_come_back
from centreline.samples.made_up import MadeUpCentre

__all__ = ["FAULTS"]


def _two_ways(centre: MadeUpCentre) -> MadeUpCentre:
    rows = where(centre, "contact", team="billing-second-team", reason="bill_question")
    return with_rows(centre, "contact", rows, talk_ms=numbers(in_table(centre, "contact", "talk_ms") * 2))


def _not_for_machines(centre: MadeUpCentre) -> MadeUpCentre:
    rows = some_of(where(centre, "contact", reason="online_account", outcome="handled"), share=0.5, seed=95)
    return who_come_back(centre, rows, reason="online_account")


FAULTS = (
    Fault(
        id="the-same-way-every-time",
        story="Everybody says that bills are explained the same way; the second team takes twice as long.",
        checks=("CLR001",),
        element="touchpoint:bill-question",
        plant=_two_ways,
    ),
    Fault(
        id="current-and-trusted",
        story="Everybody says that the page on power cuts is current; nobody has ever checked it.",
        checks=("CLR003",),
        element="touchpoint:report-a-power-cut",
        plant=lambda centre: with_rows(
            centre, "article", where(centre, "article", article_id="KB-110"), verified_at=None
        ),
    ),
    Fault(
        id="ready-for-a-machine",
        story="Signing in is to be left to a machine; half of those who were helped by a person are back in a week.",
        checks=("CLR004",),
        element="touchpoint:get-into-the-account",
        plant=_not_for_machines,
    ),
)
"""Faults of this family."""
