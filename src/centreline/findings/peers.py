"""Who stands far from their peers, when many are compared at once and chance alone would make somebody the worst."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

import numpy as np
import numpy.typing as npt

from centreline.findings.chance import adjusted, at_least_so_many_drawn
from centreline.kernel.said import said

__all__ = ["FALSE_DISCOVERY_RATE", "Far", "Group", "Outlier", "above_peers"]

FALSE_DISCOVERY_RATE = 0.01
"""Share of wrong findings among the findings of one check that we accept."""


@dataclass(frozen=True, slots=True)
class Group:
    """An agent, a team, a queue or an hour, with what was counted.

    Attributes:
        name: Who or what it is.
        hits: Contacts that show what is looked for.
        n: Contacts looked at.
        pool: Whom it is compared with: only groups of the same pool are peers.
    """

    name: str
    hits: int
    n: int
    pool: str = ""

    @property
    def share(self) -> float:
        """Hits among the contacts looked at, 0 to 1."""
        return self.hits / self.n


@dataclass(frozen=True, slots=True)
class Outlier:
    """A group far above its peers.

    Attributes:
        group: The group.
        peers_share: Median share of its peers, 0 to 1.
        peers: How many peers it was compared with.
        chance: Adjusted probability (Benjamini–Hochberg) of so high a share if all of the pool were alike, 0 to 1.
    """

    group: Group
    peers_share: float
    peers: int
    chance: float

    @property
    def excess(self) -> float:
        """Contacts beyond what the peers' median share would have shown."""
        return self.group.hits - self.peers_share * self.group.n


@dataclass(frozen=True, slots=True, kw_only=True)
class Far:
    """What counts as far from the peers.

    Attributes:
        minimum_n: Contacts a group must have to be judged; at least 1.
        minimum_peers: Peers a group must have to be judged; at least 1.
        times: Least ratio to the median of the peers.
        points_share: Least distance from the median of the peers, as a share.
        false_discovery_rate: Share of wrong findings accepted among the findings, above 0 and below 1.
    """

    minimum_n: int = 30
    minimum_peers: int = 3
    times: float = 1.5
    points_share: float = 0.05
    false_discovery_rate: float = FALSE_DISCOVERY_RATE

    def __str__(self) -> str:
        """Return in words how outliers are told from chance, for a finding to carry."""
        return said(
            "exact test against everybody alike, adjusted for the number of comparisons (Benjamini–Hochberg, "
            "false discovery rate {false_discovery_rate:g}); at least {times:g} times the peers' median and "
            "{points_share:g} points above it; groups under {minimum_n} left out"
        ).filled(
            false_discovery_rate=self.false_discovery_rate,
            times=self.times,
            points_share=self.points_share * 100,
            minimum_n=self.minimum_n,
        )


def above_peers(groups: Iterable[Group], *, far: Far) -> tuple[Outlier, ...]:
    """Return the groups whose share is far above that of their peers, the largest excess first.

    A group is named only when three things hold: its share is so high that, were all of its pool alike, chance
    would rarely bring it about (exact hypergeometric test, adjusted over all groups of all pools after Benjamini
    and Hochberg); it is at least `far.times` the median share of its peers; and at least `far.points_share` above
    it. The last two keep large samples from flagging trifles.

    Source: Benjamini and Hochberg (1995), Controlling the false discovery rate.

    >>> groups = [Group("Ann", 40, 200), Group("Bo", 10, 200), Group("Cy", 9, 200), Group("Di", 11, 200)]
    >>> [outlier.group.name for outlier in above_peers(groups, far=Far())]
    ['Ann']
    """
    pools = _pools(groups, far)
    judged = [(group, pool) for pool in pools for group in pool]
    if not judged:
        return ()
    chances = adjusted(np.concatenate([_chances(pool) for pool in pools]))
    found = [
        Outlier(group, peers_share=_median_of_others(group, pool), peers=len(pool) - 1, chance=float(chance))
        for (group, pool), chance in zip(judged, chances, strict=True)
        if chance <= far.false_discovery_rate
    ]
    far_away = [outlier for outlier in found if _is_far(outlier, far)]
    return tuple(sorted(far_away, key=lambda outlier: (-outlier.excess, outlier.group.pool, outlier.group.name)))


def _pools(groups: Iterable[Group], far: Far) -> list[list[Group]]:
    pools: dict[str, list[Group]] = {}
    for group in groups:
        if group.n >= max(far.minimum_n, 1):
            pools.setdefault(group.pool, []).append(group)
    return [pool for pool in pools.values() if len(pool) > max(far.minimum_peers, 1)]


def _chances(pool: list[Group]) -> npt.NDArray[np.float64]:
    hits = np.array([group.hits for group in pool])
    sizes = np.array([group.n for group in pool])
    return at_least_so_many_drawn(hits, sizes=sizes)


def _median_of_others(group: Group, pool: list[Group]) -> float:
    return median(other.share for other in pool if other is not group)


def _is_far(outlier: Outlier, far: Far) -> bool:
    share, peers = outlier.group.share, outlier.peers_share
    return share >= far.times * peers and share - peers >= far.points_share
