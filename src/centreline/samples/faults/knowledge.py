"""Faults of the handbook: expired, missing, out of date, or wrong."""

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from centreline.samples.edits import column, some_of, where, with_rows
from centreline.samples.fault import Fault
from centreline.samples.faults.customers import who_come_back
from centreline.samples.made_up import MadeUpCentre

__all__ = ["FAULTS"]


def _new_page_nobody_opens(centre: MadeUpCentre) -> MadeUpCentre:
    articles = centre.tables["article"]
    old = articles.filter(pc.equal(articles["article_id"], "KB-112"))
    changes = {"version": "9", "changed_at": datetime(2026, 1, 20, 12, tzinfo=UTC)}
    for name, value in changes.items():
        kind = old.schema.field(name).type
        old = old.set_column(old.column_names.index(name), name, pa.array([value], kind))
    return centre.with_table("article", pa.concat_tables([articles, old]))


def _wrong_page(centre: MadeUpCentre) -> MadeUpCentre:
    uses = centre.tables["article_use"]
    read = uses.filter(pc.equal(uses["article_id"], "KB-106"))["contact_id"].combine_chunks()
    rows = pc.is_in(column(centre, "contact", "contact_id"), value_set=read).to_numpy(zero_copy_only=False)
    return who_come_back(centre, some_of(np.asarray(rows), share=0.4, seed=71), reason="bill_dispute")


FAULTS = (
    Fault(
        id="a-page-past-its-date",
        story="The page on bills ran out in the middle of January; it is still the most read of all.",
        checks=("KNU001",),
        element="article:KB-105",
        plant=lambda centre: with_rows(
            centre,
            "article",
            where(centre, "article", article_id="KB-105"),
            expires_at=datetime(2026, 1, 15, 12, tzinfo=UTC),
        ),
    ),
    Fault(
        id="a-reason-nobody-wrote-about",
        story="The page on final bills is filed under a word that was given up years ago.",
        checks=("KNU002",),
        element="reason:final_bill",
        plant=lambda centre: with_rows(
            centre, "article", where(centre, "article", article_id="KB-104"), reason="closing_account"
        ),
    ),
    Fault(
        id="the-old-page-on-the-wall",
        story="Complaints wrote a new page in January; the team still reads the printout of the old one.",
        checks=("KNU003",),
        element="article:KB-112",
        plant=_new_page_nobody_opens,
    ),
    Fault(
        id="a-page-that-is-wrong",
        story="The page on disputed bills promises a correction that the billing engine undoes overnight.",
        checks=("KNU004",),
        element="article:KB-106",
        plant=_wrong_page,
    ),
)
"""Faults of this family."""
