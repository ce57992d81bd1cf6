"""A journey as BPMN 2.0: every reference is kept, everything is drawn, and only handoffs are flows."""

from xml.etree.ElementTree import Element, fromstring

import pytest

from centreline.blueprint.journey import Journey
from centreline.reports.journey_bpmn import BPMN, journey_bpmn

HOSTILE = 'Ask <b>once</b> & "twice"\x0b'

JOURNEY = Journey.model_validate(
    {
        "id": "bill",
        "title": HOSTILE,
        "stages": [
            {
                "id": "ask",
                "title": "Ask",
                "touchpoints": [
                    {"id": "call", "title": "Call", "owner": "head", "automation": "automated", "trigger": "A bill",
                     "handoffs": [{"to": "solve", "passes": ["meter"], "within_s": 60}, {"to": "elsewhere"}]},
                    {"id": "chat", "title": "Chat"},
                ],
            },
            {"id": "end", "title": "End", "touchpoints": [
                {"id": "solve", "title": "Solve", "owner": "head", "ends_here": True},
                {"id": "theirs", "title": "Theirs"}]},
            {"id": "empty", "title": "Empty"},
        ],
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def written() -> Element:
    """Return the document, read again."""
    titles = {"head": "Head of bills", "elsewhere": "Complain"}
    return fromstring(journey_bpmn(JOURNEY, titles=titles, hidden={"theirs"}, says="As published."))


def named(root: Element, kind: str) -> dict[str, str | None]:
    return {one.attrib["id"]: one.get("name") for one in root.iter(f"{{{BPMN}}}{kind}")}


def test_every_reference_names_something_and_everything_that_flows_is_drawn(written: Element) -> None:
    ids = [one.attrib["id"] for one in written.iter() if "id" in one.attrib]
    drawn = {one.get("bpmnElement") for one in written.iter()}
    flows = list(written.iter(f"{{{BPMN}}}sequenceFlow"))
    nodes = {one.text for one in written.iter(f"{{{BPMN}}}flowNodeRef")}

    assert len(ids) == len(set(ids))
    assert {end for flow in flows for end in (flow.attrib["sourceRef"], flow.attrib["targetRef"])} <= nodes
    assert nodes | {flow.attrib["id"] for flow in flows} <= drawn
    assert drawn - {None} <= set(ids)
    for direction in ("incoming", "outgoing"):
        assert {one.text for one in written.iter(f"{{{BPMN}}}{direction}")} == {one.attrib["id"] for one in flows}


def test_handoffs_are_flows_and_what_nobody_wrote_is_said_so(written: Element) -> None:
    flows = {(one.attrib["sourceRef"], one.attrib["targetRef"]): one.get("name")
             for one in written.iter(f"{{{BPMN}}}sequenceFlow")}  # fmt: skip
    ends = named(written, "endEvent")

    assert flows["ways_call", "touchpoint_solve"] == "meter; within 60 s"
    assert not any({"touchpoint_call", "touchpoint_chat"} == set(pair) for pair in flows)  # their order is no flow
    assert ends == {"end_call_1": "To Complain", "end_chat": "Nobody wrote where it goes on", "end_solve": None}
    assert set(named(written, "serviceTask")) == {"touchpoint_call"}
    assert set(named(written, "lane").values()) == {"Head of bills", "Nobody answers for it", "Served by others"}
    assert named(written, "process")["process"] == HOSTILE.rstrip("\x0b")
