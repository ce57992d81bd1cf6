"""Change what the centre means by a metric: what is proposed, and how it comes into force."""

from collections.abc import Mapping
from typing import Any

from centreline.actions.act import act
from centreline.actions.proposed import proposal_of, said_in
from centreline.actions.start_draft import written
from centreline.governance.entry import Entry
from centreline.governance.kinds.proposal import Said, Standing
from centreline.governance.state import State
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict
from centreline.metrics.agreed import Agreed, with_agreed
from centreline.metrics.book import published_book
from centreline.metrics.definition import Metric

__all__ = ["adopt_definition", "agreed_as", "agreed_in", "definition_terms", "in_force", "proposed_definition"]

WAY, WITHOUT = "way of counting", "not counted: "
"""Names of terms: the others are names of parameters."""


def in_force(state: State, metric: str) -> Agreed | None:
    """Return what the centre means by a metric; None where that is what the catalogue publishes."""
    entry = state.entry("definition", metric)
    return agreed_in(entry) if entry is not None and entry.stands else None


def agreed_in(entry: Entry) -> Agreed:
    """Return what an entry of the kind `definition` says."""
    return agreed_as(entry.fields)


def agreed_as(fields: Mapping[str, Any]) -> Agreed:
    """Return what a version of an entry of the kind `definition` says, given what it said."""
    without = tuple((one["column"], one["value"]) for one in fields["without"])
    return Agreed(fields["variant"], fields["parameters"], without)


def definition_terms(metric: Metric, *, before: Agreed | None, after: Agreed) -> tuple[Mapping[str, str], ...]:
    """Return what reads otherwise under another definition, old beside new, as a proposal holds it.

    Args:
        metric: As the catalogue publishes it.
        before: What is meant now; None for the catalogue's first way of counting.
        after: What shall be meant.

    Raises:
        MetricUnknown: no such variant or parameter.
        ArgumentInvalid: nothing would change, or a parameter is no number that fits.
    """
    before = before or Agreed(metric.default.id)
    if with_agreed(metric, before) == with_agreed(metric, after):
        raise ArgumentInvalid(
            f"{metric.title.lower()} is defined like that already", where="the form", fix="change something in it"
        )
    old, new = _read(metric, before), _read(metric, after)
    # What is set otherwise stays a term where it stays as it is: a proposal holds the whole definition.
    set_otherwise = {WAY, *before.parameters, *after.parameters}
    return tuple(
        {"name": name, "before": old.get(name, ""), "after": new.get(name, "")}
        for name in dict.fromkeys((*old, *new))
        if name in set_otherwise or name.startswith(WITHOUT) or old.get(name) != new.get(name)
    )


def proposed_definition(said: Said) -> tuple[str, Agreed, Agreed]:
    """Return the metric a proposal is about, what is meant before it, and what it would be after.

    Raises:
        EvidenceConflict: it proposes no definition.
    """
    kind, _, metric = said.subject.partition(":")
    terms = {one.name: one for one in said.terms}
    if kind != "metric" or metric not in published_book() or WAY not in terms:
        raise EvidenceConflict(
            f"the proposal {said.title!r} changes no definition", where="its terms", fix="open it from a metric"
        )
    return (
        metric,
        _agreed({name: one.before for name, one in terms.items()}),
        _agreed({name: one.after for name, one in terms.items()}),
    )


@act(needs="approve_proposal")
def adopt_definition(step: Step, *, proposal: str) -> Entry:
    """Put into force what an approved proposal says a metric shall mean.

    Args:
        step: The step it is done in.
        proposal: Key of the proposal.

    Raises:
        NotThere: there is no such proposal.
        EvidenceConflict: it is not approved, changes no definition, or the definition is another one by now.
    """
    said = said_in(proposal_of(step, proposal))
    metric, before, after = proposed_definition(said)
    if said.state is not Standing.APPROVED:
        raise EvidenceConflict(
            f"the proposal is {said.state}", where="the proposal", fix="have somebody else approve it first"
        )
    published = published_book()[metric]
    now = in_force(step.state, metric) or Agreed(published.default.id)
    if _read(published, now) != _read(published, before):
        raise EvidenceConflict(
            f"the definition of {published.title.lower()} was changed since this was proposed",
            where="the definition in force",
            fix="propose it anew against the one that is in force",
        )
    with_agreed(published, after)  # Refuses what cannot be counted.
    body = written("definition", _fields(after) | _why(said, proposal))
    held = step.state.entry("definition", metric)
    says = f"definition changed: {said.title}"
    if held is not None and held.stands:
        return step.change("definition", metric, body, expects=held.version, says=says)
    return step.make("definition", body, within="metric", key=metric, says=says)


def _read(metric: Metric, agreed: Agreed) -> dict[str, str]:
    """Return a definition as names and texts."""
    parameters = {**metric.variant(agreed.variant).parameters, **agreed.parameters}
    excluded = {f"{WITHOUT}{column}={value}": "yes" for column, value in agreed.without}
    return {WAY: agreed.variant, **{name: f"{value:g}" for name, value in parameters.items()}, **excluded}


def _agreed(texts: Mapping[str, str]) -> Agreed:
    excluded = (
        name.removeprefix(WITHOUT).partition("=") for name, text in texts.items() if name.startswith(WITHOUT) and text
    )
    without = tuple((column, value) for column, _, value in excluded)
    numbers = {name: text for name, text in texts.items() if name != WAY and not name.startswith(WITHOUT) and text}
    try:
        return Agreed(texts[WAY], {name: float(text) for name, text in numbers.items()}, without)
    except ValueError:
        raise EvidenceConflict(
            "a parameter of the proposal is no number", where="its terms", fix="propose it anew from the metric"
        ) from None


def _fields(agreed: Agreed) -> dict[str, Any]:
    without = [{"column": column, "value": value} for column, value in agreed.without]
    return {"variant": agreed.variant, "parameters": dict(agreed.parameters), "without": without}


def _why(said: Said, proposal: str) -> dict[str, str]:
    return {"proposal": proposal, "approved_by": said.approved_by, "because": said.because}
