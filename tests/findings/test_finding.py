import pytest

from centreline.findings.finding import Finding, Looked, NotExamined, Records, Severity, look_at


def test_a_weight_beyond_one_is_refused():
    with pytest.raises(ValueError, match=r"between 0 and 1, not 1\.2"):
        Finding(element="role:a", says="Too heavy.", weight=1.2)


@pytest.mark.parametrize("element", ["bill-call", "touchpoint:", ":bill-call"])
def test_an_element_says_its_kind_and_its_id(element):
    with pytest.raises(ValueError, match="kind:id"):
        Finding(element=element, says="Something.", weight=0.1)


def test_what_a_finding_says_is_a_sentence():
    with pytest.raises(ValueError, match="ends with a full stop"):
        Finding(element="role:a", says="nobody knows", weight=0.1)


@pytest.mark.parametrize(
    ("weight", "word"),
    [(0.0, "low"), (0.2499, "low"), (0.25, "medium"), (0.5, "high"), (0.75, "critical"), (1.0, "critical")],
)
def test_the_weight_has_a_word(weight, word):
    assert Finding(element="role:a", says="Something.", weight=weight).severity == word


def test_severities_can_be_ranked():
    assert sorted(Severity, key=lambda one: one.rank) == ["low", "medium", "high", "critical"]


def test_records_show_at_most_twenty_keys():
    with pytest.raises(ValueError, match="at most 20"):
        Records("contact", 30, tuple(map(str, range(21))), "queue is billing")


def test_records_never_show_more_keys_than_there_are_rows():
    with pytest.raises(ValueError, match="2 keys for 1 records"):
        Records("contact", 1, ("a", "b"), "queue is billing")


def test_looking_at_nothing_is_not_a_pass():
    with pytest.raises(NotExamined, match="the blueprint names no partner") as stopped:
        look_at((), what="partners", because="the blueprint names no partner", bring="write `partners`")

    assert stopped.value.bring == "write `partners`"


def test_what_was_looked_at_reads_as_a_count():
    assert str(Looked(12_040, "contacts")) == "12,040 contacts"


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("touchpoints with a machine", "1 touchpoint with a machine"),
        ("capabilities", "1 capability"),
        ("data domains", "1 data domain"),
        ("access lists", "1 access list"),
        ("staff", "1 staff"),
    ],
)
def test_one_of_them_reads_as_one(many, one):
    assert str(Looked(1, many)) == one
