"""How long customers wait, and which of them hang up: the queue of Erlang A, half hour by half hour.

Each half hour is taken as a stretch in which the queue has settled: Poisson arrivals, exponential handling, as many
servers as agents came, and customers whose patience is exponential. Abandonment follows from load and staff; it is
never drawn from a rate of its own.

Source: Garnett, Mandelbaum and Reiman (2002), Designing a call center with impatient customers.
"""

import numpy as np

from centreline.samples.columns import Flag, Real, Whole

__all__ = ["SettledQueue"]


class SettledQueue:
    """The settled queue of many cells at once.

    Args:
        arrivals_per_s: Contacts a second in each cell.
        agents: Servers in each cell, at least 1.
        handle_s: Mean handling in seconds in each cell.
        patience_s: Mean patience in seconds in each cell.
    """

    def __init__(self, *, arrivals_per_s: Real, agents: Whole, handle_s: Real, patience_s: Real) -> None:
        self.agents = agents
        self.patience_s = patience_s
        self._served_per_s = agents / handle_s
        overload = np.maximum(arrivals_per_s - self._served_per_s, 0) * patience_s
        self._queue = int(60 + 2 * overload.max(initial=0.0) + 4 * np.sqrt(agents.max(initial=1)))
        self._reached = self._distribution(arrivals_per_s, handle_s)

    def _distribution(self, arrivals_per_s: Real, handle_s: Real) -> Real:
        """Return, for each cell, the chance that at most so many are in the system, agents and queue together."""
        states = np.arange(1, int(self.agents.max(initial=1)) + self._queue)[None, :]
        agents = self.agents[:, None]
        leaving = np.minimum(states, agents) / handle_s[:, None]
        leaving = leaving + np.maximum(states - agents, 0) / self.patience_s[:, None]
        steps = np.log(np.maximum(arrivals_per_s, 1e-12))[:, None] - np.log(leaving)
        heights = np.concatenate([np.zeros((len(agents), 1)), np.cumsum(steps, axis=1)], axis=1)
        chances = np.exp(heights - heights.max(axis=1, keepdims=True))
        reached: Real = np.cumsum(chances, axis=1)
        reached /= reached[:, -1:]
        return reached

    def waits(self, cells: Whole, *, rng: np.random.Generator) -> tuple[Real, Flag]:
        """Return seconds waited by contacts that arrive in these cells, and whether they hung up."""
        found = self._found(cells, rng=rng)
        ahead = found - self.agents[cells] + 1  # service completions to wait for; none while an agent is free
        needed = self._until_served(np.maximum(ahead, 0), cells, rng=rng)
        patience = rng.exponential(self.patience_s[cells])
        abandoned = patience < needed
        return np.where(abandoned, patience, needed), abandoned

    def _found(self, cells: Whole, *, rng: np.random.Generator) -> Whole:
        """Return how many each contact finds in the system: Poisson arrivals see the settled state."""
        rows, states = self._reached.shape
        offset = (self._reached + np.arange(rows)[:, None]).ravel()
        places = np.searchsorted(offset, cells + rng.random(len(cells)), side="left")
        found: Whole = np.clip(places - cells * states, 0, states - 1).astype(np.int64)
        return found

    def _until_served(self, ahead: Whole, cells: Whole, *, rng: np.random.Generator) -> Real:
        """Return a sum of so many exponential times, as the gamma of the same mean and spread."""
        steps = 1 / (self._served_per_s[:, None] + np.arange(self._queue)[None, :] / self.patience_s[:, None])
        means = np.concatenate([np.zeros((len(steps), 1)), np.cumsum(steps, axis=1)], axis=1)
        spreads = np.concatenate([np.zeros((len(steps), 1)), np.cumsum(steps**2, axis=1)], axis=1)
        at = np.minimum(ahead, self._queue)
        mean, spread = means[cells, at], spreads[cells, at]
        waiting = at > 0
        needed = np.zeros(len(cells))
        needed[waiting] = rng.gamma(mean[waiting] ** 2 / spread[waiting], spread[waiting] / mean[waiting])
        return needed
