"""A small centre with a small book of questions, so that every line of its review can be checked by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from centreline.blueprint.claim import Claims, Question
from centreline.blueprint.document import Blueprint
from centreline.evidence.book import book_of
from centreline.evidence.engine import Evidence
from centreline.findings.check import Check, check
from centreline.findings.examine import Examination, examine
from centreline.findings.finding import Finding, Looked, Records
from centreline.findings.waivers import Waiver
from centreline.kernel.estimate import Estimate
from centreline.reports.build import build_review
from centreline.reports.gather import gather
from centreline.reports.review import Review

SHOWN = ("abandonment_rate", "first_contact_resolution")
"""One metric these records answer, and one they cannot: the whole catalogue is tested where it is at home."""

AS_OF = date(2026, 3, 31)


def small_blueprint(*, question: str = "Billing question", title: str = "Small centre") -> Blueprint:
    return Blueprint.model_validate({
        "id": "small", "title": title, "version": "2026.1", "made_up": True,
        "organisation": {"name": "Harbour Light", "currency": "EUR"},
        "roles": [{"id": "billing-lead", "title": "Billing lead"}, {"id": "head", "title": "Head of service"}],
        "partners": [{"id": "bay", "title": "Bay Contact", "owner": "head"}],
        "systems": [{"id": "crm", "title": "Customer system", "category": "customer_relations"}],
        "intents": [{"id": "fewer", "title": "Fewer repeats", "lagging": [
            {"metric": "abandonment_rate", "variant": "over_queued", "at_most": 0.3},
        ]}],
        "journeys": [
            {"id": "pay", "title": "Pay a bill", "owner": "head", "outcome": "The bill is paid.", "stages": [
                {"id": "ask", "title": "Ask", "touchpoints": [
                    {"id": "question", "title": question, "owner": "billing-lead", "channels": ["voice"],
                     "recognised_by": {"queues": ["billing"]},
                     "handoffs": [{"to": "plan", "passes": ["account"], "within_s": 600,
                                   "accepted_by_sender": True, "accepted_by_receiver": True}]},
                ]},
                {"id": "settle", "title": "Settle", "touchpoints": [
                    {"id": "plan", "title": "Payment plan", "partner": "bay", "handoffs": [{"to": "reading"}]},
                ]},
            ]},
            {"id": "move", "title": "Move house", "stages": [
                {"id": "leave", "title": "Leave", "touchpoints": [
                    {"id": "reading", "title": "Final reading", "owner": "head", "automation": "automated"},
                ]},
            ]},
        ],
    })  # fmt: skip


def small_claims(*, remark: str = "Since spring.") -> Claims:
    return Claims.model_validate({
        "claims": [
            {"touchpoint": "plan", "question": "measured", "answer": "yes", "who": "Ana", "partner": "bay",
             "on": date(2026, 3, 2), "how": "site_visit"},
            {"touchpoint": "question", "question": "current", "answer": "yes", "who": "Bo", "on": date(2026, 3, 1),
             "how": "workshop", "remark": remark},
            {"touchpoint": "question", "question": "current", "answer": "do_not_know", "who": "Cy",
             "on": date(2026, 3, 3), "how": "agent_interview"},
        ]
    })  # fmt: skip


def small_evidence() -> Evidence:
    outcomes = ["handled"] * 6 + ["abandoned"] * 2
    return Evidence.of(
        {
            "contact": pa.table(
                {
                    "source": ["made-up"] * 8,
                    "contact_id": [f"c{number}" for number in range(8)],
                    "opened_at": [f"2026-03-0{1 + number % 4}T10:00:00Z" for number in range(8)],
                    "offered_at": [f"2026-03-0{1 + number % 4}T10:00:00Z" for number in range(8)],
                    "channel": ["voice"] * 8,
                    "direction": ["inbound"] * 8,
                    "queue": ["billing"] * 8,
                    "outcome": outcomes,
                    "wait_ms": [1000 * number for number in range(8)],
                }
            )
        }
    )


@check(
    id="REP901", family="REP", question="Do customers have to come again?", why="They were not helped.",
    fix="Listen to `ten` of them.", source="Halliwell (2025)",
)  # fmt: skip
def comes_again(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find one critical and one high touchpoint."""
    yield Looked(2, "touchpoints")
    yield Finding(
        element="touchpoint:question", says="31.4% of customers came again within seven days.", weight=0.9,
        records=Records("contact", 44, ("c1", "c2"), "queue is billing"), against="partner:bay",
        estimate=Estimate(0.314, 140, 0.243, 0.395, "Wilson"), first_step="read twenty of them",
    )  # fmt: skip
    yield Finding(
        element="handoff:plan to reading", says="2 of 9 customers came again.", weight=0.6,
        estimate=Estimate(0.222, 9, 0.063, 0.547, "Wilson"),
    )  # fmt: skip


@check(
    id="CLA901", family="CLA", question="Do people agree?", why="Or nobody knows.", fix="Ask again.", source="House",
)  # fmt: skip
def disagree(claims: Claims) -> Iterator[Finding | Looked]:
    """Find one question people answer differently."""
    yield Finding(
        element="touchpoint:question", weight=0.3, question=Question.CURRENT,
        says="“Is the procedure current, and do people trust it?” is answered with yes by Bo alone.",
    )  # fmt: skip


@check(
    id="TEC901", family="TEC", question="Does every system have an owner?", why="Nobody mends it.", fix="Name one.",
    source="TOGAF",
)  # fmt: skip
def unowned_system(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find every system."""
    for system in blueprint.systems:
        yield Finding(element=f"system:{system.id}", says=f"Nobody answers for “{system.title}”.", weight=0.2)


@check(
    id="OWN901", family="OWN", question="Does every journey have an owner?", why="It drifts.", fix="Name one.",
    source="House",
)  # fmt: skip
def nothing_wrong(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find nothing."""
    yield Looked(2, "journeys")


@check(
    id="QUA901", family="QUA", question="Does the score tell what customers met?", why="Or it flatters.",
    fix="Weigh it anew.", source="House", needs=("evaluation",),
)  # fmt: skip
def no_scores(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Need what nobody brought."""
    yield Looked(0, "scores")


@check(
    id="QUA902", family="QUA", question="Do evaluators agree?", why="Or it is luck.", fix="Calibrate.",
    source="House", needs=("evaluation",),
)  # fmt: skip
def no_evaluators(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Need what nobody brought."""
    yield Looked(0, "scores")


BOOK: dict[str, Check] = {
    one.id: one for one in (comes_again, disagree, unowned_system, nothing_wrong, no_scores, no_evaluators)
}

WAIVERS = (
    Waiver(check="TEC901", element="system:crm", reason="It goes in May.", owner="head of IT", until=date(2026, 5, 31)),
    Waiver(check="OWN901", element="journey:old", reason="It ended.", owner="head", until=date(2026, 1, 31)),
)


def small_examination(
    blueprint: Blueprint, claims: Claims, *, evidence: Evidence | None, waivers: tuple[Waiver, ...] = WAIVERS
) -> Examination:
    return examine(blueprint, claims=claims, evidence=evidence, as_of=AS_OF, waivers=waivers, book=BOOK)


@pytest.fixture
def blueprint() -> Blueprint:
    return small_blueprint()


@pytest.fixture
def claims() -> Claims:
    return small_claims()


@pytest.fixture
def examination(blueprint, claims) -> Examination:
    return small_examination(blueprint, claims, evidence=small_evidence())


@pytest.fixture
def book() -> dict[str, Check]:
    return BOOK


def small_review(*, attack: str = "") -> Review:
    blueprint = small_blueprint(question=f"Billing question{attack}", title=f"Small centre{attack}")
    claims, evidence = small_claims(remark=f"Since spring.{attack}"), small_evidence()
    gathered = gather(blueprint, evidence=evidence)
    shown = tuple(one for one in gathered.comparisons if one.metric in SHOWN)
    return build_review(
        blueprint,
        claims=claims,
        examination=small_examination(blueprint, claims, evidence=evidence),
        gathered=replace(gathered, comparisons=shown),
        book=book_of(evidence),
        zone="Europe/Madrid",
        checks=BOOK,
    )


@pytest.fixture(scope="session")
def review() -> Review:
    return small_review()


@pytest.fixture(scope="session")
def attacked() -> Review:
    return small_review(attack='<script>alert(1)</script>"><img src=x onerror=alert(2)>[x](javascript:alert(3))|')
