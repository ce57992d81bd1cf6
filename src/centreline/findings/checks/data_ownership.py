"""DAT: is it settled what the data mean, whose they are and how good they must be?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.scope import look_at_elements
from centreline.findings.sources import DAMA, LEVERS
from centreline.findings.weight import weight_of_gap
from centreline.kernel.said import all_of, said, said_of

__all__ = [
    "copy_sent_on_from_nowhere",
    "domain_without_definition",
    "domain_without_master",
    "domain_without_owner",
    "domain_without_steward",
    "domain_without_threshold",
    "integration_carries_nothing_named",
    "table_in_two_domains",
]


@check(
    id="DAT001",
    family="DAT",
    question="Does somebody answer for every data domain?",
    why="Where nobody owns the definition, every report has its own.",
    fix="Name the role that answers for the definition as the domain's `owner`.",
    source=f"{DAMA}: data ownership; {LEVERS}: name data owners and definitions",
)
def domain_without_owner(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find data domains whose owner is blank.

    Weight: 0.35 for one among many, growing to 0.8 with the share of domains concerned.
    """
    yield look_at_elements(blueprint.data_domains, what=said_of("data domain", "data domains"))
    orphans = [domain for domain in blueprint.data_domains if domain.owner is None]
    yield from one_each(
        "data_domain",
        orphans,
        of=len(blueprint.data_domains),
        at_least=0.35,
        says=lambda domain: said("Nobody answers for the data domain “{title}”.").filled(title=domain.title),
    )


@check(
    id="DAT002",
    family="DAT",
    question="Is it written down what every data domain means?",
    why="Two people who use one word for two things agree until the numbers are compared.",
    fix="Write the `definition` in a sentence, with what does not belong to it.",
    source=f"{DAMA}: definitions; {LEVERS}: well-defined data domains",
)
def domain_without_definition(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find data domains without a definition.

    Weight: 0.3 for one among many, growing to 0.7 with the share of domains concerned.
    """
    yield look_at_elements(blueprint.data_domains, what=said_of("data domain", "data domains"))
    vague = [domain for domain in blueprint.data_domains if not domain.definition]
    yield from one_each(
        "data_domain",
        vague,
        of=len(blueprint.data_domains),
        at_least=0.3,
        says=lambda domain: said("Nobody has written what “{title}” means.").filled(title=domain.title),
    )


@check(
    id="DAT003",
    family="DAT",
    question="Does somebody look after the quality of every data domain day by day?",
    why="An owner decides; without a steward nobody notices that the data went wrong on Tuesday.",
    fix="Name the role that watches the thresholds as the domain's `steward`.",
    source=f"{DAMA}: stewardship",
)
def domain_without_steward(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find data domains whose steward is blank.

    Weight: 0.2 for one among many, growing to 0.5 with the share of domains concerned.
    """
    yield look_at_elements(blueprint.data_domains, what=said_of("data domain", "data domains"))
    untended = [domain for domain in blueprint.data_domains if domain.steward is None]
    yield from one_each(
        "data_domain",
        untended,
        of=len(blueprint.data_domains),
        at_least=0.2,
        says=lambda domain: said("Nobody looks after the quality of “{title}”.").filled(title=domain.title),
    )


@check(
    id="DAT004",
    family="DAT",
    question="Is it said how good every data domain has to be?",
    why="Without a threshold data are good enough until a decision has gone wrong.",
    fix="Write under `thresholds` the columns that decisions rest on, and the share of rows that must have a value.",
    source=f"{DAMA}: quality thresholds; {LEVERS}: quality thresholds",
)
def domain_without_threshold(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find data domains without a threshold.

    Weight: 0.2 for one among many, growing to 0.5 with the share of domains concerned.
    """
    yield look_at_elements(blueprint.data_domains, what=said_of("data domain", "data domains"))
    unbound = [domain for domain in blueprint.data_domains if not domain.thresholds]
    yield from one_each(
        "data_domain",
        unbound,
        of=len(blueprint.data_domains),
        at_least=0.2,
        says=lambda domain: said("Nobody has said how good “{title}” has to be.").filled(title=domain.title),
    )


@check(
    id="DAT005",
    family="DAT",
    question="Is it settled which system's copy of every data domain is right?",
    why="When two copies differ, people believe the one on their screen.",
    fix="Name the system as the domain's `master`, and let the others take its copy.",
    source=f"{DAMA}: master data and lineage",
)
def domain_without_master(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find data domains that no system is the master of.

    Weight: 0.25 for one among many, growing to 0.6 with the share of domains concerned.
    """
    yield look_at_elements(blueprint.data_domains, what=said_of("data domain", "data domains"))
    unsettled = [domain for domain in blueprint.data_domains if domain.master is None]
    yield from one_each(
        "data_domain",
        unsettled,
        of=len(blueprint.data_domains),
        at_least=0.25,
        says=lambda domain: said("It is not settled which system's copy of “{title}” is right.").filled(
            title=domain.title
        ),
    )


@check(
    id="DAT006",
    family="DAT",
    question="Does every table of records belong to one data domain?",
    why="A table in two domains has two owners, and two definitions of the same rows.",
    fix="Agree which domain holds the table; let the other name what it takes from it.",
    source=f"{DAMA}: data ownership",
)
def table_in_two_domains(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find tables that several data domains hold.

    Weight: 0.3 for one among many, growing to 0.7 with the share of tables concerned.
    """
    holders: dict[str, list[str]] = defaultdict(list)
    for domain in blueprint.data_domains:
        for table in dict.fromkeys(domain.tables):
            holders[table].append(domain.id)
    yield look_at(
        tuple(holders),
        what=said_of("table of data domains", "tables of data domains"),
        because=said("no data domain says which tables hold it"),
        bring=said("write `tables` with the data domains"),
    )
    shared = {table: domains for table, domains in holders.items() if len(domains) > 1}
    for table, domains in shared.items():
        yield Finding(
            element=f"table:{table}",
            says=said("The table {table} belongs to {domains}.").filled(table=table, domains=all_of(domains)),
            weight=weight_of_gap(len(shared), of=len(holders), at_least=0.3),
        )


@check(
    id="DAT007",
    family="DAT",
    question="Is it said what every integration carries?",
    why="When a field changes, nobody can tell which reports will be wrong tomorrow.",
    fix="List the data domains the integration `carries`.",
    source=f"{DAMA}: lineage; {LEVERS}: opaque data lineage",
)
def integration_carries_nothing_named(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find integrations that name no data domain.

    Weight: 0.2 for one among many, growing to 0.5 with the share of integrations concerned.
    """
    joined = [(system, way) for system in blueprint.systems for way in system.integrations]
    yield _look_at_integrations(joined)
    nameless = [(system, way) for system, way in joined if not way.carries]
    for system, way in nameless:
        yield Finding(
            element=f"system:{system.id}",
            says=said("Nobody has written what goes from “{title}” to {to}.").filled(title=system.title, to=way.to),
            weight=weight_of_gap(len(nameless), of=len(joined), at_least=0.2),
            against=f"system:{way.to}",
        )


@check(
    id="DAT008",
    family="DAT",
    question="Can every copy of the data be traced to its master?",
    why="A copy whose origin is unknown cannot be corrected where it went wrong.",
    fix="Write the integration by which the sending system gets the data, or make it take them from the master.",
    source=f"{DAMA}: lineage; {LEVERS}: opaque data lineage",
)
def copy_sent_on_from_nowhere(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find systems that send a data domain on, are not its master, and receive it from nobody.

    Domains whose master is not settled are left to DAT005.

    Weight: 0.35 for one among many, growing to 0.8 with the share of carried domains concerned.
    """
    master = {domain.id: domain.master for domain in blueprint.data_domains if domain.master}
    sent = [
        (system.id, way.to, key) for system in blueprint.systems for way in system.integrations for key in way.carries
    ]
    sent = [(sender, to, key) for sender, to, key in sent if key in master]
    yield _look_at_integrations(sent, what=said_of("carried data domain", "carried data domains"))
    received = {(to, key) for _, to, key in sent}
    lost = [one for one in sent if master[one[2]] != one[0] and (one[0], one[2]) not in received]
    for sender, to, key in lost:
        yield Finding(
            element=f"system:{sender}",
            says=said(
                "{sender} sends {key} to {to}; its master is {master}, and nothing says how {sender} gets it."
            ).filled(sender=sender, key=key, to=to, master=master[key]),
            weight=weight_of_gap(len(lost), of=len(sent), at_least=0.35),
            against=f"data_domain:{key}",
        )


_INTEGRATIONS = said_of("integration", "integrations")


def _look_at_integrations(joined: Sequence[object], *, what: str = _INTEGRATIONS) -> Looked:
    return look_at(
        joined,
        what=what,
        because=said("no integration says what it carries"),
        bring=said("list `integrations` with the systems, and the data domains each of them `carries`"),
    )
