"""What a file does not say of itself: the order of its dates, and which of two equal hours is meant."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product

__all__ = ["Options", "ReadAs"]

CHOICES = {
    "date_order": ("mdy", "dmy", "ymd"),
    "repeated_hour": ("first", "second", "sum"),
    "interval": ("15", "30", "60"),
}


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How a file is to be read.

    Attributes:
        date_order: Order of month, day and year: "mdy", "dmy" or "ymd".
        repeated_hour: What a time means that came twice because clocks went back: the "first", the "second", or the
            "sum" of both, for counts; None asks.
        interval_minutes: How long a period of a queue is; None leaves it open.
        columns: What a column holds that has another name here, as ours by theirs: {"Skill": "queue"}.
    """

    date_order: str = "mdy"
    repeated_hour: str | None = None
    interval_minutes: int | None = None
    columns: dict[str, str] = field(default_factory=dict)

    def with_option(self, option: str) -> "ReadAs":
        """Return this with what an option says: "date_order=dmy,repeated_hour=sum"."""
        told = dict(part.split("=", 1) for part in option.split(","))
        return replace(
            self,
            date_order=told.get("date_order", self.date_order),
            repeated_hour=told.get("repeated_hour", self.repeated_hour),
            interval_minutes=int(told["interval"]) if "interval" in told else self.interval_minutes,
        )


@dataclass(frozen=True, slots=True)
class Options:
    """The options there are: each choice alone, or several joined by commas."""

    def __iter__(self) -> Iterator[str]:
        """Return every choice alone."""
        return (f"{name}={word}" for name, words in CHOICES.items() for word in words)

    def __contains__(self, option: object) -> bool:
        """Say whether every part of an option is a choice, and none is named twice."""
        parts = str(option).split(",")
        singles = {f"{name}={word}" for name, words in CHOICES.items() for word in words}
        return set(parts) <= singles and len({part.split("=")[0] for part in parts}) == len(parts)

    def __len__(self) -> int:
        """Return how many ways of combining them there are."""
        return sum(1 for _ in product(*((None, *words) for words in CHOICES.values()))) - 1
