"""Gates before a machine: passed, shut, or not examined, and never passed in silence."""

from datetime import date

from centreline.findings.catalogue import check_book
from centreline.findings.examine import Examination
from centreline.findings.finding import Finding, Outcome, State
from centreline.findings.gates import GATES, gates_at, not_passed
from centreline.findings.waivers import Waived, Waiver

BILL = "touchpoint:bill"


def examined(*outcomes: Outcome, waived: tuple[Waived, ...] = ()) -> Examination:
    """Return an examination in which every check of a gate is clear but for those given."""
    said = {outcome.check: outcome for outcome in outcomes}
    asked = sorted({check for gate in GATES for check in gate.checks})
    every = tuple(said.get(check, Outcome(check, State.CLEAR)) for check in asked)
    return Examination(every, waived, (), date(2026, 4, 2), "hash", "1")


def unowned(element: str = BILL) -> Finding:
    return Finding(check="OWN001", element=element, says="Nobody answers for it.", weight=0.5)


def test_gates_rest_on_checks_that_exist() -> None:
    assert {check for gate in GATES for check in gate.checks} <= set(check_book())


def test_every_gate_is_passed_where_every_check_is_clear() -> None:
    assert not_passed(gates_at(examined(), {BILL})) == ()


def test_a_finding_shuts_the_gate_of_its_place_and_of_no_other() -> None:
    found = examined(Outcome("OWN001", State.FOUND, (unowned(),)))

    assert not_passed(gates_at(found, {BILL})) == ("owner",)
    assert not_passed(gates_at(found, {"touchpoint:other"})) == ()
    assert gates_at(found, {BILL})[0].because == "Nobody answers for it."


def test_a_waived_finding_keeps_the_gate_shut() -> None:
    waiver = Waiver(check="OWN001", element=BILL, reason="Hiring.", owner="Lee", until=date(2026, 5, 1))
    found = examined(Outcome("OWN001", State.FOUND), waived=(Waived(unowned(), waiver),))

    assert not_passed(gates_at(found, {BILL})) == ("owner",)


def test_what_could_not_be_examined_is_no_pass() -> None:
    found = examined(Outcome("KNU001", State.NOT_EXAMINED, because="nobody has brought article_use", bring="it"))
    [knowledge] = [one for one in gates_at(found, {BILL}) if one.gate.id == "knowledge"]

    assert knowledge.state is State.NOT_EXAMINED
    assert knowledge.because == "KNU001: nobody has brought article_use"


def test_where_no_touchpoint_is_concerned_nothing_is_passed() -> None:
    assert len(not_passed(gates_at(examined(), {"article:KB-1"}))) == len(GATES)
