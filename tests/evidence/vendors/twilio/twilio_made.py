"""Made-up events of Twilio's TaskRouter: a call refused and then taken, one cancelled, and a worker's day."""

import json
from typing import Any

CALL = {
    "from": "+12065550101",
    "direction": "inbound",
    "channelType": "voice",
    "reason": "billing",
    "customers": {"name": "Ada Lovelace", "external_id": "crm-77"},
}


def clock(minute: int, second: int = 0) -> str:
    return f"2026-03-02T09:{minute:02d}:{second:02d}Z"


def event(name: str, kind: str, at: str, **payload: Any) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "type": f"com.twilio.taskrouter.{kind}",
        "source": "/workspaces/WS1",
        "id": name,
        "datacontenttype": at,  # as the published example has it
        "dataschema": "https://events-schemas.twilio.com/TaskRouter.WDS/1",
        "time": at,
        "data": {
            "service_version": 1,
            "payload": {"eventtype": kind, "timestamp": at, "workspace_sid": "WS1", **payload},
        },
    }


def of_task(name: str, kind: str, at: str, *, task: str = "WT1", **payload: Any) -> dict[str, Any]:
    attributes = payload.pop("task_attributes", CALL)
    return event(
        name, kind, at, task_sid=task, task_attributes=json.dumps(attributes), task_channel_unique_name="voice",
        task_queue_name="Billing", **payload,
    )  # fmt: skip


def of_offer(name: str, kind: str, at: str, *, offer: str, worker: str, **payload: Any) -> dict[str, Any]:
    return of_task(name, f"reservation.{kind}", at, reservation_sid=offer, worker_name=worker, **payload)


HANDLED = [
    of_task("EV1", "task.created", clock(0)),
    of_task("EV2", "task-queue.entered", clock(0, 5)),
    of_offer("EV3", "created", clock(0, 10), offer="WR1", worker="ann"),
    of_offer("EV4", "rejected", clock(0, 20), offer="WR1", worker="ann"),
    of_offer("EV5", "created", clock(0, 25), offer="WR2", worker="ben"),
    of_offer("EV6", "accepted", clock(0, 30), offer="WR2", worker="ben", task_age=30),
    of_offer("EV7", "wrapup", clock(4, 30), offer="WR2", worker="ben"),
    of_offer("EV8", "completed", clock(5), offer="WR2", worker="ben"),
    of_task("EV9", "task.completed", clock(5, 1), task_completed_reason="solved"),
]
ABANDONED = [
    of_task("EV11", "task.created", clock(10), task="WT2"),
    of_task("EV12", "task-queue.entered", clock(10, 5), task="WT2"),
    of_task("EV13", "task.canceled", clock(11, 5), task="WT2", task_canceled_reason="hangup"),
]
WORKER = [
    event("EV21", "worker.activity.update", clock(1), worker_sid="WK1", worker_name="ann",
          worker_activity_name="Available", worker_previous_activity_name="Offline",
          worker_time_in_previous_activity_ms=60_000),
    event("EV22", "worker.activity.update", clock(30), worker_sid="WK1", worker_name="ann",
          worker_activity_name="Lunch", worker_previous_activity_name="Available",
          worker_time_in_previous_activity=1740),
    event("EV23", "worker.activity.update", clock(59), worker_sid="WK1", worker_name="ann",
          worker_activity_name="Offline", worker_previous_activity_name="Lunch",
          worker_time_in_previous_activity=1740),
]  # fmt: skip
EVERYTHING = [*HANDLED, *ABANDONED, *WORKER, event("EV31", "workflow.created", clock(0))]
