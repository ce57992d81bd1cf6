"""CLR: do the records say what people say?"""

from collections.abc import Iterator
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.blueprint.claim import Claims, Question
from centreline.blueprint.document import Blueprint
from centreline.blueprint.journey import Touchpoint
from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.moves import known_moves
from centreline.findings.records import cases_behind, records_behind, share_estimate
from centreline.findings.said import ASK, Said, recognition_in, who_said_yes
from centreline.findings.sources import REBUILD
from centreline.findings.weight import weight_of_share
from centreline.journeys.holders import holders_of_touchpoints
from centreline.journeys.recognise import contacts_of
from centreline.kernel.said import any_of, said, said_of
from centreline.kernel.units import Unit, format_value

__all__ = [
    "said_to_be_alike_everywhere",
    "said_to_be_clear_at_handoffs",
]

VALIDATE = f"{REBUILD}: 'Do not rely on hearsay. Validate.'"


@check(
    id="CLR001",
    family="CLR",
    question="Where people say that work is done the same way every time, does it take about the same time everywhere?",
    why="Work that takes one team twice as long as another is not done the same way, whatever is said in the workshop.",
    fix="Let the two teams watch each other work; then write down the way that serves customers better.",
    source=VALIDATE,
    needs=("contact.talk_ms",),
)
def said_to_be_alike_everywhere(
    blueprint: Blueprint, claims: Claims, evidence: Evidence, most_times: float = 1.5, least_share: float = 0.1
) -> Iterator[Finding | Looked]:
    """Find touchpoints said to be done consistently whose median handling time differs much between teams.

    Where contacts name no team, partners and the centre itself are compared. Contacts that were passed on are left
    out: they are the work of two teams. At least 50 contacts of each team are needed.

    Weight: 0.35 at the limit, growing to 1 where one team takes twice the limit.

    Args:
        most_times: How many times as long the slowest team may take as the fastest.
        least_share: Share of the touchpoint's contacts that a team takes, from which it is compared.
    """
    judged = []
    for heard in who_said_yes(blueprint, claims, Question.CONSISTENT):
        if (contacts := _contacts(evidence, heard.touchpoint)) is not None:
            teams = _medians(evidence, contacts, least_share)
            if len(teams) > 1:
                judged.append((heard, contacts, teams))
    yield look_at(
        judged,
        what=said_of(
            "touchpoint said to be consistent, with several teams",
            "touchpoints said to be consistent, with several teams",
        ),
        because=said(
            "nobody said of a touchpoint with contacts of several teams that it is done the same way every time"
        ),
        bring=ASK,
    )
    for heard, contacts, teams in judged:
        fast, slow = teams[0], teams[-1]
        if not fast["median"] or slow["median"] <= most_times * fast["median"]:
            continue
        behind = contacts.filter(_team(contacts) == slow["team"])
        yield Finding(
            element=f"touchpoint:{heard.touchpoint.id}",
            says=said(
                "{said}; in the records the median contact takes “{team}” {median} (n {n:,}) and “{fast_team}” "
                "{fast_median} (n {fast_n:,})."
            ).filled(
                said=str(heard),
                team=slow["team"],
                median=format_value(slow["median"], Unit.MILLISECONDS),
                n=slow["n"],
                fast_team=fast["team"],
                fast_median=format_value(fast["median"], Unit.MILLISECONDS),
                fast_n=fast["n"],
            ),
            weight=weight_of_share(slow["median"] / fast["median"] - most_times, of=most_times, at_least=0.35),
            records=records_behind(
                evidence,
                behind,
                table="contact",
                where=said("handled by {team}").filled(team=slow["team"]),
                among=contacts.filter(_team(contacts).isin([slow["team"], fast["team"]])),
            ),
            against=said("{by_whom}. Teams may be given different customers.").filled(by_whom=heard.by_whom),
            question=heard.question,
        )


@check(
    id="CLR002",
    family="CLR",
    question="Where people say that handoffs are clear, does work stay where it was passed to?",
    why="A handoff that is clear to those who were asked and comes back all the same is clear to one side only.",
    fix="Put sender and receiver at one table with ten of the cases that came back.",
    source=VALIDATE,
)
def said_to_be_clear_at_handoffs(
    blueprint: Blueprint, claims: Claims, evidence: Evidence, most_share: float = 0.15, minimum_cases: int = 50
) -> Iterator[Finding | Looked]:
    """Find touchpoints whose handoffs are said to be clear although much of what they pass on comes back to them.

    Weight: 0.35, growing to 1 with the share of their passed-on cases that come back.

    Args:
        most_share: Share of passed-on cases that may come back; the whole interval has to lie above it.
        minimum_cases: Passed-on cases needed to judge.
    """
    told = known_moves(evidence)
    held = holders_of_touchpoints(blueprint)
    judged: list[tuple[Said, dict[str, Any]]] = []
    for heard in who_said_yes(blueprint, claims, Question.HANDOFFS_CLEAR):
        names = sorted(held.get(heard.touchpoint.id, ()))
        if names and (counted := _came_back(evidence, told, names))["passed"] >= minimum_cases:
            judged.append((heard, counted))
    yield look_at(
        judged,
        what=said_of("touchpoint said to have clear handoffs", "touchpoints said to have clear handoffs"),
        because=said("nobody said of a touchpoint that passes work on in the records that its handoffs are clear"),
        bring=ASK,
    )
    for heard, counted in judged:
        estimate = share_estimate(counted["returned"], counted["passed"])
        if estimate.low is None or estimate.low <= most_share:
            continue
        names = sorted(held[heard.touchpoint.id])
        back = told.filter(told.returned, told.receiver.isin(names))
        table = "leg" if evidence.has("leg", "queue") else "event"
        yield Finding(
            element=f"touchpoint:{heard.touchpoint.id}",
            says=said(
                "{said}; in the records {returned:,} of {passed:,} cases it passed on ({value}) came back."
            ).filled(
                said=str(heard),
                returned=counted["returned"],
                passed=counted["passed"],
                value=format_value(estimate.value, Unit.SHARE),
            ),
            weight=weight_of_share(counted["returned"], of=counted["passed"], at_least=0.35),
            records=cases_behind(
                evidence,
                back.select(key=back.case_id),
                table=table,
                where=said("came back to {named}").filled(named=any_of(names)),
                among=told.filter(told.sender.isin(names) | told.receiver.isin(names)).select(key=told.case_id),
            ),
            estimate=estimate,
            against=said("{by_whom}. Some work comes back on purpose, to tell the customer.").filled(
                by_whom=heard.by_whom
            ),
            question=heard.question,
        )


def _contacts(evidence: Evidence, touchpoint: Touchpoint) -> Table | None:
    told = recognition_in(evidence, touchpoint)
    if told is None:
        return None
    contacts = contacts_of(evidence, told)
    return contacts.filter(contacts.outcome == "handled")


def _team(contacts: Table) -> ibis.expr.types.StringValue:
    return ibis.coalesce(contacts.team, contacts.partner, "the centre itself")


def _medians(evidence: Evidence, contacts: Table, least_share: float) -> list[dict[str, Any]]:
    timed = contacts.filter(contacts.talk_ms.notnull(), ~contacts.transferred.fill_null(False))
    timed = timed.mutate(
        team_name=_team(timed), ms=timed.talk_ms + timed.hold_ms.fill_null(0) + timed.wrap_ms.fill_null(0)
    )
    counted = timed.aggregate(n=timed.count(), median=timed.ms.median(), by=["team_name"])
    every = evidence.rows(counted)
    enough = max(50, least_share * sum(row["n"] for row in every))
    rows = [row for row in every if row["n"] >= enough]
    named = [{"team": row["team_name"], "n": row["n"], "median": row["median"]} for row in rows]
    return sorted(named, key=lambda row: (row["median"], row["team"]))


def _came_back(evidence: Evidence, told: Table, names: list[str]) -> dict[str, int]:
    passed = told.sender.isin(names) & ~told.receiver.isin(names)
    back = told.returned & told.receiver.isin(names) & ~told.sender.isin(names)
    counted = told.aggregate(passed=told.case_id.nunique(where=passed), returned=told.case_id.nunique(where=back))
    return {name: int(value) for name, value in evidence.rows(counted)[0].items()}
