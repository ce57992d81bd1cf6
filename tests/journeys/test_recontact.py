"""Who can be said to have come again, and who was not watched for long enough."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa

from centreline.evidence.engine import Evidence
from centreline.journeys.recontact import DAY_MS, watched_contacts

START = datetime(2026, 3, 2, 9, tzinfo=UTC)

CONTACTS = [  # name, customer, day, direction, outcome
    ("first", "ann", 0, "inbound", "handled"),
    ("again", "ann", 3, "inbound", "handled"),  # three days later
    ("called", "ann", 1, "outbound", "handled"),  # the centre's own call is no return
    ("unknown", None, 0, "inbound", "handled"),  # nobody knows whose it is
    ("lost", "bo", 0, "inbound", "abandoned"),  # nobody took it
    ("late", "cy", 9, "inbound", "handled"),  # too young to be judged
    ("last", "di", 14, "inbound", "handled"),
]


def evidence() -> Evidence:
    return Evidence.of(
        {
            "contact": pa.table(
                {
                    "source": ["made-up"] * len(CONTACTS),
                    "contact_id": [contact[0] for contact in CONTACTS],
                    "customer_id": [contact[1] for contact in CONTACTS],
                    "offered_at": [START + timedelta(days=contact[2]) for contact in CONTACTS],
                    "direction": [contact[3] for contact in CONTACTS],
                    "outcome": [contact[4] for contact in CONTACTS],
                    "reason": ["bill"] * len(CONTACTS),
                }
            )
        }
    )


def test_only_contacts_watched_for_the_whole_window_are_there() -> None:
    held = evidence()

    found = {row["contact_id"]: row["next_gap_ms"] for row in held.rows(watched_contacts(held, window_days=7))}

    assert found == {"first": 3 * DAY_MS, "again": None}


def test_a_shorter_window_watches_more_contacts() -> None:
    held = evidence()

    found = {row["contact_id"] for row in held.rows(watched_contacts(held, window_days=5))}

    assert found == {"first", "again", "late"}
