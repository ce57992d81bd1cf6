"""Somebody mentioned in another customer's ticket leaves it; the ticket stays, and comes back without them."""

from collections.abc import Mapping
from typing import Any

import pytest
from desks import zendesk_audit, zendesk_metric, zendesk_ticket
from erased import EMAIL, NOW, OWNER, SAID, bring, erase, everything_in, tickets

from centreline.evidence.erasure.finding import find_person
from centreline.evidence.lake import Lake
from centreline.evidence.passing import without_person
from centreline.evidence.privacy.door import Door
from centreline.evidence.undo import undo_import

TIMES = {"created_at": "2026-03-02T12:00:00Z"}


def others() -> list[Mapping[str, Any]]:
    """A ticket of Bob's (7003): the person (7001) is copied, comments, reopens it, and opened another for him."""
    comment = {"id": 88, "type": "Comment", "author_id": 7001, "body": SAID, "public": True}
    reopened = {"id": 89, "type": "Change", "field_name": "status", "value": "open", "previous_value": "solved"}
    bobs = {"id": 90, "type": "Comment", "author_id": 7003, "body": "Bob's own words", "public": True}
    return [
        zendesk_ticket(51, requester_id=7003, submitter_id=7003, collaborator_ids=[7001], description="Bob's trouble"),
        zendesk_metric(51),
        zendesk_audit(12, author_id=7001, ticket=51, events=[comment, reopened], **TIMES),
        zendesk_audit(13, author_id=7003, ticket=51, events=[bobs], created_at="2026-03-02T13:00:00Z"),
        zendesk_ticket(52, requester_id=7003, submitter_id=7001, description=SAID),
    ]


@pytest.fixture
def desk(tmp_path: Any, door: Door) -> Lake:
    lake = Lake(tmp_path / "centre" / "evidence")
    bring(lake, door, tmp_path / "tickets.json", [*tickets(), *others()], kind="zendesk")
    return lake


def rows(lake: Lake, table: str, *columns: str) -> list[tuple[Any, ...]]:
    evidence = lake.evidence(scope=OWNER)
    found = evidence.rows(evidence.table(table).select(*columns))
    return sorted(tuple(row[column] for column in columns) for row in found)


def test_what_belongs_to_somebody_else_stays_without_the_person_and_comes_back_without_them(
    desk: Lake, door: Door, tmp_path: Any
) -> None:
    bob = door.pseudonym("7003")
    found = find_person(desk, desk.evidence(scope=OWNER), door, identifiers=[("7001", "customer")])
    before = [row for row in rows(desk, "event", "case_id", "activity", "customer_id") if row[0] == "51"]

    proof = erase(desk, door, "7001", "customer")
    left = everything_in(desk.folder)
    again = bring(desk, door, tmp_path / "again.json", [*tickets(), *others()], kind="zendesk")
    back = everything_in(desk.folder)

    assert found.leaving.contacts == {("zendesk", "41")}
    assert found.leaving.mentioned == {("zendesk", "51"), ("zendesk", "52")}
    assert proof["still_named_in"] == []
    for kept in (left, back):
        assert not [one for one in (SAID, door.pseudonym("7001"), door.pseudonym(EMAIL, of="email")) if one in kept]
        assert "Bob's own words" in kept
        assert "Bob's trouble" in kept
    assert rows(desk, "contact", "contact_id", "customer_id") == [("43", bob), ("51", bob), ("52", bob)]
    assert rows(desk, "event", "case_id", "activity", "customer_id") == before
    assert before == [("51", "open", bob)]
    assert (again.counts.created, again.counts.changed) == (0, 0)


def test_somebody_who_is_only_mentioned_takes_nobody_with_them(desk: Lake, door: Door) -> None:
    bring(desk, door, desk.folder.parent / "more.json", [zendesk_ticket(53, requester_id=7003, submitter_id=7003,
          follower_ids=[7009])], kind="zendesk")  # fmt: skip

    proof = erase(desk, door, "7009", "customer")

    assert proof["still_named_in"] == []
    assert [name for name, _ in rows(desk, "contact", "contact_id", "customer_id")] == ["41", "43", "51", "52", "53"]


def test_a_new_ticket_that_mentions_the_person_comes_in_without_them(desk: Lake, door: Door, tmp_path: Any) -> None:
    erase(desk, door, "7001", "customer")
    new = [
        zendesk_ticket(61, requester_id=7003, submitter_id=7003, collaborator_ids=[7001], description="Bob again"),
        zendesk_ticket(62, requester_id=7001, submitter_id=7003, description=SAID),
        zendesk_ticket(63, requester_id=None, submitter_id=7001, description=SAID),
    ]
    later = zendesk_audit(99, author_id=7001, ticket=43, events=[{"id": 9, "type": "Comment", "body": SAID}], **TIMES)

    brought = bring(desk, door, tmp_path / "new.json", [*new, later], kind="zendesk")

    names = [name for (name,) in rows(desk, "contact", "contact_id")]
    assert names == ["43", "51", "52", "61"]
    assert brought.counts.skipped == 2
    kept = everything_in(desk.folder)
    assert "Bob again" in kept
    assert door.pseudonym("7001") not in kept
    assert SAID not in kept


def test_taking_the_export_back_brings_nobody_back_and_leaves_nothing(desk: Lake, door: Door, tmp_path: Any) -> None:
    newer = [{**ticket, "updated_at": "2026-03-09T10:00:00Z"} for ticket in others() if "requester_id" in ticket]
    second = bring(desk, door, tmp_path / "newer.json", newer, kind="zendesk")
    erase(desk, door, "7001", "customer")

    undo_import(desk, second.imported.id if second.imported else "", now=NOW)

    assert [name for (name,) in rows(desk, "contact", "contact_id")] == ["43", "51", "52"]
    assert door.pseudonym("7001") not in everything_in(desk.folder)


@pytest.mark.parametrize(
    ("record", "left"),
    [
        ({"meta": {"sender": {"id": "p_b"}}, "cc": ["p_a", "p_c"]},
         {"meta": {"sender": {"id": "p_b"}}, "cc": ["erased", "p_c"]}),
        ({"sender": {"id": "p_a"}, "content": "mine"}, {"sender": {"id": "erased"}, "content": "erased"}),
        ({"sender": {"id": "p_b"}, "content": "theirs"}, {"sender": {"id": "p_b"}, "content": "theirs"}),
        ({"author_id": "p_a", "events": [{"field_name": "status", "value": "open"}]},
         {"author_id": "erased", "events": [{"field_name": "status", "value": "open"}]}),
        ({"author_id": "p_a", "events": [{"field_name": "subject", "value": "mine"}]},
         {"author_id": "erased", "events": [{"field_name": "subject", "value": "erased"}]}),
        ({"note": "call p_a back", "count": 3}, {"note": "call erased back", "count": 3}),
    ],
)  # fmt: skip
def test_their_name_and_their_words_leave_a_record_and_nothing_else(record: Any, left: Any) -> None:
    assert without_person(record, {"p_a"}) == left
