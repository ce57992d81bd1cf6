"""What people call the fields of whatever is written here.

Fields of a touchpoint are called as on its card, those of the catalogues as in their forms, all others as below.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from centreline.blueprint.journey import Touchpoint
from centreline.blueprint.sentences import capitalised, label_of
from centreline.web.frame.fact_words import fact_words

__all__ = ["FIELDS", "field_word"]

FIELDS: Mapping[str, Any] = {
    "about": _("About"),
    "after": _("After"),
    "against": _("What would speak against it"),
    "age_days": _("Days since then"),
    "also": _("Also called"),
    "answer": _("Answer"),
    "answered": _("Decision that was answered"),
    "approved": _("Wording that was approved"),
    "approved_by": _("Approved by"),
    "approver": _("Asked to approve"),
    "as_of": _("Records up to"),
    "asked": _("Who is asked"),
    "assurance": _("How sure the figures are"),
    "at": _("Time"),
    "at_least": _("At least"),
    "at_most": _("At most"),
    "base": _("Version it began with"),
    "because": _("Why"),
    "before": _("Before"),
    "board": _("Board"),
    "changes": _("Changes in flight"),
    "check": _("Check"),
    "closed_because": _("Why it was closed"),
    "colour": _("Sort of note"),
    "column": _("Column"),
    "contact": _("Contact"),
    "contacts_a_month": _("Contacts a month"),
    "criterion": _("Criterion"),
    "despite": _("Why nevertheless"),
    "document": _("How it reads"),
    "done": _("Done"),
    "dots": _("Votes of each person"),
    "due": _("Due"),
    "element": _("What it is about"),
    "ends_at": _("Ends at"),
    "every": _("How often"),
    "evidence": _("Evidence"),
    "expected": _("Expected effect"),
    "file": _("File"),
    "first": _("Who judged first"),
    "form": _("Form"),
    "given": _("Votes given"),
    "group": _("Group"),
    "hindered": _("Gates not passed"),
    "how": _("How"),
    "import_id": _("Import"),
    "inside": _("Folder inside"),
    "intents": _("Intents"),
    "into_check": _("Check of the other"),
    "into_element": _("What the other is about"),
    "journey": _("Journey"),
    "journey_customer_types": _("Customer types of the journey"),
    "journey_outcome": _("Outcome of the journey"),
    "journey_owner": _("Owner of the journey"),
    "journey_title": _("Title of the journey"),
    "key": _("Key"),
    "kind": _("Kind"),
    "lagging": _("Metrics that prove it"),
    "lane": _("Lane"),
    "late": _("Late"),
    "leading": _("Metrics that move first"),
    "learned": _("What was learned"),
    "least_cost_a_month": _("Least cost a month"),
    "link": _("Link"),
    "looked": _("Looked at it"),
    "looked_at": _("Looked at"),
    "means": _("What it means"),
    "measured": _("What was measured"),
    "measured_by": _("Measured by"),
    "minutes": _("Minutes"),
    "modified_ns": _("When the file was written"),
    "most_cost_a_month": _("Most cost a month"),
    "n": _("Records"),
    "name": _("Name"),
    "next_on": _("Next on"),
    "on": _("Day"),
    "outcome": _("Outcome"),
    "owner": _("Owner"),
    "parameters": _("Parameters"),
    "parked": _("In the parking lot"),
    "partner": _("Partner"),
    "party": _("Of which partner"),
    "pattern": _("Names of its files"),
    "paused": _("Paused"),
    "proposal": _("Proposal"),
    "published_as": _("Published as version"),
    "query": _("What it asks for"),
    "question": _("Question"),
    "rank": _("Place"),
    "readers": _("Who reads it"),
    "reason": _("Reason"),
    "refused": _("Why it was refused"),
    "rejected": _("Rows not read"),
    "remark": _("Remark"),
    "removes": _("Is taken out"),
    "resolved": _("Dealt with"),
    "review": _("Review"),
    "role": _("Role"),
    "root": _("Allowed folder"),
    "round": _("Voting"),
    "rows": _("Rows"),
    "says": _("What it says"),
    "score": _("Score"),
    "seen": _("Where it was seen"),
    "selection": _("Rows it holds for"),
    "settles": _("Decision it settles"),
    "sha256": _("Hash of the file"),
    "shared": _("Shared"),
    "side": _("Side"),
    "signed": _("Wording that was signed"),
    "size_bytes": _("Size in bytes"),
    "stage": _("Stage"),
    "stance": _("Stance"),
    "state": _("State"),
    "subject": _("What changes"),
    "terms": _("What shall read otherwise"),
    "text": _("Text"),
    "title": _("Title"),
    "to": _("Brought up to version"),
    "touchpoint": _("Touchpoint"),
    "until": _("Until"),
    "usual": _("Shown without asking"),
    "value": _("Value"),
    "variant": _("Way of counting"),
    "votes": _("Votes"),
    "weekday": _("Day of the week"),
    "what": _("What"),
    "who": _("Who"),
    "within": _("Review"),
    "without": _("Rows not counted"),
    "word": _("Word"),
    "worth": _("Judged to cost a month"),
    "wrote": _("What was written"),
}
"""Of what people write that is no part of the operating model, by the name of the field."""


def field_word(name: str, of: type[BaseModel] | None = None) -> str:
    """Return what people call a field, in the reader's language.

    Args:
        name: As it is kept.
        of: The class that has it; None where nobody knows.
    """
    if of is not None and issubclass(of, Touchpoint) and (word := fact_words().get(name)):
        return word
    ours = of is None or not of.__module__.startswith("centreline.blueprint.")
    return str(FIELDS[name]) if ours and name in FIELDS else gettext(capitalised(label_of(name)))
