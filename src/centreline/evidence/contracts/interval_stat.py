"""The table `interval_stat`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["INTERVAL_STAT"]

INTERVAL_STAT = Contract(
    name="interval_stat",
    meaning="What a system counted in one interval for one queue, and for one agent where `agent` is filled.",
    key=(
        "source",
        "queue",
        "agent",
        "starts_at",
    ),
    dated_by="starts_at",
    retention=Retention.OPERATIONS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column(
            "queue", Kind.TEXT, "The queue, or the whole centre under one name.", required=True, privacy=Privacy.NONE
        ),
        Column(
            "agent",
            Kind.TEXT,
            "The agent, where the interval is about one; empty for the whole queue.",
            privacy=Privacy.WORKER,
        ),
        Column("partner", Kind.TEXT, "The outsourcing partner; empty for the centre itself.", privacy=Privacy.NONE),
        Column("team", Kind.TEXT, "The team.", privacy=Privacy.NONE),
        Column("starts_at", Kind.INSTANT, "When the interval begins.", required=True, privacy=Privacy.NONE),
        Column("length_ms", Kind.MILLISECONDS, "How long it is.", privacy=Privacy.NONE),
        Column("offered", Kind.WHOLE, "Contacts that entered the queue.", privacy=Privacy.NONE),
        Column("handled", Kind.WHOLE, "Contacts a person took.", privacy=Privacy.NONE),
        Column("abandoned", Kind.WHOLE, "Contacts that left the queue unanswered.", privacy=Privacy.NONE),
        Column("answered_in_threshold", Kind.WHOLE, "Contacts answered within the threshold.", privacy=Privacy.NONE),
        Column("threshold_ms", Kind.MILLISECONDS, "The threshold.", privacy=Privacy.NONE),
        Column("wait_ms", Kind.MILLISECONDS, "Sum of the waits of those answered.", privacy=Privacy.NONE),
        Column("talk_ms", Kind.MILLISECONDS, "Sum of talk.", privacy=Privacy.NONE),
        Column("hold_ms", Kind.MILLISECONDS, "Sum of hold.", privacy=Privacy.NONE),
        Column("wrap_ms", Kind.MILLISECONDS, "Sum of after-contact work.", privacy=Privacy.NONE),
        Column(
            "reported_service_level",
            Kind.SHARE,
            "Service level as the source printed it; its definition is the source's own.",
            privacy=Privacy.NONE,
        ),
        Column(
            "reported_wait_ms",
            Kind.MILLISECONDS,
            "Average speed of answer as the source printed it.",
            privacy=Privacy.NONE,
        ),
        Column(
            "available_ms", Kind.MILLISECONDS, "Time agents were ready and waiting for a contact.", privacy=Privacy.NONE
        ),
        Column(
            "scheduled_ms",
            Kind.MILLISECONDS,
            "Time agents were scheduled to work in the interval.",
            privacy=Privacy.NONE,
        ),
        Column(
            "scheduled_on_queue_ms",
            Kind.MILLISECONDS,
            "Part of the scheduled time meant for contacts.",
            privacy=Privacy.NONE,
        ),
        Column(
            "on_queue_ms",
            Kind.MILLISECONDS,
            "Time agents were on queue (handling or available), inside or outside their schedule.",
            privacy=Privacy.NONE,
        ),
        Column(
            "off_schedule_ms",
            Kind.MILLISECONDS,
            "Scheduled time in which the agent was not doing what the schedule said.",
            privacy=Privacy.NONE,
        ),
        Column("beyond_schedule_ms", Kind.MILLISECONDS, "Time worked outside the schedule.", privacy=Privacy.NONE),
        Column("paid_ms", Kind.MILLISECONDS, "Time paid for.", privacy=Privacy.NONE),
        Column(
            "absent_ms", Kind.MILLISECONDS, "Scheduled time for which the agent did not come.", privacy=Privacy.NONE
        ),
        Column("forecast_offered", Kind.WHOLE, "Contacts forecast for the interval.", privacy=Privacy.NONE),
        Column("staff_required", Kind.NUMBER, "Agents the forecast asked for.", privacy=Privacy.NONE),
        Column("staff_scheduled", Kind.NUMBER, "Agents scheduled.", privacy=Privacy.NONE),
    ),
)
