"""Made-up XES logs, and the schema we hold them to: which elements hold which, what each needs, and their order.

It is put down from public logs and the product's own notes on the format; the schema that belongs to IEEE 1849 could
not be read where this was written.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

ATTRIBUTES = frozenset({"string", "date", "int", "float", "boolean", "id", "list", "container"})
VALUED = frozenset({"key", "value"})
HOLDS = {
    "log": {"extension", "global", "classifier", "trace", *ATTRIBUTES},
    "global": ATTRIBUTES,
    "trace": {"event", *ATTRIBUTES},
    "event": ATTRIBUTES,
    "list": {"values"},
    "values": ATTRIBUTES,
    "extension": set(),
    "classifier": set(),
    **dict.fromkeys(ATTRIBUTES - {"list"}, ATTRIBUTES),
}
"""Which elements an element may hold."""

NEEDS = {
    "log": {"xes.version", "xes.features"},
    "extension": {"name", "prefix", "uri"},
    "global": {"scope"},
    "classifier": {"name", "keys"},
    **dict.fromkeys(ATTRIBUTES - {"list", "container"}, VALUED),
}
ORDER = ("extension", "global", "classifier", "attribute", "trace")
"""In which order the parts of a log stand."""

Made = dict[str, Any]


def wrong_in(path: Path) -> list[str]:
    """Return where a log is not what the schema says."""
    root = ElementTree.parse(path).getroot()
    parts = [name_of(child) for child in root]
    order = [ORDER.index("attribute" if part in ATTRIBUTES else part) for part in parts]
    return [*list(_wrong(root)), *(["the parts of the log are not in order"] if order != sorted(order) else [])]


def _wrong(element: ElementTree.Element) -> Iterable[str]:
    name = name_of(element)
    missing = NEEDS.get(name, set()) - set(element.keys())
    if missing:
        yield f"{name} lacks {missing}"
    children = [name_of(child) for child in element]
    if name == "trace" and "event" in children and set(children[children.index("event") :]) != {"event"}:
        yield "attributes of a trace stand after its events"
    for child in element:
        if name_of(child) not in HOLDS[name]:
            yield f"{name} may not hold {name_of(child)}"
        yield from _wrong(child)


def name_of(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def event(case: str, at: str, activity: str, **more: Any) -> Made:
    return {"case": case, "concept:name": activity, "time:timestamp": at, **more}


def log(*events: Mapping[str, Any], head: str = "", of_trace: str = "") -> str:
    """Return a log of these events, those of a case in one trace."""
    cases = dict.fromkeys(each["case"] for each in events)
    traces = "".join(
        f'<trace><string key="concept:name" value={quoteattr(case)}/>{of_trace}'
        + "".join(_event(each) for each in events if each["case"] == case)
        + "</trace>\n"
        for case in cases
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<log xes.version="1.0" xes.features="">\n{traces}</log>\n'


def _event(fields: Mapping[str, Any]) -> str:
    kinds = {"time:timestamp": "date", "identity:id": "id"}
    inside = "".join(
        f'<{kinds.get(key, "string")} key="{key}" value={quoteattr(str(value))}/>'
        for key, value in fields.items()
        if key != "case"
    )
    return f"<event>{inside}</event>"


def repairs() -> list[Made]:
    return [
        event("17", "2026-04-01T09:00:00.000+02:00", "reported", **{"org:resource": "Ann", "org:group": "front desk"}),
        event(
            "17", "2026-04-01T10:00:00.000+02:00", "repair", **{"lifecycle:transition": "start", "queue": "workshop"}
        ),
        event("17", "2026-04-01T11:30:00.000+02:00", "repair", **{"lifecycle:transition": "complete"}),
        event("18", "2026-04-02T09:00:00.000+02:00", "reported", **{"identity:id": "e-18", "customer": "Maria Keller"}),
    ]


def write_log(path: Path, events: Iterable[Mapping[str, Any]]) -> None:
    path.write_text(log(*events), encoding="utf-8")
