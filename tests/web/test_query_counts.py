"""How often each page asks the database: never more than it did, so that no page asks once for every row.

The counts stand in `query_counts.json`. A page that needs more writes them anew, for whoever reviews the change to see:
`CENTRELINE_COUNT_ANEW=1 pytest tests/web/test_query_counts.py`.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db
KEPT = Path(__file__).with_name("query_counts.json")
SPARE = 2
"""Queries a page may need besides: whether what was asked before is kept yet differs from run to run."""

PAGES = (
    "/", "/review/", "/map/", "/findings/", "/findings/?state=waived", "/findings/rows", "/decide/", "/metrics/",
    "/touchpoints/bill-question/evidence/?tab=contacts",
    "/catalogue/", "/catalogue/system/", "/imports/", "/jobs/", "/search/?q=bill", "/help/", "/account/", "/limits/",
    "/api/v1/me", "/api/v1/findings", "/api/v1/entries/claim?size=200", "/api/v1/entries/comment",
    "/api/v1/catalogues/system", "/api/v1/imports", "/api/v1/jobs",
)  # fmt: skip
FOR_ADMINISTRATORS = ("/people/", "/trail/", "/api/v1/people", "/api/v1/trail?size=200")
FOR_SUPERVISORS = ("/answers/coaching/", "/answers/which-behaviour/rows/?item=listens-and-asks")


def counted(client: Client, address: str) -> int:
    """Return how often a page asks, once everything is kept that a process keeps."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
        assert response.status_code == 200, f"{address}: {response.status_code}"
    return len(asked)


@pytest.fixture
def counts(client_as: Callable[[str], Client]) -> dict[str, int]:
    """Return how often each page asks now."""
    leader, administrator, supervisor = client_as("leader"), client_as("administrator"), client_as("supervisor")
    found = {address: counted(leader, address) for address in PAGES}
    found |= {address: counted(administrator, address) for address in FOR_ADMINISTRATORS}
    return found | {address: counted(supervisor, address) for address in FOR_SUPERVISORS}


def test_no_page_asks_the_database_more_often_than_it_did(counts: dict[str, int]) -> None:
    if os.environ.get("CENTRELINE_COUNT_ANEW"):
        KEPT.write_text(json.dumps(counts, indent=2) + "\n", encoding="utf-8")
    kept: dict[str, int] = json.loads(KEPT.read_text(encoding="utf-8"))

    assert set(counts) == set(kept)
    more: dict[str, Any] = {
        address: f"{kept[address]} before, {now} now" for address, now in counts.items() if now > kept[address] + SPARE
    }
    assert more == {}
    assert max(kept.values()) < 60


def test_a_longer_list_asks_no_more_often(client_as: Callable[[str], Client]) -> None:
    from django.utils import timezone

    from centreline.actions.comment_on_finding import comment_on_finding
    from centreline.web.records.people import actor_named
    from centreline.web.records.store import DjangoState

    lee, person = client_as("leader"), actor_named("lee")
    assert person is not None
    [finding] = lee.get("/api/v1/findings?size=1").json()["items"]
    remark = comment_on_finding.by(DjangoState(), person, now=timezone.now())
    remark(check=finding["check"], element=finding["element"], text="The first")
    before = counted(lee, "/api/v1/entries/comment")

    for number in range(20):
        remark(check=finding["check"], element=finding["element"], text=f"Another, {number}")

    assert lee.get("/api/v1/entries/comment").json()["total"] == 21
    assert counted(lee, "/api/v1/entries/comment") == before
