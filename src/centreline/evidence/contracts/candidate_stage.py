"""The table `candidate_stage`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["CANDIDATE_STAGE"]

CANDIDATE_STAGE = Contract(
    name="candidate_stage",
    meaning="One stage of one application for a job; candidates are keyed pseudonyms.",
    key=("source", "application_id", "stage"),
    dated_by="entered_at",
    retention=Retention.WORKER_RECORDS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("application_id", Kind.TEXT, "The application.", required=True, privacy=Privacy.WORKER),
        Column("candidate", Kind.TEXT, "The candidate.", privacy=Privacy.WORKER),
        Column("job", Kind.TEXT, "The job applied for.", privacy=Privacy.NONE),
        Column("role", Kind.TEXT, "The role in the operating model.", privacy=Privacy.NONE),
        Column("stage", Kind.TEXT, "The stage as the source names it.", required=True, privacy=Privacy.NONE),
        Column("entered_at", Kind.INSTANT, "When the stage began.", required=True, privacy=Privacy.NONE),
        Column("left_at", Kind.INSTANT, "When it ended.", privacy=Privacy.NONE),
        Column(
            "outcome",
            Kind.CHOICE,
            "What became of it.",
            choices=("passed", "rejected", "withdrew", "hired", "open", "other"),
            privacy=Privacy.NONE,
        ),
        Column("because", Kind.TEXT, "Why it ended, as coded by the source.", privacy=Privacy.NONE),
        Column("channel", Kind.TEXT, "Where the candidate came from.", privacy=Privacy.NONE),
        Column("recruiter", Kind.TEXT, "Who held the stage.", privacy=Privacy.WORKER),
        Column("team", Kind.TEXT, "The team.", privacy=Privacy.NONE),
        Column("site", Kind.TEXT, "The site.", privacy=Privacy.NONE),
        Column("partner", Kind.TEXT, "The outsourcing partner; empty for the centre itself.", privacy=Privacy.NONE),
    ),
)
