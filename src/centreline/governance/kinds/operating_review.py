"""An operating review that somebody started: its numbers, frozen as they stood that day."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from centreline.blueprint.element import Part, PartnerKey
from centreline.governance.entry import Body

__all__ = ["ChangeThen", "DueThen", "IntentThen", "Said"]


class ChangeThen(Part):
    """A change in flight, as it stood when the review was started."""

    key: str = Field(description="Key of its proposal.")
    title: str = Field(description="What people call it.")
    state: str = Field(description="How far it had come.")
    owner: str = Field(description="Who sees to it.")
    next_on: date | None = Field(None, description="Day on which the next thing about it was due.")
    expected: str = Field(description="What was expected to be seen afterwards.")
    measured: str = Field("", description="What was measured so far; empty where nothing was.")


class IntentThen(Part):
    """An intent of the centre, as it stood when the review was started."""

    key: str = Field(description="Its key.")
    title: str = Field(description="What people call it.")
    owner: str = Field("", description="Who answered for it; empty where nobody did.")
    lagging: tuple[str, ...] = Field((), description="Ids of the metrics that prove it.")
    leading: tuple[str, ...] = Field((), description="Ids of the metrics that move first.")


class DueThen(Part):
    """A decision that was due, as it stood when the review was started."""

    key: str = Field(description="Key of the decision that was taken or put off before.")
    what: str = Field(description="What is to be decided.")
    about: str = Field("", description="The finding it is about, as its check and element; empty for none.")
    within: str = Field("", description="Key of the review that put it off; empty for none.")
    because: str = Field("", description="Why it was due.")
    owner: str = Field(description="Who saw to it.")
    due: date = Field(description="Day by which.")
    late: bool = Field(description="Whether that day was over.")
    evidence: Literal["measured", "hearsay", ""] = Field(description="What stood behind it; empty where nobody said.")
    n: int = Field(description="Records behind it.")
    worth: str = Field("", description="What it was judged to cost in a month; empty where nobody did.")
    age_days: int = Field(description="Days since it was first decided or put off.")


class Said(Body):
    """A review as it was held; `within` is the key of the scope whose rows it speaks of."""

    title: str = Field(min_length=1, max_length=200, description="What people call it.")
    partner: PartnerKey | None = Field(None, description="Partner with whom it is held; empty for the centre's own.")
    as_of: date = Field(description="The day up to which records were read.")
    looked_at: datetime = Field(description="When the numbers were found.")
    review: dict[str, Any] = Field(description="The review; of the records behind a finding, only how many.")
    assurance: dict[str, Literal["reliable", "chance", "missed", "none"]] = Field(
        description="For each metric, whether its target would be met as things were."
    )
    changes: tuple[ChangeThen, ...] = Field((), description="Changes in flight, as they stood that day.")
    due: tuple[DueThen, ...] | None = Field(
        None, description="Decisions that were due that day; empty in reviews held before they were kept."
    )
    intents: tuple[IntentThen, ...] = Field((), description="Intents of the centre, as they stood that day.")
