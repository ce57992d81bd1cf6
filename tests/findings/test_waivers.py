from datetime import date, timedelta

import pytest

from centreline.findings.catalogue import check_book
from centreline.findings.finding import Finding
from centreline.findings.waivers import Waiver, load_waivers, set_aside
from centreline.kernel.errors import WorkspaceInvalid

TODAY = date(2026, 3, 31)
FOUND = (
    Finding(check="OWN001", element="touchpoint:a", says="Nobody answers.", weight=0.4),
    Finding(check="OWN001", element="touchpoint:b", says="Nobody answers.", weight=0.4),
)


def waiver(**changes):
    written = {"check": "OWN001", "element": "touchpoint:a", "reason": "She begins in May.", "owner": "head"}
    return Waiver.model_validate({**written, "until": TODAY, **changes})


def set_aside_by(*waivers, examined=frozenset({"OWN001"})):
    return set_aside(FOUND, waivers, as_of=TODAY, examined=examined)


def test_a_waiver_sets_its_finding_aside_up_to_its_last_day():
    standing, waived, notes = set_aside_by(waiver())

    assert [finding.element for finding in standing] == ["touchpoint:b"]
    assert [(one.finding.element, one.waiver.reason) for one in waived] == [("touchpoint:a", "She begins in May.")]
    assert notes == ()


def test_the_day_after_the_finding_stands_again_and_a_note_says_so():
    standing, waived, notes = set_aside_by(waiver(until=TODAY - timedelta(days=1)))

    assert len(standing) == 2
    assert waived == ()
    assert [note.says for note in notes] == [
        "The waiver of OWN001 for touchpoint:a ended on 2026-03-30: the finding stands again."
    ]


def test_an_expired_waiver_of_something_mended_can_go():
    _, _, [note] = set_aside_by(waiver(element="touchpoint:c", until=date(2026, 1, 1)))

    assert note.says.endswith("nothing is found there now; it can be removed.")


def test_an_expired_waiver_of_a_check_that_was_not_asked_is_not_called_mended():
    _, _, [note] = set_aside_by(waiver(check="SLV001", until=date(2026, 1, 1)))

    assert note.says == "The waiver of SLV001 for touchpoint:a ended on 2026-01-01: the check was not examined."


def test_a_waiver_that_matches_nothing_is_reported():
    standing, _, [note] = set_aside_by(waiver(element="touchpoint:aa"))

    assert len(standing) == 2
    assert note.says == (
        "The waiver of OWN001 for touchpoint:aa matches no finding; it can be removed, or its element is misspelt."
    )


def test_a_waiver_of_a_check_that_could_not_look_is_not_called_useless():
    _, _, [note] = set_aside_by(waiver(check="SLV001"))

    assert note.says == "The waiver of SLV001 for touchpoint:a could not be matched: the check was not examined."


def test_the_waiver_that_lasts_longest_is_named():
    later = waiver(until=TODAY + timedelta(days=30), reason="Later.")

    _, [waived], _ = set_aside_by(later, waiver())

    assert waived.waiver.reason == "Later."


FILE = """\
waivers:
  - check: OWN001
    element: touchpoint:bill-call
    reason: She begins in May.
    owner: head-of-service
    until: 2026-05-31
"""


def write(tmp_path, text):
    path = tmp_path / "waivers.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_reads_waivers_from_a_file(tmp_path):
    [read] = load_waivers(write(tmp_path, FILE), book=check_book())

    assert (read.check, read.element, read.until) == ("OWN001", "touchpoint:bill-call", date(2026, 5, 31))


@pytest.mark.parametrize("text", ["", "waivers: []\n", "# nothing yet\n"])
def test_an_empty_file_waives_nothing(tmp_path, text):
    assert load_waivers(write(tmp_path, text), book=check_book()) == ()


def test_no_file_waives_nothing(tmp_path):
    assert load_waivers(tmp_path / "waivers.yaml", book=check_book()) == ()


@pytest.mark.parametrize("field", ["reason", "owner", "until"])
def test_reason_owner_and_last_day_are_mandatory(tmp_path, field):
    text = "".join(line for line in FILE.splitlines(keepends=True) if f" {field}:" not in line)
    path = write(tmp_path, text)

    with pytest.raises(WorkspaceInvalid, match=f"`{field}` is missing") as stopped:
        load_waivers(path, book=check_book())

    assert stopped.value.where.startswith(f"{path}:2, waivers[0]")
    assert field in stopped.value.fix


def test_every_problem_is_named_with_its_line(tmp_path):
    path = write(tmp_path, FILE.replace("reason:", "raeson:").replace("2026-05-31", "soon"))

    with pytest.raises(WorkspaceInvalid) as stopped:
        load_waivers(path, book=check_book())

    told = {problem.what: problem.where for problem in stopped.value.problems}
    assert told["a waiver has no `raeson`"] == f"{path}:4, waivers[0].raeson"
    assert [where for where in told.values() if where.startswith(f"{path}:6, waivers[0].until")]
    assert "`reason`" in next(one.fix for one in stopped.value.problems if "raeson" in one.what)


def test_an_unknown_check_names_the_nearest(tmp_path):
    path = write(tmp_path, FILE.replace("OWN001", "OWN901"))

    with pytest.raises(WorkspaceInvalid, match="no check is called 'OWN901'") as stopped:
        load_waivers(path, book=check_book())

    assert stopped.value.where == f"{path}:2, waivers[0].check"
    assert stopped.value.fix.startswith("did you mean OWN001")


def test_broken_yaml_is_refused_with_its_line(tmp_path):
    with pytest.raises(WorkspaceInvalid, match="not readable as YAML"):
        load_waivers(write(tmp_path, "waivers:\n  - {check: OWN001\n"), book=check_book())


def test_other_encodings_are_refused(tmp_path):
    path = tmp_path / "waivers.yaml"
    path.write_bytes("waivers: [] # für".encode("latin-1"))

    with pytest.raises(WorkspaceInvalid, match="is not UTF-8"):
        load_waivers(path, book=check_book())


def test_a_list_at_the_top_is_refused(tmp_path):
    with pytest.raises(WorkspaceInvalid) as stopped:
        load_waivers(write(tmp_path, "- check: OWN001\n"), book=check_book())

    assert stopped.value.fix == "start it with a key: format, waivers"
