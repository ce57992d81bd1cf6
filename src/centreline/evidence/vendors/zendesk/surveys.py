"""What customers answered: old ratings (good or bad), and new survey responses (a scale)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from centreline.evidence.vendors.values import Words, block, blocks, instant, number, text

__all__ = ["survey_rows"]

SCORES: Mapping[str, float | None] = {
    **dict.fromkeys(("good", "good_with_comment", "good_without_comment"), 1.0),
    **dict.fromkeys(("bad", "bad_with_comment", "bad_without_comment"), 0.0),
    "offered": None,
}
NOT_ASKED = ("unoffered", "unrated")
SAME_ANSWER = timedelta(minutes=1)
RATED = ("rating_scale", "customer_satisfaction_rating_scale")


def survey_rows(
    ticket: Mapping[str, Any],
    *,
    ratings: Sequence[Mapping[str, Any]],
    responses: Sequence[Mapping[str, Any]],
    ticket_id: str | None,
    words: Words,
) -> list[dict[str, Any]]:
    """Return what the customer answered about a ticket, each answer once.

    Zendesk repeats the newest answer inside the ticket, and writes answers on a scale a second time as good or bad:
    the answer itself stands, never its copy.

    Args:
        ticket: The ticket, empty where it has not come.
        ratings: Its old ratings.
        responses: Its new survey responses.
        ticket_id: What they are about.
        words: Takes words nobody foresaw.
    """
    known = {
        "contact_id": ticket_id,
        "customer_id": text(ticket.get("requester_id")),
        "queue": text(ticket.get("group_id")),
        "agent": text(ticket.get("assignee_id")),
    }
    answers = [row for response in responses for row in _answers(response, known=known)]
    if not ratings and not answers:
        return _inside(ticket, known=known, words=words)
    first = min((row["answered_at"] for row in answers), default=None)
    rated = [row for rating in ratings for row in _rating(rating, known=known, words=words)]
    return answers + [row for row in rated if first is None or row["answered_at"] < first - SAME_ANSWER]


def _rating(rating: Mapping[str, Any], *, known: Mapping[str, Any], words: Words) -> list[dict[str, Any]]:
    said = (text(rating.get("score")) or "").lower()
    asked_at = instant(rating.get("created_at"))
    answered_at = instant(rating.get("updated_at")) or asked_at
    if said in NOT_ASKED or answered_at is None:
        return []
    if said not in SCORES:
        words.note("survey_response.score", said)
        return []
    own = {"customer_id": "requester_id", "queue": "group_id", "agent": "assignee_id"}
    return [
        {
            **known,
            **{ours: told for ours, theirs in own.items() if (told := text(rating.get(theirs))) is not None},
            "response_id": text(rating.get("id")),
            "instrument": "satisfaction",
            "score": SCORES[said],
            "scale_min": 0.0,
            "scale_max": 1.0,
            "high_is_good": True,
            "asked_at": asked_at,
            "answered_at": answered_at,
            "comment": text(rating.get("comment")),
        }
    ]


def _inside(ticket: Mapping[str, Any], *, known: Mapping[str, Any], words: Words) -> list[dict[str, Any]]:
    """Return the rating a ticket carries itself: an object, or in older exports a word."""
    inside = ticket.get("satisfaction_rating")
    rating = {"score": inside} if isinstance(inside, str) else dict(block(inside))
    if not text(rating.get("score")):
        return []
    name = text(rating.get("id")) or f"ticket {known['contact_id']}"
    changed_at = ticket.get("updated_at")
    return _rating({"updated_at": changed_at, **rating, "id": name}, known=known, words=words)


def _answers(response: Mapping[str, Any], *, known: Mapping[str, Any]) -> list[dict[str, Any]]:
    answers = blocks(response.get("answers"))
    comment = next((text(answer.get("value")) for answer in answers if text(answer.get("value"))), None)
    rows = []
    for place, answer in enumerate(answers, start=1):
        question = block(answer.get("question"))
        answered_at = instant(answer.get("updated_at")) or instant(answer.get("created_at"))
        if answered_at is None or not (answer.get("type") in RATED or question.get("type") in RATED):
            continue
        lowest, highest = _scale(question)
        rows.append(
            {
                **known,
                "customer_id": text(response.get("responder_id")) or known["customer_id"],
                "response_id": f"{text(response.get('id'))}.{text(question.get('id')) or place}",
                "instrument": "satisfaction",
                "score": number(answer.get("rating")),
                "scale_min": lowest,
                "scale_max": highest,
                "high_is_good": True,
                "answered_at": answered_at,
                "comment": comment,
            }
        )
    return rows


def _scale(question: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Return the lowest and highest rating that could be chosen; Zendesk offers scales of two, three and five."""
    ratings = [number(option.get("rating")) for option in blocks(question.get("options"))]
    offered = [rating for rating in ratings if rating is not None]
    return (min(offered), max(offered)) if len(offered) > 1 else (None, None)
