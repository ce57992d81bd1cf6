"""Disputes about evaluations: an agent's own, and those somebody may judge or has judged."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from centreline.actions.dispute_evaluation import dispute_key, judged_first
from centreline.evidence.engine import Evidence
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.dispute import WHOLE, Outcome, Said
from centreline.kernel.errors import NotThere
from centreline.web.frame.templatetags.centreline_words import words_of_key
from centreline.web.reading.histories import leads_to_history
from centreline.web.records.people import known_people
from centreline.web.records.store import DjangoState

__all__ = ["Disputed", "Judged", "criterion_words", "disputes_for", "disputes_of", "judged", "outcome_says"]


@dataclass(frozen=True, slots=True)
class Judged:
    """An evaluation that can be disputed.

    Attributes:
        evaluation: Names it, as `source:id`.
        form: Form on which was judged; may be empty.
        contact: Contact that was judged; may be empty.
        first: Who judged, as the records name them; may be empty.
        scores: By question that lost points and, under `*`, for the whole: the score, 0 to 1, None where none is held.
    """

    evaluation: str
    form: str
    contact: str
    first: str
    scores: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Disputed:
    """A dispute as one person reads it.

    Attributes:
        entry: As it is kept.
        said: What it says.
        by: Who disputes, as people call them.
        outcome: What became of it, in words.
        is_first: Whether the reader judged first, or disputes it themselves, so that they do not answer.
        followed: Whether the reader may read its history.
    """

    entry: Entry
    said: Said
    by: str
    outcome: str
    is_first: bool
    followed: bool

    @property
    def is_open(self) -> bool:
        """Whether no second reviewer has answered."""
        return self.said.outcome is Outcome.OPEN

    @property
    def criterion(self) -> str:
        """What of the evaluation is disputed, in words."""
        return criterion_words(self.said.criterion)


def outcome_says() -> dict[str, str]:
    """Return what each outcome is called."""
    return {
        "open": _("A second reviewer has not answered yet"),
        "stands": _("The score stands"),
        "changes": _("The score changes"),
    }


def criterion_words(criterion: str) -> str:
    """Return a criterion in words."""
    return _("the whole evaluation") if criterion == WHOLE else str(words_of_key(criterion))


def disputes_of(actor: Actor) -> Mapping[str, list[Disputed]]:
    """Return what somebody disputes themselves, by evaluation, oldest first."""
    found: dict[str, list[Disputed]] = {}
    for one in DjangoState().entries("dispute"):
        if one.made_by == actor.name:
            found.setdefault(one.within, []).append(_disputed(actor, one, {}))
    return found


def disputes_for(actor: Actor) -> tuple[Disputed, ...]:
    """Return the disputes somebody may read who judges them: unanswered ones by their day, then the newest answers."""
    parties, names = actor.scope.partners, {one.name: one.title for one in known_people()}
    every = [_disputed(actor, one, names) for one in DjangoState().entries("dispute")]
    theirs = [one for one in every if parties is None or one.said.party in parties]
    waiting = sorted((one for one in theirs if one.is_open), key=lambda one: one.said.due)
    answered = sorted((one for one in theirs if not one.is_open), key=lambda one: one.entry.changed_at, reverse=True)
    return (*waiting, *answered)


def judged(evidence: Evidence | None, evaluation: str, *, actor: Actor) -> Judged:
    """Return an evaluation of somebody that can be disputed, with the criteria that nobody disputes yet.

    Raises:
        NotThere: the records they may see hold no such evaluation of them.
    """
    source, _colon, key = evaluation.partition(":")
    rows = []
    if evidence is not None and evidence.has("evaluation"):
        table = evidence.table("evaluation")
        rows = evidence.rows(table.filter((table.source == source) & (table.evaluation_id == key)).limit(1))
    if not rows or evidence is None:
        raise NotThere(
            f"no evaluation {evaluation!r} of you is held", where="the address", fix="choose one from your day"
        )
    scores = {WHOLE: rows[0]["score"], **_lost(evidence, source, key)}
    held = (DjangoState().entry("dispute", dispute_key(actor.name, evaluation, one)) for one in scores)
    taken = {one.fields["criterion"] for one in held if one is not None and one.stands}
    still = {one: score for one, score in scores.items() if one not in taken}
    form, contact, first = (str(rows[0].get(one) or "") for one in ("form", "contact_id", "evaluator"))
    return Judged(evaluation, form, contact, first, still)


def _lost(evidence: Evidence, source: str, key: str) -> dict[str, float | None]:
    if not evidence.has("evaluation_item"):
        return {}
    table = evidence.table("evaluation_item")
    of_it = (table.source == source) & (table.evaluation_id == key) & table.applicable & (table.score < 1.0)
    return {row["item"]: row["score"] for row in evidence.rows(table.filter(of_it).order_by("item"))}


def _disputed(actor: Actor, entry: Entry, names: Mapping[str, str]) -> Disputed:
    said = Said.model_validate(entry.fields)
    by = names.get(entry.made_by) or entry.made_by
    is_first = entry.made_by == actor.name or judged_first(actor, said)
    return Disputed(entry, said, by, outcome_says()[said.outcome], is_first, leads_to_history(actor, entry))
