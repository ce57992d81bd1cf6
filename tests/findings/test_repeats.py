"""Coming back and waiting are counted with their windows, their hours and a second count."""

from collections import defaultdict
from datetime import timedelta

import numpy as np
from cases import rows
from cases.building import sound
from cases.repeats import HOURS, returning, weekly
from scipy.stats import binomtest

from centreline.evidence.engine import Evidence
from centreline.findings.catalogue import check_book
from centreline.findings.finding import State
from centreline.findings.peers import FALSE_DISCOVERY_RATE

BOOK = check_book()
SEED = 7


def test_matches_a_count_done_with_loops() -> None:
    evidence = returning("reason", groups=5, back=lambda reason, n: n < (60 if reason == 1 else 12))

    [finding] = BOOK["REP001"].answer(sound(evidence)).findings

    contacts = evidence.rows(evidence.table("contact"))
    times = defaultdict(list)
    for contact in contacts:
        times[contact["customer_id"], contact["reason"]].append(contact["offered_at"])
    week, last = timedelta(days=7), max(contact["offered_at"] for contact in contacts)
    came_back, n = 0, 0
    for (_, reason), moments in times.items():
        if reason != "reason-1":
            continue
        for moment in moments:
            if moment + week <= last:  # watched for the whole week
                n += 1
                came_back += any(moment < other <= moment + week for other in moments)
    assert finding.estimate is not None
    assert finding.estimate.n == n
    assert finding.estimate.value == came_back / n
    assert finding.records is not None
    assert finding.records.count == came_back


def test_contacts_nobody_could_watch_are_left_out() -> None:
    evidence = rows.of(contact=rows.contacts(600, every=timedelta(minutes=1), reason=lambda n: f"r{n % 5}"))

    assert BOOK["REP001"].answer(sound(evidence)).state is State.NOT_EXAMINED


def test_a_system_that_reports_its_own_faults_makes_no_reason_stand_out() -> None:
    def evidence(*, customers: int) -> Evidence:
        people = rows.contacts(600, every=timedelta(minutes=1), reason=lambda n: f"r{n % 5}")
        faults = rows.contacts(
            100,
            name="f",
            reason="r1",
            every=timedelta(minutes=30),
            customer_id=lambda n: f"reporter-{n % customers}",
        )
        last = rows.contacts(1, name="last", offered_at=rows.START + timedelta(days=30))
        return rows.of(contact=[*people, *faults, *last])

    # A hundred contacts of one customer are a machine's; five each of twenty are customers who come back.
    assert BOOK["REP001"].answer(sound(evidence(customers=1))).state is State.CLEAR
    assert BOOK["REP001"].answer(sound(evidence(customers=20))).state is State.FOUND


def test_customers_at_random_make_no_reason_stand_out() -> None:
    random = np.random.default_rng(SEED)
    runs, wrong = 20, 0
    for _ in range(runs):
        draw = random.random((6, 120)) < 0.2
        evidence = returning("reason", groups=6, back=lambda reason, n, draw=draw: bool(draw[reason, n]))
        wrong += BOOK["REP001"].answer(sound(evidence)).state is State.FOUND

    interval = binomtest(wrong, runs).proportion_ci(confidence_level=0.99, method="wilson")
    assert interval.low <= FALSE_DISCOVERY_RATE, f"{wrong} of {runs} runs named a reason (seed {SEED})"


def test_neighbouring_hours_are_said_together() -> None:
    evidence = weekly(hours=HOURS, bad=11, wait_ms=lambda bad, n: 60_000 if bad and n < 40 else 5_000)

    [finding] = BOOK["SLV001"].answer(sound(evidence)).findings

    assert finding.says == (
        "In “Call about a bill”, 20 of 60 contacts (33.3%) were served in time on Monday from 11 to 12; "
        "the target is 80.0%."
    )
    assert finding.records is not None
    assert finding.records.count == 60
    assert finding.against is not None
    assert "Benjamini–Hochberg" in finding.against


def test_without_abandoned_contacts_nobody_can_say_when_they_hang_up() -> None:
    outcome = BOOK["SLV002"].answer(sound(rows.of(contact=rows.contacts(600))))

    assert outcome.state is State.NOT_EXAMINED
    assert outcome.because == "no contact is recorded as abandoned, so the source may not record them at all"
