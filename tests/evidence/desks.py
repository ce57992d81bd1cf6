"""What desks export, made up: `from desks import zendesk_ticket`. Each takes what differs and fills in the rest."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def write_lines(path: Path, records: Iterable[Mapping[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def zendesk_ticket(number: int = 41, **told: Any) -> Json:
    return {
        "id": number,
        "url": f"https://example.zendesk.com/api/v2/tickets/{number}.json",
        "external_id": None,
        "type": "question",
        "subject": "Bill twice",
        "raw_subject": "Bill twice",
        "description": "I was billed twice",
        "priority": "high",
        "status": "solved",
        "requester_id": 7001,
        "submitter_id": 7001,
        "assignee_id": 301,
        "group_id": 22,
        "organization_id": None,  # lint: words - as Zendesk spells it
        "tags": ["billing"],
        "custom_fields": [{"id": 5, "value": None}],
        "via": {"channel": "email", "source": {"from": {"address": "ann@example.org", "name": "Ann"}, "rel": None}},
        "satisfaction_rating": {"score": "unoffered"},
        "problem_id": None,
        "followup_ids": [],
        "created_at": "2026-03-02T09:00:00Z",
        "updated_at": "2026-03-03T10:00:00Z",
        **told,
    }


def zendesk_metric(ticket: int = 41, **told: Any) -> Json:
    return {
        "id": 9000 + ticket,
        "ticket_id": ticket,
        "reopens": 1,
        "replies": 3,
        "assignee_stations": 2,
        "group_stations": 2,
        "reply_time_in_minutes": {"calendar": 75, "business": 15},
        "first_resolution_time_in_minutes": {"calendar": 400, "business": 100},
        "full_resolution_time_in_minutes": {"calendar": 1400, "business": 500},
        "agent_wait_time_in_minutes": {"calendar": 30, "business": 10},
        "requester_wait_time_in_minutes": {"calendar": 300, "business": 90},
        "on_hold_time_in_minutes": {"calendar": 0, "business": 0},
        "initially_assigned_at": "2026-03-02T09:30:00Z",
        "solved_at": "2026-03-03T09:50:00Z",
        "created_at": "2026-03-02T09:00:00Z",
        "updated_at": "2026-03-03T10:00:00Z",
        **told,
    }


def zendesk_audit(number: int, *changes: tuple[str, Any, Any], ticket: int = 41, **told: Any) -> Json:
    """Changes are (field, from, to); from None is a field that had no value."""
    events = [
        {"id": number * 10 + place, "type": "Change" if before is not None else "Create", "field_name": field,
         "value": after, **({"previous_value": before} if before is not None else {})}
        for place, (field, before, after) in enumerate(changes, start=1)
    ]  # fmt: skip
    return {
        "id": number,
        "ticket_id": ticket,
        "created_at": f"2026-03-02T{9 + number % 10:02}:00:00Z",
        "author_id": 7001,
        "metadata": {"system": {"ip_address": "203.0.113.9"}},
        "via": {"channel": "web"},
        "events": events,
        **told,
    }


def zendesk_rating(number: int = 62, **told: Any) -> Json:
    return {
        "id": number,
        "ticket_id": 41,
        "assignee_id": 301,
        "group_id": 22,
        "requester_id": 7001,
        "score": "good",
        "comment": "quick",
        "created_at": "2026-03-03T12:00:00Z",
        "updated_at": "2026-03-03T13:00:00Z",
        **told,
    }


def zendesk_survey(number: str = "01J1", *, rating: float | None = 4, ticket: int = 41, **told: Any) -> Json:
    options = [{"rating": each, "label": str(each)} for each in (1, 2, 3, 4, 5)]
    answered = {"created_at": "2026-03-03T13:00:00.000Z", "updated_at": "2026-03-03T13:05:00.000Z"}
    asked = {"id": "Q1", "type": "rating_scale", "options": options}
    answer = {"type": "skipped"} if rating is None else {"type": "rating_scale", "rating": rating}
    return {
        "id": number,
        "survey": {"id": "S", "version": 3, "state": "enabled"},
        "expires_at": "2026-04-03T13:00:00.000Z",
        "responder_id": 7001,
        "subject_zrns": [f"zen:ticket:{ticket}"],
        "answers": [
            {**answer, "question": asked, **answered},
            {"type": "open_ended", "value": "well done", "question": {"id": "Q2", "type": "open_ended"}, **answered},
        ],
        **told,
    }


def zendesk_records() -> list[Json]:
    """Return every kind of record, of two tickets."""
    return [
        zendesk_ticket(),
        zendesk_metric(),
        zendesk_audit(1, ("group_id", None, "21"), ("status", None, "new")),
        zendesk_audit(2, ("group_id", "21", "22"), ("assignee_id", None, "301"), ("status", "new", "open")),
        zendesk_audit(3, ("status", "open", "solved")),
        zendesk_rating(),
        zendesk_ticket(42, requester_id=7002, submitter_id=301, status="open", assignee_id=None, group_id=21),
        zendesk_survey("01J2", ticket=42),
        {"id": 1, "ticket_id": 41, "instance_id": 1, "metric": "reply_time", "type": "apply_sla",
         "time": "2026-03-02T09:00:00Z", "sla": {"target": 240}},
        {"id": 2, "ticket_id": 41, "instance_id": 1, "metric": "reply_time", "type": "fulfill",
         "time": "2026-03-02T10:14:30Z", "status": {"calendar": 74, "business": 15}},
    ]  # fmt: skip


def intercom_part(number: int, kind: str = "comment", *, by: str = "admin", who: str = "88", **told: Any) -> Json:
    return {
        "type": "conversation_part",
        "id": str(number),
        "part_type": kind,
        "body": None,
        "created_at": 1_772_442_000 + number * 60,
        "updated_at": 1_772_442_000 + number * 60,
        "notified_at": 1_772_442_000 + number * 60,
        "assigned_to": None,
        "author": {"type": by, "id": who, "name": "Somebody", "email": f"{who}@example.org"},
        "attachments": [],
        "redacted": False,
        **told,
    }


def intercom_conversation(number: str = "5001", *, parts: Iterable[Mapping[str, Any]] = (), **told: Any) -> Json:
    """Began on 2026-03-02 at 09:00 UTC."""
    return {
        "type": "conversation",
        "id": number,
        "created_at": 1_772_442_000,
        "updated_at": 1_772_470_000,
        "waiting_since": None,
        "snoozed_until": None,
        "state": "closed",
        "open": False,
        "read": True,
        "priority": "not_priority",
        "admin_assignee_id": 88,
        "team_assignee_id": "9",
        "source": {
            "type": "conversation",
            "id": "m1",
            "delivered_as": "customer_initiated",
            "subject": "",
            "body": "<p>Where is <b>my refund</b>?</p>",
            "author": {"type": "user", "id": "c-70", "name": "Ann", "email": "ann@example.org"},
        },
        "contacts": {"type": "contact.list", "contacts": [{"type": "contact", "id": "c-70", "external_id": "70"}]},
        "teammates": {"type": "admin.list", "teammates": [{"type": "admin", "id": "88"}]},
        "topics": {"type": "topic.list", "topics": [{"type": "topic", "id": 1, "name": "Refund"}]},
        "custom_attributes": {},
        "conversation_rating": {"rating": 5, "remark": "kind", "created_at": 1_772_460_000, "teammate": {"id": 88}},
        "sla_applied": {"type": "conversation_sla_summary", "sla_name": "Gold", "sla_status": "hit"},
        "statistics": {
            "type": "conversation_statistics",
            "first_assignment_at": 1_772_442_120,
            "first_admin_reply_at": 1_772_442_300,
            "last_close_at": 1_772_445_600,
            "time_to_admin_reply": 60,
            "count_reopens": 1,
            "count_assignments": 2,
            "handling_time": 540,
        },
        "ai_agent_participated": False,
        "ai_agent": None,
        "conversation_parts": {"type": "conversation_part.list", "conversation_parts": list(parts)},
        **told,
    }


def intercom_parts() -> list[Json]:
    return [
        intercom_part(2, "assignment", by="bot", who="b-1", assigned_to={"type": "team", "id": "8"}),
        intercom_part(5, body="<div>Let me look</div><script>x()</script>"),
        intercom_part(6, "note", body="<p>seems angry</p>"),
        intercom_part(7, "assignment", assigned_to={"type": "team", "id": "9"}),
        intercom_part(9, by="user", who="c-70", body="<p>Thanks &amp; bye</p>"),
        intercom_part(60, "close"),
    ]


def chatwoot_message(number: int, kind: int = 0, content: str = "Hello", **told: Any) -> Json:
    senders = {
        0: {"id": 70, "type": "contact", "name": "Ann", "email": "ann@example.org", "phone_number": "+493012345678"},
        1: {"id": 7, "type": "user", "name": "Lee"},
    }
    return {
        "id": number,
        "content": content,
        "inbox_id": 3,
        "conversation_id": 15,
        "message_type": kind,
        "content_type": "text",
        "content_attributes": {},
        "created_at": 1_772_442_000 + number,
        "private": False,
        "source_id": None,
        **({"sender": senders[kind]} if kind in senders else {}),
        **told,
    }


def chatwoot_conversation(number: int = 15, *, messages: Iterable[Mapping[str, Any]] = (), **told: Any) -> Json:
    """Began on 2026-03-02 at 09:00 UTC."""
    return {
        "meta": {
            "sender": {"id": 70, "name": "Ann", "email": "ann@example.org", "phone_number": "+493012345678"},
            "channel": "Channel::WebWidget",
            "assignee": {"id": 7, "name": "Lee"},
            "team": {"id": 2, "name": "billing"},
        },
        "id": number,
        "messages": list(messages),
        "account_id": 1,
        "uuid": "8a6b",
        "inbox_id": 3,
        "labels": ["refund", "vip"],
        "status": "resolved",
        "created_at": 1_772_442_000,
        "timestamp": 1_772_449_200,
        "last_activity_at": 1_772_449_200,
        "first_reply_created_at": 1_772_442_090,
        "can_reply": True,
        "priority": "high",
        "custom_attributes": {},
        **told,
    }


def chatwoot_event(number: int, name: str, *, seconds: int, **told: Any) -> Json:
    return {
        "id": number,
        "name": name,
        "value": float(seconds),
        "value_in_business_hours": 0.0,
        "event_start_time": "2026-03-02T09:00:00.000Z",
        "event_end_time": f"2026-03-02T{9 + seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000Z",
        "account_id": 1,
        "inbox_id": 3,
        "user_id": 7,
        "conversation_id": 15,
        **told,
    }


def chatwoot_response(**told: Any) -> Json:
    return {
        "id": 4,
        "rating": 4,
        "feedback_message": "good",
        "account_id": 1,
        "message_id": 205,
        "contact": {"id": 70, "name": "Ann", "email": "ann@example.org"},
        "conversation_id": 15,
        "assigned_agent": {"id": 7, "name": "Lee"},
        "created_at": 1_772_449_500,
        **told,
    }


def chatwoot_records() -> list[Json]:
    asked = {"csat_survey_response": {"rating": 4, "feedback_message": "good"}}
    return [
        chatwoot_conversation(messages=[chatwoot_message(201), chatwoot_message(202, 1, "Hi, I am Lee")]),
        chatwoot_message(203, 2, "Conversation was resolved by Lee"),
        chatwoot_message(204, 1, "she is angry", private=True),
        chatwoot_message(
            205, 3, "Please rate", content_type="input_csat", content_attributes={"submitted_values": asked}
        ),
        chatwoot_event(31, "first_response", seconds=90),
        chatwoot_event(32, "conversation_resolved", seconds=3600),
        chatwoot_event(33, "conversation_resolved", seconds=7200),
        chatwoot_response(),
    ]
