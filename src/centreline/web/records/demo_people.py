"""Somebody for each role of a made-up centre, so that each can be tried; never made in a real one."""

from collections.abc import Sequence

from centreline.evidence.engine import Evidence
from centreline.governance.actor import Role
from centreline.web.records.models import Person
from centreline.web.records.people import KnownPerson, add_person

__all__ = ["add_demo_people"]

CAST: Sequence[tuple[str, Role, str, str]] = (
    ("evelyn", Role.EXECUTIVE, "Evelyn Marsh", ""),
    ("lee", Role.LEADER, "Lee Okafor", ""),
    ("wanda", Role.WORKFORCE, "Wanda Petrov", ""),
    ("quinn", Role.QUALITY, "Quinn Abara", ""),
    ("sasha", Role.SUPERVISOR, "Sasha Lind", ""),
    ("ada", Role.AGENT, "Ada Moreau", ""),
    ("kim", Role.PARTNER_MANAGER, "Kim Teixeira (Kestrel)", "kestrel"),
    ("viktor", Role.PARTNER_MANAGER, "Viktor Nowak (Vistula)", "vistula"),
    ("hana", Role.PEOPLE_LEAD, "Hana Sørensen", ""),
    ("finn", Role.FINANCE, "Finn Castellano", ""),
    ("dara", Role.DATA_OWNER, "Dara Whitfield", ""),
    ("admin", Role.ADMINISTRATOR, "Alex Administrator", ""),
    ("otto", Role.AUDITOR, "Otto Brandt", ""),
)
"""Name to sign in with, role, what people call them, and the partner they belong to."""


def add_demo_people(evidence: Evidence | None, *, password: str) -> tuple[KnownPerson, ...]:
    """Add somebody for each role, all with the same password, and return them; those that are there get it too.

    Args:
        evidence: What happened; the agent among them is the one with the most contacts.
        password: Of everybody.
    """
    agent = _busiest_agent(evidence)
    Person.objects.filter(username__in=[name for name, *_ in CAST]).delete()
    return tuple(
        add_person(
            name, role=role, password=password, title=title, partner=partner, agent=agent if role is Role.AGENT else ""
        )
        for name, role, title, partner in CAST
    )


def _busiest_agent(evidence: Evidence | None) -> str:
    if evidence is None or not evidence.has("contact", "agent"):
        return ""
    contact = evidence.table("contact")
    own = contact.filter(contact.agent.notnull() & contact.partner.isnull())
    counted = own.group_by("agent").aggregate(contacts=own.count())
    rows = evidence.rows(counted.order_by([counted.contacts.desc(), counted.agent]).limit(1))
    return str(rows[0]["agent"]) if rows else ""
