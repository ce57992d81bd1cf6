"""What the gallery of components is drawn with: every component in every state, names that are long or hostile."""

from datetime import UTC, datetime
from types import SimpleNamespace as Thing

from django.core.paginator import Paginator
from django.utils.safestring import SafeString, mark_safe

HOSTILE = '"><b onmouseover=alert(1)>{{ 7 }}&'
LONG = "Complaints about the final settlement of prepayment meters taken over from another supplier"


def specimens() -> dict[str, object]:
    """Return the context of gallery.html."""
    return {
        "hostile": HOSTILE,
        "long": LONG,
        "spark": spark(
            [61, 62, 60, 63, 61, 59, 62, 64, 63, 62, 61, 63, 66, 68, 67, 69, 70, 71, 70, 72, 71, 73, 72, 74]
        ),
        "flat": spark([6.1, 6.4, 6.0, 6.3, 6.2, 5.9, 6.2, 6.4, 6.1, 6.2, 6.0, 6.3, 6.2, 6.1, 6.3, 6.4, 6.0, 6.1, 6.2]),
        "columns": COLUMNS,
        "rows": ROWS,
        "exports": [("CSV", "/gallery.csv"), ("XLSX", "/gallery.xlsx"), ("JSON", "/gallery.json")],
        "page": Paginator(range(214), 20).page(4),
        "tabs": [
            Thing(label="Register", url="?tab=register", current=True, count=107, icon="findings"),
            Thing(label="Decide", url="?tab=decide", current=False, count=12, icon=None),
            Thing(label="Sprint", url="?tab=sprint", current=False, count=None, icon=None),
        ],
        "steps": [
            Thing(label="Choose", state="done", url="?step=choose"),
            Thing(label="Detect", state="done", url="?step=detect"),
            Thing(label="Map", state="current", url=None),
            Thing(label="Check", state="later", url=None),
            Thing(label="Import", state="later", url=None),
        ],
        "changes": [
            Thing(label="Owner", before="", after="Head of billing"),
            Thing(label="Service level", before="80% in 20 s", after="80% in 30 s"),
            Thing(label="Note", before=HOSTILE, after=HOSTILE),
        ],
        "fields": [
            Thing(
                name="title",
                label="Title",
                base="Ask about a bill",
                mine="Ask about the bill",
                theirs="Question on a bill",
                conflict=True,
            ),
            Thing(name="owner", label="Owner", base="", mine="Head of billing", theirs="", conflict=False),
        ],
        "lines": [
            Thing(
                who="Ana María Ruiz",
                when=datetime(2026, 3, 31, 12, 30, tzinfo=UTC),
                says="named an owner",
                version=4,
                request="4f1c22ab",
                undo="/undo/4/",
                changes=[Thing(label="Owner", before="", after="Head of billing")],
            ),
            Thing(
                who="Tom Beech",
                when=datetime(2026, 3, 28, 9, 5, tzinfo=UTC),
                says="moved it to Move, position 3 of 7",
                version=3,
                request="4f1c0001",
                undo=None,
                changes=None,
            ),
        ],
        "heat": [
            ("1", "12", ""),
            ("2", "48", ""),
            ("3", "128", ""),
            ("4", "311", "▲"),
            ("5", "902", "▲▲"),
            ("", "", ""),
        ],
        "choices": [("billing", "Billing"), ("moving", "Moving"), ("outages", "Outages")],
        "crumbs": [("/findings/", "Findings"), ("/findings/?type=handoff", "Weak handoff")],
        "kinds": ["critical", "high", "medium", "low", "good", "on-track", "late", "unknown", "accent"],
    }


def spark(values: list[float]) -> SafeString:
    """Return a sparkline of values with mean and limits, as the pages draw it."""
    low, high = min(values), max(values)
    spread = (high - low) or 1.0
    points = [
        (round(i * 240 / (len(values) - 1), 1), round(36 - (v - low) / spread * 32, 1)) for i, v in enumerate(values)
    ]
    line = " ".join(f"{x},{y}" for x, y in points)
    x, y = points[-1]
    return mark_safe(
        '<svg class="sparkline" viewBox="0 0 240 40" preserveAspectRatio="none" role="img" aria-label="Last 24 weeks">'
        '<path class="limit" d="M0 6h240M0 34h240"/><path class="mean" d="M0 20h240"/>'
        f'<polyline class="line" points="{line}"/><path class="last" d="M{x} {y}h0"/></svg>'
    )


COLUMNS = [
    Thing(key="id", label="Id", sortable=True, shown=True),
    Thing(key="weight", label="Weight", sortable=True, shown=True, filter=[("critical", "Critical"), ("high", "High")]),
    Thing(key="statement", label="Statement", shown=True, filter="text", filtered="final"),
    Thing(key="size", label="Contacts a month", number=True, sortable=True, shown=True),
    Thing(key="owner", label="Owner", sortable=True, shown=True),
    Thing(key="age", label="Age", number=True, sortable=True, shown=False),
]
ROWS = [
    Thing(
        id="HND004-1",
        weight="critical",
        word="Critical",
        statement="Work went from letters to complaints 228 times, and no handoff of the map says so.",
        size=228,
        owner="Ana María Ruiz",
        evidence="measured",
        n="228",
    ),
    Thing(
        id="OWN001-3",
        weight="high",
        word="High",
        statement="Nobody answers for “Settle the final bill”.",
        size=1640,
        owner="",
        evidence="hearsay",
        n="",
    ),
    Thing(
        id="KNW002-7",
        weight="medium",
        word="Medium",
        statement=LONG,
        size=96,
        owner="Tom Beech",
        evidence="sampled",
        n="40",
    ),
    Thing(
        id="TRU003-1",
        weight="low",
        word="Low",
        statement="Two systems name the same queue differently.",
        size=None,
        owner="Ngozi Adeyemi-Oyelaran",
        evidence="not-examined",
        n="",
    ),
]
