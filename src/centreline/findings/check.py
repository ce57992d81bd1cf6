"""A check: a question with an id, and the function that answers it from what it names as parameters."""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, get_type_hints

from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.findings.families import FAMILIES
from centreline.findings.few import told
from centreline.findings.finding import Finding, Looked, NotExamined, Outcome, State
from centreline.findings.parameter import Parameter, Value
from centreline.findings.scope import titles_of
from centreline.kernel.errors import EvidenceMissing
from centreline.kernel.said import all_of, any_of, said

__all__ = ["Check", "Given", "check"]

_READABLE = {"blueprint": Blueprint, "claims": Claims, "evidence": Evidence, "as_of": date}


@dataclass(frozen=True, slots=True)
class Given:
    """What checks may read: what is intended, what was said, what happened, and the day it is looked at."""

    blueprint: Blueprint
    claims: Claims
    evidence: Evidence | None
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One question of the book.

    Attributes:
        id: Three letters of its family and three digits; never used again for another question.
        family: The three letters.
        question: What it asks, as a manager would.
        why: What goes wrong where the answer is no.
        fix: What to do about a finding.
        source: Who says that this matters.
        since: Version in which it appeared.
        needs: Tables and columns of evidence without which it cannot look: "contact", "contact.customer_id".
        status: Preview checks never block a gate; retired ones keep their page.
        name: What a finding would be, in words: "touchpoint without owner".
        explains: How it looks and how weight follows from size: its docstring.
        reads: What it is given: blueprint, claims, evidence, as_of.
        parameters: What a workspace may tune.
    """

    id: str
    family: str
    question: str
    why: str
    fix: str
    source: str
    since: str
    needs: tuple[str, ...]
    status: Literal["preview", "stable", "retired"]
    name: str
    explains: str
    reads: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    function: Callable[..., Iterator[Finding | Looked]] = field(repr=False, compare=False)

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter of that name, or None."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)

    def answer(self, given: Given, *, overrides: Mapping[str, Value] | None = None) -> Outcome:
        """Ask the question.

        Args:
            given: What may be read; what the check does not name stays unread.
            overrides: Parameters that differ from their defaults, already accepted by `Parameter.accept`.

        Returns:
            Not examined when a need is missing or the check says so; found or clear otherwise.
        """
        if lack := self._lack(given.evidence):
            return Outcome(self.id, State.NOT_EXAMINED, because=lack[0], bring=lack[1])
        arguments = {name: getattr(given, name) for name in self.reads}
        try:
            answers = list(self.function(**arguments, **(overrides or {})))
        except NotExamined as reason:
            return Outcome(self.id, State.NOT_EXAMINED, because=reason.because, bring=reason.bring)
        except EvidenceMissing as reason:
            return Outcome(self.id, State.NOT_EXAMINED, because=reason.what, bring=reason.fix)
        findings = [replace(answer, check=self.id) for answer in answers if isinstance(answer, Finding)]
        looked = next((answer for answer in answers if isinstance(answer, Looked)), None)
        state = State.FOUND if findings else State.CLEAR
        seen = given.evidence if "evidence" in self.reads else None
        titles = titles_of(given.blueprint)
        known = told(findings, looked, evidence=seen, needs=self.needs, name=self.name, titles=titles)
        return Outcome(self.id, state, tuple(sorted(known.findings, key=_heaviest_first)), known.looked)

    def _lack(self, evidence: Evidence | None) -> tuple[str, str] | None:
        if "evidence" not in self.reads and not self.needs:
            return None
        if evidence is None or not evidence.tables:
            tables = dict.fromkeys(need.split(".")[0] for need in self.needs)
            wanted = all_of(tables) or said("at least one table")
            return said("no records have been brought yet"), said("bring {wanted} with `centreline ingest`").filled(
                wanted=wanted
            )
        absent = [need for need in self.needs if not evidence.has(*need.split(".", 1))]
        return _absence(absent, evidence) if absent else None


def _heaviest_first(finding: Finding) -> tuple[float, str, str]:
    return -finding.weight, finding.element, finding.says


def _absence(needs: list[str], evidence: Evidence) -> tuple[str, str]:
    tables = [name for name in dict.fromkeys(need.split(".")[0] for need in needs) if not evidence.has(name)]
    if tables:
        meant = "; ".join(f"{name}: {CONTRACTS[name].meaning.rstrip('.').lower()}" for name in tables)
        ways = all_of(f"`centreline ingest {name} FILE --mapping MAPPING`" for name in tables)
        lacks = said("nobody has brought {tables} ({meant})").filled(tables=any_of(tables), meant=meant)
        return lacks, said("bring it with {ways}").filled(ways=ways)
    columns = [CONTRACTS[table].column(column) for table, column in (need.split(".", 1) for need in needs)]
    meant = "; ".join(f"{column.name}: {column.meaning.rstrip('.')}" for column in columns)
    return (
        said("no row has a value in {needs} ({meant})").filled(needs=any_of(needs), meant=meant),
        said("map a column of the source to {needs} in the mapping, and ingest the file again").filled(
            needs=all_of(needs)
        ),
    )


def check(  # noqa: PLR0913 - a check's page has this many fields, and every one of them is named
    *,
    id: str,  # noqa: A002 - the field is called so on the page
    family: str,
    question: str,
    why: str,
    fix: str,
    source: str,
    since: str = "0.1",
    needs: tuple[str, ...] = (),
    status: Literal["preview", "stable", "retired"] = "preview",
) -> Callable[[Callable[..., Iterator[Finding | Looked]]], Check]:
    """Make a check of a function that yields findings, and how much it looked at.

    The function's parameters name what it reads (`blueprint: Blueprint`, `claims: Claims`, `evidence: Evidence`,
    `as_of: date`); those with a default are what a workspace may tune, explained in the docstring's `Args`.

    Raises:
        ValueError: the id, the family, a need or a parameter is not what a check may have.
    """
    if not re.fullmatch(r"[A-Z]{3}\d{3}", id) or not id.startswith(family) or family not in FAMILIES:
        raise ValueError(f"check {id!r} of family {family!r}: write a known family and three digits, such as OWN001")
    for need in needs:
        _known_need(need, of=id)

    def made(function: Callable[..., Iterator[Finding | Looked]]) -> Check:
        reads, parameters = _signature(function, of=id)
        return Check(
            id=id, family=family, question=said(question), why=said(why), fix=said(fix), source=said(source),
            since=since, needs=needs,
            status=status, name=function.__name__.replace("_", " "), explains=inspect.getdoc(function) or "",
            reads=reads, parameters=parameters, function=function,
        )  # fmt: skip

    return made


def _known_need(need: str, *, of: str) -> None:
    table, _, column = need.partition(".")
    known = table in CONTRACTS and (not column or column in {c.name for c in CONTRACTS[table].all_columns})
    if not known:
        raise ValueError(f"check {of} needs {need!r}, which no contract has")


def _signature(function: Callable[..., Any], *, of: str) -> tuple[tuple[str, ...], tuple[Parameter, ...]]:
    hints = get_type_hints(function)
    reads: list[str] = []
    parameters: list[Parameter] = []
    for name, given in inspect.signature(function).parameters.items():
        if given.default is not inspect.Parameter.empty:
            parameters.append(Parameter(name, given.default, _meaning(function, name)))
        elif hints.get(name) is _READABLE.get(name, object()):
            reads.append(name)
        else:
            raise ValueError(f"check {of} cannot read {name!r}: name blueprint, claims, evidence or as_of, annotated")
    return tuple(reads), tuple(parameters)


def _meaning(function: Callable[..., Any], name: str) -> str:
    """Return what the docstring's Args say about a parameter, on one line."""
    lines = (inspect.getdoc(function) or "").splitlines()
    start = next((at for at, line in enumerate(lines) if line.startswith(f"    {name}:")), None)
    if start is None:
        raise ValueError(f"{function.__name__} does not say under Args what {name!r} means")
    words = [lines[start].split(":", 1)[1].strip()]
    for line in lines[start + 1 :]:
        if not line.startswith(" " * 8):
            break
        words.append(line.strip())
    return " ".join(words)
