"""Gates before a machine: what has to be in order before work is automated, told from what the checks found."""

from collections.abc import Collection
from dataclasses import dataclass

from centreline.findings.examine import Examination
from centreline.findings.finding import Outcome, State
from centreline.kernel.said import said

__all__ = ["GATES", "Gate", "GateAnswer", "gates_at", "not_passed"]


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that has to be in order.

    Attributes:
        id: Its name in addresses and in what is kept.
        asks: The question, as a manager would ask it.
        checks: Checks whose answers it rests on.
    """

    id: str
    asks: str
    checks: tuple[str, ...]


GATES: tuple[Gate, ...] = (
    Gate("owner", said("Does somebody answer for it?"), ("OWN001",)),
    Gate("procedure", said("Is the way the work is done written down?"), ("KNO001", "KNO003")),
    Gate("knowledge", said("Is the knowledge in use verified and current?"), ("KNU001", "KNU003")),
    Gate("measure", said("Is it settled how success is counted?"), ("MEA001", "MEA003")),
    Gate("records", said("Do the records hold its contacts?"), ("COV001",)),
    Gate("risk", said("Is it known what can go wrong, and what catches it?"), ("RIS001", "RIS002")),
)
"""In the order in which they are asked; every one of them is mandatory."""


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """How a gate stands for one place.

    Attributes:
        gate: Which.
        state: Clear is passed; found is failed; not examined is no pass.
        because: What was found, or why it could not be examined; empty where it is passed.
        found: Check and element of the finding that keeps it shut, or nothing.
    """

    gate: Gate
    state: State
    because: str = ""
    found: tuple[str, str] | None = None


def gates_at(examination: Examination, elements: Collection[str]) -> tuple[GateAnswer, ...]:
    """Return how each gate stands for the elements a finding is about; a waived finding still keeps a gate shut.

    Args:
        examination: What came of asking.
        elements: What is concerned, each as `kind:id`: touchpoints, and the procedures and articles they need.

    Returns:
        Not examined for every gate where no touchpoint is concerned: nothing is known then, and that is no pass.
    """
    if not any(element.startswith("touchpoint:") for element in elements):
        because = said("it belongs to no touchpoint of the map")
        return tuple(GateAnswer(gate, State.NOT_EXAMINED, because) for gate in GATES)
    return tuple(_answer(gate, examination, elements) for gate in GATES)


def not_passed(answers: Collection[GateAnswer]) -> tuple[str, ...]:
    """Return the ids of the gates that are failed or could not be examined."""
    return tuple(answer.gate.id for answer in answers if answer.state is not State.CLEAR)


def _answer(gate: Gate, examination: Examination, elements: Collection[str]) -> GateAnswer:
    every = (*examination.findings, *(one.finding for one in examination.waived))
    for finding in every:
        if finding.check in gate.checks and finding.element in elements:
            return GateAnswer(gate, State.FOUND, finding.says, (finding.check, finding.element))
    asked = {outcome.check: outcome for outcome in examination.outcomes}
    for check in gate.checks:
        if check not in asked:
            return GateAnswer(gate, State.NOT_EXAMINED, said("{check} was not asked").filled(check=check))
        if asked[check].state is State.NOT_EXAMINED:
            return GateAnswer(gate, State.NOT_EXAMINED, _why(check, asked[check]))
    return GateAnswer(gate, State.CLEAR)


def _why(check: str, outcome: Outcome) -> str:
    because = outcome.because or said("it could not look")
    return said("{check}: {because}").filled(check=check, because=because)
