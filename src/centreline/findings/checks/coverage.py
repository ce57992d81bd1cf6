"""COV: do the map and the records meet?"""

from collections import Counter
from collections.abc import Iterable, Iterator

from ibis.expr.types import Table

from centreline.blueprint.document import Blueprint
from centreline.blueprint.journey import Touchpoint
from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.records import records_behind, share_estimate
from centreline.findings.sources import LEVERS, REBUILD
from centreline.findings.weight import weight_of_share
from centreline.journeys.recognise import ContactKind, described, recognise
from centreline.kernel.said import all_of, in_a_row, said, said_of
from centreline.kernel.units import Unit, format_value

__all__ = [
    "contacts_of_several_touchpoints",
    "contacts_without_touchpoint",
    "partner_not_on_the_map",
    "touchpoint_without_contacts",
]

NOT_TOLD = said("no touchpoint says how its contacts are recognised")
TELL = said("write `recognised_by` (queues, reasons, channels or activities) for the touchpoints of the blueprint")


@check(
    id="COV001",
    family="COV",
    question="Does every touchpoint on the map have contacts in the records?",
    why="A touchpoint without contacts is either not there any more or not where the map says, and nothing said of it "
    "can be held against the records.",
    fix="Ask the owner whether customers still come this way; then take the touchpoint off the map, or mend "
    "`recognised_by` so that it uses the words of the records.",
    source=f"{REBUILD}: 'Do not rely on hearsay. Validate.'",
)
def touchpoint_without_contacts(blueprint: Blueprint, evidence: Evidence) -> Iterator[Finding | Looked]:
    """Find touchpoints that say how their contacts are recognised, and have none.

    A touchpoint recognised by activities needs cases with events; where nobody brought the table, it is left out.

    Weight: 0.3 for one among many, growing with the share of touchpoints that have no contacts.
    """
    able = [touchpoint for touchpoint in blueprint.touchpoints if _can_be_seen(touchpoint, evidence)]
    yield look_at(
        able,
        what=said_of("touchpoint that can be recognised", "touchpoints that can be recognised"),
        because=_because(blueprint),
        bring=TELL,
    )
    counts = recognise(evidence, able).by_touchpoint
    empty = [touchpoint for touchpoint in able if counts[touchpoint.id] == 0]
    for touchpoint in empty:
        assert touchpoint.recognised_by is not None
        yield Finding(
            element=f"touchpoint:{touchpoint.id}",
            says=said("No contact in the records belongs to “{title}” ({recognised_by}).").filled(
                title=touchpoint.title, recognised_by=described(touchpoint.recognised_by)
            ),
            weight=weight_of_share(len(empty), of=len(able), at_least=0.3),
            against=said(
                "The touchpoint's own `recognised_by`; a word spelled differently in the records looks the same."
            ),
        )


@check(
    id="COV002",
    family="COV",
    question="Does every contact in the records belong to a touchpoint on the map?",
    why="Work that is not on the map has no owner, no procedure and no target, however much of it there is.",
    fix="Find out what these contacts are; then add the touchpoint they belong to, or its words to `recognised_by`.",
    source=f"{REBUILD}: 'a map of every meaningful customer touchpoint'",
    needs=("contact",),
)
def contacts_without_touchpoint(
    blueprint: Blueprint, evidence: Evidence, least_share: float = 0.01, minimum_contacts: int = 30
) -> Iterator[Finding | Looked]:
    """Find queues whose contacts no touchpoint recognises.

    Weight: 0.3 for a small queue, growing to 1 with the share of all contacts that it has off the map.

    Args:
        least_share: Share of all contacts from which a queue is named.
        minimum_contacts: Contacts off the map from which a queue is named.
    """
    told = [touchpoint for touchpoint in blueprint.touchpoints if touchpoint.recognised_by]
    look_at(told, what=said_of("touchpoint", "touchpoints"), because=NOT_TOLD, bring=TELL)
    found = recognise(evidence, told)
    yield Looked(found.contacts, said_of("contact", "contacts"))
    for queue, kinds in _by_queue(found.unplaced).items():
        lost = sum(kind.contacts for kind in kinds)
        if lost < minimum_contacts or lost < least_share * found.contacts:
            continue
        contacts = evidence.table("contact")
        rows = contacts.filter(contacts.queue.isnull() if queue is None else contacts.queue == queue)
        estimate = share_estimate(lost, found.contacts)
        yield Finding(
            element=f"queue:{queue or 'blank'}",
            says=said("{lost:,} contacts {in_queue} belong to no touchpoint, {value} of all {contacts:,}.").filled(
                lost=lost,
                in_queue=_in_queue(queue),
                value=format_value(estimate.value, Unit.SHARE),
                contacts=found.contacts,
            ),
            weight=weight_of_share(lost, of=found.contacts, at_least=0.3),
            records=records_behind(evidence, _of_kinds(rows, kinds), table="contact", where=_where(queue, kinds)),
            estimate=estimate,
        )


@check(
    id="COV003",
    family="COV",
    question="Is every contact in the records counted for one touchpoint only?",
    why="A contact that counts for two touchpoints counts twice, and two owners can each leave it to the other.",
    fix="Agree which touchpoint the contacts belong to, and narrow `recognised_by` of the other by reason or channel.",
    source=f"{LEVERS}: 'a single accountable owner'",
    needs=("contact",),
)
def contacts_of_several_touchpoints(
    blueprint: Blueprint, evidence: Evidence, least_share: float = 0.01, minimum_contacts: int = 30
) -> Iterator[Finding | Looked]:
    """Find touchpoints that recognise the same contacts by queue, reason and channel.

    Weight: 0.25 for few contacts, growing to 1 with the share of all contacts that are shared.

    Args:
        least_share: Share of all contacts from which shared contacts are named.
        minimum_contacts: Shared contacts from which they are named.
    """
    told = [touchpoint for touchpoint in blueprint.touchpoints if touchpoint.recognised_by]
    look_at(told, what=said_of("touchpoint", "touchpoints"), because=NOT_TOLD, bring=TELL)
    found = recognise(evidence, told)
    yield Looked(found.contacts, said_of("contact", "contacts"))
    titles = {touchpoint.id: touchpoint.title for touchpoint in told}
    together: dict[tuple[str, ...], list[ContactKind]] = {}
    for kind, keys in found.shared:
        together.setdefault(keys, []).append(kind)
    for keys, kinds in together.items():
        shared = sum(kind.contacts for kind in kinds)
        if shared < minimum_contacts or shared < least_share * found.contacts:
            continue
        rows = _of_kinds(evidence.table("contact"), kinds)
        yield Finding(
            element=f"touchpoint:{keys[0]}",
            says=said("{shared:,} contacts belong to {keys} at once.").filled(
                shared=shared, keys=all_of(f"“{titles[key]}”" for key in keys)
            ),
            weight=weight_of_share(shared, of=found.contacts, at_least=0.25),
            records=records_behind(evidence, rows, table="contact", where=in_a_row(map(str, kinds[:5]), by="; ")),
            estimate=share_estimate(shared, found.contacts),
        )


@check(
    id="COV004",
    family="COV",
    question="Does the map know every partner that appears in the records?",
    why="A partner that takes contacts and is not on the map has no agreement we can hold it to and nobody who answers "
    "for it on our side.",
    fix="Add the partner to the blueprint, or its name in the records to `recorded_as` of the partner it is.",
    source=f"{REBUILD}: 'If you use BPO partners, they may own a major part of the front-line customer interaction'",
    needs=("contact.partner",),
)
def partner_not_on_the_map(
    blueprint: Blueprint, evidence: Evidence, minimum_contacts: int = 30
) -> Iterator[Finding | Looked]:
    """Find partners in the contacts that are neither a partner of the blueprint nor one of its `recorded_as`.

    Weight: 0.4 for few contacts, growing to 1 with the share of all contacts that the partner has.

    Args:
        minimum_contacts: Contacts from which an unknown partner is named.
    """
    contacts = evidence.table("contact")
    rows = evidence.rows(contacts.aggregate(n=contacts.count(), by=["partner"]))
    counts = Counter({row["partner"]: row["n"] for row in rows if row["partner"]})
    total = sum(row["n"] for row in rows)
    known = {name for partner in blueprint.partners for name in (partner.id, *partner.recorded_as)}
    yield Looked(len(counts), said_of("partner in the records", "partners in the records"))
    for name, n in counts.most_common():
        if name in known or n < minimum_contacts:
            continue
        behind = contacts.filter(contacts.partner == name)
        yield Finding(
            element=f"partner:{name}",
            says=said("{n:,} contacts were handled by “{name}”, a partner the blueprint does not know.").filled(
                n=n, name=name
            ),
            weight=weight_of_share(n, of=total, at_least=0.4),
            records=records_behind(
                evidence, behind, table="contact", where=said("partner is {name}").filled(name=name)
            ),
            estimate=share_estimate(n, total),
        )


def _can_be_seen(touchpoint: Touchpoint, evidence: Evidence) -> bool:
    told = touchpoint.recognised_by
    if told is None:
        return False
    tables = {"event"} if told.activities else set()
    tables |= {"contact"} if told.queues or told.reasons or told.channels else set()
    return bool(tables) and all(evidence.has(table) for table in tables)


def _because(blueprint: Blueprint) -> str:
    told = any(touchpoint.recognised_by for touchpoint in blueprint.touchpoints)
    return said("nobody has brought the contacts or events by which touchpoints are recognised") if told else NOT_TOLD


def _by_queue(kinds: Iterable[ContactKind]) -> dict[str | None, list[ContactKind]]:
    found: dict[str | None, list[ContactKind]] = {}
    for kind in kinds:
        found.setdefault(kind.queue, []).append(kind)
    return found


def _in_queue(queue: str | None) -> str:
    return said("without a queue") if queue is None else said("in the queue “{queue}”").filled(queue=queue)


def _of_kinds(rows: Table, kinds: list[ContactKind]) -> Table:
    condition = None
    for kind in kinds:
        same = rows.queue.identical_to(kind.queue) & rows.reason.identical_to(kind.reason)
        same = same & rows.channel.identical_to(kind.channel)
        condition = same if condition is None else condition | same
    return rows.filter(condition)


def _where(queue: str | None, kinds: list[ContactKind]) -> str:
    reasons = sorted({kind.reason or "blank" for kind in kinds})
    shown = ", ".join(reasons[:5]) + (said(" and {n} more").filled(n=len(reasons) - 5) if len(reasons) > 5 else "")
    return said("queue is {queue}, reason is {shown}").filled(queue=queue or said("blank"), shown=shown)
