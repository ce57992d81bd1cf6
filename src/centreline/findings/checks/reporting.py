"""MEA, second part: does somebody act on what is counted?"""

from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked
from centreline.findings.scope import look_at_elements
from centreline.findings.sources import HALLIWELL, LEVERS, REBUILD
from centreline.findings.weight import weight_of_gap
from centreline.kernel.said import said, said_of

__all__ = ["report_that_decides_nothing", "report_without_owner", "report_without_reader", "target_nobody_sees"]


@check(
    id="MEA007",
    family="MEA",
    question="Does every report lead to a decision?",
    why="Data brought together without a change in who decides what ends as dashboards without action.",
    fix="Write under `decides` the decision that is taken with the report, or stop making it.",
    source=f"{LEVERS}: dashboards without action",
)
def report_that_decides_nothing(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find reports with which nothing is decided.

    Weight: 0.2 for one among many, growing to 0.5 with the share of reports concerned.
    """
    yield look_at_elements(blueprint.reports, what=said_of("report", "reports"))
    idle = [report for report in blueprint.reports if not report.decides]
    yield from one_each(
        "report",
        idle,
        of=len(blueprint.reports),
        at_least=0.2,
        says=lambda report: said("Nothing is decided with “{title}”.").filled(title=report.title),
    )


@check(
    id="MEA008",
    family="MEA",
    question="Does every report have a reader?",
    why="A report nobody reads costs its maker's time, and hides the one that matters.",
    fix="List the roles that read it as `audience`, or stop making it.",
    source=f"{REBUILD}: Reimagining the People Plan, consolidated reporting that helps people",
)
def report_without_reader(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find reports without an audience.

    Weight: 0.15 for one among many, growing to 0.4 with the share of reports concerned.
    """
    yield look_at_elements(blueprint.reports, what=said_of("report", "reports"))
    unread = [report for report in blueprint.reports if not report.audience]
    yield from one_each(
        "report",
        unread,
        of=len(blueprint.reports),
        at_least=0.15,
        says=lambda report: said("Nobody is named as a reader of “{title}”.").filled(title=report.title),
    )


@check(
    id="MEA009",
    family="MEA",
    question="Does somebody answer for every report?",
    why="When two numbers differ, somebody has to say which is right.",
    fix="Name the role that answers for the report as its `owner`.",
    source=f"{HALLIWELL}: Business Analytics",
)
def report_without_owner(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find reports whose owner is blank.

    Weight: 0.2 for one among many, growing to 0.5 with the share of reports concerned.
    """
    yield look_at_elements(blueprint.reports, what=said_of("report", "reports"))
    orphans = [report for report in blueprint.reports if report.owner is None]
    yield from one_each(
        "report",
        orphans,
        of=len(blueprint.reports),
        at_least=0.2,
        says=lambda report: said("Nobody answers for “{title}”.").filled(title=report.title),
    )


@check(
    id="MEA010",
    family="MEA",
    question="Does every owner of a touchpoint see its measures in a report?",
    why="A measure its owner never sees is a target on paper.",
    fix="Add the metric to a report the owner reads, or make the owner a reader of the one that shows it.",
    source=f"{HALLIWELL}: Business Analytics, reporting in line with what management is after",
)
def target_nobody_sees(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints whose owner reads no report that shows any of the touchpoint's measures.

    Weight: 0.2 for one among many, growing to 0.5 with the share of owned and measured touchpoints concerned.
    """
    yield look_at_elements(blueprint.reports, what=said_of("report", "reports"))
    seen = {(role, one.metric) for report in blueprint.reports for role in report.audience for one in report.measures}
    owned = [touchpoint for touchpoint in blueprint.touchpoints if touchpoint.owner and touchpoint.measures]
    blind = [one for one in owned if not any((one.owner, measure.metric) in seen for measure in one.measures)]
    for touchpoint in blind:
        yield Finding(
            element=f"touchpoint:{touchpoint.id}",
            says=said("The owner of “{title}” reads no report that shows its measures.").filled(title=touchpoint.title),
            weight=weight_of_gap(len(blind), of=len(owned), at_least=0.2),
        )
