"""Which of what people wrote one person may read, as it stands now: the rule for each kind."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from centreline.actions.change_card import may_touch
from centreline.findings.few import is_about_somebody
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.held_reviews import hears_note, is_theirs
from centreline.governance.kinds import kinds
from centreline.governance.reading import IN_PLACE_OF_A_NAME, Reading, reading_of
from centreline.governance.rights import check_may, may
from centreline.kernel.errors import NotThere
from centreline.web.frame.centre import workspace
from centreline.web.reading.approvals import counts
from centreline.web.reading.findings import seen_by
from centreline.web.reading.histories import OF_ITS_WRITER, READ_WITH, reads_of_its_writer
from centreline.web.reading.proposals import may_read_proposal
from centreline.web.records.people import known_people
from centreline.web.records.store import DjangoState

__all__ = ["IN_A_REVIEW", "Shelves"]

IN_A_REVIEW = frozenset({"operating_review", "review_decision", "action_item", "review_note", "sign_off"})
"""Kinds that belong to a review: whoever may not read the review reads none of them, whatever their role."""

_WHOEVER_READS: Mapping[str, Callable[[Actor, Entry], bool]] = {
    "proposal": may_read_proposal,
    **dict.fromkeys(OF_ITS_WRITER, reads_of_its_writer),
}
"""Kinds with a rule of their own, the same for the centre's people and for a partner's."""


@dataclass(frozen=True)
class Shelves:
    """What people wrote, as one person may read it.

    Attributes:
        actor: Who reads.
    """

    actor: Actor

    def every(self, kind: str, *, within: str | None = None) -> tuple[Entry, ...]:
        """Return the entries of a kind that stand and that they may read, oldest first.

        Raises:
            NotThere: there is no such kind.
            NotPermitted: their role, or their token, reads none of it.
        """
        self._check(kind)
        return tuple(filter(self.reads, DjangoState().entries(kind, within=within)))

    def saying(self, kind: str, words: Iterable[str]) -> Iterator[Entry]:
        """Return the entries of a kind that they may read and in which every word may stand, the newest first.

        Raises:
            NotThere: there is no such kind.
            NotPermitted: their role, or their token, reads none of it.
        """
        self._check(kind)
        return filter(self.reads, DjangoState().saying(kind, words))

    def one(self, kind: str, key: str) -> Entry:
        """Return an entry that stands.

        Raises:
            NotThere: there is none, or it is not theirs to read.
            NotPermitted: their role, or their token, reads none of its kind.
        """
        self._check(kind)
        held = DjangoState().entry(kind, key)
        if held is None or not held.stands or not self.reads(held):
            raise NotThere(f"there is no {_words(kind)} {key!r}", where="the key", fix="choose one from the list")
        return held

    def reads(self, entry: Entry) -> bool:
        """Say whether they may read an entry."""
        if entry.kind in IN_A_REVIEW:
            heard = entry.kind != "review_note" or hears_note(self.actor, entry)
            return heard and self._reads_review(entry.key if entry.kind == "operating_review" else entry.within)
        if entry.kind == "comment" and not self._hears_threads_of(entry.within):
            return False
        if (rule := _WHOEVER_READS.get(entry.kind)) is not None:
            return rule(self.actor, entry)
        if is_about_somebody(str(entry.fields.get("element", ""))) and not may(self.actor, "see_people"):
            return False
        if self.actor.scope.partners is None:
            return entry.kind in (*READ_WITH, "comment") or self._is_their_own(entry) or may(self.actor, "see_trail")
        return self._rules.get(entry.kind, self._of_their_party)(entry)

    def fields(self, entry: Entry) -> dict[str, Any]:
        """Return what an entry says, as far as they may read it: why the centre decided is not told to a partner."""
        if entry.kind == "decision" and self.actor.scope.partners is not None:
            return {name: entry.fields[name] for name in ("check", "element", "lane", "owner", "due")}
        return entry.fields

    def name(self, who: str) -> str:
        """Return the name of who wrote something; not that of another partner's people."""
        return IN_PLACE_OF_A_NAME if who in self._strangers else who

    def _check(self, kind: str) -> None:
        if kind not in kinds():
            raise NotThere(f"nothing is called {kind!r}", where="the kind", fix=f"choose one of {', '.join(kinds())}")
        if kind in READ_WITH:
            check_may(self.actor, READ_WITH[kind])

    def _reads_review(self, key: str) -> bool:
        if key not in self._reviews:
            review = DjangoState().entry("operating_review", key)
            self._reviews[key] = review is not None and is_theirs(self.actor, review)
        return self._reviews[key]

    def _hears_threads_of(self, thread: str) -> bool:
        needs = {"finding": "see_findings", "touchpoint": "see_map", "draft": "see_map", "board": "see_map"}
        about = needs.get(thread.partition(":")[0])
        return about is None or may(self.actor, about)

    def _is_their_own(self, entry: Entry) -> bool:
        return {entry.made_by, entry.changed_by} == {self.actor.name}

    def _of_their_party(self, entry: Entry) -> bool:
        return {entry.made_by, entry.changed_by} <= self._colleagues

    @property
    def _rules(self) -> Mapping[str, Callable[[Entry], bool]]:
        """What somebody of a partner reads of each kind; of a kind that is not here, what their own party wrote."""
        return {
            "card": lambda one: may_touch(one.fields, partner=self.actor.partner),
            "note": lambda one: one.fields["party"] == self.actor.partner,
            "annotation": lambda one: one.fields["party"] == self.actor.partner,
            "note_group": lambda one: one.fields["party"] == self.actor.partner,
            "review_request": self._is_for_them,
            "draft": self._names_nobody_else,
            "stage": self._names_nobody_else,
            "term": self._names_nobody_else,
            "claim": lambda one: self.reading.claim(_body(one)) and one.changed_by not in self._strangers,
            "decision": lambda one: counts(one) and self._about_what_they_see(one),
            "waiver": self._about_what_they_see,
        }

    def _is_for_them(self, entry: Entry) -> bool:
        return bool(self.actor.partner == entry.fields["party"] or entry.fields["asked"] == self.actor.name)

    def _about_what_they_see(self, entry: Entry) -> bool:
        about = (entry.fields["check"], entry.fields["element"])
        return about in self._findings and self._names_nobody_else(entry)

    def _names_nobody_else(self, entry: Entry) -> bool:
        said = " ".join(str(value) for value in entry.fields.values())
        return not self.reading.names_others(said) and entry.changed_by not in self._strangers

    @cached_property
    def reading(self) -> Reading:
        """What they may read of what is intended."""
        return reading_of(workspace(self.actor.scope).blueprint, self.actor)

    @cached_property
    def _reviews(self) -> dict[str, bool]:
        """Whether they read each review that was asked about."""
        return {}

    @cached_property
    def _colleagues(self) -> frozenset[str]:
        mine = self.actor.partner
        return frozenset({one.name for one in known_people() if mine and one.partner == mine} | {self.actor.name})

    @cached_property
    def _strangers(self) -> frozenset[str]:
        if self.actor.scope.partners is None:
            return frozenset()
        return frozenset({one.name for one in known_people() if one.partner} - self._colleagues)

    @cached_property
    def _findings(self) -> frozenset[tuple[str, str]]:
        seen = seen_by(self.actor)
        every = () if seen is None else (*seen.findings, *(one.finding for one in seen.waived))
        return frozenset((one.check, one.element) for one in every)


def _body(entry: Entry) -> Any:
    return entry.body


def _words(kind: str) -> str:
    return kind.replace("_", " ")
