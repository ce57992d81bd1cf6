"""Places in an order that leave everybody else's place alone: a rank lies between the ranks of two neighbours."""

from collections.abc import Sequence

__all__ = ["RANK", "rank_after", "rank_between"]

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
RANK = r"^[0-9a-z]*[1-9a-z]$"
"""A fraction without its leading zero and point, in base 36; none ends in 0, so there is always one below it."""


def rank_between(before: str, after: str) -> str:
    """Return a rank between two others.

    Args:
        before: The smaller; empty for the beginning of the order.
        after: The larger; empty for its end.

    Raises:
        ValueError: they are not in order.

    >>> rank_between("", ""), rank_between("i", ""), rank_between("a", "b")
    ('i', 'r', 'ai')
    """
    if after and before >= after:
        raise ValueError(f"{before!r} does not come before {after!r}")
    shared = 0
    while after and shared < len(after) and (before[shared : shared + 1] or "0") == after[shared]:
        shared += 1
    if shared:
        return after[:shared] + rank_between(before[shared:], after[shared:])
    low = _DIGITS.index(before[0]) if before else 0
    high = _DIGITS.index(after[0]) if after else len(_DIGITS)
    if high - low > 1:
        return _DIGITS[(low + high) // 2]
    return after[0] if len(after) > 1 else _DIGITS[low] + rank_between(before[1:], "")


def rank_after(placed: Sequence[tuple[str, str]], *, after: str) -> str:
    """Return a rank right behind one of those that are placed.

    Two people who moved at once may have been given one rank; then it is behind both, and their keys tell them apart.

    Args:
        placed: Rank and key of each, in any order, without the one that moves.
        after: Key of the one it shall follow; empty, or one that is gone, for the beginning.
    """
    ordered = sorted(placed)
    before = next((rank for rank, key in ordered if key == after), "")
    return rank_between(before, next((rank for rank, _ in ordered if rank > before), ""))
