"""The table `agent_state`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["AGENT_STATE"]

AGENT_STATE = Contract(
    name="agent_state",
    meaning="One stretch in which an agent was in one state.",
    key=("source", "agent", "started_at"),
    dated_by="started_at",
    retention=Retention.WORKER_RECORDS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("agent", Kind.TEXT, "The agent.", required=True, privacy=Privacy.WORKER),
        Column("partner", Kind.TEXT, "The outsourcing partner; empty for the centre itself.", privacy=Privacy.NONE),
        Column("team", Kind.TEXT, "The team.", privacy=Privacy.NONE),
        Column("site", Kind.TEXT, "The site.", privacy=Privacy.NONE),
        Column("state", Kind.TEXT, "The state as the source names it.", required=True, privacy=Privacy.NONE),
        Column(
            "category",
            Kind.CHOICE,
            "What kind of state it is.",
            choices=(
                "on_queue_work",
                "available",
                "off_queue_work",
                "break",
                "meal",
                "meeting",
                "training",
                "time_off",
                "unavailable",
                "unscheduled",
                "other",
            ),
            privacy=Privacy.NONE,
        ),
        Column("started_at", Kind.INSTANT, "When it began.", required=True, privacy=Privacy.NONE),
        Column("ended_at", Kind.INSTANT, "When it ended; empty while it lasts.", privacy=Privacy.NONE),
        Column(
            "contact_id", Kind.TEXT, "The contact the agent was with, where the source says so.", privacy=Privacy.NONE
        ),
    ),
)
