"""How rarely chance alone would bring about what was counted, and what remains rare where much is looked at.

SciPy is imported when something is asked: half a second and 40 MiB that pages which only show findings do not need.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["adjusted", "at_least_so_many", "at_least_so_many_drawn", "at_most_so_many"]

Chances = npt.NDArray[np.float64]
Numbers = npt.ArrayLike


def at_most_so_many(hits: Numbers, *, n: Numbers, share: Numbers) -> Chances:
    """Return the chance of as many hits or fewer among n, each a hit with this share (binomial).

    >>> float(at_most_so_many(0, n=3, share=0.5))
    0.125
    """
    from scipy.stats import binom

    return np.asarray(binom.cdf(hits, n, share))


def at_least_so_many(hits: Numbers, *, mean: Numbers) -> Chances:
    """Return the chance of as many or more where so many come on average (Poisson).

    >>> float(at_least_so_many(0, mean=2.0))
    1.0
    """
    from scipy.stats import poisson

    return np.asarray(poisson.sf(np.asarray(hits) - 1, mean))


def at_least_so_many_drawn(hits: npt.NDArray[Any], *, sizes: npt.NDArray[Any]) -> Chances:
    """Return for each group the chance of its hits or more, were all hits dealt out blindly (hypergeometric).

    Args:
        hits: Of each group.
        sizes: Of each group, none smaller than its hits.

    >>> at_least_so_many_drawn(np.array([1, 0]), sizes=np.array([1, 3])).tolist()
    [0.25, 1.0]
    """
    from scipy.stats import hypergeom

    return np.asarray(np.clip(hypergeom.sf(hits - 1, sizes.sum(), hits.sum(), sizes), 0.0, 1.0))


def adjusted(chances: Numbers) -> Chances:
    """Return chances of things looked at together so that a limit on them is the share of wrong findings accepted.

    Source: Benjamini and Hochberg (1995), Controlling the false discovery rate.

    >>> adjusted([0.01, 0.04]).tolist()
    [0.02, 0.04]
    """
    from scipy.stats import false_discovery_control

    return np.asarray(false_discovery_control(np.asarray(chances)))
