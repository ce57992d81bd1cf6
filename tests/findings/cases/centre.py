"""The sound centre as it is written down: three touchpoints, one partner, and everything in order on 31 March 2026."""

from datetime import date
from typing import Any

_RESOLVED = {"metric": "first_contact_resolution", "variant": "no_return_7d", "at_least": 0.7}
_QUICK = {"metric": "service_level", "variant": "with_quick_abandons", "at_least": 0.8}


def _measure(measure: dict[str, Any], owner: str) -> dict[str, Any]:
    return {**measure, "owner": owner, "cadence": "weekly"}


def touchpoint(key: str, title: str, **facts: Any) -> dict[str, Any]:
    """Return a touchpoint as it is written, with the facts given."""
    return {
        "id": key,
        "title": title,
        "customer_types": ["household"],
        "takes_s": 360,
        "risks": [{"what": "The wrong account is changed.", "guard": "Two answers are checked first."}],
        **facts,
    }


def _role(key: str, title: str, team: str, **plan: Any) -> dict[str, Any]:
    return {
        "id": key,
        "title": title,
        "team": team,
        "skills": ["listening", "accounts"],
        "incentives": ["problems solved at the first contact"],
        "ways_of_working": "A stand-up each morning.",
        "environment": "hybrid",
        "recruiting": "Work samples, then a day on the floor.",
        "training": "Three weeks, then a mentor.",
        "support": "A coach for each twelve people.",
        "measurement": ["first_contact_resolution"],
        **plan,
    }


def _team(key: str, title: str, function: str, **more: Any) -> dict[str, Any]:
    return {"id": key, "title": title, "function": function, "site": "haven", "lead": "head-of-service", **more}


def _procedure(key: str, title: str, does: list[str], roles: list[str], **more: Any) -> dict[str, Any]:
    return {
        "id": key,
        "title": title,
        "version": "3",
        "owner": "knowledge-lead",
        "changed_on": date(2025, 11, 3),
        "last_verified_on": date(2026, 1, 12),
        "review_interval_days": 180,
        "steps": [{"does": step, "system": "desk"} for step in does],
        "trainings": [
            {
                "id": f"learn-{key}",
                "title": f"How to: {title}",
                "teaches_version": "3",
                "updated_on": date(2025, 11, 10),
                "for_roles": roles,
            }
        ],
        **more,
    }


_LINES = [
    ("internal_teams", 90_000), ("leadership", 9_000), ("vendor_management", 2_000), ("workforce_planning", 3_000),
    ("quality", 4_000), ("training", 5_000), ("reporting", 2_500), ("escalations", 3_000), ("technology", 6_000),
    ("rework", 2_000), ("churn", 7_000), ("missed_revenue", 4_000), ("facilities", 5_000), ("recruiting", 2_000),
]  # fmt: skip

CENTRE: dict[str, Any] = {
    "id": "harbour",
    "title": "Harbour Water, customer service (made up)",
    "version": "7",
    "made_up": True,
    "organisation": {
        "name": "Harbour Water (made up)",
        "vision": "Nobody thinks about water.",
        "mission": "Clear water and clear bills.",
        "values": ["straight answers"],
        "brand_promise": "One call, and it is settled.",
    },
    "sites": [
        {"id": "haven", "title": "Haven", "zone": "Europe/Lisbon"},
        {"id": "cape", "title": "Cape", "zone": "Africa/Johannesburg", "partner": "tide"},
    ],
    "teams": [
        _team("care", "Customer care", "customer_service"),
        _team("ledger", "Ledger", "operations"),
        _team("tide-chat", "Tide chat", "customer_service", partner="tide", site="cape", lead="tide-lead"),
        _team("people", "People", "human_resources"),
        _team("academy", "Academy", "training"),
        _team("planning", "Planning", "workforce"),
        _team("listening", "Listening", "quality"),
        _team("numbers", "Numbers", "analytics"),
        _team("know", "Knowledge", "knowledge"),
        _team("systems", "Systems", "information_technology"),
        _team("books", "Books", "finance"),
    ],
    "roles": [
        _role("head-of-service", "Head of service", "care", measurement=["first_contact_resolution", "service_level"]),
        _role("care-agent", "Care agent", "care"),
        _role("ledger-clerk", "Ledger clerk", "ledger"),
        _role("ledger-head", "Head of ledger", "ledger"),
        _role("tide-agent", "Tide agent", "tide-chat"),
        _role("tide-lead", "Tide lead", "tide-chat"),
        _role("partner-manager", "Partner manager", "care"),
        _role("knowledge-lead", "Knowledge lead", "know"),
        _role("data-lead", "Data lead", "numbers"),
        _role("systems-lead", "Systems lead", "systems"),
    ],
    "partners": [
        {
            "id": "tide",
            "title": "Tide Contact (made up)",
            "owner": "partner-manager",
            "scope": ["start-chat"],
            "service_levels": [_measure(_RESOLVED, "partner-manager"), _measure(_QUICK, "partner-manager")],
            "rates": [{"amount": 4.2, "per": "resolved_issue"}],
            "contract_ends_on": date(2027, 6, 30),
            "last_visited_on": date(2026, 2, 3),
        }
    ],
    "journeys": [
        {
            "id": "settle-a-bill",
            "title": "Settle a bill",
            "customer_types": ["household"],
            "owner": "head-of-service",
            "outcome": "A bill the customer understands and has settled.",
            "stages": [
                {
                    "id": "ask",
                    "title": "Ask",
                    "touchpoints": [
                        touchpoint(
                            "bill-call",
                            "Call about a bill",
                            what="A customer calls because a bill looks wrong.",
                            why="Bills that are not understood are not paid.",
                            trigger="The yearly bill arrives.",
                            happens="An agent reads the bill with the caller and explains each line.",
                            channels=["voice"],
                            owner="head-of-service",
                            handled_by=["care-agent"],
                            systems=["desk", "switch"],
                            procedures=["explain-a-bill"],
                            ideal_outcome="The caller knows what to pay and why.",
                            measures=[_measure(_RESOLVED, "head-of-service"), _measure(_QUICK, "head-of-service")],
                            handoffs=[
                                {
                                    "to": "bill-correction",
                                    "passes": ["account", "lines in dispute"],
                                    "within_s": 86_400,
                                    "accepted_by_sender": True,
                                    "accepted_by_receiver": True,
                                }
                            ],
                            recognised_by={"queues": ["billing"]},
                        )
                    ],
                },
                {
                    "id": "mend",
                    "title": "Mend",
                    "touchpoints": [
                        touchpoint(
                            "bill-correction",
                            "Correct a bill",
                            what="A wrong reading is mended in the ledger.",
                            why="A customer must not pay for water that never flowed.",
                            trigger="Care hands over a disputed line.",
                            happens="A clerk compares meter history, books a credit and writes to the household.",
                            channels=["letter"],
                            owner="ledger-head",
                            handled_by=["ledger-clerk"],
                            systems=["desk"],
                            procedures=["correct-a-reading"],
                            ideal_outcome="The next bill is right.",
                            measures=[_measure(_RESOLVED, "ledger-head")],
                            ends_here=True,
                            recognised_by={"queues": ["ledger"]},
                        )
                    ],
                },
            ],
        },
        {
            "id": "start-service",
            "title": "Start service",
            "customer_types": ["household"],
            "owner": "head-of-service",
            "outcome": "Water runs on moving day.",
            "stages": [
                {
                    "id": "open",
                    "title": "Open an account",
                    "touchpoints": [
                        touchpoint(
                            "start-chat",
                            "Chat to open an account",
                            what="Somebody who moves in asks for an account.",
                            why="New homes need supply before the removal van leaves.",
                            trigger="A tenancy begins.",
                            happens="Names, address and first meter figure are taken down in chat.",
                            channels=["chat"],
                            owner="head-of-service",
                            handled_by=["tide-agent"],
                            systems=["desk"],
                            procedures=["open-an-account"],
                            ideal_outcome="An account exists and supply is booked.",
                            measures=[_measure(_RESOLVED, "head-of-service"), _measure(_QUICK, "head-of-service")],
                            ends_here=True,
                            partner="tide",
                            automation="assisted",
                            recognised_by={"queues": ["start"]},
                        )
                    ],
                }
            ],
        },
    ],
    "procedures": [
        _procedure("explain-a-bill", "Explain a bill", ["Open the bill.", "Read each line aloud."], ["care-agent"]),
        _procedure("correct-a-reading", "Correct a reading", ["Compare meters.", "Book the credit."], ["ledger-clerk"]),
        _procedure("open-an-account", "Open an account", ["Take down the names.", "Book supply."], ["tide-agent"]),
    ],
    "systems": [
        {
            "id": "desk",
            "title": "Service desk",
            "category": "customer_relations",
            "owner": "systems-lead",
            "capabilities": ["one-view"],
            "integrations": [{"to": "lake", "carries": ["contacts"], "how": "api", "owner": "data-lead"}],
            "yearly_cost": 40_000,
            "works_well": True,
        },
        {
            "id": "switch",
            "title": "Telephone switch",
            "category": "routing",
            "owner": "systems-lead",
            "capabilities": ["right-person"],
            "integrations": [{"to": "desk", "carries": ["calls"], "how": "event", "owner": "systems-lead"}],
            "yearly_cost": 22_000,
            "works_well": True,
        },
        {
            "id": "lake",
            "title": "Data lake",
            "category": "business_intelligence",
            "owner": "data-lead",
            "capabilities": ["one-number"],
            "yearly_cost": 10_000,
            "works_well": True,
        },
    ],
    "capabilities": [
        {"id": "one-view", "title": "See the whole customer", "owner": "systems-lead", "needed_by": ["bill-call"]},
        {"id": "right-person", "title": "Reach the right person", "owner": "systems-lead", "needed_by": ["bill-call"]},
        {"id": "one-number", "title": "Count the same way", "owner": "data-lead"},
    ],
    "data_domains": [
        {
            "id": "contacts",
            "title": "Contacts",
            "definition": "Every time a customer turns to us, whatever the channel.",
            "owner": "head-of-service",
            "steward": "data-lead",
            "tables": ["contact"],
            "master": "desk",
            "thresholds": [{"table": "contact", "column": "queue", "at_least": 0.95}],
        },
        {
            "id": "calls",
            "title": "Calls",
            "definition": "Every stretch of a telephone call.",
            "owner": "head-of-service",
            "steward": "data-lead",
            "tables": ["leg"],
            "master": "switch",
            "thresholds": [{"table": "leg", "column": "queue", "at_least": 0.95}],
        },
    ],
    "reports": [
        {
            "id": "weekly",
            "title": "The week in numbers",
            "owner": "data-lead",
            "audience": ["head-of-service", "ledger-head", "partner-manager"],
            "measures": [_measure(_RESOLVED, "head-of-service"), _measure(_QUICK, "head-of-service")],
            "decides": "Where next week's coaching goes.",
        }
    ],
    "intents": [
        {
            "id": "settled-at-once",
            "title": "Bills are settled at the first call",
            "owner": "head-of-service",
            "hypothesis": "If agents may book small credits, fewer customers call twice.",
            "leading": [_measure(_QUICK, "head-of-service")],
            "lagging": [_measure(_RESOLVED, "head-of-service")],
            "touchpoints": ["bill-call"],
        }
    ],
    "decision_rights": [
        {
            "id": "automate-a-touchpoint",
            "title": "Let a machine serve a touchpoint",
            "decides": "head-of-service",
            "consulted": ["knowledge-lead", "systems-lead"],
            "informed": ["care-agent", "tide-lead"],
            "escalates_to": "ledger-head",
            "readiness": [_measure(_RESOLVED, "head-of-service")],
            "touchpoints": ["start-chat"],
        },
        {
            "id": "change-a-procedure",
            "title": "Change the way bills are explained and corrected",
            "decides": "knowledge-lead",
            "consulted": ["head-of-service", "ledger-head"],
            "informed": ["care-agent"],
            "escalates_to": "head-of-service",
            "readiness": [_measure(_RESOLVED, "head-of-service")],
            "touchpoints": ["bill-call", "bill-correction"],
        },
    ],
    "planned_costs": [
        *(
            {"line": line, "month": f"2026-{month:02d}", "amount": amount}
            for month in range(1, 13)
            for line, amount in _LINES
        ),
        *(
            {"line": "partner", "month": f"2026-{month:02d}", "amount": 30_000, "partner": "tide", "team": "tide-chat"}
            for month in range(1, 13)
        ),
    ],
}

_ANSWERS = {
    "consistent": "yes", "documented": "yes", "current": "yes", "measured": "yes", "customer_pain": "yes",
    "employee_pain": "yes", "tools_work": "yes", "handoffs_clear": "yes", "remove": "no", "simplify": "partly",
    "automate": "no", "do_not_automate": "no",
}  # fmt: skip

SAID: list[dict[str, Any]] = [
    {
        "touchpoint": touchpoint,
        "question": question,
        "answer": answer,
        "who": who,
        "role": role,
        "partner": partner,
        "on": date(2026, 2, 3),
        "how": how,
    }
    for touchpoint, who, role, partner, how in (
        ("bill-call", "An agent, heard alone", "care-agent", None, "agent_interview"),
        ("bill-call", "M. Faro", "head-of-service", None, "workshop"),
        ("bill-correction", "A clerk, heard alone", "ledger-clerk", None, "agent_interview"),
        ("start-chat", "An agent of Tide, heard alone", "tide-agent", "tide", "agent_interview"),
        ("start-chat", "M. Faro", "head-of-service", None, "site_visit"),
    )
    for question, answer in _ANSWERS.items()
]
