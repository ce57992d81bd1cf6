"""A journey as BPMN 2.0: what process modelling tools open, with a layout of its own.

Touchpoints are tasks in lanes of whoever answers for them, and sequence flows are handoffs and nothing else: the order
in which touchpoints are written is no flow. Where work may go several ways nobody wrote which, so an inclusive gateway
says one or several.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from centreline.blueprint.journey import Handoff, Journey, Touchpoint
from centreline.reports.bpmn_layout import Layout, draw_on

__all__ = ["journey_bpmn"]

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
NAMESPACES = {
    "bpmn": BPMN,
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
}
OURS = "https://centreline.example/journeys"
NOBODY, OTHERS = "Nobody answers for it", "Served by others"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def journey_bpmn(journey: Journey, *, titles: Mapping[str, str], hidden: Container[str] = (), says: str = "") -> bytes:
    """Return a journey as a BPMN 2.0 document with one process and its diagram.

    Args:
        journey: Its stages and touchpoints, as far as the reader may see them.
        titles: Of roles by their key, and of touchpoints elsewhere to which work is handed.
        hidden: Touchpoints of which the reader knows the name and nothing else: nothing is said to be missing there.
        says: What else a reader has to know, such as the version, or that all of it is made up.
    """
    for prefix, address in NAMESPACES.items():
        register_namespace(prefix, address)
    root = Element(_tag("definitions"), {"id": "definitions", "targetNamespace": OURS, "exporter": "Centreline"})
    process = _Process(journey, titles, hidden)
    process.write(root, says=says)
    draw_on(root, process.layout, plane="collaboration")
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


class _Process:
    """Writes one process, and remembers where its parts are drawn."""

    def __init__(self, journey: Journey, titles: Mapping[str, str], hidden: Container[str]) -> None:
        self._journey = journey
        self._titles = titles
        self._hidden = hidden
        self._touchpoints = [one for stage in journey.stages for one in stage.touchpoints]
        self._known = {one.id for one in self._touchpoints}
        self._lanes = list(dict.fromkeys(map(self._lane, self._touchpoints)))
        self._flows: list[tuple[str, str, str]] = []
        self.layout = Layout(lanes=len(self._lanes))

    def write(self, root: Element, *, says: str) -> None:
        category = _sub(root, "category", id="stages")
        for stage in self._journey.stages:
            _sub(category, "categoryValue", id=f"stage_{stage.id}_name", value=stage.title)
        pool = _sub(root, "collaboration", id="collaboration")
        _sub(pool, "participant", id="pool", name=self._journey.title, processRef="process")
        process = _sub(root, "process", id="process", name=self._journey.title, isExecutable="false")
        _document(process, [says, f"The customer has at the end: {self._journey.outcome or 'nobody wrote what'}"])
        lanes = [_sub(lane_set, "lane", id=f"lane_{at}", name=name)
                 for lane_set in [_sub(process, "laneSet", id="lanes")]
                 for at, name in enumerate(self._lanes)]  # fmt: skip
        nodes = list(self._nodes())
        for node, lane, *_others in nodes:
            _sub(lanes[lane], "flowNodeRef").text = node
        for node, _lane, kind, name, lines in nodes:
            self._node(process, node, kind, name, lines)
        for at, (source, target, name) in enumerate(self._flows):
            _sub(process, "sequenceFlow", id=f"flow_{at}", sourceRef=source, targetRef=target, name=name)
            self.layout.edge(f"flow_{at}", source, target)
        for at in range(len(self._lanes)):
            self.layout.lane(f"lane_{at}", at)
        self.layout.pool("pool")
        self._stages(process)

    def _nodes(self) -> Iterator[tuple[str, int, str, str, Sequence[str]]]:
        """Yield each node with its lane, what it is, its name and what is written of it; fill in flows and layout."""
        received = {handoff.to for one in self._touchpoints for handoff in one.handoffs}
        column = 0
        for one in self._touchpoints:
            lane, task = self._lanes.index(self._lane(one)), f"touchpoint_{one.id}"
            if one.id not in received:
                yield self._placed(f"start_{one.id}", column, lane), lane, "startEvent", one.trigger or "", ()
                self._flows.append((f"start_{one.id}", task, ""))
            kind = "serviceTask" if one.automation == "automated" else "userTask"
            yield self._placed(task, column + 1, lane), lane, kind, one.title, _facts(one, self._titles)
            yield from self._after(one, column + 2, lane)
            column += 4

    def _after(self, one: Touchpoint, column: int, lane: int) -> Iterator[tuple[str, int, str, str, Sequence[str]]]:
        source = f"touchpoint_{one.id}"
        if len(one.handoffs) > 1:
            gateway = f"ways_{one.id}"
            yield self._placed(gateway, column, lane), lane, "inclusiveGateway", "", ()
            self._flows.append((source, gateway, ""))
            source = gateway
        for at, handoff in enumerate(one.handoffs):
            if handoff.to in self._known:
                self._flows.append((source, f"touchpoint_{handoff.to}", _passes(handoff)))
                continue
            end = f"end_{one.id}_{at}"
            name = f"To {self._titles.get(handoff.to, 'another touchpoint')}"
            yield self._placed(end, column + 1, lane, below=at), lane, "endEvent", name, ()
            self._flows.append((source, end, _passes(handoff)))
        if not one.handoffs and one.id not in self._hidden:
            name = "" if one.ends_here else "Nobody wrote where it goes on"
            yield self._placed(f"end_{one.id}", column, lane), lane, "endEvent", name, ()
            self._flows.append((source, f"end_{one.id}", ""))

    def _placed(self, node: str, column: int, lane: int, *, below: int = 0) -> str:
        self.layout.node(node, column=column, lane=lane, below=below)
        return node

    def _node(self, process: Element, node: str, kind: str, name: str, lines: Sequence[str]) -> None:
        made = _sub(process, kind, id=node, **({"name": name} if name else {}))
        _document(made, lines)
        for direction, at_end in (("incoming", 1), ("outgoing", 0)):
            for at, flow in enumerate(self._flows):
                if flow[at_end] == node:
                    _sub(made, direction).text = f"flow_{at}"

    def _stages(self, process: Element) -> None:
        column = 0
        for stage in self._journey.stages:
            wide = 4 * len(stage.touchpoints)
            if wide:
                _sub(process, "group", id=f"stage_{stage.id}", categoryValueRef=f"stage_{stage.id}_name")
                self.layout.group(f"stage_{stage.id}", column, wide)
            column += wide

    def _lane(self, one: Touchpoint) -> str:
        if one.id in self._hidden:
            return OTHERS
        return self._titles.get(one.owner, one.owner.replace("-", " ")) if one.owner else NOBODY


def _facts(one: Touchpoint, titles: Mapping[str, str]) -> list[str]:
    told = {
        "What it is": one.what, "What triggers it": one.trigger, "What happens": one.happens,
        "Channels": ", ".join(one.channels), "Handled by": ", ".join(titles.get(key, key) for key in one.handled_by),
        "Systems": ", ".join(titles.get(key, key) for key in one.systems), "Ideal outcome": one.ideal_outcome,
    }  # fmt: skip
    return [f"{name}: {said}" for name, said in told.items() if said]


def _passes(handoff: Handoff) -> str:
    soon = f"within {handoff.within_s} s" if handoff.within_s else ""
    return "; ".join(filter(None, (", ".join(handoff.passes), soon)))


def _document(element: Element, lines: Sequence[str]) -> None:
    if any(lines):
        _sub(element, "documentation").text = _UNWRITABLE.sub("", "\n".join(filter(None, lines)))


def _sub(parent: Element, tag: str, /, **given: str) -> Element:
    return SubElement(parent, _tag(tag), {key: _UNWRITABLE.sub("", value) for key, value in given.items()})


def _tag(name: str) -> str:
    return f"{{{BPMN}}}{name}"
