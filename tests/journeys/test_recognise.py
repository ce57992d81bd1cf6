"""Contacts find their touchpoint by queue, reason, channel and activity."""

from datetime import UTC, datetime

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.blueprint.journey import Recognition, Touchpoint
from centreline.evidence.engine import Evidence
from centreline.journeys.recognise import contacts_of, fits, recognise

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def contacts(*rows: tuple[str | None, str | None, str | None]) -> pa.Table:
    """Return contacts numbered from 1 with these queues, reasons and channels."""
    return pa.table(
        {
            "source": ["made-up"] * len(rows),
            "contact_id": [str(number) for number in range(1, len(rows) + 1)],
            "queue": pa.array([row[0] for row in rows], pa.string()),
            "reason": pa.array([row[1] for row in rows], pa.string()),
            "channel": pa.array([row[2] for row in rows], pa.string()),
            "offered_at": [NOON] * len(rows),
            "outcome": ["handled"] * len(rows),
        }
    )


def events(*rows: tuple[str, str], source: str = "made-up") -> pa.Table:
    """Return events with these cases and activities."""
    return pa.table(
        {
            "source": [source] * len(rows),
            "case_id": [row[0] for row in rows],
            "event_no": [str(number) for number in range(len(rows))],
            "at": [NOON] * len(rows),
            "activity": [row[1] for row in rows],
        }
    )


def touchpoint(key: str, recognition: Recognition | None) -> Touchpoint:
    return Touchpoint(id=key, title=key, recognised_by=recognition)


def test_a_contact_has_to_fit_every_list_given() -> None:
    evidence = Evidence.of(
        {
            "contact": contacts(
                ("billing", "dispute", "voice"),  # fits both lists
                ("billing", "dispute", "chat"),  # wrong channel
                ("sales", "dispute", "voice"),  # wrong queue
                (None, "dispute", "voice"),  # no queue at all
            )
        }
    )

    found = recognise(evidence, [touchpoint("dispute-call", Recognition(queues=("billing",), channels=("voice",)))])

    assert found.by_touchpoint == {"dispute-call": 1}
    assert found.contacts == 4
    assert found.unplaced_contacts == 3


def test_a_touchpoint_that_does_not_say_how_it_is_recognised_is_not_counted() -> None:
    evidence = Evidence.of({"contact": contacts(("billing", None, None))})

    found = recognise(evidence, [touchpoint("silent", None)])

    assert found.by_touchpoint == {}
    assert [str(kind) for kind in found.unplaced] == ["queue 'billing'"]


def test_a_touchpoint_without_contacts_counts_zero() -> None:
    evidence = Evidence.of({"contact": contacts(("billing", None, None))})

    found = recognise(evidence, [touchpoint("ghost", Recognition(queues=("ghost",)))])

    assert found.by_touchpoint == {"ghost": 0}


def test_a_contact_two_touchpoints_recognise_is_named_with_both() -> None:
    evidence = Evidence.of({"contact": contacts(("billing", "dispute", "voice"))})

    found = recognise(
        evidence,
        [
            touchpoint("by-queue", Recognition(queues=("billing",))),
            touchpoint("by-reason", Recognition(reasons=("dispute",))),
        ],
    )

    [(kind, keys)] = found.shared
    assert keys == ("by-queue", "by-reason")
    assert kind.contacts == 1


def test_a_case_is_recognised_by_its_activity() -> None:
    evidence = Evidence.of(
        {
            "contact": contacts(("desk", None, "task"), ("desk", None, "task"), ("desk", None, "task")),
            "event": events(("1", "waiting"), ("1", "waiting"), ("2", "closed"), ("99", "waiting")),
        }
    )

    found = recognise(evidence, [touchpoint("waiting", Recognition(activities=("waiting",)))])

    assert found.by_touchpoint == {"waiting": 2}  # the cases 1 and 99, each once
    assert found.unplaced_contacts == 2  # contacts 2 and 3 never waited


def test_an_activity_of_another_source_is_another_case() -> None:
    evidence = Evidence.of(
        {"contact": contacts(("desk", None, None)), "event": events(("1", "waiting"), source="elsewhere")}
    )

    recognition = Recognition(queues=("desk",), activities=("waiting",))

    assert evidence.rows(contacts_of(evidence, recognition)) == []
    assert recognise(evidence, [touchpoint("waiting", recognition)]).unplaced_contacts == 1


def test_an_activity_of_the_issue_is_one_of_the_contact() -> None:
    with_issue = contacts(("desk", None, None)).append_column("issue_id", pa.array(["case-7"]))
    evidence = Evidence.of({"contact": with_issue, "event": events(("case-7", "waiting"))})

    found = evidence.rows(contacts_of(evidence, Recognition(activities=("waiting",))))

    assert [row["contact_id"] for row in found] == ["1"]


def test_cases_are_counted_where_nobody_brought_contacts() -> None:
    evidence = Evidence.of({"event": events(("1", "waiting"))})

    found = recognise(
        evidence,
        [
            touchpoint("waiting", Recognition(activities=("waiting",))),
            touchpoint("waiting-at-desk", Recognition(activities=("waiting",), queues=("desk",))),
        ],
    )

    assert found.by_touchpoint == {"waiting": 1, "waiting-at-desk": 0}
    assert found.contacts == 0


names = st.sampled_from(["a", "b", "c"])
words = st.lists(names, max_size=2, unique=True).map(tuple)


@settings(max_examples=25, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.none() | names, st.none() | names, st.none() | st.just("voice")), min_size=1, max_size=12
    ),
    queues=st.lists(names, min_size=1, max_size=2).map(tuple),
    reasons=words,
)
def test_matches_a_count_done_with_loops(
    rows: list[tuple[str | None, str | None, str | None]], queues: tuple[str, ...], reasons: tuple[str, ...]
) -> None:
    recognition = Recognition(queues=queues, reasons=reasons)
    evidence = Evidence.of({"contact": contacts(*rows)})

    found = recognise(evidence, [touchpoint("one", recognition)])

    counted = 0
    for queue, reason, _ in rows:
        if queue in queues and (not reasons or reason in reasons):
            counted += 1
    assert found.by_touchpoint == {"one": counted}
    assert found.unplaced_contacts == len(rows) - counted
    assert all(not fits(kind, recognition) for kind in found.unplaced)
