"""How much a finding weighs, from its size.

What the records show may weigh up to 1. What is only missing on paper may not: however small the blueprint, a gap
weighs at most a little over twice what one gap among very many weighs (`heaviest_gap`). A blueprint with one system
whose price nobody wrote down has no critical problem.
"""

__all__ = ["heaviest_gap", "weight_of_days", "weight_of_gap", "weight_of_share", "weight_of_times"]


def weight_of_share(concerned: float, *, of: float, at_least: float) -> float:
    """Return a weight that grows with the share concerned, from `at_least` (one among very many) to 1 (all of them).

    Args:
        concerned: How many, or how much money, the finding is about; every case of the same fault together.
        of: How many, or how much, was looked at; positive.
        at_least: Weight of a single small case, 0 to 1.

    >>> weight_of_share(1, of=4, at_least=0.4)
    0.55
    """
    return _between(at_least, 1.0, share=concerned / of)


def heaviest_gap(at_least: float) -> float:
    """Return what a gap on paper weighs at most, where one among very many weighs `at_least`: twice that and 0.1.

    >>> heaviest_gap(0.2), heaviest_gap(0.6)
    (0.5, 1.0)
    """
    return min(1.0, round(2 * at_least + 0.1, 4))


def weight_of_gap(concerned: float, *, of: float, at_least: float) -> float:
    """Return a weight that grows with the share concerned, from `at_least` to `heaviest_gap(at_least)`.

    Args:
        concerned: How many, or how much money, the finding is about; every case of the same fault together.
        of: How many, or how much, was looked at; positive.
        at_least: Weight of a single small case, 0 to 1.

    >>> weight_of_gap(1, of=4, at_least=0.4)
    0.525
    """
    return _between(at_least, heaviest_gap(at_least), share=concerned / of)


def weight_of_days(overdue_days: float, *, interval_days: float, at_least: float) -> float:
    """Return a weight that grows with age: `at_least` on the day it is due, the heaviest one whole interval later.

    Args:
        overdue_days: Days since it was due; zero or more.
        interval_days: How often it should have been done; positive.
        at_least: Weight on the first day, 0 to 1.

    >>> weight_of_days(90, interval_days=180, at_least=0.3)
    0.5
    """
    return weight_of_gap(overdue_days, of=interval_days, at_least=at_least)


def weight_of_times(value: float, *, limit: float, at_least: float) -> float:
    """Return a weight that grows with how far a limit is passed: `at_least` at it, the heaviest from twice the limit.

    >>> weight_of_times(15, limit=10, at_least=0.2)
    0.35
    """
    return weight_of_gap(value - limit, of=limit, at_least=at_least)


def _between(at_least: float, at_most: float, *, share: float) -> float:
    return round(at_least + (at_most - at_least) * min(1.0, max(0.0, share)), 4)
