"""Who is reading, and which rows are theirs: every question to the evidence passes a scope, or is refused.

Partners look at the same evidence as the centre, and must never see each other's rows, counts or names. So a scope is
applied to the tables themselves, before anybody can ask them anything; what cannot be attributed to a reader is not
shown to them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

import ibis
from ibis.expr.types import BooleanValue, Column, Table

from centreline.kernel.identity import content_hash

__all__ = ["FEWEST_PEOPLE", "Scope", "confined"]

Value = TypeVar("Value")

FEWEST_PEOPLE = 5
"""People below which a figure says something of each of them: it is not shown to those who may not see people."""

REACHED_BY = {
    "leg": {"source": "source", "contact_id": "contact_id"},
    "turn": {"source": "source", "contact_id": "contact_id"},
    "routing_event": {"source": "source", "contact_id": "contact_id"},
    "survey_response": {"source": "source", "contact_id": "contact_id"},
    "evaluation": {"source": "source", "contact_id": "contact_id"},
    "event": {"source": "source", "case_id": "contact_id"},
    "article_use": {"contact_id": "contact_id"},
    "customer": {"customer_id": "customer_id"},
}
"""Tables whose rows belong to whom their contact belongs: their columns, and those of `contact` they have to equal."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What one reader may see.

    Attributes:
        reader: Who it is, for the trail and for messages.
        partners: Partners whose rows they see, None among them for the centre itself; None for all of them.
        sites: Sites whose rows they see; None for all.
        agents: Agents whose rows they see; None for all.
        fewest_people: Figures made from fewer people than this are not shown; 1 shows all.
    """

    reader: str
    partners: frozenset[str | None] | None = None
    sites: frozenset[str] | None = None
    agents: frozenset[str] | None = None
    fewest_people: int = 1

    @classmethod
    def whole_centre(cls, reader: str) -> "Scope":
        """Return the scope of somebody who may see every row: the owner of the workspace."""
        return cls(reader)

    @classmethod
    def of_partner(cls, partner: str, *, reader: str, sites: Collection[str] | None = None) -> "Scope":
        """Return the scope of a partner's manager: the partner's own rows, figures of few people left out."""
        own = None if sites is None else frozenset(sites)
        return cls(reader, partners=frozenset({partner}), sites=own, fewest_people=FEWEST_PEOPLE)

    @classmethod
    def of_agent(cls, agent: str) -> "Scope":
        """Return the scope of an agent: all that is held on them, and nothing of anybody else."""
        return cls(agent, agents=frozenset({agent}))

    @property
    def sees_every_row(self) -> bool:
        """Whether no row is kept from them."""
        return self.partners is None and self.sites is None and self.agents is None

    def narrowed(self, other: "Scope") -> "Scope":
        """Return the scope of a reader whom both confine: the other's name, and what both show."""
        return Scope(
            other.reader,
            partners=_both(self.partners, other.partners),
            sites=_both(self.sites, other.sites),
            agents=_both(self.agents, other.agents),
            fewest_people=max(self.fewest_people, other.fewest_people),
        )

    @property
    def key(self) -> str:
        """Twelve characters that are the same for readers who see the same."""
        partners = None if self.partners is None else sorted(partner or "" for partner in self.partners)
        sites = None if self.sites is None else sorted(self.sites)
        agents = None if self.agents is None else sorted(self.agents)
        return content_hash([partners, sites, agents, self.fewest_people])[:12]


def _both(one: frozenset[Value] | None, other: frozenset[Value] | None) -> frozenset[Value] | None:
    if one is None or other is None:
        return one if other is None else other
    return one & other


def confined(tables: Mapping[str, Table], scope: Scope) -> dict[str, Table]:
    """Return the tables with the rows the reader may see.

    Args:
        tables: By contract name.
        scope: Who is reading.

    Returns:
        The same names. A row belongs to the partner, site or agent it names. Where its table does not say, it belongs
        to those its contact belongs to; where there is no contact either, it is shown to nobody but the whole centre.
    """
    if scope.sees_every_row:
        return dict(tables)
    contact = _without_gaps(_own(tables["contact"], scope, contact=None)) if "contact" in tables else None
    return {name: _confined(name, table, scope, contact=contact) for name, table in tables.items()}


def _without_gaps(contact: Table) -> Table:
    """Empty what is kept over the contacts of everybody: it tells when a customer came back to somebody else."""
    kept = [name for name in contact.columns if name.endswith("_gap_ms")]
    return contact.mutate(**dict.fromkeys(kept, ibis.null("int64")))


def _confined(name: str, table: Table, scope: Scope, *, contact: Table | None) -> Table:
    if name == "contact" and contact is not None:
        return contact
    reached = REACHED_BY.get(name) if contact is not None else None
    through = contact.select(**reached).distinct() if contact is not None and reached else None
    return _own(table, scope, contact=through)


def _own(table: Table, scope: Scope, *, contact: Table | None) -> Table:
    """Filter by each restriction: by the column that says it, else through the contacts the reader sees."""
    said_elsewhere = False
    for columns, seen in _restrictions(scope):
        column = next((name for name in columns if name in table.columns), None)
        said_elsewhere = said_elsewhere or column is None
        table = table if column is None else table.filter(_is_one_of(table[column], seen))
    if not said_elsewhere:
        return table
    return table.limit(0) if contact is None else table.semi_join(contact, list(contact.columns))


def _restrictions(scope: Scope) -> list[tuple[tuple[str, ...], Collection[str | None]]]:
    """Return the columns that may say whose a row is, each with the values the reader may see."""
    every = ((("partner",), scope.partners), (("site",), scope.sites), (("agent", "person"), scope.agents))
    return [(columns, seen) for columns, seen in every if seen is not None]


def _is_one_of(column: Column, seen: Collection[str | None]) -> BooleanValue:
    named = column.isin(sorted(value for value in seen if value is not None)).fill_null(False)
    return named | column.isnull() if None in seen else named
