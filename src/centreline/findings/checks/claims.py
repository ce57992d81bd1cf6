"""CLA: do the people who were asked agree, and can what they said be checked?"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from centreline.blueprint.claim import Claim, Claims, Question
from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked
from centreline.findings.scope import look_at_claims, titles_of
from centreline.findings.sources import REBUILD
from centreline.findings.weight import weight_of_days, weight_of_gap
from centreline.kernel.said import said, said_of

__all__ = [
    "agents_not_heard_apart",
    "claim_grown_old",
    "claims_that_cannot_be_checked",
    "claims_that_contradict_each_other",
    "partner_heard_alone",
    "question_not_asked",
]

_DEEP_DIVE = f"{REBUILD}: The CX Team Deep-Dive Review"


@check(
    id="CLA001",
    family="CLA",
    question="Do the people who were asked say the same?",
    why="Two answers to one question mean that the work is done in two ways, or that one of them does not know.",
    fix="Bring both into one room with ten records of the touchpoint, and write down what they show.",
    source=f"{_DEEP_DIVE}, do not rely on hearsay",
)
def claims_that_contradict_each_other(blueprint: Blueprint, claims: Claims) -> Iterator[Finding | Looked]:
    """Find questions about a touchpoint that one person answers with yes and another with no.

    Questions about what may be removed, simplified or automated are opinions, and are left out.

    Weight: 0.3 for one question among many, growing to 0.7 with the share of the touchpoint's questions concerned;
    0.1 more where the people who do the work and others stand on different sides.
    """
    yield look_at_claims(claims)
    titles = titles_of(blueprint)
    asked: dict[str, dict[Question, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims.claims:
        asked[claim.touchpoint][claim.question].append(claim)
    for key, questions in asked.items():
        torn = [question for question in questions if question not in _OPINIONS and _is_torn(questions[question])]
        for question in torn:
            weight = weight_of_gap(len(torn), of=len(questions), at_least=0.3)
            yield Finding(
                element=f"touchpoint:{key}",
                says=said("“{asks}” is answered with yes and with no for {title}: {sides}.").filled(
                    asks=question.asks, title=titles.get(key, key), sides=_sides(questions[question])
                ),
                weight=min(1.0, weight + (0.1 if _floor_disagrees(questions[question]) else 0.0)),
                question=question,
            )


@check(
    id="CLA002",
    family="CLA",
    question="Can what people said about a touchpoint be checked against records?",
    why="What cannot be checked stays hearsay, however many people say it.",
    fix="Write under `recognised_by` how the touchpoint's contacts look in the records, then bring the records.",
    source=f"{_DEEP_DIVE}, validate",
)
def claims_that_cannot_be_checked(blueprint: Blueprint, claims: Claims) -> Iterator[Finding | Looked]:
    """Find touchpoints with claims whose contacts cannot be recognised in any records.

    Weight: 0.2 for one among many, growing to 0.5 with the share of claims that rest on such touchpoints.
    """
    yield look_at_claims(claims)
    recognised = {
        one.id for one in blueprint.touchpoints if one.recognised_by and any(one.recognised_by.model_dump().values())
    }
    titles = titles_of(blueprint)
    hearsay: dict[str, int] = defaultdict(int)
    for claim in claims.claims:
        if claim.touchpoint not in recognised:
            hearsay[claim.touchpoint] += 1
    for key, count in hearsay.items():
        yield Finding(
            element=f"touchpoint:{key}",
            says=said("{claims} about {title} can be held against no record.").filled(
                claims=said_of("{n:,} claim", "{n:,} claims").filled(n=count), title=titles.get(key, key)
            ),
            weight=weight_of_gap(sum(hearsay.values()), of=len(claims.claims), at_least=0.2),
        )


@check(
    id="CLA003",
    family="CLA",
    question="Were the people who do the work heard apart from those who lead them?",
    why="In a workshop people say what the room expects; alone they say where the real answers live.",
    fix="Interview two agents of the touchpoint without their leads, and record what they say.",
    source=f"{_DEEP_DIVE}, talk separately with agents",
)
def agents_not_heard_apart(blueprint: Blueprint, claims: Claims) -> Iterator[Finding | Looked]:
    """Find touchpoints with claims, none of which comes from an agent interview or a skip-level meeting.

    Weight: 0.2 for one among many, growing to 0.5 with the share of touchpoints with claims concerned.
    """
    yield look_at_claims(claims)
    titles = titles_of(blueprint)
    ways: dict[str, set[str]] = defaultdict(set)
    for claim in claims.claims:
        ways[claim.touchpoint].add(claim.how)
    unheard = [key for key, how in ways.items() if not how & {"agent_interview", "skip_level"}]
    for key in unheard:
        yield Finding(
            element=f"touchpoint:{key}",
            says=said("Nobody who does the work was heard apart about {title}.").filled(title=titles.get(key, key)),
            weight=weight_of_gap(len(unheard), of=len(ways), at_least=0.2),
        )


@check(
    id="CLA004",
    family="CLA",
    question="Were all twelve questions asked of every touchpoint?",
    why="The question that was not asked is usually the one whose answer people fear.",
    fix="Ask the questions that are missing, and record the answers, 'do not know' included.",
    source=f"{_DEEP_DIVE}, the twelve questions",
)
def question_not_asked(blueprint: Blueprint, claims: Claims) -> Iterator[Finding | Looked]:
    """Find touchpoints about which some of the twelve questions have no answer.

    Weight: 0.1, growing to 0.3 with the share of the twelve that is missing: it is work not yet done.
    """
    yield look_at_claims(claims)
    titles = titles_of(blueprint)
    answered: dict[str, set[Question]] = {touchpoint.id: set() for touchpoint in blueprint.touchpoints}
    for claim in claims.claims:
        answered.setdefault(claim.touchpoint, set()).add(claim.question)
    for key, questions in answered.items():
        missing = [question.value for question in Question if question not in questions]
        if missing:
            named = said_of(
                "{n} of the twelve questions ({missing}) has no answer",
                "{n} of the twelve questions ({missing}) have no answer",
            ).filled(n=len(missing), missing=", ".join(missing))
            if len(missing) == len(Question):
                named = said("none of the twelve questions has an answer")
            yield Finding(
                element=f"touchpoint:{key}",
                says=said("For {title} {named}.").filled(title=titles.get(key, key), named=named),
                weight=weight_of_gap(len(missing), of=len(Question), at_least=0.1),
            )


@check(
    id="CLA005",
    family="CLA",
    question="Are the answers recent?",
    why="A year-old answer is about people and procedures that may no longer be there.",
    fix="Ask again, and record the new answer with its day.",
    source=f"{REBUILD}: Mapping the Customer Journey, review, challenge, correct and improve",
)
def claim_grown_old(
    blueprint: Blueprint, claims: Claims, as_of: date, claim_days: int = 365
) -> Iterator[Finding | Looked]:
    """Find touchpoints whose newest claim is older than it may be.

    Weight: 0.15 on the first day, 0.4 after another whole interval.

    Args:
        claim_days: Days for which an answer counts as recent.
    """
    yield look_at_claims(claims)
    titles = titles_of(blueprint)
    newest: dict[str, date] = {}
    for claim in claims.claims:
        newest[claim.touchpoint] = max(claim.on, newest.get(claim.touchpoint, claim.on))
    for key, last_on in newest.items():
        late_days = (as_of - last_on).days - claim_days
        if late_days > 0:
            yield Finding(
                element=f"touchpoint:{key}",
                says=said("Nobody has been asked about {title} since {last_on}.").filled(
                    title=titles.get(key, key), last_on=last_on
                ),
                weight=weight_of_days(late_days, interval_days=max(1, claim_days), at_least=0.15),
            )


@check(
    id="CLA006",
    family="CLA",
    question="Is a partner's word about its own work set beside somebody else's?",
    why="A partner that describes its own work alone is believed or disbelieved, and neither is knowing.",
    fix="Visit, hear its agents apart, and let our own owner of the touchpoint answer the same questions.",
    source=f"{_DEEP_DIVE}, validate what partners say",
)
def partner_heard_alone(blueprint: Blueprint, claims: Claims) -> Iterator[Finding | Looked]:
    """Find touchpoints served by a partner about which only that partner's people have spoken.

    Weight: 0.25 for one among many, growing to 0.6 with the share of outsourced touchpoints with claims concerned.
    """
    yield look_at_claims(claims)
    titles = titles_of(blueprint)
    partner_of = {one.id: one.partner for one in blueprint.touchpoints if one.partner}
    speakers: dict[str, set[str | None]] = defaultdict(set)
    for claim in claims.claims:
        if claim.touchpoint in partner_of:
            speakers[claim.touchpoint].add(claim.partner)
    alone = [key for key, who in speakers.items() if who == {partner_of[key]}]
    for key in alone:
        yield Finding(
            element=f"touchpoint:{key}",
            says=said("Only {partner} has spoken about {title}, which it serves.").filled(
                partner=partner_of[key], title=titles.get(key, key)
            ),
            weight=weight_of_gap(len(alone), of=len(speakers), at_least=0.25),
            against=f"partner:{partner_of[key]}",
        )


_OPINIONS = {Question.REMOVE, Question.SIMPLIFY, Question.AUTOMATE, Question.DO_NOT_AUTOMATE}


def _is_torn(answers: list[Claim]) -> bool:
    return {"yes", "no"} <= {claim.answer for claim in answers}


def _sides(answers: list[Claim]) -> str:
    yes, no = ([claim.who for claim in answers if claim.answer == side] for side in ("yes", "no"))
    return said("yes from {yes}; no from {no}").filled(yes=", ".join(yes), no=", ".join(no))


def _floor_disagrees(answers: list[Claim]) -> bool:
    floor = {claim.answer for claim in answers if claim.how in ("agent_interview", "skip_level")} & {"yes", "no"}
    others = {claim.answer for claim in answers if claim.how not in ("agent_interview", "skip_level")} & {"yes", "no"}
    return len(floor) == len(others) == 1 and floor != others
