"""The mapping editor as it is shown: each field with its column, how sure that is, and how the column is read."""

from collections.abc import Mapping as Document
from dataclasses import dataclass

from django.utils.translation import gettext as _

from centreline.evidence.contract import Column, Contract, Kind
from centreline.evidence.mapmaking.glimpse import Glimpse, SeenColumn
from centreline.evidence.mapmaking.suggested import Suggestion, fields_of
from centreline.evidence.privacy.treatment import Treatment, treatment_of
from centreline.kernel.errors import Problem
from centreline.web.pages.imports.controls import as_controls
from centreline.web.pages.imports.mapping_form import Controls

__all__ = ["ShownField", "dropped_columns", "either_order", "shown_fields"]


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field of the table and the controls that say how it is filled.

    Attributes:
        column: The field itself: name, kind, meaning.
        said: What its controls hold, without the field's name: from, constant, unit.
        confidence: How sure the suggestion is that stands in `said["from"]`; None where it is none.
        samples: Values of the chosen column, as they pass the door.
        words: Words of the chosen column that want one of ours each, how often, and which of ours is chosen.
        kept_as: What happens to it at the door where nothing else is chosen.
        guarded: Whether it may be kept with more care.
        problems: What is wrong with it.
    """

    column: Column
    said: Document[str, str]
    confidence: float | None
    samples: tuple[str, ...]
    words: tuple[tuple[str, int, str], ...]
    kept_as: str
    guarded: bool
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """The field's name."""
        return self.column.name

    @property
    def has_more(self) -> bool:
        """Whether something is said of it that the controls in front do not show."""
        return any(self.said.get(key) for key in ("constant", "expression", "when", "format", "guard", "otherwise"))


def shown_fields(
    contract: Contract,
    glimpse: Glimpse,
    *,
    controls: Controls,
    found: Document[str, Suggestion],
    problems: tuple[Problem, ...] = (),
) -> dict[str, list[ShownField]]:
    """Return the fields in three groups: required, filled so far, and the others."""
    groups: dict[str, list[ShownField]] = {"required": [], "filled": [], "others": []}
    for column in fields_of(contract):
        said = {key: controls[f"{key}.{column.name}"] for key in _KEYS if controls.get(f"{key}.{column.name}")}
        own = tuple(one for one in problems if _is_about(one, column.name))
        field = _shown(contract, column, glimpse, said=said, controls=controls, found=found, problems=own)
        group = "required" if column.required else "filled" if said or own else "others"
        groups[group].append(field)
    return groups


_KEYS = ("from", "constant", "expression", "format", "unit", "is", "guard", "otherwise", "when")


def _shown(  # noqa: PLR0913 - one field, from all sides
    contract: Contract,
    column: Column,
    glimpse: Glimpse,
    *,
    said: Document[str, str],
    controls: Controls,
    found: Document[str, Suggestion],
    problems: tuple[Problem, ...],
) -> ShownField:
    seen = glimpse.column(said.get("from", ""))
    guess = found.get(column.name)
    treatment = treatment_of(contract, column.name)
    return ShownField(
        column=column,
        said=said,
        confidence=guess.confidence if guess is not None and guess.column == said.get("from") else None,
        samples=() if seen is None else seen.samples,
        words=_words(column, seen, controls),
        kept_as=_kept_as(treatment),
        guarded=column.kind is Kind.TEXT and treatment is not Treatment.PSEUDONYM,
        problems=tuple(Problem(as_controls(one.what), one.where, as_controls(one.fix)) for one in problems),
    )


def _words(column: Column, seen: SeenColumn | None, controls: Controls) -> tuple[tuple[str, int, str], ...]:
    if column.kind is not Kind.CHOICE or seen is None:
        return ()
    ours = {choice.casefold(): choice for choice in column.choices}
    plain = ((word, times, word.strip().casefold().replace(" ", "_").replace("-", "_")) for word, times in seen.words)
    return tuple(
        (word, times, controls.get(f"word.{column.name}.{word}", ours.get(alike, ""))) for word, times, alike in plain
    )


def _kept_as(treatment: Treatment) -> str:
    says = {
        Treatment.PSEUDONYM: _("hashed: a pseudonym stands for the customer"),
        Treatment.WORDS: _("redacted: card numbers, addresses and the like are taken out"),
        Treatment.LABEL: _("kept; a card number, address and the like in it is replaced"),
        Treatment.NAME: _("kept; a card number, address and the like in it is replaced"),
        Treatment.WORKER: _("kept, as it names somebody who works here; cards and accounts are taken out"),
        Treatment.KEPT: _("kept: a number, a time or a fixed word"),
    }
    return str(says[treatment])


def _is_about(problem: Problem, field: str) -> bool:
    parts = problem.where.split(".")
    return parts[:2] in (["columns", field], ["constants", field]) or (
        problem.where == "columns" and f"{field!r}" in problem.what
    )


def dropped_columns(glimpse: Glimpse, controls: Controls) -> tuple[SeenColumn, ...]:
    """Return the columns that nothing reads: nothing of them is ever written."""
    read = {text for name, text in controls.items() if name.startswith("from.")}
    written = " ".join(text for name, text in controls.items() if name.startswith(("expression.", "when.")))
    return tuple(one for one in glimpse.columns if one.name not in read and one.name not in written)


def either_order(contract: Contract, glimpse: Glimpse, controls: Controls) -> tuple[str, str | None] | None:
    """Return a date whose day and month could be either, and the order if another date gives it away.

    None where no column that is read as a time leaves that open, or its format was named.
    """
    for column in fields_of(contract):
        seen = glimpse.column(controls.get(f"from.{column.name}", ""))
        is_time = column.kind in {Kind.INSTANT, Kind.DAY} and not controls.get(f"format.{column.name}")
        if is_time and seen is not None and (found := seen.day_and_month) is not None:
            return found
    return None
