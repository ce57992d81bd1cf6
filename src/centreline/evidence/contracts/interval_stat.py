"""The table `interval_stat`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy

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
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True),
        Column("queue", Kind.TEXT, "The queue, or the whole centre under one name.", required=True),
        Column(
            "agent",
            Kind.TEXT,
            "The agent, where the interval is about one; empty for the whole queue.",
            privacy=Privacy.WORKER,
        ),
        Column("partner", Kind.TEXT, "The outsourcing partner; empty for the centre itself."),
        Column("team", Kind.TEXT, "The team."),
        Column("starts_at", Kind.INSTANT, "When the interval begins.", required=True),
        Column("length_ms", Kind.MILLISECONDS, "How long it is."),
        Column("offered", Kind.WHOLE, "Contacts that entered the queue."),
        Column("handled", Kind.WHOLE, "Contacts a person took."),
        Column("abandoned", Kind.WHOLE, "Contacts that left the queue unanswered."),
        Column("answered_in_threshold", Kind.WHOLE, "Contacts answered within the threshold."),
        Column("threshold_ms", Kind.MILLISECONDS, "The threshold."),
        Column("wait_ms", Kind.MILLISECONDS, "Sum of the waits of those answered."),
        Column("talk_ms", Kind.MILLISECONDS, "Sum of talk."),
        Column("hold_ms", Kind.MILLISECONDS, "Sum of hold."),
        Column("wrap_ms", Kind.MILLISECONDS, "Sum of after-contact work."),
        Column(
            "reported_service_level",
            Kind.SHARE,
            "Service level as the source printed it; its definition is the source's own.",
        ),
        Column("reported_wait_ms", Kind.MILLISECONDS, "Average speed of answer as the source printed it."),
        Column("available_ms", Kind.MILLISECONDS, "Time agents were ready and waiting for a contact."),
        Column("scheduled_ms", Kind.MILLISECONDS, "Time agents were scheduled to work in the interval."),
        Column("scheduled_on_queue_ms", Kind.MILLISECONDS, "Part of the scheduled time meant for contacts."),
        Column(
            "on_queue_ms",
            Kind.MILLISECONDS,
            "Time agents were on queue (handling or available), inside or outside their schedule.",
        ),
        Column(
            "off_schedule_ms",
            Kind.MILLISECONDS,
            "Scheduled time in which the agent was not doing what the schedule said.",
        ),
        Column("beyond_schedule_ms", Kind.MILLISECONDS, "Time worked outside the schedule."),
        Column("paid_ms", Kind.MILLISECONDS, "Time paid for."),
        Column("absent_ms", Kind.MILLISECONDS, "Scheduled time for which the agent did not come."),
        Column("forecast_offered", Kind.WHOLE, "Contacts forecast for the interval."),
        Column("staff_required", Kind.NUMBER, "Agents the forecast asked for."),
        Column("staff_scheduled", Kind.NUMBER, "Agents scheduled."),
    ),
)
