import pytest

from centreline.findings.catalogue import check_book
from centreline.findings.settings import Settings, read_settings
from centreline.kernel.errors import CheckUnknown, WorkspaceInvalid

WHERE = "centreline.yaml: checks"


def read(document):
    return read_settings(document, book=check_book(), where=WHERE)


def test_reads_parameters_and_reasons():
    settings = read({"OWN004": {"maximum_touchpoints": 40}, "COS006": {"off": "Finance plans by quarter."}})

    assert settings.overrides["OWN004"] == {"maximum_touchpoints": 40}
    assert settings.off == {"COS006": "Finance plans by quarter."}


def test_an_unknown_check_names_the_nearest():
    with pytest.raises(CheckUnknown, match="no check is called 'OWN04'") as stopped:
        read({"OWN04": {}})

    assert "did you mean OWN" in stopped.value.fix


def test_an_unknown_parameter_names_the_nearest():
    with pytest.raises(CheckUnknown, match="OWN004 has no parameter 'maximum_touchpoint'") as stopped:
        read({"OWN004": {"maximum_touchpoint": 40}})

    assert stopped.value.fix == "did you mean maximum_touchpoints?"
    assert stopped.value.where == "centreline.yaml: checks: OWN004.maximum_touchpoint"


def test_a_check_without_parameters_says_so():
    with pytest.raises(CheckUnknown) as stopped:
        read({"OWN001": {"share": 0.5}})

    assert stopped.value.fix == "it has no parameter to tune"


@pytest.mark.parametrize(
    ("check", "name", "value", "fix"),
    [
        ("OWN004", "maximum_touchpoints", "many", "write a whole number, zero or more, such as 25"),
        ("OWN004", "maximum_touchpoints", 2.5, "write a whole number, zero or more, such as 25"),
        ("OWN004", "maximum_touchpoints", True, "write a whole number, zero or more, such as 25"),
        ("OWN004", "maximum_touchpoints", -1, "write a whole number, zero or more, such as 25"),
        ("DUP001", "alike_share", 80, "write a share from 0 to 1, such as 0.8"),
        ("ORG002", "support_functions", "training", "write a list of words, such as [human_resources, training]"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(check, name, value, fix):
    with pytest.raises(WorkspaceInvalid, match=f"{name} cannot be") as stopped:
        read({check: {name: value}})

    assert stopped.value.fix == fix
    assert stopped.value.where == f"{WHERE}: {check}.{name}"


def test_a_list_from_yaml_becomes_a_tuple():
    settings = read({"ORG002": {"support_functions": ["training"]}})

    assert settings.overrides["ORG002"]["support_functions"] == ("training",)


def test_a_whole_number_will_do_for_a_share():
    assert read({"DUP001": {"alike_share": 1}}).overrides["DUP001"]["alike_share"] == 1.0


@pytest.mark.parametrize("reason", ["", "  ", True, None])
def test_switching_off_needs_a_reason(reason):
    with pytest.raises(WorkspaceInvalid, match="OWN001 is switched off without a reason"):
        read({"OWN001": {"off": reason}})


def test_settings_that_are_not_a_mapping_are_refused():
    with pytest.raises(WorkspaceInvalid, match="the settings of OWN001 are False"):
        read({"OWN001": False})


def test_settings_made_by_hand_are_held_to_the_same():
    with pytest.raises(CheckUnknown):
        Settings(off={"ZZZ001": "because"}).accepted(check_book())


def test_whoever_answers_for_a_check_that_is_off_is_named_beside_it():
    settings = read({"COS006": {"off": "Finance plans by quarter.", "owner": "head of finance"}})

    assert settings.owners == {"COS006": "head of finance"}
    assert settings.overrides == {"COS006": {}}


@pytest.mark.parametrize("given", [{"owner": "Ann"}, {"off": "Later.", "owner": " "}, {"off": "Later.", "owner": 7}])
def test_nobody_answers_for_a_check_that_is_asked_and_a_name_is_a_word(given):
    with pytest.raises(WorkspaceInvalid, match="COS006"):
        read({"COS006": given})
