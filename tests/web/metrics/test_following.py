"""A metric is followed to one's own home page."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
ClientAs = Callable[[str], Client]
METRIC = "/metrics/service_level/"


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def test_a_followed_metric_stands_on_ones_own_home_until_it_is_followed_no_more(client_as: ClientAs) -> None:
    leader = client_as("leader")
    leader.post(f"{METRIC}follow/")
    leader.post(f"{METRIC}follow/")

    home, others = words(leader.get("/")), words(client_as("workforce").get("/"))
    leader.post(f"{METRIC}unfollow/")

    assert len(re.findall("Service level (Stands out|no point of the last 3 periods)", home)) == 1
    assert "Metrics you follow" not in others
    assert "Metrics you follow" not in words(leader.get("/"))
    assert leader.post(f"{METRIC}unfollow/").status_code == 404


def test_what_cannot_be_tested_is_said_to_be_unknown_and_no_pass(client_as: ClientAs) -> None:
    leader = client_as("leader")
    leader.post("/metrics/headcount_coverage/follow/")

    assert "nothing of late could be tested; that is no pass" in words(leader.get("/"))
