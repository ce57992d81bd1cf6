"""The table `survey_response`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["SURVEY_RESPONSE"]

SURVEY_RESPONSE = Contract(
    name="survey_response",
    meaning="One customer's answer to one question of a survey.",
    key=(
        "source",
        "response_id",
    ),
    dated_by="answered_at",
    retention=Retention.CONTACT_FACTS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("response_id", Kind.TEXT, "Its name in the source.", required=True, privacy=Privacy.NONE),
        Column("contact_id", Kind.TEXT, "The contact it is about.", privacy=Privacy.NONE),
        Column(
            "leg_no",
            Kind.WHOLE,
            "The leg of the contact it is about; empty where it is about all of it, or nobody says.",
            privacy=Privacy.NONE,
        ),
        Column("customer_id", Kind.TEXT, "The customer.", privacy=Privacy.CUSTOMER),
        Column(
            "instrument",
            Kind.CHOICE,
            "What was asked: satisfaction (CSAT), effort (CES), recommendation (NPS), "
            "resolution (was it resolved: 1 yes, 0 no).",
            required=True,
            choices=("satisfaction", "effort", "recommendation", "resolution", "other"),
            privacy=Privacy.NONE,
        ),
        Column(
            "score",
            Kind.NUMBER,
            "The answer on its own scale; empty when the customer was invited and did not answer.",
            privacy=Privacy.NONE,
        ),
        Column("scale_min", Kind.NUMBER, "Lowest answer possible.", privacy=Privacy.NONE),
        Column("scale_max", Kind.NUMBER, "Highest answer possible.", privacy=Privacy.NONE),
        Column("high_is_good", Kind.FLAG, "Whether a high answer is a good one.", privacy=Privacy.NONE),
        Column("asked_at", Kind.INSTANT, "When it was asked.", privacy=Privacy.NONE),
        Column(
            "answered_at",
            Kind.INSTANT,
            "When it was answered; when it was asked, for those who did not answer.",
            required=True,
            privacy=Privacy.NONE,
        ),
        Column("queue", Kind.TEXT, "The queue of the contact.", privacy=Privacy.NONE),
        Column("partner", Kind.TEXT, "The partner of the contact; empty for the centre itself.", privacy=Privacy.NONE),
        Column("agent", Kind.TEXT, "The agent of the contact.", privacy=Privacy.WORKER),
        Column("comment", Kind.TEXT, "What the customer wrote.", privacy=Privacy.FREE_TEXT),
    ),
)
