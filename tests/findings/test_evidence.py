"""What the checks of the evidence say, beyond that they find."""

from datetime import timedelta

from cases import rows
from cases.building import sound
from cases.claims_against_records import CASES
from cases.evidence import every_day, half_waited

from centreline.findings.catalogue import check_book
from centreline.findings.finding import Severity, State

BOOK = check_book()


def test_names_the_best_and_the_worst_known_part() -> None:
    [finding] = BOOK["EVI002"].answer(sound(half_waited(known_waiting=95, known_served=5))).findings

    assert finding.says == (
        "The customer is known in 50.0% of 400 contacts, but not alike: in 5.0% of the 200 that were handled without "
        "waiting, and in 95.0% of the 200 that were handled after waiting."
    )
    assert finding.records is not None
    assert finding.records.count == 190


def test_says_for_whom_returns_can_be_counted() -> None:
    [finding] = BOOK["EVI003"].answer(sound(half_waited(known_waiting=95, known_served=5))).findings

    assert "cannot be said of all 400 contacts" in finding.says
    assert "It can be said of the 200 in billing after waiting (95.0% known)." in finding.says


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
    assert "on 1 day more left the queue than had entered it" in finding.says
    assert finding.records is not None
    assert finding.records.count == 2


def test_days_within_what_is_tolerated_are_said_once_one_day_is_not() -> None:
    stats = rows.intervals(20, offered=1000, handled=lambda n: {3: 900, 4: 949, 5: 945}.get(n, 950), abandoned=50)

    [finding] = BOOK["EVI004"].answer(sound(rows.of(interval_stat=stats))).findings

    # Days 3, 4 and 5 lack 50, 1 and 5 contacts of 1,000; only the first lacks more than one in a hundred.
    assert "on 3 of 20 days (15.0%), on 1 of them by more than 1% of what was offered: 56 contacts" in finding.says
    assert finding.records is not None
    assert finding.records.count == 3


def test_sources_that_count_by_the_month_are_not_said_to_count_by_the_day() -> None:
    months = rows.intervals(3, handled=80, starts_at=lambda n: rows.START.replace(month=3 + n, day=1))

    [finding] = BOOK["EVI004"].answer(sound(rows.of(interval_stat=months))).findings

    assert "on 3 of 3 months (100.0%): 45 contacts are unexplained on balance, 15.0 a month" in finding.says


def test_rows_of_single_agents_are_not_added_to_the_queue() -> None:
    whole = rows.intervals(20)
    agents = rows.intervals(20, agent="a", offered=0, handled=40, abandoned=0)

    assert BOOK["EVI004"].answer(sound(rows.of(interval_stat=[*whole, *agents]))).state is State.CLEAR


def test_a_missing_day_is_named() -> None:
    [finding] = BOOK["EVI005"].answer(sound(every_day(without=(10, 11)))).findings

    assert "2 of 28 days" in finding.says
    assert "2026-03-12, 2026-03-13." in finding.says


def test_one_missing_day_is_not_several() -> None:
    [finding] = BOOK["EVI005"].answer(sound(every_day(without=(10,)))).findings

    assert finding.says.startswith("1 of 28 days has no rows in contact, though")


def test_a_day_on_which_hardly_anybody_comes_is_not_missed() -> None:
    days = [day for day in range(60) for _ in range(25 if day < 20 else 2) if day != 40]
    calls = rows.contacts(len(days), offered_at=lambda n: rows.START + timedelta(days=days[n]))

    assert BOOK["EVI005"].answer(sound(rows.of(contact=calls))).state is State.CLEAR


def test_two_weeks_are_needed_to_miss_a_day() -> None:
    outcome = BOOK["EVI005"].answer(sound(rows.of(contact=rows.contacts(50))))

    assert outcome.state is State.NOT_EXAMINED
    assert outcome.because == "no table has rows on fourteen days, enough of them on each"


def test_articles_without_a_valid_date_are_a_gap_on_paper_and_not_critical() -> None:
    outcome = BOOK["CLR003"].answer(CASES["CLR003"].finds())

    assert [finding.severity for finding in outcome.findings] == [Severity.HIGH]
