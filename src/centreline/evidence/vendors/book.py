"""The book of sources: every reader of a system's export, in the order they are listed."""

from typing import Any

from centreline.evidence.vendors.amazon_connect.agent_events import AMAZON_CONNECT_AGENT_EVENTS
from centreline.evidence.vendors.amazon_connect.contacts import AMAZON_CONNECT_CONTACTS
from centreline.evidence.vendors.calendar_feed import CALENDAR_FEED
from centreline.evidence.vendors.chatwoot import CHATWOOT
from centreline.evidence.vendors.genesys.adherence import GENESYS_ADHERENCE
from centreline.evidence.vendors.genesys.conversations import GENESYS_CONVERSATIONS
from centreline.evidence.vendors.genesys.schedules import GENESYS_SCHEDULES
from centreline.evidence.vendors.iex import IEX
from centreline.evidence.vendors.intercom import INTERCOM
from centreline.evidence.vendors.ocel.reader import OCEL
from centreline.evidence.vendors.source import Source
from centreline.evidence.vendors.twilio import TWILIO
from centreline.evidence.vendors.vcon.reader import VCON
from centreline.evidence.vendors.wage_table import WAGES
from centreline.evidence.vendors.xes.reader import XES
from centreline.evidence.vendors.zendesk import ZENDESK
from centreline.kernel.errors import ArgumentInvalid
from centreline.kernel.identity import nearest

__all__ = ["OPTION", "SOURCES", "reader_named"]

OPTION = "+"
"""Stands between the name of a reader and the option it reads under: "amazon_connect_contacts+partner=Level2"."""

SOURCES: tuple[Source, ...] = (
    AMAZON_CONNECT_CONTACTS,
    AMAZON_CONNECT_AGENT_EVENTS,
    TWILIO,
    ZENDESK,
    CHATWOOT,
    INTERCOM,
    IEX,
    CALENDAR_FEED,
    WAGES,
    GENESYS_CONVERSATIONS,
    GENESYS_SCHEDULES,
    GENESYS_ADHERENCE,
    VCON,
    XES,
    OCEL,
)
"""Every reader there is."""


def reader_named(name: str) -> Source:
    """Return the reader of that name, under the option the name may carry.

    Raises:
        ArgumentInvalid: there is no such reader, or it knows no such option.
    """
    known = {source.name: source for source in SOURCES}
    plain, _, option = name.partition(OPTION)
    if plain not in known:
        meant = nearest(plain, known)
        raise ArgumentInvalid(
            f"there is no source {plain!r}",
            where="the sources that can be read",
            fix=f"did you mean {meant!r}?" if meant else f"choose one of {', '.join(known)}",
        )
    if not option:
        return known[plain]
    source: Any = known[plain]
    options = getattr(source, "options", ())
    if option not in options:
        raise ArgumentInvalid(
            f"{plain!r} knows no option {option!r}",
            where=f"the source {name!r}",
            fix=f"choose one of {', '.join(options)}" if options else f"write {plain!r} alone",
        )
    under: Source = source.under(option)
    return under
