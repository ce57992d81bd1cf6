"""Files of IEX and its relatives: schedules of agents, and what queues counted."""

from centreline.evidence.vendors.iex.reader import IEX, Iex

__all__ = ["IEX", "Iex"]
