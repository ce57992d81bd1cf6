from centreline.reports.names import Names
from centreline.reports.sections.found import grouped_findings


def groups_of(blueprint, examination, book):
    return grouped_findings(examination, names=Names(blueprint), checks=book)


def test_findings_stand_in_one_box_for_each_question_and_severity_weightiest_first(blueprint, examination, book):
    groups = groups_of(blueprint, examination, book)

    assert [(group.severity, group.check) for group in groups] == [
        ("critical", "REP901"), ("high", "REP901"), ("medium", "CLA901"),
    ]  # fmt: skip
    assert len({group.anchor for group in groups}) == len(groups)


def test_a_finding_carries_its_evidence(blueprint, examination, book):
    [found] = groups_of(blueprint, examination, book)[0].findings

    assert found.about == "Billing question, in Pay a bill"
    assert (found.n, found.interval, found.small) == (140, "95% interval 24.3% to 39.5% (Wilson)", False)
    assert (found.records.count, found.records.keys) == (44, ("c1", "c2"))
    assert found.first_step == "Read twenty of them."
    assert found.against == "Held against Bay Contact."
    assert found.who == "Billing lead"


def test_few_rows_call_themselves_a_small_sample(blueprint, examination, book):
    [found] = groups_of(blueprint, examination, book)[1].findings

    assert found.n == 9
    assert found.small


def test_a_finding_from_the_blueprint_alone_has_no_count(blueprint, examination, book):
    [found] = groups_of(blueprint, examination, book)[2].findings

    assert (found.n, found.interval, found.records, found.small) == (None, None, None, False)


def test_a_waived_finding_is_in_no_box(blueprint, examination, book):
    assert "TEC901" not in {group.check for group in groups_of(blueprint, examination, book)}
