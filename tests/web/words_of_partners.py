"""What people of one partner write wherever they can, each place with a word of its own."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from pypdf import PdfReader
from walking import Answer

WORD = "zqheron"
"""How every planted word begins."""

NOBODYS = {
    "bringing_up", "draft", "vote", "workshop", "term", "baseline", "target", "definition", "operating_review",
    "schedule", "arrival", "finding_size", "merged_finding", "stage",
}  # fmt: skip
"""Kinds in which a partner's people write no text of their own: boards and workshops are everybody's; which stages
there are, how metrics are counted, what is aimed at, what is read by itself, how large findings are and which are one
is the centre's; and a review is held in one scope alone."""


def planted(place: str) -> str:
    return f"{WORD}-{place}"


class Planted:
    """What was written for Vistula: kind and key of each entry, and the board on which some of them stand."""

    def __init__(self) -> None:
        from centreline.governance.kinds import body_of, kinds
        from centreline.governance.step import Step
        from centreline.web.records.people import actor_named
        from centreline.web.records.store import DjangoState

        viktor, state = actor_named("viktor"), DjangoState()
        assert viktor is not None
        published = state.published()
        assert published is not None
        self.journey, self.touchpoint = next(
            (journey, one) for journey, _stage, one in published.blueprint.walk() if one.partner == "vistula"
        )
        self.step = Step(state, viktor, datetime(2026, 4, 2, tzinfo=UTC), "planted_by_a_test")
        with state.one_step():
            self.draft = self.step.make(
                "draft", body_of("draft", {"journey": self.journey.id, "base": published.number, "title": "Board"})
            )
            for rank, stage in enumerate(self.journey.stages, ord("a")):  # without them a note stands nowhere
                column = {"id": stage.id, "title": stage.title, "rank": f"{chr(rank)}i"}
                self.step.make("stage", body_of("stage", column), within=self.draft.key)
            self.keys = [("draft", self.draft.key)]
            for kind in sorted(set(kinds()) - NOBODYS):
                for fields, within in self.written(kind):
                    entry = self.step.make(kind, body_of(kind, fields), within=within, says=planted(f"why-{kind}"))
                    self.keys.append((kind, entry.key))

    @property
    def looked_at(self) -> tuple[str, ...]:
        """Keys by which operations on one kind of thing are asked: of the board, of what is on it, and others."""
        return (self.draft.key, self.journey.id, self.touchpoint.id, "abandonment_rate", self.keys[-1][1])

    def written(self, kind: str) -> Iterator[tuple[dict[str, Any], str]]:
        """Yield what people of Vistula write in a kind, and what it belongs to."""
        said, day, touchpoint = planted(kind), "2026-04-02", f"touchpoint:{self.touchpoint.id}"
        stage = self.journey.stages[0].id
        own = {"owner": said, "because": said, "title": said, "what": said, "text": said, "reason": said}
        finding = {"check": "OWN001", "element": touchpoint}
        review = "review-of-vistula"
        known: dict[str, list[tuple[dict[str, Any], str]]] = {
            "card": [({**self.touchpoint.model_dump(mode="json"), "what": said, "stage": stage, "rank": "i"},
                      self.draft.key)],
            "note": [({"lane": "idea", "stage": stage, "rank": "i", "text": said, "party": "vistula"}, self.draft.key)],
            "claim": [({"touchpoint": self.touchpoint.id, "question": "consistent", "answer": "no", "who": said,
                        "partner": "vistula", "on": day, "how": "workshop", "remark": said}, self.touchpoint.id)],
            "comment": [({"text": said}, f"{touchpoint}:vistula"), ({"text": said}, f"finding:{'0' * 32}:vistula"),
                        ({"text": said}, f"draft:{self.draft.key}:vistula")],
            "annotation": [({"on": day, "text": said, "party": "vistula"}, "abandonment_rate")],
            "proposal": [({"subject": touchpoint, "title": said, "what": said, "because": said, "expected": said,
                           "owner": said, "party": "vistula", "state": "proposed"}, touchpoint)],
            "confirmation": [({"says": said, "party": "vistula"}, "a-change")],
            "dispute": [({"criterion": said, "reason": said, "due": day, "party": "vistula"}, "quality-desk:E-1")],
            "following": [({"party": "vistula"}, "abandonment_rate")],
            "feedback": [({"text": said, "party": "vistula"}, touchpoint)],
            "note_group": [({"title": said, "party": "vistula"}, self.draft.key)],
            "review_request": [({"asked": said, "says": said, "party": "vistula"}, self.draft.key)],
            "reported_finding": [({"element": touchpoint, "says": f"{said}.", "seen": said, "against": said,
                                   "party": "vistula"}, touchpoint)],
            "catalogue_change": [({"kind": "procedure", "element": "refunds", "base": 1, "document": {"title": said},
                                   "says": said}, "procedure:refunds")],
            "view": [({"name": said, "query": "q=bill", "shared": True, "party": "vistula"}, "findings")],
            "action_item": [({"what": said, "owner": said, "due": day}, review)],
            "sign_off": [({"side": "partner", "signed": "0" * 16, "remark": said, "party": "vistula"}, review)],
            "review_note": [({"text": said, "readers": reads, "party": "vistula"}, review)
                            for reads in ("everybody", "own_side")],
            "review_decision": [({"what": said, "outcome": "approve", "owner": said}, review)],
        }  # fmt: skip
        if kind in known:
            yield from known[kind]
        elif kind in {"decision", "waiver"}:
            more = {"lane": "remove"} if kind == "decision" else {"until": "2027-01-01"}
            names = ("owner", "because") if kind == "decision" else ("owner", "reason")
            yield {**finding, **more, **{name: own[name] for name in names}}, "OWN001"


def written_out(response: Any) -> str:
    """Return everything that was answered, headers and packed files and sheets of paper too, in small letters."""
    answer = Answer.of(response)
    parts = [answer.body, *(f"{name}: {value}" for name, value in answer.headers.items())]
    if response.get("Content-Type", "").endswith("spreadsheetml.sheet"):
        with zipfile.ZipFile(io.BytesIO(b"".join([response.content]))) as packed:
            parts += [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    if response.get("Content-Type", "") == "application/pdf":
        parts += [re.sub(r"\s+", "", page.extract_text()) for page in PdfReader(io.BytesIO(response.content)).pages]
    return "\n".join(parts).casefold()
