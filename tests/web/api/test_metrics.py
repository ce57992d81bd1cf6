"""Metrics as programs read them."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.django_db


def test_each_way_of_counting_says_by_which_ledger_it_follows_customers(program_of: Callable[..., Any]) -> None:
    read = program_of("leader").read

    ways = {way["variant"]: way["ledger"] for way in read("metrics/repeat_contact_rate").json()["ways"]}

    assert ways["followed_7d"] == "customers as the sources name them, same reason"
    assert ways["followed_any_reason_7d"] == "customers as the sources name them, any reason"
    assert ways["by_issue"].startswith("issue ledger ")
    assert {way["ledger"] for way in read("metrics/service_level").json()["ways"]} == {None}
