"""What a leader reads first: what is misaligned, what it touches, what to do first, and how far to trust it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from centreline.findings.examine import Examination
from centreline.findings.families import FAMILIES
from centreline.findings.finding import Finding, State
from centreline.kernel.kept_words import Sentence
from centreline.kernel.said import Said, said
from centreline.reports.palette import SEVERITIES
from centreline.reports.sections.found import Found, FoundGroup
from centreline.reports.sections.journeys import JourneyPicture, Mark
from centreline.reports.sections.unexamined import Unexamined
from centreline.reports.words import counted, listed, sentence

__all__ = ["FirstStep", "Head", "Headline", "Summary", "summed_up"]

HEADLINES = 5
"""How many things are called misaligned on the first screen."""

SEEN = 2
"""How many of them were seen in the records, where there are so many: gaps on paper may outweigh all that happened."""

FAMILIES_NAMED = 3
"""How many families of questions the verdict names."""

STEPS = 3
"""How many things are to be done first: more than three are none."""

Head = tuple[FoundGroup, Found]
"""A question with its weightiest finding."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One thing that is misaligned.

    Attributes:
        severity: critical, high, medium or low.
        says: The evidence in a sentence.
        touches: What it touches, in words.
        more: How many further findings answer the same question.
        anchor: Where the page says more.
    """

    severity: str
    says: Sentence
    touches: str
    more: int
    anchor: str


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One thing to do first.

    Attributes:
        does: What to do, in a sentence.
        about: What it is about.
        who: Title of the role that answers for it, None when the blueprint names nobody.
        anchor: Where the page says why.
    """

    does: Sentence
    about: str
    who: str | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The first screen of the review.

    Attributes:
        verdict: The whole review in one sentence.
        misaligned: The weightiest findings, one for each question; at least two of them seen in the records, where
            there are two.
        first_steps: What to do first, in order.
        unexamined: What was not examined, in a sentence.
        trust: How far the evidence can be trusted, in a sentence.
        by_severity: Findings of each severity, weightiest first.
        questions_found: Questions with findings.
        questions_clear: Questions that found nothing.
        questions_not_examined: Questions nobody could examine.
        touchpoints_touched: Touchpoints with at least one finding.
        touchpoints: Touchpoints in the blueprint.
    """

    verdict: Sentence
    misaligned: tuple[Headline, ...]
    first_steps: tuple[FirstStep, ...]
    unexamined: Sentence
    trust: Sentence
    by_severity: tuple[Mark, ...]
    questions_found: int
    questions_clear: int
    questions_not_examined: int
    touchpoints_touched: int
    touchpoints: int


def summed_up(
    examination: Examination,
    *,
    groups: Sequence[FoundGroup],
    journeys: Sequence[JourneyPicture],
    unexamined: Sequence[Unexamined],
    trust: str,
) -> Summary:
    """Return the first screen.

    Args:
        examination: What came of asking.
        groups: Findings, weightiest first, in their groups.
        journeys: The journeys with their marks.
        unexamined: What was not examined.
        trust: How far the evidence can be trusted, in a sentence.
    """
    severities = Counter(str(finding.severity) for finding in examination.findings)
    cards = [card for journey in journeys for card in journey.cards]
    heads = list(_weightiest(groups))
    return Summary(
        verdict=_verdict(examination, journeys),
        misaligned=tuple(
            _headline(group, found, groups) for group, found in _shown_first(heads, most=HEADLINES, from_records=SEEN)
        ),
        first_steps=_first_steps(heads),
        unexamined=_unexamined(examination, unexamined),
        trust=trust,
        by_severity=tuple(Mark(severity, severities[severity]) for severity in SEVERITIES),
        questions_found=len(examination.in_state(State.FOUND)),
        questions_clear=len(examination.in_state(State.CLEAR)),
        questions_not_examined=len(examination.in_state(State.NOT_EXAMINED)),
        touchpoints_touched=sum(1 for card in cards if card.marks),
        touchpoints=len(cards),
    )


def _weightiest(groups: Sequence[FoundGroup]) -> Iterator[Head]:
    """Yield each question once, with its weightiest finding."""
    seen: set[str] = set()
    for group in groups:
        if group.check not in seen:
            seen.add(group.check)
            yield group, group.findings[0]


def _shown_first(heads: Sequence[Head], *, most: int, from_records: int) -> list[Head]:
    """Return the weightiest in their order, so many of them from the records."""
    seen = [place for place, (_, found) in enumerate(heads) if found.records][:from_records]
    others = [place for place in range(len(heads)) if place not in seen][: most - len(seen)]
    return [heads[place] for place in sorted((*seen, *others))]


def _headline(group: FoundGroup, found: Found, groups: Sequence[FoundGroup]) -> Headline:
    alike = sum(len(other.findings) for other in groups if other.check == group.check)
    return Headline(group.severity, found.says, found.about, alike - 1, group.anchor)


def _first_steps(heads: Sequence[Head]) -> tuple[FirstStep, ...]:
    """Return what to do first, each step once; one of them answers to the records."""
    by_step: dict[str, Head] = {}
    for head in heads:
        by_step.setdefault(_step(head), head)
    chosen = _shown_first(list(by_step.values()), most=STEPS, from_records=1)
    return tuple(FirstStep(_step(head), head[1].about, head[1].who, head[0].anchor) for head in chosen)


def _step(head: Head) -> str:
    group, found = head
    return found.first_step or sentence(group.fix)


def _verdict(examination: Examination, journeys: Sequence[JourneyPicture]) -> str:
    findings = examination.findings
    asked = len(examination.outcomes)
    looked = asked - len(examination.in_state(State.NOT_EXAMINED))
    if not findings:
        return said("Nothing is out of line in the {questions} that could be examined, of {all}.").filled(
            questions=counted(looked, "question"), all=asked
        )
    cards = [card for journey in journeys for card in journey.cards]
    touched = sum(1 for card in cards if card.marks)
    heavy = Counter(str(finding.severity) for finding in findings)
    words = {"critical": said("{n} critical"), "high": said("{n} high")}
    weighty = listed(tuple(one.filled(n=heavy[name]) for name, one in words.items() if heavy[name]))
    return _found_on(written=bool(cards), weighty=bool(weighty)).filled(
        findings=counted(len(findings), "finding"),
        weighty=weighty,
        n=touched,
        touchpoints=counted(len(cards), "touchpoint"),
        most=_where_most_lies(findings),
    )


def _found_on(*, written: bool, weighty: bool) -> Said:
    """Return the sentence of what was found: on how many touchpoints, where the model has any."""
    if not written:
        return (
            said("{findings}, {weighty}; no touchpoint is written yet. {most}")
            if weighty
            else said("{findings}; no touchpoint is written yet. {most}")
        )
    if weighty:
        return said("{findings}, {weighty}, on {n} of {touchpoints}. {most}")
    return said("{findings} on {n} of {touchpoints}. {most}")


def _where_most_lies(findings: Sequence[Finding]) -> str:
    weights: dict[str, float] = {}
    for finding in findings:
        weights[finding.check[:3]] = weights.get(finding.check[:3], 0.0) + finding.weight
    heaviest = sorted(weights, key=lambda family: (-weights[family], family))[:FAMILIES_NAMED]
    titles = tuple(said("{title:small}").filled(title=said(FAMILIES[family].title)) for family in heaviest)
    return said("The most weight lies on {families}.").filled(families=listed(titles))


def _unexamined(examination: Examination, rows: Sequence[Unexamined]) -> str:
    asked, missing = len(examination.outcomes), sum(len(row.questions) for row in rows)
    if not missing:
        return said("All {questions} could be examined.").filled(questions=counted(asked, "question"))
    largest = rows[0]
    because = re.sub(r" \([^()]*(\([^()]*\)[^()]*)*\)$", "", largest.because.rstrip("."))
    because = because[0].lower() + because[1:]
    alike = sum(len(row.questions) for row in rows if row.because == largest.because)
    template = (
        said("{n} of {questions} are open because {because}.")
        if alike == missing
        else said("{n} of {questions} are open, {alike} of them because {because}.")
    )
    return template.filled(n=missing, questions=counted(asked, "question"), alike=alike, because=because)
