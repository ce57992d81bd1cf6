"""How a conversation was judged: evaluations by people here, surveys by the customer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from centreline.evidence.vendors.genesys.legs import Leg
from centreline.evidence.vendors.values import Words, blocks, instant, number, text

__all__ = ["evaluation_rows", "survey_rows"]

HIGHEST_TOTAL = 100
"""Forms total 0 to 100."""

INVITED = frozenset({"pending", "sent", "inprogress", "expired", "optout", "nosurvey", "error"})
"""Words of `surveyStatus` for a customer who did not answer; an answered one is “Finished”."""


def evaluation_rows(conversation: Mapping[str, Any], *, zone: str) -> Iterator[Mapping[str, Any]]:
    """Return the rows of `evaluation`; deleted ones are gone."""
    for one in blocks(conversation.get("evaluations")):
        evaluated_at = instant(one.get("eventTime"), zone=zone)
        if one.get("deleted") is True or evaluated_at is None or not text(one.get("evaluationId")):
            continue
        total = number(one.get("oTotalScore"))
        yield {
            "evaluation_id": text(one.get("evaluationId")),
            "contact_id": text(conversation.get("conversationId")),
            "agent": text(one.get("userId")),
            "queue": text(one.get("queueId")),
            "evaluator": text(one.get("evaluatorId")),
            "evaluator_kind": "model" if one.get("systemSubmitted") is True else "human",
            "form": text(one.get("formName")) or text(one.get("formId")),
            "form_version": text(one.get("formId")),
            "calibration_id": text(one.get("calibrationId")),
            "evaluated_at": evaluated_at,
            "score": total / HIGHEST_TOTAL if total is not None and 0 <= total <= HIGHEST_TOTAL else None,
            "state": _state(one),
        }


def _state(evaluation: Mapping[str, Any]) -> str | None:
    if evaluation.get("rescored") is True:
        return "rescored"
    # What is neither finds nothing.
    return {True: "released", False: "pending"}.get(evaluation.get("released"))  # type: ignore[arg-type]


def survey_rows(
    conversation: Mapping[str, Any], legs: Sequence[Leg], *, customer_id: str | None, zone: str, words: Words
) -> Iterator[Mapping[str, Any]]:
    """Return the rows of `survey_response`: the promoter question, and the total of the form where there is one.

    A customer who was invited and did not answer has one row without a score.
    """
    ended_at = instant(conversation.get("conversationEnd"), zone=zone)
    for one in blocks(conversation.get("surveys")):
        survey_id = text(one.get("surveyId"))
        at = instant(one.get("surveyCompletedDate"), zone=zone) or instant(one.get("eventTime"), zone=zone) or ended_at
        if survey_id is None or at is None:
            continue
        row = {
            "contact_id": text(conversation.get("conversationId")),
            "leg_no": _leg_of(one, legs),
            "customer_id": customer_id,
            "asked_at": ended_at,
            "answered_at": at,
            "queue": text(one.get("queueId")),
            "agent": text(one.get("userId")),
        }
        scores = _scores(one)
        status = (text(one.get("surveyStatus")) or "").lower()
        if status not in INVITED | {"finished", ""}:
            words.note("survey_response.instrument", str(one.get("surveyStatus")))
        if status in INVITED or not scores:
            yield {**row, "response_id": survey_id, "instrument": "other", "high_is_good": True}
            continue
        for name, scale in scores.items():
            yield {**row, "response_id": f"{survey_id}:{name}", **scale, "high_is_good": True}


def _leg_of(survey: Mapping[str, Any], legs: Sequence[Leg]) -> int | None:
    """Return the leg a survey is about: the last one of the agent and the queue it names; None where it names none."""
    agent, queue = text(survey.get("userId")), text(survey.get("queueId"))
    fitting = [
        number
        for number, leg in enumerate(legs, start=1)
        if agent is not None and leg.agent == agent and queue in (None, leg.queue)
    ]
    return fitting[-1] if fitting else None


def _scores(survey: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    promoter, total = number(survey.get("surveyPromoterScore")), number(survey.get("oSurveyTotalScore"))
    found = {}
    if promoter is not None and 0 <= promoter <= 10:
        found["promoter"] = {"instrument": "recommendation", "score": promoter, "scale_min": 0.0, "scale_max": 10.0}
    if total is not None:
        found["total"] = {"instrument": "other", "score": total, "scale_min": 0.0, "scale_max": float(HIGHEST_TOTAL)}
    return found
