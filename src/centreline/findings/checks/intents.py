"""INT: does every intent lead to a measure, and every measure back to an intent?"""

from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.promises import has_target
from centreline.findings.scope import look_at_elements
from centreline.findings.sources import ISO_9001, LEVERS
from centreline.kernel.said import said, said_of

__all__ = [
    "intent_measured_nowhere",
    "intent_without_hypothesis",
    "intent_without_lagging_measure",
    "intent_without_leading_measure",
    "intent_without_owner",
    "intent_without_place",
    "intent_without_target",
]

_CHAIN = f"{LEVERS}: a single chain from intent to metric"


@check(
    id="INT001",
    family="INT",
    question="Is it written why every intent should work?",
    why="Without a hypothesis nobody can say afterwards whether the idea was wrong or only its execution.",
    fix="Write the `hypothesis`: if we do this, then that, for this reason.",
    source=_CHAIN,
)
def intent_without_hypothesis(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find intents without a hypothesis.

    Weight: 0.25 for one among many, growing to 0.6 with the share of intents concerned.
    """
    yield look_at_elements(blueprint.intents, what=said_of("intent", "intents"))
    bare = [intent for intent in blueprint.intents if not intent.hypothesis]
    yield from one_each(
        "intent",
        bare,
        of=len(blueprint.intents),
        at_least=0.25,
        says=lambda intent: said("Nobody has written why “{title}” should work.").filled(title=intent.title),
    )


@check(
    id="INT002",
    family="INT",
    question="Does every intent have a measure that moves first?",
    why="Without a leading measure the first sign of failure is the result.",
    fix="Choose what would change within weeks if the hypothesis is right, and list it under `leading`.",
    source=_CHAIN,
)
def intent_without_leading_measure(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find intents without a leading measure.

    Weight: 0.25 for one among many, growing to 0.6 with the share of intents concerned.
    """
    yield look_at_elements(blueprint.intents, what=said_of("intent", "intents"))
    blind = [intent for intent in blueprint.intents if not intent.leading]
    yield from one_each(
        "intent",
        blind,
        of=len(blueprint.intents),
        at_least=0.25,
        says=lambda intent: said("No measure would show early whether “{title}” works.").filled(title=intent.title),
    )


@check(
    id="INT003",
    family="INT",
    question="Does every intent have a measure that proves it?",
    why="An intent that nothing can prove is never finished and never stopped.",
    fix="Choose what customers or the accounts would show in the end, and list it under `lagging`.",
    source=_CHAIN,
)
def intent_without_lagging_measure(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find intents without a lagging measure.

    Weight: 0.35 for one among many, growing to 0.8 with the share of intents concerned.
    """
    yield look_at_elements(blueprint.intents, what=said_of("intent", "intents"))
    unproven = [intent for intent in blueprint.intents if not intent.lagging]
    yield from one_each(
        "intent",
        unproven,
        of=len(blueprint.intents),
        at_least=0.35,
        says=lambda intent: said("No measure would prove “{title}”.").filled(title=intent.title),
    )


@check(
    id="INT004",
    family="INT",
    question="Does somebody answer for every intent?",
    why="An intent everybody shares is carried by nobody.",
    fix="Name the role that answers for it as its `owner`.",
    source=f"{LEVERS}: a single accountable owner",
)
def intent_without_owner(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find intents whose owner is blank.

    Weight: 0.3 for one among many, growing to 0.7 with the share of intents concerned.
    """
    yield look_at_elements(blueprint.intents, what=said_of("intent", "intents"))
    orphans = [intent for intent in blueprint.intents if intent.owner is None]
    yield from one_each(
        "intent",
        orphans,
        of=len(blueprint.intents),
        at_least=0.3,
        says=lambda intent: said("Nobody answers for “{title}”.").filled(title=intent.title),
    )


@check(
    id="INT005",
    family="INT",
    question="Is it said at which touchpoints every intent is to happen?",
    why="An intent without a place stays on the slide.",
    fix="List the `touchpoints` where customers would notice it.",
    source=f"{LEVERS}: from slides to system",
)
def intent_without_place(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find intents that name no touchpoint.

    Weight: 0.25 for one among many, growing to 0.6 with the share of intents concerned.
    """
    yield look_at_elements(blueprint.intents, what=said_of("intent", "intents"))
    placeless = [intent for intent in blueprint.intents if not intent.touchpoints]
    yield from one_each(
        "intent",
        placeless,
        of=len(blueprint.intents),
        at_least=0.25,
        says=lambda intent: said("“{title}” names no touchpoint where it is to happen.").filled(title=intent.title),
    )


@check(
    id="INT006",
    family="INT",
    question="Is it said how far every intent is to move its measure?",
    why="Without a target any movement is a success.",
    fix="Write `at_least` or `at_most` with at least one lagging measure.",
    source=f"{ISO_9001}: objectives are measurable",
)
def intent_without_target(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find intents none of whose lagging measures has a target.

    Weight: 0.25 for one among many, growing to 0.6 with the share of intents with a lagging measure concerned.
    """
    proven = [intent for intent in blueprint.intents if intent.lagging]
    yield look_at(
        proven,
        what=said_of("intent with a lagging measure", "intents with a lagging measure"),
        because=said("no intent has a lagging measure"),
        bring=said("write `intents`, and list `lagging` measures with them"),
    )
    aimless = [intent for intent in proven if not any(has_target(measure) for measure in intent.lagging)]
    yield from one_each(
        "intent",
        aimless,
        of=len(proven),
        at_least=0.25,
        says=lambda intent: said("No target says when “{title}” is reached.").filled(title=intent.title),
    )


@check(
    id="INT007",
    family="INT",
    question="Are the measures of every intent watched where the work is done?",
    why="Where the intent is measured by one number and the work by another, people follow the one they see.",
    fix="Add the intent's lagging measure to one of its touchpoints, or to a report its owner reads.",
    source=_CHAIN,
)
def intent_measured_nowhere(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find intents whose lagging measures appear at none of their touchpoints and in no report of their owner.

    Weight: 0.3 for one among many, growing to 0.7 with the share of intents with a lagging measure concerned.
    """
    proven = [intent for intent in blueprint.intents if intent.lagging]
    yield look_at(
        proven,
        what=said_of("intent with a lagging measure", "intents with a lagging measure"),
        because=said("no intent has a lagging measure"),
        bring=said("write `intents`, and list `lagging` measures with them"),
    )
    at_work = {one.id: {measure.metric for measure in one.measures} for one in blueprint.touchpoints}
    read = {(role, one.metric) for report in blueprint.reports for role in report.audience for one in report.measures}
    loose = [
        intent
        for intent in proven
        if not any(
            (intent.owner, measure.metric) in read
            or any(measure.metric in at_work.get(key, ()) for key in intent.touchpoints)
            for measure in intent.lagging
        )
    ]
    yield from one_each(
        "intent",
        loose,
        of=len(proven),
        at_least=0.3,
        says=lambda intent: said("What would prove “{title}” is watched at none of its touchpoints.").filled(
            title=intent.title
        ),
    )
