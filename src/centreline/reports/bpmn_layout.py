"""Where the parts of a process are drawn: lanes under each other, columns in the order of the journey."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

__all__ = ["Layout", "draw_on"]

DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
LINES = "http://www.omg.org/spec/DD/20100524/DI"

COLUMN, LANE, HEAD, TOP, POOL_HEAD = 90, 160, 60, 60, 30
SIZES = {"touchpoint": (110, 80), "start": (36, 36), "end": (36, 36), "ways": (50, 50)}

Box = tuple[int, int, int, int]


@dataclass
class Layout:
    """Boxes and lines of a diagram, in the pixels of BPMN tools.

    Attributes:
        lanes: How many lanes it has.
        boxes: Left, top, width and height of each shape.
        lines: Points of each edge.
    """

    lanes: int
    boxes: dict[str, Box] = field(default_factory=dict)
    lines: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    _widest: int = 0

    def node(self, name: str, *, column: int, lane: int, below: int = 0) -> None:
        """Place a node in the middle of a column and a lane, or lower where others stand beside it."""
        wide, high = SIZES[name.partition("_")[0]]
        x, y = HEAD + column * COLUMN + COLUMN // 2, TOP + lane * LANE + LANE // 2 + below * 44
        self.boxes[name] = (x - wide // 2, y - high // 2, wide, high)
        self._widest = max(self._widest, column + 1)

    def lane(self, name: str, at: int) -> None:
        """Place a lane over the whole width."""
        self.boxes[name] = (0, TOP + at * LANE, HEAD + self._widest * COLUMN + COLUMN, LANE)

    def pool(self, name: str) -> None:
        """Place the pool around all lanes, with its name at the left."""
        wide = HEAD + self._widest * COLUMN + COLUMN
        self.boxes[name] = (-POOL_HEAD, TOP, wide + POOL_HEAD, max(1, self.lanes) * LANE)

    def group(self, name: str, column: int, wide: int) -> None:
        """Place a stage around its columns, over all lanes."""
        self.boxes[name] = (HEAD + column * COLUMN, 10, wide * COLUMN - 10, TOP + self.lanes * LANE)

    def edge(self, name: str, source: str, target: str) -> None:
        """Draw a line from the right of one node to the left of another, with one bend where their heights differ."""
        left, right = self.boxes[source], self.boxes[target]
        start, end = (left[0] + left[2], left[1] + left[3] // 2), (right[0], right[1] + right[3] // 2)
        bend = start[0] + 14 if end[0] > start[0] else start[0] + 28
        straight = (start, end) if start[1] == end[1] and end[0] > start[0] else (
            start, (bend, start[1]), (bend, end[1]), end
        )  # fmt: skip
        self.lines[name] = straight


def draw_on(root: Element, layout: Layout, *, plane: str) -> None:
    """Write a layout as the diagram of what `plane` names."""
    diagram = SubElement(root, f"{{{DI}}}BPMNDiagram", {"id": "diagram"})
    drawn = SubElement(diagram, f"{{{DI}}}BPMNPlane", {"id": "plane", "bpmnElement": plane})
    for name, (x, y, wide, high) in layout.boxes.items():
        more = {"isHorizontal": "true"} if name.startswith("lane_") or name == "pool" else {}
        shape = SubElement(drawn, f"{{{DI}}}BPMNShape", {"id": f"{name}_di", "bpmnElement": name, **more})
        SubElement(shape, f"{{{DC}}}Bounds", {"x": str(x), "y": str(y), "width": str(wide), "height": str(high)})
    for name, points in layout.lines.items():
        edge = SubElement(drawn, f"{{{DI}}}BPMNEdge", {"id": f"{name}_di", "bpmnElement": name})
        for x, y in points:
            SubElement(edge, f"{{{LINES}}}waypoint", {"x": str(x), "y": str(y)})
