"""How often something may be done: counted in each process that answers, so that counting costs no write."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

__all__ = ["LIMITS", "Limit"]

MOST_COUNTED = 10_000
"""Whose attempts are counted at once; the oldest are forgotten first, so that strangers cannot fill the memory."""


@dataclass
class Limit:
    """So many in so long.

    Attributes:
        most: How often.
        seconds: In how long.
        what: What is limited, in the reader's language.
        whose: For whom it is counted, in the reader's language.
        clock: Tells seconds; another one in tests.
    """

    most: int
    seconds: float
    what: Any
    whose: Any
    clock: Callable[[], float] = time.monotonic
    _counted: OrderedDict[str, tuple[float, int]] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def wait_s(self, who: str) -> int:
        """Count one more for somebody, and return after how many seconds they may; 0 where they may now."""
        now = self.clock()
        with self._lock:
            since, count = self._counted.pop(who, (now, 0))
            if now - since >= self.seconds:
                since, count = now, 0
            self._counted[who] = since, count + 1
            while len(self._counted) > MOST_COUNTED:
                self._counted.popitem(last=False)
        return 0 if count < self.most else max(1, round(since + self.seconds - now))

    def is_over(self, who: str) -> bool:
        """Say whether somebody has used up what they may; nothing is counted."""
        with self._lock:
            since, count = self._counted.get(who, (0.0, 0))
            return count >= self.most and self.clock() - since < self.seconds

    def forget(self) -> None:
        """Begin to count anew for everybody."""
        with self._lock:
            self._counted.clear()


LIMITS: dict[str, Limit] = {
    "api": Limit(1_200, 60, _("Requests to the API"), _("each person")),
    "wrong_tokens": Limit(30, 60, _("Tokens that are not valid"), _("each address")),
    "first_keys": Limit(10, 60, _("Keys of the first administrator that are not right"), _("each address")),
    "exports": Limit(60, 60, _("Tables taken out as files"), _("each person")),
}
"""What is limited, besides signing in, which allauth counts."""
