"""One customer's story: every name, every channel, in one order, with the reason each contact is where it is."""

from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest

from centreline.evidence.engine import Evidence
from centreline.evidence.scope import Scope
from centreline.journeys.timeline import customers_with_key, timeline

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)

CONTACTS = [
    # source, id, customer, channel, hours after Monday 8:00, issue, partner
    ("acd", "1", "p_a", "voice", 0, None, None),
    ("desk", "T1", "p_b", "email", 30, "T1", "north"),  # the same person, under the help desk's name for her
    ("desk", "T2", "p_b", "email", 24 * 60, "T1", None),  # two months later: the help desk says it is the same issue
    ("acd", "9", "p_c", "voice", 1, None, None),  # somebody else
]


@pytest.fixture
def evidence() -> Evidence:
    def column(place: int) -> list:
        return [row[place] for row in CONTACTS]

    return Evidence.of(
        {
            "contact": pa.table(
                {
                    "source": column(0),
                    "contact_id": column(1),
                    "customer_id": column(2),
                    "channel": column(3),
                    "offered_at": [MONDAY + timedelta(hours=hours) for hours in column(4)],
                    "issue_id": column(5),
                    "partner": column(6),
                    "reason": ["bill"] * 4,
                    "queue": ["billing"] * 4,
                    "outcome": ["handled"] * 4,
                    "zone": ["Europe/Madrid"] * 4,
                }
            ),
            "customer": pa.table(
                {
                    "source": ["acd", "desk"],
                    "customer_id": ["p_a", "p_b"],
                    "known_on": [date(2026, 1, 1)] * 2,
                    "phone_key": ["p_phone"] * 2,
                }
            ),
            "leg": pa.table(
                {
                    "source": ["acd", "desk"],
                    "contact_id": ["1", "1"],  # the second is of another source: no leg of hers
                    "leg_no": [1, 1],
                    "kind": ["human", "bot"],
                    "enqueued_at": [MONDAY] * 2,
                }
            ),
            "survey_response": pa.table(
                {
                    "source": ["survey"],
                    "response_id": ["s1"],
                    "customer_id": ["p_a"],
                    "instrument": ["satisfaction"],
                    "score": [4.0],
                    "answered_at": [MONDAY + timedelta(days=1)],
                }
            ),
            "article_use": pa.table(
                {
                    "source": ["wiki"],
                    "use_id": ["u1"],
                    "article_id": ["KB1"],
                    "contact_id": ["1"],
                    "used_at": [MONDAY + timedelta(minutes=2)],
                }
            ),
            "turn": pa.table(
                {
                    "source": ["acd"] * 2,
                    "contact_id": ["1"] * 2,
                    "turn_no": [1, 2],
                    "at": [MONDAY] * 2,
                }
            ),
        }
    )


def test_everything_that_happened_is_told_in_order_whatever_the_name(evidence: Evidence) -> None:
    told = timeline(evidence, "p_b")

    assert (told.person, told.customers) == ("p_a", ("p_a", "p_b"))
    assert [(one.what, one.contact_id) for one in told.moments] == [
        ("contact", "1"),
        ("leg", "1"),
        ("article", "1"),
        ("survey", None),
        ("contact", "T1"),
        ("contact", "T2"),
    ]
    assert told.moments[0].local_at == datetime(2026, 3, 2, 9)  # noqa: DTZ001 - a clock on the wall in Madrid
    assert told.moments[0].outcome == "handled, bill, 2 turns"


def test_every_contact_says_which_issue_it_belongs_to_and_why(evidence: Evidence) -> None:
    told = timeline(evidence, "p_a")

    assert [(one.issue, one.because) for one in told.moments if one.what == "contact"] == [
        ("acd/1", "begins the issue"),
        ("acd/1", "the same person under another name, for the same reason, within 7 days of 1"),
        ("acd/1", "the source names one issue for it and T1"),
    ]
    assert told.issues == ("acd/1",)
    assert told.merges == ("p_a and p_b are one person: the sources say the same of both in the telephone number.",)


def test_a_reader_is_told_what_they_may_see_alone(evidence: Evidence) -> None:
    partner = evidence.within(Scope.of_partner("north", reader="their manager"))

    told = timeline(partner, "p_b")

    assert {(one.what, one.contact_id) for one in told.moments} == {("contact", "T1")}


def test_a_stranger_has_no_story(evidence: Evidence) -> None:
    told = timeline(evidence, "p_nobody")

    assert (told.customers, told.moments, told.merges) == (("p_nobody",), (), ())


def test_customers_are_found_by_a_key(evidence: Evidence) -> None:
    assert customers_with_key(evidence, "phone_key", "p_phone") == ("p_a", "p_b")
    assert customers_with_key(evidence, "phone_key", "p_other") == ()
    assert customers_with_key(evidence, "customer_id", "p_c") == ("p_c",)
