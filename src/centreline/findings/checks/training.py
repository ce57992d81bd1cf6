"""TRA: does training follow the procedure when it changes?"""

from collections.abc import Iterator
from datetime import date, timedelta

from centreline.blueprint.document import Blueprint
from centreline.blueprint.procedure import Procedure, Training
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.scope import look_at_elements
from centreline.findings.sources import HALLIWELL, REBUILD
from centreline.findings.weight import weight_of_days, weight_of_gap
from centreline.kernel.said import said, said_of

__all__ = [
    "procedure_without_training",
    "role_without_training",
    "training_of_an_old_version",
    "training_older_than_its_procedure",
]


@check(
    id="TRA001",
    family="TRA",
    question="Does every training teach the version of the procedure that is in force?",
    why="People who were taught the old way do the old way, and customers hear two answers.",
    fix="Bring the training up to the current version, and tell those who took the old one.",
    source=f"{HALLIWELL}: Training",
)
def training_of_an_old_version(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find trainings written for another version than the one in force.

    Weight: 0.4 for one among many, growing to 0.9 with the share of trainings concerned.
    """
    versioned = [
        (procedure, training)
        for procedure, training in _trainings(blueprint)
        if procedure.version and training.teaches_version
    ]
    yield look_at(
        versioned,
        what=said_of("training with a version", "trainings with a version"),
        because=said("no training says which version of its procedure it teaches"),
        bring=said("write `version` with the procedures and `teaches_version` with their trainings"),
    )
    old = [(procedure, training) for procedure, training in versioned if procedure.version != training.teaches_version]
    for procedure, training in old:
        yield Finding(
            element=f"training:{training.id}",
            says=said(
                "“{title}” teaches version {teaches_version} of “{procedure_title}”; version {version} is in force."
            ).filled(
                title=training.title,
                teaches_version=training.teaches_version,
                procedure_title=procedure.title,
                version=procedure.version,
            ),
            weight=weight_of_gap(len(old), of=len(versioned), at_least=0.4),
            against=f"procedure:{procedure.id}",
        )


@check(
    id="TRA002",
    family="TRA",
    question="Was every training brought up to date after its procedure changed?",
    why="While training lags, every new colleague learns what is no longer true.",
    fix="Bring the training up to date; from now on change procedure and training on the same day.",
    source=f"{HALLIWELL}: Training, materials kept current",
)
def training_older_than_its_procedure(
    blueprint: Blueprint, as_of: date, grace_days: int = 30
) -> Iterator[Finding | Looked]:
    """Find trainings that were last updated before their procedure changed, once the days of grace are over.

    Weight: 0.35 on the first day after the grace, 0.8 after half a year.

    Args:
        grace_days: Days after a change within which the training may follow.
    """
    dated = [(procedure, training) for procedure, training in _trainings(blueprint) if procedure.changed_on]
    yield look_at(
        [training for _, training in dated if training.updated_on],
        what=said_of("training with both dates", "trainings with both dates"),
        because=said("no training and its procedure say when they were last changed"),
        bring=said("write `changed_on` with the procedures and `updated_on` with their trainings"),
    )
    for procedure, training in dated:
        changed_on = procedure.changed_on or as_of
        late_days = (as_of - changed_on - timedelta(days=grace_days)).days
        if training.updated_on is not None and training.updated_on < changed_on and late_days > 0:
            yield Finding(
                element=f"training:{training.id}",
                says=said(
                    "“{title}” was last updated on {updated_on}; “{procedure_title}” changed on {changed_on}."
                ).filled(
                    title=training.title,
                    updated_on=training.updated_on,
                    procedure_title=procedure.title,
                    changed_on=changed_on,
                ),
                weight=weight_of_days(late_days, interval_days=182, at_least=0.35),
                against=f"procedure:{procedure.id}",
            )


@check(
    id="TRA003",
    family="TRA",
    question="Is every role trained in the procedures its touchpoints require?",
    why="A procedure that the people at the touchpoint were never taught is followed by chance.",
    fix="Add the role to the training's `for_roles`, and schedule it.",
    source=f"{REBUILD}: Reimagining the People Plan, training",
)
def role_without_training(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find roles that handle a touchpoint and take no training of a procedure it requires.

    Only procedures that have a training are looked at; the others are TRA004.

    Weight: 0.3 for one pair of role and procedure among many, growing to 0.7 with the share of such pairs untrained.
    """
    taught = {
        procedure.id: {role for training in procedure.trainings for role in training.for_roles}
        for procedure in blueprint.procedures
        if procedure.trainings
    }
    needed = dict.fromkeys(
        (role, procedure)
        for touchpoint in blueprint.touchpoints
        for role in touchpoint.handled_by
        for procedure in touchpoint.procedures
        if procedure in taught
    )
    yield look_at(
        tuple(needed),
        what=said_of("pair of role and procedure", "pairs of role and procedure"),
        because=said("no role handles a touchpoint whose procedure has a training"),
        bring=said("list `trainings` with the procedures, and `handled_by` with the touchpoints"),
    )
    untaught = [(role, procedure) for role, procedure in needed if role not in taught[procedure]]
    for role, procedure in untaught:
        yield Finding(
            element=f"role:{role}",
            says=said(
                "The role {role} needs the procedure {procedure}, and no training of it is for that role."
            ).filled(role=role, procedure=procedure),
            weight=weight_of_gap(len(untaught), of=len(needed), at_least=0.3),
            against=f"procedure:{procedure}",
        )


@check(
    id="TRA004",
    family="TRA",
    question="Is there training for every procedure?",
    why="A change to a procedure nobody trains reaches the floor as rumour.",
    fix="Write a training, however short, and list it under the procedure's `trainings`.",
    source=f"{HALLIWELL}: Training, changes are always communicated",
)
def procedure_without_training(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find procedures without a training.

    Weight: 0.2 for one among many, growing to 0.5 with the share of procedures concerned.
    """
    yield look_at_elements(blueprint.procedures, what=said_of("procedure", "procedures"))
    untaught = [procedure for procedure in blueprint.procedures if not procedure.trainings]
    yield from one_each(
        "procedure",
        untaught,
        of=len(blueprint.procedures),
        at_least=0.2,
        says=lambda procedure: said("There is no training for “{title}”.").filled(title=procedure.title),
    )


def _trainings(blueprint: Blueprint) -> Iterator[tuple[Procedure, Training]]:
    for procedure in blueprint.procedures:
        for training in procedure.trainings:
            yield procedure, training
