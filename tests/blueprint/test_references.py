from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint
from centreline.blueprint.references import check_claims, check_references, uses

Small = Callable[..., Blueprint]

# Every field that names an element, by hand; a second count of what the models mark.
REFERRING = {
    "capability": ["System.capabilities"],
    "data domain": ["Integration.carries"],
    "partner": ["Claim.partner", "PlannedCost.partner", "Site.partner", "Team.partner", "Touchpoint.partner"],
    "procedure": ["Touchpoint.procedures"],
    "role": [
        "Capability.owner", "Claim.role", "DataDomain.owner", "DataDomain.steward", "DecisionRight.consulted",
        "DecisionRight.decides", "DecisionRight.escalates_to", "DecisionRight.informed", "Integration.owner",
        "Intent.owner", "Journey.owner", "Measure.owner", "Partner.owner", "Procedure.owner", "Report.audience",
        "Report.owner", "System.owner", "Team.lead", "Touchpoint.handled_by", "Touchpoint.owner", "Training.for_roles",
    ],
    "site": ["Team.site"],
    "system": ["DataDomain.master", "Integration.to", "Step.system", "Touchpoint.systems"],
    "team": ["PlannedCost.team", "Role.team"],
    "touchpoint": [
        "Capability.needed_by", "Claim.touchpoint", "DecisionRight.touchpoints", "Handoff.to", "Intent.touchpoints",
        "Partner.scope",
    ],
}  # fmt: skip


def test_every_field_that_names_an_element_is_followed() -> None:
    found: dict[str, list[str]] = {}
    for model in (Blueprint, Claims):
        for name, part in model.model_json_schema()["$defs"].items():
            for field, schema in part.get("properties", {}).items():
                for kind in _kinds(schema):
                    found.setdefault(kind, []).append(f"{name}.{field}")

    assert {kind: sorted(names) for kind, names in found.items()} == REFERRING


def _kinds(schema: Any) -> list[str]:
    if isinstance(schema, dict):
        inner = [kind for value in schema.values() for kind in _kinds(value)]
        return [schema["x-refers-to"], *inner] if "x-refers-to" in schema else inner
    return [kind for value in schema for kind in _kinds(value)] if isinstance(schema, list) else []


def test_a_blueprint_that_holds_together_has_no_problems(small: Small) -> None:
    assert check_references(small()) == ()


def test_uses_say_who_refers_to_what(small: Small) -> None:
    assert {(use.kind, use.key) for use in uses(small())} == {
        ("role", "head"),
        ("team", "service"),
        ("system", "crm"),
        ("procedure", "refund"),
        ("touchpoint", "call"),
        ("touchpoint", "refunding"),
    }
    assert [use.path for use in uses(small()) if use.key == "refunding"] == [
        ("journeys", 0, "stages", 0, "touchpoints", 0, "handoffs", 0, "to")
    ]


def test_a_blueprint_built_by_a_program_is_held_to_the_same_rules(small: Small) -> None:
    roles = [{"id": "head", "title": "Head", "team": "servce"}, {"id": "head", "title": "Other"}]

    problems = check_references(small(roles=roles))

    assert [problem.what for problem in problems] == [
        "role 'head' is written twice (first at roles[0].id)",
        "there is no team 'servce'",
    ]
    assert problems[1].fix == "write service, or add a team with `id: servce` to `teams:`"


@pytest.mark.parametrize("kind", ["roles", "teams", "systems", "procedures", "journeys"])
def test_an_element_that_is_referred_to_cannot_be_removed_unseen(small: Small, kind: str) -> None:
    assert check_references(small(**{kind: []})) != ()


def test_two_trainings_of_different_procedures_have_different_ids(small: Small) -> None:
    training = {"id": "basics", "title": "Basics"}
    procedures = [{"id": name, "title": name, "trainings": [training]} for name in ("refund", "return")]

    assert [problem.what for problem in check_references(small(procedures=procedures))] == [
        "training 'basics' is written twice (first at procedures[0].trainings[0].id)"
    ]


def test_a_claim_about_nothing_is_named(small: Small) -> None:
    claim = {"question": "current", "answer": "no", "who": "Ana", "on": "2026-01-02", "how": "workshop"}
    claims = Claims.model_validate({"claims": [{**claim, "touchpoint": "call"}, {**claim, "touchpoint": "cal"}]})

    problems = check_claims(claims, small())

    assert [(problem.what, problem.fix.split(",")[0]) for problem in problems] == [
        ("there is no touchpoint 'cal'", "write call")
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(blueprint=st.from_type(Blueprint))
def test_problems_are_those_a_plain_walk_over_the_document_finds(blueprint: Blueprint) -> None:
    roles = {role.id for role in blueprint.roles}
    owners = [touchpoint.owner for touchpoint in blueprint.touchpoints]
    owners += [journey.owner for journey in blueprint.journeys] + [system.owner for system in blueprint.systems]

    said = {problem.what for problem in check_references(blueprint)}

    assert {f"there is no role {owner!r}" for owner in owners if owner is not None and owner not in roles} <= said
    assert not {f"there is no role {role!r}" for role in roles} & said
