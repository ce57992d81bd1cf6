"""How people come and learn agrees with headcount, the schedule and the evaluations."""

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise

import pytest

from centreline.samples.money import MONTHS


@pytest.fixture(scope="module")
def rows(in_order):
    names = (
        "headcount", "candidate_stage", "training_result", "coaching_session", "recognition", "evaluation",
        "evaluation_item", "shift_activity",
    )  # fmt: skip
    return {name: in_order.centre.tables[name].to_pylist() for name in names}


def test_as_many_are_hired_in_a_month_as_join_the_team(rows):
    hired = Counter((row["team"], row["left_at"].month) for row in rows["candidate_stage"] if row["outcome"] == "hired")
    joined = {
        (row["team"], row["on"].month - 1): row["joined"]
        for row in rows["headcount"]
        if row["on"] != MONTHS[0] and row["joined"]
    }

    assert hired == joined
    assert hired


def test_an_application_goes_from_stage_to_stage_until_it_ends_or_is_still_open(rows):
    ways = defaultdict(list)
    for row in rows["candidate_stage"]:
        ways[row["application_id"]].append(row)

    for way in ways.values():
        for one, other in pairwise(way):
            assert one["entered_at"] < one["left_at"] == other["entered_at"]
            assert one["outcome"] == "passed"
        assert way[-1]["outcome"] in {"hired", "rejected", "withdrew", "open"}
        assert (way[-1]["outcome"] == "open") == (way[-1]["left_at"] is None)


def test_courses_are_those_of_the_role_and_end_with_an_hour_of_training(in_order, rows):
    ends = {(row["agent"], row["ends_at"]) for row in rows["shift_activity"] if row["activity"] == "Training"}
    trainings = {
        training.id: (procedure.id, training)
        for procedure in in_order.centre.blueprint.procedures
        for training in procedure.trainings
    }

    for row in rows["training_result"]:
        procedure, training = trainings[row["course"]]
        assert (row["procedure"], row["course_version"]) == (procedure, training.teaches_version)
        assert (row["agent"], row["completed_at"]) in ends
        assert row["passed"] == (row["score"] >= 0.7)


def test_a_second_attempt_follows_a_first_that_was_not_passed(rows):
    first = {(row["agent"], row["course"]): row for row in rows["training_result"] if row["attempt"] == 1}
    second = [row for row in rows["training_result"] if row["attempt"] == 2]

    assert all(not first[row["agent"], row["course"]]["passed"] for row in second)
    assert all(first[row["agent"], row["course"]]["completed_at"] < row["completed_at"] for row in second)


def test_coaching_follows_an_evaluation_in_an_hour_scheduled_for_it(rows):
    evaluations = {row["evaluation_id"]: row for row in rows["evaluation"]}
    begins = {(row["agent"], row["starts_at"]) for row in rows["shift_activity"] if row["activity"] == "Coaching"}
    scores = {(row["evaluation_id"], row["item"]): row["score"] for row in rows["evaluation_item"]}

    for row in rows["coaching_session"]:
        judged = evaluations[row["evaluation_id"]]
        assert (row["agent"], row["contact_id"]) == (judged["agent"], judged["contact_id"])
        assert judged["evaluated_at"] < row["held_at"]
        assert (row["agent"], row["held_at"]) in begins
        assert scores[row["evaluation_id"], row["about"]] < 1.0
        assert (row["state"] == "held") == bool(row["agreed"])


def test_praise_is_for_something_that_went_well_and_comes_from_somebody_else(in_order, rows):
    leads = {team.lead for team in in_order.centre.blueprint.teams}
    evaluators = {row["evaluator"] for row in rows["evaluation"]}
    by_contact = defaultdict(list)
    for row in rows["evaluation"]:
        by_contact[row["contact_id"]].append(row["evaluated_at"])

    assert rows["recognition"]
    for row in rows["recognition"]:
        assert row["given_by"] in leads | evaluators
        assert row["given_by"] != row["agent"]
        assert row["for_what"]
        assert (
            min(by_contact[row["contact_id"]])
            < row["given_at"]
            <= max(by_contact[row["contact_id"]]) + timedelta(days=1)
        )
