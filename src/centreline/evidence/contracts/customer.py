"""The table `customer`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["CUSTOMER"]

CUSTOMER = Contract(
    name="customer",
    meaning="One customer, as a source knows them on one day; identifiers are keyed pseudonyms.",
    key=("source", "customer_id"),
    dated_by="known_on",
    retention=Retention.CONTACT_FACTS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column(
            "customer_id", Kind.TEXT, "The customer, as contacts name them.", required=True, privacy=Privacy.CUSTOMER
        ),
        Column("known_on", Kind.DAY, "The day of which the row speaks.", required=True, privacy=Privacy.NONE),
        Column("since", Kind.DAY, "Customer since.", privacy=Privacy.CUSTOMER),
        Column("until", Kind.DAY, "Left on; empty while they stay.", privacy=Privacy.CUSTOMER),
        Column("left_because", Kind.TEXT, "Why they left, as coded by the source.", privacy=Privacy.CUSTOMER),
        Column("segment", Kind.TEXT, "The segment the source puts them in.", privacy=Privacy.CUSTOMER),
        Column("region", Kind.TEXT, "Region.", privacy=Privacy.CUSTOMER),
        Column(
            "value_per_year",
            Kind.NUMBER,
            "What they bring in a year, in the workspace’s currency.",
            privacy=Privacy.CUSTOMER,
        ),
        Column("phone_key", Kind.TEXT, "Pseudonym of the telephone number.", privacy=Privacy.CUSTOMER),
        Column("email_key", Kind.TEXT, "Pseudonym of the e-mail address.", privacy=Privacy.CUSTOMER),
        Column("name_key", Kind.TEXT, "Pseudonym of the name, folded to plain letters.", privacy=Privacy.CUSTOMER),
        Column("birth_key", Kind.TEXT, "Pseudonym of the day of birth.", privacy=Privacy.CUSTOMER),
        Column("postcode_key", Kind.TEXT, "Pseudonym of the postcode.", privacy=Privacy.CUSTOMER),
        Column("account_key", Kind.TEXT, "Pseudonym of the account or contract number.", privacy=Privacy.CUSTOMER),
    ),
)
