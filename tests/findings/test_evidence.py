"""What the checks of the evidence say, beyond that they find."""

from cases import rows
from cases.building import sound
from cases.evidence import every_day, half_waited

from centreline.findings.catalogue import check_book
from centreline.findings.finding import State

BOOK = check_book()


def test_names_the_best_and_the_worst_known_part() -> None:
    [finding] = BOOK["EVI002"].answer(sound(half_waited(known_waiting=95, known_served=5))).findings

    assert finding.says == (
        "The customer is known in 50.0 % of 400 contacts, but not alike: in 5.0 % of the 200 that were handled without "
        "waiting, and in 95.0 % of the 200 that were handled after waiting."
    )
    assert finding.records is not None
    assert finding.records.count == 190


def test_says_for_whom_returns_can_be_counted() -> None:
    [finding] = BOOK["EVI003"].answer(sound(half_waited(known_waiting=95, known_served=5))).findings

    assert "cannot be said of all 400 contacts" in finding.says
    assert "It can be said of the 200 in billing after waiting (95.0 % known)." in finding.says


def test_says_when_returns_can_be_counted_for_nobody() -> None:
    [finding] = BOOK["EVI003"].answer(sound(half_waited(known_waiting=40, known_served=30))).findings

    assert "It can be said of no queue" in finding.says


def test_differences_in_both_directions_are_told_apart() -> None:
    stats = rows.intervals(20, handled=lambda n: {3: 85, 4: 99}.get(n, 95))

    [finding] = BOOK["EVI004"].answer(sound(rows.of(interval_stat=stats))).findings

    # Day 3 lacks ten contacts, on day 4 four too many left; six are missing on balance over twenty days.
    assert "on 2 of 20 days" in finding.says
    assert "6 contacts are unexplained on balance, 0.3 a day" in finding.says
    assert "most on 2026-03-05 (10)" in finding.says
    assert "on 1 days more left the queue than had entered it" in finding.says
    assert finding.records is not None
    assert finding.records.count == 2


def test_rows_of_single_agents_are_not_added_to_the_queue() -> None:
    whole = rows.intervals(20)
    agents = rows.intervals(20, agent="a", offered=0, handled=40, abandoned=0)

    assert BOOK["EVI004"].answer(sound(rows.of(interval_stat=[*whole, *agents]))).state is State.CLEAR


def test_a_missing_day_is_named() -> None:
    [finding] = BOOK["EVI005"].answer(sound(every_day(without=(10, 11)))).findings

    assert "2 of 28 days" in finding.says
    assert "2026-03-12, 2026-03-13." in finding.says


def test_two_weeks_are_needed_to_miss_a_day() -> None:
    outcome = BOOK["EVI005"].answer(sound(rows.of(contact=rows.contacts(50))))

    assert outcome.state is State.NOT_EXAMINED
    assert outcome.because == "no table has rows on fourteen days, enough of them on each"
