"""What was agreed with partners beside what the records say: attained, not attained, too few, or not examined."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from centreline.blueprint.measure import Measure
from centreline.blueprint.partner import Partner
from centreline.kernel.estimate import Estimate
from centreline.kernel.units import Unit
from centreline.reports.sections.agreements import Agreed, Agreement, agreements_shown
from centreline.reports.sections.waived import WaivedFinding

KESTREL = Partner.model_validate({"id": "kestrel", "title": "Kestrel"})
AGREED = Measure(metric="service_level", variant="over_offered", at_least=0.8)
WAIVED = WaivedFinding(
    "PCO001", "partner:kestrel", "Kestrel", "Service level is 70%", "A storm.", "Lee", date(2026, 5, 1)
)


class FakeAnswer:
    """An answer with a value and as many rows as a test needs."""

    def __init__(self, value: float | None, n: int) -> None:
        self.estimate = Estimate(value, n)
        self.value, self.n, self.unit = value, n, Unit.SHARE


def shown(
    answer: Any, *, measure: Measure = AGREED, why_not: str = "", waived: tuple[WaivedFinding, ...] = ()
) -> Agreement:
    [row] = agreements_shown([Agreed(KESTREL, measure, answer, why_not)], waived=waived, currency="EUR")
    return row


@pytest.mark.parametrize(("value", "n", "attained"), [
    (0.85, 500, "yes"), (0.8, 500, "yes"), (0.79, 500, "no"), (0.1, 3, "too_few"), (None, 0, "not_examined"),
])  # fmt: skip
def test_a_target_is_attained_missed_or_left_open(value: float | None, n: int, attained: str) -> None:
    assert shown(FakeAnswer(value, n)).attained == attained


def test_silence_is_no_pass_and_says_why() -> None:
    row = shown(None, why_not="its records do not say which partner they are of")

    assert (row.attained, row.value, row.n) == ("not_examined", "no answer", 0)
    assert "which partner" in row.why_not


def test_without_a_number_nothing_is_attained() -> None:
    open_ended = AGREED.model_copy(update={"at_least": None})

    row = shown(FakeAnswer(0.9, 500), measure=open_ended)

    assert (row.attained, row.target) == ("no_target", None)


def test_what_the_source_says_itself_is_not_counted_from_records() -> None:
    reported = Measure(metric="target_attainment", variant="source_says", at_least=0.9)

    assert (shown(None).how, shown(None, measure=reported).how) == ("records", "source")


def test_an_exception_stands_with_the_agreement_it_is_about_and_with_no_other() -> None:
    other = replace(WAIVED, element="partner:vistula")

    assert shown(None, waived=(WAIVED, other)).exceptions == ("PCO001 accepted until 2026-05-01: A storm.",)
    assert shown(None, waived=(replace(WAIVED, says="Abandonment rate is 9%"),)).exceptions == ()
