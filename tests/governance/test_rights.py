"""Who may do what: every cell of the matrix, and what each scope shows."""

from dataclasses import replace

import pytest

from centreline.governance.actor import Actor, Role, scope_for
from centreline.governance.rights import check_may, may, permissions
from centreline.kernel.errors import NotPermitted

CELLS = [(role, name) for name in permissions() for role in Role]


def actor(role: Role) -> Actor:
    return Actor("somebody", role, scope_for(role, name="somebody"))


@pytest.mark.parametrize(("role", "permission"), CELLS, ids=str)
def test_a_role_does_what_the_matrix_says_and_nothing_else(role: Role, permission: str) -> None:
    allowed = role in permissions()[permission].roles

    assert may(actor(role), permission) is allowed
    if allowed:
        check_may(actor(role), permission)
    else:
        with pytest.raises(NotPermitted, match="may not") as stopped:
            check_may(actor(role), permission)
        assert "ask somebody who may" in stopped.value.fix


@pytest.mark.parametrize(
    ("role", "permission", "allowed"),
    [
        (Role.AGENT, "see_findings", False),
        (Role.AGENT, "answer_question", True),
        (Role.PARTNER_MANAGER, "decide_finding", False),
        (Role.PARTNER_MANAGER, "see_people", False),
        (Role.QUALITY, "see_conversations", True),
        (Role.PARTNER_MANAGER, "see_conversations", True),
        (Role.AGENT, "see_conversations", False),
        (Role.AUDITOR, "see_conversations", False),
        (Role.AUDITOR, "see_trail", True),
        (Role.AUDITOR, "edit_board", False),
        (Role.EXECUTIVE, "publish_blueprint", True),
        (Role.EXECUTIVE, "approve_past_gates", True),
        (Role.PARTNER_MANAGER, "approve_past_gates", False),
        (Role.FINANCE, "publish_blueprint", False),
        (Role.LEADER, "manage_people", False),
        (Role.DATA_OWNER, "import_evidence", True),
        (Role.DATA_OWNER, "hold_records", True),
        (Role.LEADER, "hold_records", False),
    ],
)
def test_what_matters_most_is_as_people_expect(role: Role, permission: str, allowed: bool) -> None:
    assert may(actor(role), permission) is allowed


def test_an_auditor_changes_nothing_but_their_own_views() -> None:
    changing = {name for name in permissions() if not name.startswith("see_")}

    assert {name for name in changing if may(actor(Role.AUDITOR), name)} == {
        "export", "make_token", "undo_change",
    }  # fmt: skip


def test_a_token_does_what_it_was_given_and_what_its_person_may() -> None:
    by_token = replace(actor(Role.SUPERVISOR), only=frozenset({"see_map", "manage_people"}))

    assert may(by_token, "see_map")
    assert not may(by_token, "manage_people")
    with pytest.raises(NotPermitted, match="this token may not comment") as stopped:
        check_may(by_token, "comment")
    assert "another token" in stopped.value.fix


def test_a_partner_manager_whom_nobody_gave_a_partner_sees_no_row() -> None:
    assert scope_for(Role.PARTNER_MANAGER, name="kim").partners == frozenset()


def test_an_agent_whom_nobody_named_in_the_records_sees_no_row() -> None:
    assert scope_for(Role.AGENT, name="ada").agents == frozenset()


def test_whoever_works_for_a_partner_is_confined_to_it_whatever_their_role() -> None:
    assert scope_for(Role.LEADER, name="lee", partner="kestrel").partners == frozenset({"kestrel"})
