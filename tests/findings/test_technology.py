"""What the checks of the systems say, beyond that they find."""

import pytest
from cases.building import changed

from centreline.findings.catalogue import check_book

SYSTEMS = "journeys.0.stages.1.touchpoints.0.systems", "journeys.1.stages.0.touchpoints.0.systems"


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        ((), "Users say that “Service desk” does not work well; 3 touchpoints use it."),
        (
            (SYSTEMS[0], ["switch"], SYSTEMS[1], ["switch"]),
            "Users say that “Service desk” does not work well; 1 touchpoint uses it.",
        ),
    ],
)
def test_the_touchpoints_that_use_a_disliked_system_are_counted(edits: tuple[object, ...], says: str) -> None:
    [finding] = check_book()["TEC004"].answer(changed("systems.0.works_well", False, *edits)).findings

    assert finding.says == says
