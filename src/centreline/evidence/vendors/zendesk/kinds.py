"""Which of Zendesk's records a JSON object is, and to which ticket it belongs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from centreline.evidence.vendors.source import Record
from centreline.evidence.vendors.values import block, blocks, instant, text

__all__ = ["LISTS", "kind_of", "record_of", "with_sideloads", "works_here"]

LISTS = {
    "tickets": "ticket",
    "ticket": "ticket",
    "ticket_metrics": "ticket_metric",
    "ticket_metric": "ticket_metric",
    "metric_sets": "ticket_metric",
    "ticket_metric_events": "ticket_metric_event",
    "audits": "audit",
    "ticket_audits": "audit",
    "audit": "audit",
    "satisfaction_ratings": "satisfaction_rating",
    "satisfaction_rating": "satisfaction_rating",
    "survey_responses": "survey_response",
    "survey_response": "survey_response",
    "users": "user",
    "user": "user",
}
"""Under which names Zendesk's answers hold records, and of which kind."""

NAMED = {"id", "ticket_id"}
PEOPLE = {"requester_id", "submitter_id", "collaborator_ids", "cc"}
"""Fields of a ticket that name customers."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind of record is told: keys it always has, and keys of which it has one."""

    always: frozenset[str]
    one_of: frozenset[str]
    dated_by: tuple[str, ...]


KINDS = {
    "survey_response": _Kind(
        frozenset({"id", "answers"}), frozenset({"survey_id", "survey", "subject_zrns", "subjects"}), ()
    ),
    "ticket_metric": _Kind(
        frozenset(NAMED),
        frozenset({"reply_time_in_minutes", "full_resolution_time_in_minutes", "group_stations", "assignee_stations"}),
        ("updated_at", "created_at"),
    ),
    "ticket_metric_event": _Kind(frozenset({*NAMED, "metric", "type", "time"}), frozenset({"instance_id"}), ("time",)),
    "audit": _Kind(frozenset({*NAMED, "events"}), frozenset({"author_id", "created_at", "via"}), ("created_at",)),
    "satisfaction_rating": _Kind(
        frozenset({*NAMED, "score"}), frozenset({"requester_id", "assignee_id", "created_at"}), ("updated_at",)
    ),
    "user": _Kind(
        frozenset({"id", "role", "email"}), frozenset({"suspended", "verified", "user_fields"}), ("updated_at",)
    ),
    "ticket": _Kind(
        frozenset({"id", "status", "created_at"}), frozenset({"requester_id", "submitter_id"}), ("updated_at",)
    ),
}
"""In the order they are tried: a ticket's keys are the most common ones."""


def kind_of(body: Mapping[str, Any]) -> str | None:
    """Return which record a JSON object is by its keys; None where it is none of Zendesk's."""
    keys = set(body)
    return next((name for name, kind in KINDS.items() if kind.always <= keys and kind.one_of & keys), None)


def record_of(body: Mapping[str, Any]) -> Record | str:
    """Return the record a JSON object is, or what is wrong with it."""
    kind = kind_of(body)
    if kind is None:
        return "it is no ticket, metric, metric event, audit, rating, survey response or user of Zendesk"
    name = text(body["id"])
    if name is None:
        return f"the {kind} has no id"
    if kind == "user":
        return Record(kind, name, name, _changed_at(kind, body), {"user": dict(body)}, is_customer=True)
    subject = _subject(kind, body)
    if subject is None:
        return f"the {kind} names no ticket"
    if kind == "ticket" and instant(body["created_at"]) is None:
        return f"the ticket's created_at is no time: {str(body['created_at'])[:40]!r}"
    return Record(kind, name, subject, _changed_at(kind, body), _customers_apart(kind, body))


def _customers_apart(kind: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an audit in which customers stand under names of their own: `value` holds teams and statuses too."""
    if kind != "audit" or not any(event.get("field_name") in PEOPLE for event in blocks(body["events"])):
        return body
    named = {"value": "customer", "previous_value": "previous_customer"}
    events = [
        {named.get(key, key): value for key, value in event.items()} if event.get("field_name") in PEOPLE else event
        for event in blocks(body["events"])
    ]
    return {**body, "events": events}


def works_here(body: Mapping[str, Any]) -> bool:
    """Say whether a user is an agent or an administrator: no customer, and nothing is read of them."""
    return kind_of(body) == "user" and body["role"] != "end-user"


def with_sideloads(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the object, and the metrics that came inside of a ticket as a record of their own."""
    metrics = block(body.get("metric_set"))
    if kind_of(body) == "ticket" and metrics:
        return [body, {"ticket_id": body["id"], **metrics}]
    return [body]


def _subject(kind: str, body: Mapping[str, Any]) -> str | None:
    if kind == "ticket":
        return text(body["id"])
    if kind == "survey_response":
        return _surveyed(body) or f"survey {text(body['id'])}"
    return text(body["ticket_id"])


def _surveyed(body: Mapping[str, Any]) -> str | None:
    """Return the ticket a survey asked about: `subjects`, or names such as zen:ticket:99."""
    for subject in blocks(body.get("subjects")):
        if subject.get("type") in ("ticket", "request") and text(subject.get("id")):
            return text(subject["id"])
    names = body.get("subject_zrns")
    for name in names if isinstance(names, list) else []:
        if (met := re.fullmatch(r"z(?:e|r)n:(?:ticket|request):(\d+)", str(name))) is not None:
            return met[1]
    return None


def _changed_at(kind: str, body: Mapping[str, Any]) -> datetime | None:
    if kind == "survey_response":
        times = [instant(answer.get("updated_at")) for answer in blocks(body["answers"])]
    else:
        times = [instant(body.get(key)) for key in KINDS[kind].dated_by]
    if kind == "ticket":
        # Triggers and automations change a ticket without touching `updated_at`.
        times.append(instant(body.get("generated_timestamp")))
    return max((at for at in times if at is not None), default=None)
