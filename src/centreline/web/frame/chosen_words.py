"""What people call the words that are chosen in fields: states, outcomes, lanes, ways of asking."""

from collections.abc import Mapping
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from centreline.blueprint.claim import Question

__all__ = ["WORDS", "word_chosen"]

WORDS: Mapping[str, Any] = {
    "adapt": _("Adapt it"),
    "agent_interview": _("Interview of an agent"),
    "agree": _("Agrees"),
    "approve": _("Approve"),
    "approved": _("Approved"),
    "ask_evidence": _("Ask for evidence"),
    "automate": _("Automate"),
    "automation.assisted": _("A machine helps"),
    "automation.automated": _("A machine serves it"),
    "automation.none": _("A person serves it"),
    "automation.planned": _("A machine is planned"),
    "brought": _("Brought"),
    "centre": _("The centre"),
    "challenge": _("Challenges"),
    "chance": _("May be chance"),
    "changed": _("Was changed"),
    "changes": _("Changes"),
    "channel": _("Channel"),
    "closed": _("Closed"),
    "correct": _("Corrects"),
    "customer_pain": _("Pain of customers"),
    "day": _("Day"),
    "defer": _("Defer"),
    "do_not_automate": _("Do not automate yet"),
    "do_not_know": _("Don’t know"),
    "document": _("Document"),
    "draft": _("Being written"),
    "editing": _("being edited"),
    "employee_pain": _("Pain of employees"),
    "everybody": _("Everybody"),
    "fact": _("Fact"),
    "failed": _("Failed"),
    "frozen": _("frozen for review"),
    "handoff": _("Handoff"),
    "hearsay": _("Hearsay"),
    "hour": _("Hour"),
    "idea": _("Idea"),
    "keep": _("Keep it"),
    "knowledge": _("Knowledge"),
    "measured": _("Measured"),
    "metric": _("Metric"),
    "missed": _("Missed"),
    "no": _("No"),
    "none": _("None"),
    "open": _("Open"),
    "own_side": _("Own side only"),
    "owner": _("Owner"),
    "pain": _("Pain"),
    "partly": _("Partly"),
    "partner": _("Partner"),
    "people": _("People"),
    "proposed": _("Proposed"),
    "published": _("Published"),
    "question": _("Question"),
    "reject": _("Reject"),
    "rejected": _("Rejected"),
    "reliable": _("Reliable"),
    "remark": _("Remarks"),
    "remove": _("Remove"),
    "role": _("Role"),
    "shown": _("Shown"),
    "simplify": _("Simplify"),
    "site_visit": _("Site visit"),
    "skip_level": _("Skip-level meeting"),
    "sourcing": _("Sourcing"),
    "stands": _("Stands"),
    "stays": _("Stays as it is"),
    "step": _("Customer step"),
    "stop": _("Stop it"),
    "systems": _("Systems"),
    "touchpoint": _("Touchpoint"),
    "week": _("Week"),
    "will_change": _("Will be changed"),
    "withdrawn": _("Withdrawn"),
    "workshop": _("Workshop"),
    "yes": _("Yes"),
}
"""What may be chosen in these fields, by the word that is kept, or by field and word where two fields share one."""


def word_chosen(word: str, field: str = "") -> str:
    """Return what people call a word that was chosen in a field, in the reader's language."""
    if field == "question" and word in list(Question):
        return str(gettext(Question(word).asks))
    if field == "weekday":
        return str(WEEKDAYS[int(word)])
    named = WORDS.get(f"{field}.{word}") or WORDS.get(word)
    return str(named) if named else gettext(word.replace("_", " "))
