"""Cases of CLA."""

from datetime import date

from cases.building import Case, changed, sound
from cases.centre import SAID

ON = "touchpoint:bill-call"


def _said(**changes):
    """Return a case in which every claim that fits is changed: keys are `touchpoint_question` or attributes."""
    return changed("claims", [{**claim, **changes} if claim["touchpoint"] == "bill-call" else claim for claim in SAID])


def _answers(question, answer, who=None):
    return changed(
        "claims",
        [
            {**claim, "answer": answer}
            if claim["touchpoint"] == "bill-call" and claim["question"] == question and who in (None, claim["how"])
            else claim
            for claim in SAID
        ],
    )


CASES = {
    "CLA001": Case(lambda: _answers("consistent", "no", who="agent_interview"), sound, ON),
    "CLA002": Case(lambda: changed("journeys.0.stages.0.touchpoints.0.recognised_by", None), sound, ON),
    "CLA003": Case(lambda: _said(how="workshop"), sound, ON),
    "CLA004": Case(lambda: changed("claims", [one for one in SAID if one["question"] != "measured"]), sound, ON),
    "CLA005": Case(lambda: _said(on=date(2024, 11, 5)), sound, ON),
    "CLA006": Case(
        lambda: changed("claims", [one for one in SAID if one["how"] != "site_visit"]), sound, "touchpoint:start-chat"
    ),
    "CLA007": Case(lambda: _answers("documented", "no"), sound, ON),
}
