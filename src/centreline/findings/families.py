"""The families of checks: three letters, a name, and what they ask about together."""

from dataclasses import dataclass

__all__ = ["FAMILIES", "Family"]


@dataclass(frozen=True, slots=True)
class Family:
    """Checks that ask about one thing.

    Attributes:
        id: Three capital letters that its checks' ids begin with.
        title: Its name.
        asks: What its checks ask together, in a sentence.
    """

    id: str
    title: str
    asks: str


FAMILIES: dict[str, Family] = {
    family.id: family
    for family in (
        Family("AGE", "Agent patterns", "Whose records look unlike those of peers who do the same work?"),
        Family("CLA", "Claims", "Do the people who were asked agree, and can what they said be checked?"),
        Family("CLR", "Claims against records", "Do the records say what people say?"),
        Family("COS", "Cost", "Is every amount the operation costs named and planned?"),
        Family("COV", "Coverage", "Do the map and the records meet: has every contact a place, every place a contact?"),
        Family("DAT", "Data ownership", "Is it settled what the data mean, whose they are and how good they must be?"),
        Family("DEF", "Definitions", "Does one name stand for one number?"),
        Family("DUP", "Duplicate work", "Is something done, bought or reported twice?"),
        Family("EVI", "Evidence", "How far can the records be trusted?"),
        Family("HAN", "Handoffs as written", "Is every handoff agreed: what is passed, to whom, within what time?"),
        Family("HOF", "Handoffs as observed", "Does work travel as the map says it does?"),
        Family("INT", "Intents", "Does every intent lead to a measure, and every measure back to an intent?"),
        Family("JOU", "Journey map", "Are the facts of every touchpoint written down?"),
        Family("KNO", "Knowledge and procedures", "Is the way the work is done written, owned, current and used?"),
        Family("KNU", "Knowledge in use", "Is the knowledge that people use the knowledge that was verified?"),
        Family("MEA", "Measurement", "Is success defined in a way that can be counted and acted on?"),
        Family("MON", "Money", "Does the operation cost what was planned?"),
        Family("ORG", "Organisation", "Is the promise written down, and is everybody in the room who keeps it?"),
        Family("OWN", "Ownership", "Does somebody answer for it?"),
        Family("PAR", "Partners", "Is it clear what partners serve, to what standard, and who on our side answers?"),
        Family("PCO", "Partners against their agreement", "Do partners deliver what was agreed?"),
        Family("PEO", "People plan", "Do roles get what they need to do what is asked of them?"),
        Family("QUA", "Quality assurance", "Do quality scores tell what customers met?"),
        Family("REO", "Reopenings and reassignments", "Whose work comes back?"),
        Family("REP", "Repeat contacts", "Which customers have to come again?"),
        Family("RIG", "Decision rights", "Is it clear who decides, and which measures certify that it may be done?"),
        Family("RIS", "Risks", "Is it known what can go wrong, and what catches it?"),
        Family("SIL", "Silos", "Do the centre and its support areas work from the same facts?"),
        Family("SLV", "Service level", "When do customers wait longer than intended?"),
        Family("TAR", "Targets", "Does the operation reach what it set itself?"),
        Family("TEC", "Technology", "Do the systems give what the work needs, and do they talk to one another?"),
        Family("TRA", "Training", "Does training follow the procedure when it changes?"),
        Family("TRF", "Transfers", "Which work lands with the wrong people first?"),
        Family("VOC", "Voice of the customer", "Do surveys hear the customers they speak for?"),
    )
}
"""Every family by its three letters."""
