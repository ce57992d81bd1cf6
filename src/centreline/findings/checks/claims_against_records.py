"""CLR: do the records say what people say?"""

from collections.abc import Iterator
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.blueprint.claim import Claims, Question
from centreline.blueprint.document import Blueprint
from centreline.blueprint.journey import Recognition, Touchpoint
from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.moves import known_moves
from centreline.findings.records import cases_behind, records_behind, share_estimate
from centreline.findings.said import Said, who_said_yes
from centreline.findings.sources import REBUILD
from centreline.findings.weight import weight_of_share
from centreline.journeys.holders import holders_of_touchpoints
from centreline.journeys.recognise import condition_of, contacts_of
from centreline.journeys.recontact import DAY_MS, watched_contacts
from centreline.kernel.units import Unit, format_value

__all__ = [
    "said_to_be_alike_everywhere",
    "said_to_be_clear_at_handoffs",
    "said_to_be_ready_for_a_machine",
]

VALIDATE = f"{REBUILD}: 'Do not rely on hearsay. Validate.'"
ASK = "ask the deep-dive questions and write the answers down as claims; bring the contacts with `recognised_by` told"


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
    for said in who_said_yes(blueprint, claims, Question.CONSISTENT):
        if (contacts := _contacts(evidence, said.touchpoint)) is not None:
            teams = _medians(evidence, contacts, least_share)
            if len(teams) > 1:
                judged.append((said, contacts, teams))
    yield look_at(
        judged,
        what="touchpoints said to be consistent, with several teams",
        because="nobody said of a touchpoint with contacts of several teams that it is done the same way every time",
        bring=ASK,
    )
    for said, contacts, teams in judged:
        fast, slow = teams[0], teams[-1]
        if not fast["median"] or slow["median"] <= most_times * fast["median"]:
            continue
        behind = contacts.filter(_team(contacts) == slow["team"])
        yield Finding(
            element=f"touchpoint:{said.touchpoint.id}",
            says=f"{said}; in the records the median contact takes “{slow['team']}” "
            f"{format_value(slow['median'], Unit.MILLISECONDS)} (n {slow['n']:,}) and “{fast['team']}” "
            f"{format_value(fast['median'], Unit.MILLISECONDS)} (n {fast['n']:,}).",
            weight=weight_of_share(slow["median"] / fast["median"] - most_times, of=most_times, at_least=0.35),
            records=records_behind(
                evidence,
                behind,
                table="contact",
                where=f"handled by {slow['team']}",
                among=contacts.filter(_team(contacts).isin([slow["team"], fast["team"]])),
            ),
            against=f"{said.by_whom}. Teams may be given different customers.",
            question=said.question,
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
    for said in who_said_yes(blueprint, claims, Question.HANDOFFS_CLEAR):
        names = sorted(held.get(said.touchpoint.id, ()))
        if names and (counted := _came_back(evidence, told, names))["passed"] >= minimum_cases:
            judged.append((said, counted))
    yield look_at(
        judged,
        what="touchpoints said to have clear handoffs",
        because="nobody said of a touchpoint that passes work on in the records that its handoffs are clear",
        bring=ASK,
    )
    for said, counted in judged:
        estimate = share_estimate(counted["returned"], counted["passed"])
        if estimate.low is None or estimate.low <= most_share:
            continue
        names = sorted(held[said.touchpoint.id])
        back = told.filter(told.returned, told.receiver.isin(names))
        table = "leg" if evidence.has("leg", "queue") else "event"
        yield Finding(
            element=f"touchpoint:{said.touchpoint.id}",
            says=f"{said}; in the records {counted['returned']:,} of {counted['passed']:,} cases it passed on "
            f"({format_value(estimate.value, Unit.SHARE)}) came back.",
            weight=weight_of_share(counted["returned"], of=counted["passed"], at_least=0.35),
            records=cases_behind(
                evidence,
                back.select(key=back.case_id),
                table=table,
                where=f"came back to {' or '.join(names)}",
                among=told.filter(told.sender.isin(names) | told.receiver.isin(names)).select(key=told.case_id),
            ),
            estimate=estimate,
            against=f"{said.by_whom}. Some work comes back on purpose, to tell the customer.",
            question=said.question,
        )


@check(
    id="CLR004",
    family="CLR",
    question="Where people say that work can be automated, do customers stay away after it?",
    why="Work that people cannot finish at the first contact will not be finished by a machine; it will be repeated.",
    fix="Find out why customers come back or are passed on; settle that first, and ask about the machine afterwards.",
    source=f"{REBUILD}: 'If your people cannot consistently follow the process manually, automating that process will "
    "not magically make it better'",
    needs=("contact.customer_id",),
)
def said_to_be_ready_for_a_machine(
    blueprint: Blueprint,
    claims: Claims,
    evidence: Evidence,
    window_days: int = 7,
    most_share: float = 0.25,
) -> Iterator[Finding | Looked]:
    """Find touchpoints said to be fit for automation after which many customers come back for the same reason.

    Where nobody coded reasons, any return counts. At least 100 contacts have to have been watched for the window.

    Weight: 0.4, growing to 1 with the share of contacts after which the customer came back.

    Args:
        window_days: Days within which coming back counts.
        most_share: Share of contacts after which customers may come back; the whole interval has to lie above it.
    """
    gap = "next_gap_ms" if evidence.has("contact", "reason") else "next_any_gap_ms"
    watched = watched_contacts(evidence, window_days=window_days)
    judged = []
    for said in who_said_yes(blueprint, claims, Question.AUTOMATE):
        if (told := _recognition(evidence, said.touchpoint)) is not None:
            part = watched.filter(condition_of(evidence, told)(watched))
            part = part.mutate(back=(part[gap] <= window_days * DAY_MS).fill_null(False))
            [row] = evidence.rows(part.aggregate(n=part.count(), back=part.back.sum()))
            if row["n"] >= 100:
                judged.append((said, part, share_estimate(int(row["back"]), row["n"])))
    yield look_at(
        judged,
        what="touchpoints said to be fit for automation",
        because="nobody said of a touchpoint with enough contacts of known customers that it can be automated",
        bring=ASK,
    )
    for said, part, estimate in judged:
        if estimate.low is None or estimate.value is None or estimate.low <= most_share:
            continue
        yield Finding(
            element=f"touchpoint:{said.touchpoint.id}",
            says=f"{said}; in the records customers came back within {window_days} days after "
            f"{format_value(estimate.value, Unit.SHARE)} of {estimate.n:,} contacts.",
            weight=weight_of_share(estimate.value, of=1, at_least=0.4),
            records=records_behind(
                evidence,
                part.filter(part.back),
                table="contact",
                where=f"followed by another in {window_days} days",
                among=part,
            ),
            estimate=estimate,
            against=f"{said.by_whom}. Contacts of unknown customers and of the last days are left out.",
            question=said.question,
        )


def _recognition(evidence: Evidence, touchpoint: Touchpoint) -> Recognition | None:
    told = touchpoint.recognised_by
    return None if told is not None and told.activities and not evidence.has("event") else told


def _contacts(evidence: Evidence, touchpoint: Touchpoint) -> Table | None:
    told = _recognition(evidence, touchpoint)
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
