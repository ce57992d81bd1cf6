"""Start an operating review: its numbers are frozen, whatever is brought afterwards."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from centreline.actions.act import act
from centreline.evidence.scope import Scope
from centreline.governance.entry import Entry
from centreline.governance.kinds import body_of
from centreline.governance.step import Step
from centreline.kernel.errors import NotPermitted

__all__ = ["start_review"]


@act(needs="run_review")
def start_review(  # noqa: PLR0913 - everything that is frozen comes in by name
    step: Step,
    *,
    title: str,
    review: Mapping[str, Any],
    assurance: Mapping[str, str],
    looked_at: datetime,
    changes: Sequence[Mapping[str, Any]] = (),
    intents: Sequence[Mapping[str, Any]] = (),
    due: Sequence[Mapping[str, Any]] = (),
    partner: str | None = None,
) -> Entry:
    """Freeze a review as it stands, and return it.

    The keys of the records behind findings are left out: what is frozen must not hold on to a customer who is erased.

    Args:
        title: What people call it.
        review: The review found last in the scope it is held in, as JSON would hold it.
        assurance: For each metric whether its target would be met as things are.
        looked_at: When it was found.
        changes: Changes in flight in what the readers of the review may read.
        intents: What leaders want to change; none in a review that a partner reads.
        due: Decisions that are due to the readers of the review.
        partner: Partner with whom it is held, whose people read it too and whose rows alone it may speak of; None for
            the centre's own.

    Raises:
        NotPermitted: it would be held with a partner by somebody who does not see every row.
    """
    if partner is not None and not step.actor.scope.sees_every_row:
        raise NotPermitted(
            f"{step.actor.shown} may not hold a review with a partner",
            where="the operating review",
            fix="ask somebody who leads the centre",
        )
    fields = {
        "title": title,
        "as_of": review["stamp"]["as_of"],
        "looked_at": looked_at,
        "review": _without_record_keys(review),
        "assurance": dict(assurance),
        "changes": tuple(changes),
        "intents": tuple(intents),
        "due": tuple(due),
        "partner": partner,
    }
    scope = step.actor.scope if partner is None else Scope.of_partner(partner, reader=step.actor.name)
    return step.make("operating_review", body_of("operating_review", fields), within=scope.key)


def _without_record_keys(review: Mapping[str, Any]) -> dict[str, Any]:
    groups = [{**group, "findings": [_bare(one) for one in group["findings"]]} for group in review["findings"]]
    return {**review, "findings": groups}


def _bare(finding: Mapping[str, Any]) -> dict[str, Any]:
    records = finding["records"]
    return {**finding, "records": records and {**records, "keys": []}}
