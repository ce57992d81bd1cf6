"""Genesys' words and what they mean in the tables."""

__all__ = ["ACTIVITIES", "CHANNELS", "DISCONNECTS", "TRANSFERS", "WORKERS", "activity_kind"]

WORKERS = frozenset({"agent", "user"})
"""Purposes of participants who are workers; everybody else is a queue, a machine or a customer."""

CHANNELS: dict[str, str | None] = {
    "voice": "voice",
    "callback": "voice",
    "chat": "chat",
    "webchat": "chat",
    "webmessaging": "message",
    "message": "message",
    "sms": "message",
    "email": "email",
    "socialexpression": "social",
    "workitem": "task",
    "unknown": None,
}
"""Channels by `mediaType`."""

TRANSFERS = frozenset(
    {"transfer", "consulttransfer", "conferencetransfer", "forwardtransfer", "noanswertransfer", "transferdnd"}
)

DISCONNECTS: dict[str, str | None] = {
    "client": "agent",
    "endpoint": "agent",
    "peer": "customer",
    **dict.fromkeys(TRANSFERS, "transfer"),
    **dict.fromkeys(
        ("system", "timeout", "error", "spam", "inactivity", "transportfailure", "uncallable", "other"), "system"
    ),
    "unknown": None,
}
"""Who ended an agent's stretch, by `disconnectType`: “client” is whose session it is, “peer” the other side."""

ACTIVITIES = {
    "onqueuework": "on_queue_work",
    "offqueuework": "off_queue_work",
    "break": "break",
    "meal": "meal",
    "meeting": "meeting",
    "training": "training",
    "timeoff": "time_off",
    "unavailable": "unavailable",
    "unscheduled": "unscheduled",
}
"""Categories of activities, without spaces and in small letters."""


def activity_kind(word: str) -> str:
    """Fold a category: Genesys writes OnQueueWork and ON_QUEUE_WORK.

    >>> activity_kind("ON_QUEUE_WORK"), activity_kind("TimeOff")
    ('onqueuework', 'timeoff')
    """
    return word.replace("_", "").replace(" ", "").lower()
