"""Zendesk: what a ticket and everything around it becomes, in whatever files and order it comes."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from desks import (
    write_lines,
    zendesk_audit,
    zendesk_metric,
    zendesk_rating,
    zendesk_records,
    zendesk_survey,
    zendesk_ticket,
)
from hypothesis import given
from hypothesis import strategies as st

from centreline.evidence.vendors.source import Assembled, Record, Sample, Unreadable
from centreline.evidence.vendors.zendesk import ZENDESK
from centreline.evidence.vendors.zendesk.kinds import record_of, with_sideloads
from centreline.kernel.errors import FileUnreadable


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def taken(*bodies: Mapping[str, Any]) -> list[Record]:
    found = [record_of(each) for body in bodies for each in with_sideloads(body)]
    assert [each for each in found if isinstance(each, str)] == []
    return [each for each in found if isinstance(each, Record)]


def read(*bodies: Mapping[str, Any], subject: str = "41") -> Assembled:
    return ZENDESK.assemble(subject, [each for each in taken(*bodies) if each.subject == subject], zone="UTC")


def contact(*bodies: Mapping[str, Any]) -> Mapping[str, Any]:
    [row] = read(*bodies).rows["contact"]
    return row


def surveys(*bodies: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return read(*bodies).rows.get("survey_response", [])


def test_a_solved_ticket_with_its_metrics_is_one_handled_contact() -> None:
    row = contact(zendesk_ticket(), zendesk_metric())

    assert row == {
        "contact_id": "41",
        "customer_id": "7001",
        "issue_id": "41",
        "previous_contact_id": None,
        "channel": "email",
        "direction": "inbound",
        "queue": "22",
        "team": "22",
        "agent": "301",
        "opened_at": at("2026-03-02T09:00:00"),
        "offered_at": at("2026-03-02T09:00:00"),
        "answered_at": at("2026-03-02T10:15:00"),  # 75 minutes by the calendar, not 15 by the office's clock
        "closed_at": at("2026-03-03T09:50:00"),
        "wait_ms": 4_500_000,
        "outcome": "handled",
        "transferred": True,
        "transferred_to": "22",
        "resolution": "assumed",
        "reopen_count": 1,
        "reassign_count": 1,  # two teams are one hand-over
        "target_met": None,
        "priority": "high",
        "disposition": "solved",
    }


def test_audits_are_events_that_say_who_held_the_ticket() -> None:
    rows = read(*zendesk_records()).rows["event"]

    assert [(row["event_no"], row["at"].hour, row["activity"], row["team"], row["person"]) for row in rows] == [
        ("1.11", 10, "assigned to team", "21", None),
        ("1.12", 10, "new", "21", None),
        ("2.21", 11, "assigned to team", "22", "301"),
        ("2.22", 11, "assigned to person", "22", "301"),
        ("2.23", 11, "open", "22", "301"),
        ("3.31", 12, "solved", "22", "301"),
    ]
    assert {(row["case_id"], row["customer_id"]) for row in rows} == {("41", "7001")}


def test_the_first_team_is_the_queue_where_audits_know_it() -> None:
    row = contact(*(body for body in zendesk_records() if "group_stations" not in body))

    assert (row["queue"], row["team"], row["reassign_count"], row["transferred"]) == ("21", "22", 1, True)


def test_metric_events_know_the_second_of_the_reply_and_whether_the_promise_was_kept() -> None:
    row = contact(*zendesk_records())
    missed = {
        "id": 3,
        "ticket_id": 41,
        "instance_id": 1,
        "metric": "reply_time",
        "type": "breach",
        "time": "2026-03-02",
    }

    assert row["answered_at"] == at("2026-03-02T10:14:30")
    assert row["target_met"] is True
    assert contact(*zendesk_records(), missed)["target_met"] is False


def test_a_reply_rounded_to_the_minute_does_not_come_after_the_end() -> None:
    metric = zendesk_metric(reply_time_in_minutes={"calendar": 75, "business": 75}, solved_at="2026-03-02T10:14:40Z")

    row = contact(zendesk_ticket(), metric)

    assert row["answered_at"] == row["closed_at"] == at("2026-03-02T10:14:40")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"status": "new", "assignee_id": None}, ("other", "not_resolved", "new")),
        ({"status": "open"}, ("handled", "not_resolved", "open")),
        ({"status": "closed", "assignee_id": None}, ("handled", "assumed", "closed")),
    ],
    ids=["nobody took it", "somebody has it", "it is closed"],
)
def test_an_outcome_follows_from_who_took_the_ticket(told: dict[str, Any], expected: tuple[str, ...]) -> None:
    row = contact(zendesk_ticket(**told))

    assert (row["outcome"], row["resolution"], row["disposition"]) == expected
    assert row["closed_at"] is None


def test_a_follow_up_names_the_ticket_it_follows() -> None:
    via = {"channel": "email", "source": {"rel": "follow_up", "from": {"ticket_id": 12}}}

    row = contact(zendesk_ticket(via=via))
    assert (row["issue_id"], row["previous_contact_id"]) == ("12", "12")


def test_an_old_rating_is_good_or_bad_and_an_invitation_has_no_score() -> None:
    [good] = surveys(zendesk_ticket(), zendesk_rating())
    [invited] = surveys(zendesk_ticket(), zendesk_rating(score="offered", comment=None))

    assert good == {
        "response_id": "62",
        "contact_id": "41",
        "customer_id": "7001",
        "queue": "22",
        "agent": "301",
        "instrument": "satisfaction",
        "score": 1.0,
        "scale_min": 0.0,
        "scale_max": 1.0,
        "high_is_good": True,
        "asked_at": at("2026-03-03T12:00:00"),
        "answered_at": at("2026-03-03T13:00:00"),
        "comment": "quick",
    }
    assert (invited["score"], invited["comment"]) == (None, None)
    assert surveys(zendesk_ticket(), zendesk_rating(score="unoffered")) == []


def test_a_rating_inside_a_ticket_is_an_object_or_a_word() -> None:
    [as_object] = surveys(zendesk_ticket(satisfaction_rating={"id": 62, "score": "bad", "comment": "slow"}))
    [as_word] = surveys(zendesk_ticket(satisfaction_rating="good"))

    assert (as_object["response_id"], as_object["score"], as_object["comment"]) == ("62", 0.0, "slow")
    assert (as_word["response_id"], as_word["score"], as_word["answered_at"].day) == ("ticket 41", 1.0, 3)


def test_a_rating_is_counted_once_however_often_zendesk_repeats_it() -> None:
    ticket = zendesk_ticket(satisfaction_rating={"id": 62, "score": "good"})
    echoed = zendesk_rating(63, created_at="2026-03-03T13:05:02Z", updated_at="2026-03-03T13:05:02Z")

    assert [row["response_id"] for row in surveys(ticket, zendesk_rating())] == ["62"]
    assert [row["response_id"] for row in surveys(ticket, zendesk_survey(), echoed)] == ["01J1.Q1"]


def test_a_survey_response_is_on_the_scale_it_was_asked_on() -> None:
    [row] = surveys(zendesk_ticket(), zendesk_survey())
    [skipped] = surveys(zendesk_ticket(), zendesk_survey(rating=None))

    assert (row["score"], row["scale_min"], row["scale_max"], row["comment"]) == (4.0, 1.0, 5.0, "well done")
    assert row["answered_at"] == at("2026-03-03T13:05:00")
    assert skipped["score"] is None


def test_metrics_without_their_ticket_wait_for_it() -> None:
    early = read(zendesk_metric(), zendesk_audit(3, ("status", "open", "solved")))

    assert "contact" not in early.rows
    assert [row["activity"] for row in early.rows["event"]] == ["solved"]
    assert early.incomplete == ("The ticket itself has not come yet.",)


def test_a_deleted_ticket_leaves_no_rows() -> None:
    gone = read(zendesk_ticket(status="deleted"), zendesk_metric())

    assert gone == Assembled({}, incomplete=("The ticket was deleted in Zendesk.",))


def test_metrics_inside_of_a_ticket_count_like_metrics_beside_it() -> None:
    inside = zendesk_ticket(metric_set={key: value for key, value in zendesk_metric().items() if key != "ticket_id"})

    assert contact(inside) == contact(zendesk_ticket(), zendesk_metric())


def test_unknown_fields_are_kept_and_unknown_words_are_told() -> None:
    body = zendesk_ticket(via={"channel": "hologram"}, status="parked", brand_new={"deep": [1]})

    [record] = taken(body)
    found = read(body)

    assert record.body["brand_new"] == {"deep": [1]}
    assert found.rows["contact"][0]["channel"] == "other"
    assert found.rows["contact"][0]["resolution"] == "other"
    assert set(found.strange) == {("contact.channel", "hologram"), ("contact.resolution", "parked")}


def test_a_new_requester_stands_where_it_becomes_a_pseudonym() -> None:
    [record] = taken(zendesk_audit(4, ("requester_id", 7001, 7002), ("status", "open", "solved")))

    [moved, status] = record.body["events"]
    assert (moved["previous_customer"], moved["customer"], status["value"]) == (7001, 7002, "solved")
    assert "value" not in moved
    assert {"events[].customer", "events[].previous_customer"} <= {each.path for each in ZENDESK.identifiers}


@given(shuffled=st.permutations([record for record in taken(*zendesk_records()) if record.subject == "41"]))
def test_no_order_of_records_changes_a_row(shuffled: list[Record]) -> None:
    assert ZENDESK.assemble("41", shuffled, zone="UTC") == read(*zendesk_records())


@pytest.mark.parametrize("form", ["lines", "list", "page", "single", "together"])
def test_every_form_of_an_export_holds_the_same_records(form: str, tmp_path: Path) -> None:
    path, bodies = tmp_path / "export.json", [zendesk_ticket(1), zendesk_ticket(2)]
    written = {
        "lines": "\n".join(json.dumps(body) for body in bodies),
        "list": json.dumps(bodies),
        "page": json.dumps({"tickets": bodies, "next_page": None, "count": 2}),
        "single": "\n".join(json.dumps({"ticket": body}) for body in bodies),
        "together": "".join(json.dumps(body) for body in bodies),
    }
    path.write_text(written[form], encoding="utf-8")

    records = list(ZENDESK.records(path, zone="UTC"))

    assert [(each.kind, each.id, each.subject) for each in records if isinstance(each, Record)] == [
        ("ticket", "1", "1"),
        ("ticket", "2", "2"),
    ]


def test_no_order_repetition_or_split_of_files_changes_a_table(same_tables_however_delivered: Any) -> None:
    older = zendesk_ticket(status="open", updated_at="2026-03-02T11:00:00Z")

    tables = same_tables_however_delivered(ZENDESK, [older, *zendesk_records()])

    assert {name: len(rows) for name, rows in tables.items()} == {
        "contact": 2,
        "event": 6,
        "survey_response": 2,
        "customer": 1,
    }


def test_each_file_can_be_taken_back(undone_as_if_never_brought: Any) -> None:
    undone_as_if_never_brought(ZENDESK, zendesk_records())

    assert len(zendesk_records()) == 10


def test_what_zendesk_adds_next_year_is_kept(unknown_fields_are_kept: Any, unknown_word_becomes_other: Any) -> None:
    unknown_fields_are_kept(ZENDESK, zendesk_records())
    unknown_word_becomes_other(ZENDESK, [zendesk_ticket()], at="via.channel", column="contact.channel")

    assert "field_of_next_year" not in json.dumps(zendesk_records())


def test_customers_are_pseudonyms_and_workers_keep_their_names(delivery: Any) -> None:
    with delivery(ZENDESK) as lake:
        lake.bring(zendesk_records())
        tables, bodies = lake.tables(), lake.bodies()

    [row] = [row for row in tables["contact"] if row["contact_id"] == "41"]
    assert row["customer_id"].startswith("p_")
    assert row["direction"] == "inbound"  # requester and submitter are still seen to be one person
    assert (row["agent"], row["team"]) == ("301", "22")
    assert [body for body in bodies if "7001" in body or "ann@example.org" in body or "203.0.113.9" in body] == []


def test_the_newest_change_dates_a_record() -> None:
    [plain] = taken(zendesk_ticket())
    [by_trigger] = taken(zendesk_ticket(generated_timestamp=1_772_600_000))

    assert plain.changed_at == at("2026-03-03T10:00:00")
    assert by_trigger.changed_at == datetime.fromtimestamp(1_772_600_000, UTC)


def test_what_is_no_record_is_told_with_its_place(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "export.json",
        [zendesk_ticket(), {"id": 1, "name": "a brand"}, zendesk_ticket(created_at="soon"), zendesk_audit(1, ticket=0)],
    )

    found = [each for each in ZENDESK.records(path, zone="UTC") if isinstance(each, Unreadable)]

    assert [(each.place, each.because) for each in found] == [
        (2, "it is no ticket, metric, metric event, audit, rating, survey response or user of Zendesk"),
        (3, "the ticket's created_at is no time: 'soon'"),
    ]


@pytest.mark.parametrize(
    "content", [b'{"tickets": [{"id": 1, "sta', b"\x00\x01\x02\x03", b""], ids=["cut off", "garbled", "empty"]
)
def test_a_file_that_cannot_be_read_to_its_end_stops_with_a_reason(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_bytes(content)

    with pytest.raises(FileUnreadable, match=r"export\.json"):
        list(ZENDESK.records(path, zone="UTC"))


def test_its_own_records_are_recognised_and_others_are_not() -> None:
    own = Sample(Path("a.json"), b"", values=({"tickets": [zendesk_ticket()]},))
    other = Sample(Path("a.json"), b"", values=({"id": 5, "status": "open", "messages": []},))

    assert ZENDESK.recognise(own) >= 0.9
    assert all(ZENDESK.recognise(Sample(Path("a"), b"", values=(body,))) >= 0.9 for body in zendesk_records())
    assert ZENDESK.recognise(other) == 0
