"""Queues and teams of the records meet touchpoints of the map."""

from centreline.blueprint.document import Blueprint
from centreline.journeys.holders import holders_of_touchpoints, touchpoints_of_holders

BLUEPRINT = Blueprint.model_validate(
    {
        "id": "made-up",
        "title": "Made up",
        "organisation": {"name": "Made up"},
        "teams": [{"id": "care", "title": "Care", "function": "customer_service", "recorded_as": ["CARE-1"]}],
        "roles": [{"id": "agent", "title": "Agent", "team": "care"}, {"id": "nobody", "title": "Teamless"}],
        "journeys": [
            {
                "id": "j",
                "title": "J",
                "stages": [
                    {
                        "id": "s",
                        "title": "S",
                        "touchpoints": [
                            {"id": "call", "title": "Call", "handled_by": ["agent", "nobody"]},
                            {"id": "chat", "title": "Chat", "recognised_by": {"queues": ["chat", "CARE-1"]}},
                        ],
                    }
                ],
            }
        ],
    }
)


def test_a_team_holds_what_its_roles_handle_under_every_name() -> None:
    held = touchpoints_of_holders(BLUEPRINT)

    assert held == {"care": {"call"}, "CARE-1": {"call", "chat"}, "chat": {"chat"}}


def test_a_touchpoint_knows_all_its_names() -> None:
    assert holders_of_touchpoints(BLUEPRINT) == {"call": {"care", "CARE-1"}, "chat": {"chat", "CARE-1"}}
