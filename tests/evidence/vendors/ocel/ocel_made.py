"""Made-up OCEL logs, and what the standard says a log holds."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Made = dict[str, Any]

NAME = {"type": "string", "minLength": 1}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
VALUE = {"type": ["string", "number", "boolean"]}


def of(required: Mapping[str, Any], **optional: Any) -> Made:
    return {"type": "object", "required": list(required), "properties": {**required, **optional}}


def many(item: Mapping[str, Any]) -> Made:
    return {"type": "array", "items": item}


RELATED = many(of({"objectId": NAME, "qualifier": {"type": "string"}}))
KINDS = many(
    of(
        {
            "name": NAME,
            "attributes": many(of({"name": NAME, "type": {"enum": ["string", "time", "integer", "float", "boolean"]}})),
        }
    )
)
OBJECT = of(
    {"id": NAME, "type": NAME}, attributes=many(of({"name": NAME, "time": TIME, "value": VALUE})), relationships=RELATED
)
EVENT = of(
    {"id": NAME, "type": NAME, "time": TIME}, attributes=many(of({"name": NAME, "value": VALUE})), relationships=RELATED
)
SCHEMA = of({"objectTypes": KINDS, "eventTypes": KINDS, "objects": many(OBJECT), "events": many(EVENT)})


def thing(name: str, kind: str, **attributes: Any) -> Made:
    said = [{"name": key, "time": "2026-04-01T00:00:00Z", "value": value} for key, value in attributes.items()]
    return {"id": name, "type": kind, "attributes": said, "relationships": []}


THINGS = {
    each["id"]: each
    for each in (
        thing("t-1", "ticket", priority="high"),
        thing("t-2", "ticket"),
        thing("Maria Keller", "customer"),
        thing("ann", "employee"),
        thing("billing", "queue"),
        thing("box-9", "parcel"),
    )
}


def event(name: str, kind: str, time: str, *objects: str, **attributes: Any) -> Made:
    return {
        "id": name,
        "type": kind,
        "time": time,
        "attributes": [{"name": key, "value": value} for key, value in attributes.items()],
        "relationships": [{"objectId": each, "qualifier": "about"} for each in objects],
    }


def tickets() -> list[Made]:
    return [
        event("e1", "opened", "2026-04-01T09:00:00Z", "t-1", "Maria Keller", "billing", "box-9"),
        event("e2", "merged", "2026-04-01T09:30:00+00:00", "t-1", "t-2", "ann", team="two"),
        event("e3", "packed", "2026-04-01T09:45:00Z", "box-9", "ann"),
        event("e4", "closed", "2026-04-01T10:00:00Z", "t-1", "ann"),
    ]


def log(events: Iterable[Mapping[str, Any]]) -> Made:
    events = list(events)
    used = dict.fromkeys(each["objectId"] for event in events for each in event["relationships"])
    kinds = sorted({THINGS[name]["type"] for name in used})
    return {
        "objectTypes": [{"name": kind, "attributes": []} for kind in kinds],
        "eventTypes": [{"name": kind, "attributes": []} for kind in sorted({each["type"] for each in events})],
        "objects": [THINGS[name] for name in used],
        "events": events,
    }


def write_log(path: Path, events: Iterable[Mapping[str, Any]]) -> None:
    path.write_text(json.dumps(log(events)), encoding="utf-8")
