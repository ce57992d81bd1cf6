"""The incidents of a service desk, from the file to the review; every number counted a second time with loops."""

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest

from centreline.metrics.ask import measure

pytestmark = pytest.mark.realdata

EXAMPLE, FILE = "uci_servicenow_incidents", "incident_event_log_141712.csv.gz"
CAUSES = re.compile(r"\b(because of|leads to|lead to|causes|caused by|drives|due to|results in)\b", re.IGNORECASE)

Row = dict[str, str]


@pytest.fixture(scope="module")
def desk(real_review: Callable[..., Any], bring: Any) -> Any:
    return real_review(EXAMPLE, bring("contact", "incidents", FILE), bring("event", "updates", FILE))


@pytest.fixture(scope="module")
def updates(real_rows: Callable[..., list[Row]]) -> list[Row]:
    return real_rows(EXAMPLE, FILE)


@pytest.fixture(scope="module")
def incidents(updates: list[Row]) -> list[Row]:
    """The newest update of each incident: what earlier ones say of the target is a forecast."""
    newest: dict[str, Row] = {}
    for row in updates:
        before = newest.get(row["number"])
        if before is None or updated_at(row) >= updated_at(before):
            newest[row["number"]] = row
    return list(newest.values())


def updated_at(row: Row) -> datetime:
    return datetime.strptime(row["sys_updated_at"], "%d/%m/%Y %H:%M")  # noqa: DTZ007 - the log names no zone


def test_each_incident_is_one_contact_and_each_update_one_event(
    desk: Any, incidents: list[Row], updates: list[Row]
) -> None:
    contacts, events = desk.counts

    unexplained = sum(row["incident_state"] == "-100" for row in updates)
    assert contacts["created"] == len(incidents) == 24_918
    assert contacts["rejected"] == events["rejected"] == 0
    assert events["created"] == len(updates) - unexplained == 141_707
    assert events["skipped"] == unexplained == 5


@pytest.mark.parametrize(
    ("asked", "holds", "printed"),
    [
        ("reassignment_rate at_least_once", lambda row: int(row["reassignment_count"]) > 0, "45.6%"),
        ("reopen_rate of_closed", lambda row: int(row["reopen_count"]) > 0, "1.1%"),
        ("target_attainment source_says", lambda row: row["made_sla"] == "true", "63.4%"),
    ],
)
def test_matches_a_count_of_the_newest_updates(
    desk: Any, incidents: list[Row], asked: str, holds: Callable[[Row], bool], printed: str
) -> None:
    counted = sum(holds(row) for row in incidents) / len(incidents)

    metric, variant = asked.split()
    [answer] = measure(desk.evidence, metric, variant=variant)

    assert answer.estimate.value == pytest.approx(counted)
    assert f"{counted * 100:.1f}%" == printed
    assert printed in desk.review["md"]
    assert printed in desk.review["html"]


def test_reassignment_by_team_matches_a_count_with_loops(desk: Any, incidents: list[Row]) -> None:
    by_team = defaultdict(list)
    for row in incidents:
        if row["assignment_group"] != "?":
            by_team[row["assignment_group"]].append(int(row["reassignment_count"]) > 0)

    answers = measure(desk.evidence, "reassignment_rate", variant="at_least_once", by=["team"])

    told = {answer.by["team"]: (answer.estimate.value, answer.estimate.n) for answer in answers if answer.by["team"]}
    assert set(told) == set(by_team)
    for team, moved in by_team.items():
        assert told[team] == (pytest.approx(sum(moved) / len(moved)), len(moved))


def test_teams_that_stand_out_are_named_with_their_own_counts(desk: Any, incidents: list[Row]) -> None:
    named = desk.findings("REO001") + desk.findings("REO002")

    assert named
    for finding in named:
        team = finding["element"].removeprefix("team:")
        column = "reopen_count" if "were reopened" in finding["says"] else "reassignment_count"
        # Teams are compared by channel; of one team nearly all incidents came by telephone.
        own = [row for row in incidents if row["assignment_group"] == team and row["contact_type"] in {"Phone", "IVR"}]
        hits = sum(int(row[column]) > 0 for row in own)
        assert f"{hits:,} of {len(own):,} contacts" in finding["says"]
        assert "held the work last" in finding["against"]


def test_knowledge_is_not_said_to_bring_about_anything(desk: Any, incidents: list[Row]) -> None:
    # The trap: incidents with an article met their target less often, because they are other incidents.
    met = {
        used: [row["made_sla"] == "true" for row in incidents if row["knowledge"] == used] for used in ("true", "false")
    }
    assert sum(met["true"]) / len(met["true"]) < sum(met["false"]) / len(met["false"])

    says = [finding["says"] for group in desk.document["findings"] for finding in group["findings"]]

    assert not [text for text in says if "knowledge" in text.lower() and "target" in text.lower()]
    assert not [text for text in says if CAUSES.search(text)]
    assert desk.findings("KNU004") == []


def test_one_caller_with_hundreds_of_incidents_does_not_accuse_an_agent(desk: Any, incidents: list[Row]) -> None:
    # Of the incidents that person 15 held last in group 70, nearly all were reported by one caller, number 290.
    own = [row["caller_id"] for row in incidents if row["assigned_to"] == "15" and row["assignment_group"] == "70"]
    assert (own.count("290"), len(own)) == (73, 88)

    assert "agent:15" not in {finding["element"] for finding in desk.findings("REP004")}


def test_sparse_days_after_the_log_thins_out_are_not_called_missing(desk: Any) -> None:
    assert desk.findings("EVI005") == []


def test_work_that_went_back_matches_a_count_with_loops(desk: Any, updates: list[Row]) -> None:
    held = defaultdict(list)
    ordered = sorted(
        updates, key=lambda row: (row["number"], updated_at(row), len(row["sys_mod_count"]), row["sys_mod_count"])
    )
    for row in ordered:
        team = row["assignment_group"]
        if row["incident_state"] == "-100" or team == "?":
            continue
        if not held[row["number"]] or held[row["number"]][-1] != team:
            held[row["number"]].append(team)

    named = desk.findings("HOF002")

    assert named
    for finding in named:
        one, other = finding["element"].removeprefix("handoff:").split(" and ")
        between = [teams for teams in held.values() if adjoin(teams, one, other)]
        back = [teams for teams in between if returned(teams, one, other)]
        assert f"{len(back):,} of {len(between):,} cases" in finding["says"]


def adjoin(teams: list[str], one: str, other: str) -> bool:
    return any({before, after} == {one, other} for before, after in pairwise(teams))


def returned(teams: list[str], one: str, other: str) -> bool:
    triples = zip(teams, teams[1:], teams[2:], strict=False)
    return any(first == third and {first, second} == {one, other} for first, second, third in triples)
