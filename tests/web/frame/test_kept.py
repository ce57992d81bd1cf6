"""What was worked out for a page, kept for whoever asks the same."""

from types import SimpleNamespace
from typing import Any

import pytest

from centreline.web.frame.kept import kept

pytestmark = pytest.mark.django_db

RECORDS: Any = SimpleNamespace(scope=None, version="a1")


class OfOtherCode:
    """Something that can be written and not be read again."""

    def __reduce__(self) -> Any:
        return getattr, (object, "what_is_gone")


def test_what_other_code_kept_is_made_anew() -> None:
    kept(RECORDS, "a figure", make=OfOtherCode)

    assert kept(RECORDS, "a figure", make=lambda: 3) == 3
    assert kept(RECORDS, "a figure", make=lambda: 4) == 3
