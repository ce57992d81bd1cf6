"""Made-up exports of Amazon Connect: contact records, and the events of agents."""

from typing import Any


def contact_record(
    name: str, *, at: str = "2026-01-05T17:12:59Z", updated: str = "2026-01-05T17:48:35Z", **fields: Any
) -> dict[str, Any]:
    return {
        "AWSAccountId": "111122223333",
        "AWSContactTraceRecordFormatVersion": "2017-03-10",
        "ContactId": name,
        "InitialContactId": None,
        "Channel": "VOICE",
        "InitiationMethod": "INBOUND",
        "InitiationTimestamp": at,
        "DisconnectTimestamp": "2026-01-05T17:47:28Z",
        "LastUpdateTimestamp": updated,
        "DisconnectReason": "CUSTOMER_DISCONNECT",
        "CustomerEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "+12065550101"},
        "Queue": None,
        "Agent": None,
        **fields,
    }


def queue(
    name: str = "Billing", *, at: str = "2026-01-05T17:14:46Z", left: str = "2026-01-05T17:20:32Z"
) -> dict[str, Any]:
    return {"ARN": "arn:q/1", "Name": name, "EnqueueTimestamp": at, "DequeueTimestamp": left, "Duration": 346}


def agent(name: str = "a.lee", *, at: str = "2026-01-05T17:20:32Z", talk: int = 239, hold: int = 221) -> dict[str, Any]:
    return {
        "ARN": "arn:agent/1",
        "Username": name,
        "ConnectedToAgentTimestamp": at,
        "AgentInteractionDuration": talk,
        "CustomerHoldDuration": hold,
        "NumberOfHolds": 2,
        "AfterContactWorkDuration": 5,
        "HierarchyGroups": {"Level1": {"GroupName": "BPO One"}, "Level2": {"GroupName": "Lisbon"}, "Level3": None},
    }


def evaluation(name: str, status: str, **fields: str) -> dict[str, str]:
    return {"EvaluationArn": f"arn:evaluation/{name}", "Status": status, **fields}


TRANSFERRED = contact_record(
    "c-1",
    NextContactId="c-2",
    Queue=queue(),
    Agent=agent(),
    TransferCompletedTimestamp="2026-01-05T17:28:12Z",
    TransferredToEndpoint={"Type": "TELEPHONE_NUMBER", "Address": "+18005550100"},
    Attributes={"reason": "billing", "greetingPlayed": "true", "GreetingPlayed": "yes"},
)
SECOND = contact_record(
    "c-2",
    at="2026-01-05T17:28:12Z",
    InitialContactId="c-1",
    PreviousContactId="c-1",
    InitiationMethod="TRANSFER",
    Queue=queue("Tier 2", at="2026-01-05T17:28:20Z", left="2026-01-05T17:29:00Z") | {"Duration": 40},
    Agent=agent("b.ito", at="2026-01-05T17:29:00Z", talk=1000, hold=0),
    ContactEvaluations={
        "form-1": evaluation("e-1", "COMPLETE", EndTimestamp="2026-01-06T09:00:00Z"),
        "form-2": evaluation("e-2", "IN_PROGRESS"),
        "form-3": evaluation(
            "e-3", "DELETED", EndTimestamp="2026-01-06T09:00:00Z", DeleteTimestamp="2026-01-07T09:00:00Z"
        ),
    },
)
RECORDS = [
    TRANSFERRED,
    contact_record("c-1", updated="2026-01-05T17:20:00Z", Queue=queue("Sales")),  # an older copy of the first
    SECOND,
    contact_record("c-3", Queue=queue(), CustomerEndpoint={"Type": "TELEPHONE_NUMBER", "Address": "+12065550199"}),
    contact_record("c-4", DisconnectReason="CONTACT_FLOW_DISCONNECT"),
    contact_record("c-5", Channel="EMAIL", CustomerEndpoint={"Type": "EMAIL", "Address": "Ada99@example.org"}),
    contact_record("c-6", updated="2026-01-05T17:48:35Z", Queue=queue("One")),
    contact_record("c-6", updated="2026-01-05T17:48:35Z", Queue=queue("Two")),  # as new as the other, and different
]


LEE, ITO = "arn:instance/1/agent/lee", "arn:instance/1/agent/ito"


def clock(minute: int) -> str:
    return f"2026-03-02T09:{minute:02d}:00.000Z"


def status(name: str, since: int, *, kind: str = "CUSTOM") -> dict[str, Any]:
    return {"ARN": f"arn:state/{name}", "Name": name, "StartTimestamp": clock(since), "Type": kind}


READY = "ROUTABLE"
OFFLINE = "OFFLINE"


def working(contact: str, since: int, *, state: str = "CONNECTED") -> dict[str, Any]:
    return {
        "ContactId": contact,
        "InitialContactId": None,
        "Channel": "VOICE",
        "State": state,
        "StateStartTimestamp": clock(since),
        "ConnectedToAgentTimestamp": clock(since),
    }


def event(
    name: str,
    minute: int,
    now: dict[str, Any] | None,
    *contacts: dict[str, Any],
    kind: str = "STATE_CHANGE",
    agent: str = LEE,
    before: dict[str, Any] | None = None,
) -> dict[str, Any]:
    configuration = {
        "Username": agent.rsplit("/", maxsplit=1)[-1],
        "AgentHierarchyGroups": {"Level1": {"Name": "BPO One"}, "Level2": {"Name": "Lisbon"}},
    }
    return {
        "AWSAccountId": "111122223333",
        "AgentARN": agent,
        "EventId": name,
        "EventTimestamp": clock(minute),
        "EventType": kind,
        "Version": "2017-10-01",
        "CurrentAgentSnapshot": {"AgentStatus": now, "Configuration": configuration, "Contacts": list(contacts)},
        "PreviousAgentSnapshot": None if before is None else {"AgentStatus": before, "Configuration": configuration},
    }


MORNING = [
    event("e-1", 0, status("Available", 0, kind=READY), kind="LOGIN"),
    event("e-2", 2, status("Available", 0, kind=READY), working("c-1", 2, state="CONNECTING")),
    event("e-3", 3, status("Available", 0, kind=READY), working("c-1", 3)),
    event("e-4", 8, status("Available", 0, kind=READY), working("c-1", 3, state="ENDED")),
    event("e-5", 9, status("Available", 0, kind=READY)),
    event("e-6", 20, status("Lunch", 20), before=status("Available", 0, kind=READY)),
    event("e-7", 50, status("Offline", 50, kind=OFFLINE), kind="LOGOUT", before=status("Lunch", 20)),
    *(event(f"h-{minute}", minute, status("Offline", 50, kind=OFFLINE), kind="HEART_BEAT") for minute in (52, 54, 56)),
    event("e-8", 5, status("Team huddle", 5), agent=ITO, kind="LOGIN"),
    event("e-9", 30, status("Zumba", 30), agent=ITO, before=status("Team huddle", 5)),
]
