from datetime import date

from centreline.reports.names import Names
from centreline.reports.sections.waived import waived_findings


def test_a_waived_finding_is_shown_with_its_reason_its_owner_and_its_end(blueprint, examination):
    [row] = waived_findings(examination, names=Names(blueprint))

    assert (row.check, row.about, row.says) == ("TEC901", "Customer system", "Nobody answers for “Customer system”.")
    assert (row.reason, row.owner, row.until) == ("It goes in May.", "head of IT", date(2026, 5, 31))
