"""Second counts of what it costs."""

from counting.arithmetic import Counted
from counting.centre import COSTS
from counting.returns import ANSWERED, INBOUND, WINDOWS, followed

EVERYTHING = sum(c.amount for c in COSTS)
OPERATING = sum(c.amount for c in COSTS if c.line not in ("churn", "missed_revenue"))
DIRECT = sum(c.amount for c in COSTS if c.line in ("partner", "internal_teams"))


def cost_per_contact() -> dict[str, Counted]:
    queued = [c for c in INBOUND if c.outcome in ("handled", "abandoned")]
    return {
        "operating_over_answered": (OPERATING / len(ANSWERED), len(ANSWERED), 0),
        "direct_over_answered": (DIRECT / len(ANSWERED), len(ANSWERED), 0),
        "all_over_answered": (EVERYTHING / len(ANSWERED), len(ANSWERED), 0),
        "operating_over_offered": (OPERATING / len(queued), len(queued), 0),
    }


def cost_per_resolution() -> dict[str, Counted]:
    resolved = [c for c in ANSWERED if c.resolution in ("confirmed", "assumed")]
    of_issues = [c for c in ANSWERED if c.issue_id]
    issues = {c.issue_id for c in of_issues}
    counts: dict[str, Counted] = {}
    for days in WINDOWS:
        settled = [c for c in ANSWERED if not followed(c, days)]
        counts[f"no_return_{days}d"] = (OPERATING / len(settled), len(settled), 0)
    return {
        **counts,
        "source_status": (OPERATING / len(resolved), len(resolved), 0),
        "per_issue": (OPERATING / len(issues), len(issues), len(ANSWERED) - len(of_issues)),
    }


def cost_to_serve() -> dict[str, Counted]:
    known = [c for c in INBOUND if c.customer_id]
    customers = {c.customer_id for c in known}
    return {"operating": (OPERATING / len(customers), len(customers), len(INBOUND) - len(known))}


SECOND_COUNTS = {function.__name__: function for function in (cost_per_contact, cost_per_resolution, cost_to_serve)}
