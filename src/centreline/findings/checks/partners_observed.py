"""PCO: do partners deliver what was agreed?"""

from collections.abc import Callable, Iterator

from ibis.expr.types import BooleanValue, Table

from centreline.blueprint.document import Blueprint
from centreline.blueprint.partner import Partner
from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.promises import has_target
from centreline.findings.records import records_behind, share_estimate
from centreline.findings.shares import parts_of
from centreline.findings.sources import REBUILD
from centreline.findings.targets import Target, answers_to, missed_target
from centreline.findings.weight import weight_of_share
from centreline.journeys.recognise import ContactKind, fits
from centreline.kernel.said import any_of, said, said_of
from centreline.kernel.units import Unit, format_value
from centreline.metrics.answer import Answer

__all__ = ["agreement_not_kept", "partner_outside_its_scope"]


@check(
    id="PCO001",
    family="PCO",
    question="Do partners keep the service levels that were agreed?",
    why="An agreement that is not held against the records is kept by the partner's own report.",
    fix="Bring the records to the next review with the partner and agree what changes by when.",
    source=f"{REBUILD}: 'When a brand sets clear expectations, measures performance properly'",
    needs=("contact.partner",),
)
def agreement_not_kept(
    blueprint: Blueprint, evidence: Evidence, minimum_n: int = 50, tolerated_share: float = 0.01
) -> Iterator[Finding | Looked]:
    """Find partners whose contacts miss an agreed service level, in the variant that was agreed.

    Weight: 0.35 for a narrow miss, growing to 1 with the distance from what was agreed as a share of it.

    Args:
        minimum_n: Rows an answer needs to be judged.
        tolerated_share: Distance from what was agreed that is tolerated, as a share of it.
    """
    agreed = [
        (partner, promised)
        for partner in blueprint.partners
        for promised in partner.service_levels
        if has_target(promised)
    ]
    parts = parts_of(evidence, (promised for _, promised in agreed), by=("partner",))
    judged = []
    for partner, promised in agreed:
        if promised in parts:
            answer = parts[promised].together(_is_of(partner))
            targets = [Target(promised, answer)] if answer is not None else []
        else:
            where = _handled_by(partner)
            targets = answers_to(evidence, [promised], where=where, columns=frozenset({"partner"}))
        judged += [(partner, target) for target in targets if target.answer.n >= minimum_n]
    yield look_at(
        judged,
        what=said_of("agreed service level with answers", "agreed service levels with answers"),
        because=said("no partner has an agreed service level that its contacts in the records could answer"),
        bring=said(
            "write `service_levels` and `recorded_as` for the partners, and bring contacts with contact.partner"
        ),
    )
    contacts = evidence.table("contact")
    for partner, target in judged:
        if target.missed_by <= tolerated_share * abs(target.limit):
            continue
        rows = contacts.filter(contacts.partner.isin(_names(partner)))
        yield missed_target(
            target,
            element=f"partner:{partner.id}",
            about=said("For the contacts of “{title}”").filled(title=partner.title),
            records=records_behind(
                evidence, rows, table="contact", where=said("partner is {named}").filled(named=any_of(_names(partner)))
            ),
        )


@check(
    id="PCO002",
    family="PCO",
    question="Do partners take only the contacts that are theirs?",
    why="Work outside the scope is done without the training, the agreement and the price that belong to it.",
    fix="Ask who sends it there; put it into the scope, or route it back.",
    source=f"{REBUILD}: partners that 'support scale, coverage, efficiency, or specialized workflows'",
    needs=("contact.partner",),
)
def partner_outside_its_scope(
    blueprint: Blueprint, evidence: Evidence, most_share: float = 0.05, minimum_contacts: int = 30
) -> Iterator[Finding | Looked]:
    """Find partners many of whose contacts belong to touchpoints outside their scope.

    A touchpoint is in scope when the partner's `scope` or the touchpoint's `partner` says so. Contacts that belong to
    no touchpoint are not judged.

    Weight: 0.3, growing to 1 with the share of the partner's contacts that lie outside.

    Args:
        most_share: Share that may lie outside; the whole interval has to lie above it.
        minimum_contacts: Contacts outside from which a partner is named.
    """
    counted = _kinds_by_partner(evidence)
    told = [touchpoint for touchpoint in blueprint.touchpoints if touchpoint.recognised_by]
    told = [touchpoint for touchpoint in told if touchpoint.recognised_by and not touchpoint.recognised_by.activities]
    placed = {}
    for partner in blueprint.partners:
        scope = {*partner.scope, *(touchpoint.id for touchpoint in told if touchpoint.partner == partner.id)}
        kinds = [kind for name in _names(partner) for kind in counted.get(name, ())]
        homes = {
            kind: [one.id for one in told if one.recognised_by and fits(kind, one.recognised_by)] for kind in kinds
        }
        if any(homes.values()):
            placed[partner.id] = (partner, scope, {kind: keys for kind, keys in homes.items() if keys})
    yield look_at(
        list(placed),
        what=said_of("partner with contacts of known touchpoints", "partners with contacts of known touchpoints"),
        because=said("no partner of the blueprint has contacts that belong to a touchpoint"),
        bring=said("write `recorded_as` for the partners and `recognised_by` for the touchpoints"),
    )
    for partner, scope, homes in placed.values():
        outside = {kind: keys for kind, keys in homes.items() if not scope & set(keys)}
        lost, n = sum(kind.contacts for kind in outside), sum(kind.contacts for kind in homes)
        estimate = share_estimate(lost, n)
        if lost < minimum_contacts or estimate.low is None or estimate.low <= most_share:
            continue
        where = sorted({key for keys in outside.values() for key in keys})
        contacts = evidence.table("contact")
        rows = contacts.filter(contacts.partner.isin(_names(partner)))
        queues = sorted({kind.queue for kind in outside if kind.queue})
        shown = any_of(queues) or "any"
        if queues:
            rows = rows.filter(rows.queue.isin(queues))
        yield Finding(
            element=f"partner:{partner.id}",
            says=said("“{title}” took {lost:,} of {n:,} contacts ({value}) outside its scope, in {where}.").filled(
                title=partner.title,
                lost=lost,
                n=n,
                value=format_value(estimate.value, Unit.SHARE),
                where=", ".join(where),
            ),
            weight=weight_of_share(lost, of=n, at_least=0.3),
            records=records_behind(
                evidence,
                rows,
                table="contact",
                where=said("partner is {id}, queue is {shown}").filled(id=partner.id, shown=shown),
            ),
            estimate=estimate,
            against=said("Its scope: {sorted}. Overflow in busy hours may be agreed.").filled(
                sorted=", ".join(sorted(scope)) or "none"
            ),
        )


def _is_of(partner: Partner) -> Callable[[Answer], bool]:
    names = _names(partner)
    return lambda answer: answer.by["partner"] in names


def _handled_by(partner: Partner) -> Callable[[Table], BooleanValue]:
    names = _names(partner)
    return lambda row: row.partner.isin(names)


def _names(partner: Partner) -> tuple[str, ...]:
    return (partner.id, *partner.recorded_as)


def _kinds_by_partner(evidence: Evidence) -> dict[str, list[ContactKind]]:
    contacts = evidence.table("contact")
    known = contacts.filter(contacts.partner.notnull())
    found: dict[str, list[ContactKind]] = {}
    by = ["partner", "queue", "reason", "channel"]
    for row in evidence.rows(known.aggregate(contacts=known.count(), by=by).order_by(by)):
        found.setdefault(row.pop("partner"), []).append(ContactKind(**row))
    return found
