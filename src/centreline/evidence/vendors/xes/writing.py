"""Event logs written as XES, a case at a time."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import IO, Any
from xml.sax.saxutils import quoteattr

from centreline.evidence.vendors.log_writing import LogCase, LogEvent, plain, stamp

__all__ = ["write_xes"]

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <global scope="trace">
    <string key="concept:name" value="unnamed"/>
  </global>
  <global scope="event">
    <string key="concept:name" value="unnamed"/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
  </global>
  <classifier name="Activity" keys="concept:name"/>
"""
"""The standard's own names keep their spelling."""


def write_xes(cases: Iterable[LogCase], out: IO[str], *, one_source: bool) -> tuple[int, int]:
    """Write a log; returns how many cases and events it has.

    Args:
        cases: In any order, each once.
        out: An open text file in UTF-8.
        one_source: Whether all cases come from one system, so that their names alone tell them apart.
    """
    written = events = 0
    out.write(HEAD)
    for case in cases:
        out.write("  <trace>\n")
        out.writelines(f"    {line}\n" for line in _lines(_of_case(case, one_source=one_source)))
        for event in case.events:
            inside = "".join(_lines(_of_event(event)))
            out.write(f"    <event>{inside}</event>\n")
            events += 1
        out.write("  </trace>\n")
        written += 1
    out.write("</log>\n")
    return written, events


def _of_case(case: LogCase, *, one_source: bool) -> Mapping[str, Any]:
    name = case.case_id if one_source else f"{case.source}: {case.case_id}"
    own = {"concept:name": name, "case_id": case.case_id, "source": case.source, "customer_id": case.customer_id}
    return {**own, **case.contact}


def _of_event(event: LogEvent) -> Mapping[str, Any]:
    return {
        "concept:name": event.activity,
        "time:timestamp": event.at,
        "org:resource": event.person,
        "org:group": event.team,
        "queue": event.queue,
        "event_no": event.event_no,
    }


def _lines(attributes: Mapping[str, Any]) -> Iterable[str]:
    return (_line(key, value) for key, value in attributes.items() if value is not None)


def _line(key: str, value: Any) -> str:
    kind, written = _typed(value)
    # A line break inside of an attribute would come back as a blank.
    quoted = quoteattr(written, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
    return f'<{kind} key="{key}" value={quoted}/>'


def _typed(value: Any) -> tuple[str, str]:
    if isinstance(value, bool):
        return "boolean", "true" if value else "false"
    if isinstance(value, int):
        return "int", str(value)
    if isinstance(value, float):
        return "float", repr(value)
    if isinstance(value, datetime):
        return "date", stamp(value)
    return "string", plain(str(value))
