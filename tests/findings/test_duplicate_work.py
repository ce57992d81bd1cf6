from itertools import combinations

from cases.building import changed
from cases.centre import touchpoint
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.findings.catalogue import check_book

RECOGNITIONS = st.lists(
    st.fixed_dictionaries(
        {
            "queues": st.lists(st.sampled_from(["a", "b"]), max_size=2, unique=True),
            "reasons": st.lists(st.sampled_from(["x", "y"]), max_size=1),
            "channels": st.lists(st.sampled_from(["voice", "chat"]), max_size=2, unique=True),
        }
    ).filter(lambda recognition: any(recognition.values())),
    max_size=6,
)


def take_the_same_contacts(one, other):
    """Whether two recognitions share a value in each list both give, and more than a channel where both name more."""
    told = {kind: set(one[kind]) & set(other[kind]) for kind in one if one[kind] and other[kind]}
    if set(told) == {"channels"} and all(each["queues"] or each["reasons"] for each in (one, other)):
        return False
    return bool(told) and all(told.values())


@settings(max_examples=150, deadline=None)
@given(RECOGNITIONS)
def test_finds_every_pair_that_claims_the_same_contacts_and_no_other(recognitions):
    edits = ["journeys", [{"id": "j", "title": "J", "stages": [{"id": "s", "title": "S"}]}]]
    points = [touchpoint(f"t{at}", f"T{at}", recognised_by=one) for at, one in enumerate(recognitions)]
    edits += ["journeys.0.stages.0.touchpoints", [*points, touchpoint("far", "Far", recognised_by={"queues": ["z"]})]]
    expected = {
        (f"touchpoint:t{first}", f"touchpoint:t{second}")
        for first, second in combinations(range(len(recognitions)), 2)
        if take_the_same_contacts(recognitions[first], recognitions[second])
    }

    outcome = check_book()["DUP002"].answer(changed(*edits))

    assert {(finding.against, finding.element) for finding in outcome.findings} == expected
    assert len(outcome.findings) == len(expected), "no pair is told twice"
