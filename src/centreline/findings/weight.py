"""How much a finding weighs, from its size."""

__all__ = ["weight_of_days", "weight_of_share", "weight_of_times"]


def weight_of_share(concerned: float, *, of: float, at_least: float) -> float:
    """Return a weight that grows with the share concerned, from `at_least` (one among very many) to 1 (all of them).

    Args:
        concerned: How many, or how much money, the finding is about; every case of the same fault together.
        of: How many, or how much, was looked at; positive.
        at_least: Weight of a single small case, 0 to 1.

    >>> weight_of_share(1, of=4, at_least=0.4)
    0.55
    """
    share = min(1.0, max(0.0, concerned / of))
    return round(at_least + (1 - at_least) * share, 4)


def weight_of_days(overdue_days: float, *, interval_days: float, at_least: float) -> float:
    """Return a weight that grows with age: `at_least` on the day it is due, 1 from one whole interval later.

    Args:
        overdue_days: Days since it was due; zero or more.
        interval_days: How often it should have been done; positive.
        at_least: Weight on the first day, 0 to 1.

    >>> weight_of_days(90, interval_days=180, at_least=0.3)
    0.65
    """
    return weight_of_share(overdue_days, of=interval_days, at_least=at_least)


def weight_of_times(value: float, *, limit: float, at_least: float) -> float:
    """Return a weight that grows with how far a limit is passed: `at_least` at the limit, 1 from twice the limit.

    >>> weight_of_times(15, limit=10, at_least=0.2)
    0.6
    """
    return weight_of_share(value - limit, of=limit, at_least=at_least)
