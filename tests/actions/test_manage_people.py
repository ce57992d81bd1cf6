"""Who can sign in: what fits together, what stands in the trail, and what never does."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from centreline.actions.manage_people import (
    add_person,
    change_person,
    let_in,
    make_first_administrator,
    reset_password,
    shut_out,
)
from centreline.evidence.scope import Scope
from centreline.governance.actor import Actor, Role
from centreline.governance.memory import MemoryState
from centreline.governance.people import KnownPerson
from centreline.kernel.errors import ArgumentInvalid, NotPermitted, NotThere

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ADMIN = Actor("admin", Role.ADMINISTRATOR, Scope.whole_centre("admin"))
LEE = KnownPerson("lee", "Lee", Role.LEADER, "", (), "", active=True)
SECRET = "never-in-the-trail"


@dataclass
class PeopleInMemory:
    """People as long as the test lasts, each with a password; None for nobody who can sign in."""

    held: dict[str, KnownPerson] = field(default_factory=dict)
    passwords: dict[str, str | None] = field(default_factory=dict)

    def person(self, name: str) -> KnownPerson | None:
        return self.held.get(name)

    def anybody(self) -> bool:
        return bool(self.held)

    def add(self, person: KnownPerson, *, password: str) -> None:
        self.held[person.name] = person
        self.passwords[person.name] = password

    def change(self, person: KnownPerson) -> None:
        self.held[person.name] = person

    def set_password(self, name: str, *, password: str) -> None:
        self.passwords[name] = password

    def end_access(self, name: str) -> None:
        self.passwords[name] = None


@pytest.fixture
def people() -> PeopleInMemory:
    return PeopleInMemory({"lee": LEE, "admin": replace(LEE, name="admin", role=Role.ADMINISTRATOR)}, {"lee": "old"})


@pytest.fixture
def state() -> MemoryState:
    return MemoryState()


def said(state: MemoryState) -> list[tuple[str, str, str]]:
    return [(line.act, line.key, line.says) for line in state.lines()]


def test_somebody_new_stands_in_the_trail_without_a_password(people: PeopleInMemory, state: MemoryState) -> None:
    kim = KnownPerson("kim", "Kim", Role.PARTNER_MANAGER, "kestrel", ("lisbon",), "", active=True)

    add_person.by(state, ADMIN, now=NOW)(people, person=kim, password=SECRET)

    [line] = state.lines()
    assert (line.act, line.key, line.says) == ("add_person", "kim", "added as partner manager")
    assert line.after == kim.fields
    assert SECRET not in repr(line)


@pytest.mark.parametrize(
    ("person", "because"),
    [
        (replace(LEE, name="kim", role=Role.PARTNER_MANAGER), "no partner is named"),
        (replace(LEE, name="ada", role=Role.AGENT), "has no name in the records"),
        (replace(LEE, name="otto", role=Role.AUDITOR, partner="kestrel"), "an? auditor sees every row"),
        (replace(LEE, name="dara", role=Role.DATA_OWNER, partner="kestrel"), "a data owner sees every row"),
    ],
)
def test_what_does_not_fit_together_is_refused(
    people: PeopleInMemory, state: MemoryState, person: KnownPerson, because: str
) -> None:
    with pytest.raises(ArgumentInvalid, match=because):
        add_person.by(state, ADMIN, now=NOW)(people, person=person, password=SECRET)

    assert people.person(person.name) is None
    assert said(state) == []


def test_a_change_says_what_was_and_what_is(people: PeopleInMemory, state: MemoryState) -> None:
    change_person.by(state, ADMIN, now=NOW)(people, person=replace(LEE, role=Role.FINANCE))
    change_person.by(state, ADMIN, now=NOW)(people, person=replace(LEE, role=Role.FINANCE, sites=("lisbon",)))

    assert [says for _, _, says in said(state)] == ["leader becomes finance", "changed sites"]
    assert [line.before and line.before["role"] for line in state.lines()] == ["leader", "finance"]


def test_saving_what_stands_already_writes_nothing(people: PeopleInMemory, state: MemoryState) -> None:
    change_person.by(state, ADMIN, now=NOW)(people, person=LEE)

    assert said(state) == []


def test_a_change_lets_nobody_in_who_was_shut_out(people: PeopleInMemory, state: MemoryState) -> None:
    shut_out.by(state, ADMIN, now=NOW)(people, name="lee")

    change_person.by(state, ADMIN, now=NOW)(people, person=replace(LEE, title="Leigh"))

    assert people.held["lee"] == replace(LEE, title="Leigh", active=False)


def test_whoever_is_shut_out_has_no_password_and_needs_a_new_one(people: PeopleInMemory, state: MemoryState) -> None:
    shut_out.by(state, ADMIN, now=NOW)(people, name="lee")
    assert (people.held["lee"].active, people.passwords["lee"]) == (False, None)

    let_in.by(state, ADMIN, now=NOW)(people, name="lee", password=SECRET)

    assert (people.held["lee"].active, people.passwords["lee"]) == (True, SECRET)
    assert [says for _, _, says in said(state)] == ["shut out", "let in again"]


def test_an_administrator_stays_one_as_far_as_they_decide(people: PeopleInMemory, state: MemoryState) -> None:
    with pytest.raises(ArgumentInvalid, match="may not shut themselves out"):
        shut_out.by(state, ADMIN, now=NOW)(people, name="admin")
    with pytest.raises(ArgumentInvalid, match="may not give up their own role"):
        change_person.by(state, ADMIN, now=NOW)(people, person=replace(people.held["admin"], role=Role.LEADER))

    assert people.held["admin"].role is Role.ADMINISTRATOR
    assert people.held["admin"].active


def test_another_password_is_noted_and_not_told(people: PeopleInMemory, state: MemoryState) -> None:
    reset_password.by(state, ADMIN, now=NOW)(people, name="lee", password=SECRET)

    assert people.passwords["lee"] == SECRET
    assert said(state) == [("reset_password", "lee", "password reset")]
    assert SECRET not in repr(list(state.lines()))


def test_nobody_of_that_name_is_said_in_words(people: PeopleInMemory, state: MemoryState) -> None:
    for verb in (shut_out, change_person, reset_password, let_in):
        given = {"name": "zoe", "password": SECRET} if verb in (reset_password, let_in) else {"name": "zoe"}
        given = {"person": replace(LEE, name="zoe")} if verb is change_person else given
        with pytest.raises(NotThere, match="nobody is called 'zoe'"):
            verb.by(state, ADMIN, now=NOW)(people, **given)


def test_somebody_shut_out_gets_no_password_by_a_reset(people: PeopleInMemory, state: MemoryState) -> None:
    shut_out.by(state, ADMIN, now=NOW)(people, name="lee")

    with pytest.raises(NotThere, match="'lee' was shut out"):
        reset_password.by(state, ADMIN, now=NOW)(people, name="lee", password=SECRET)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_does_any_of_it(people: PeopleInMemory, state: MemoryState, role: Role) -> None:
    with pytest.raises(NotPermitted, match="may not manage people"):
        shut_out.by(state, replace(ADMIN, name="x", role=role), now=NOW)(people, name="lee")

    assert people.held["lee"].active


def test_the_first_administrator_is_made_once_and_stands_in_the_trail(state: MemoryState) -> None:
    nobody = PeopleInMemory()
    make = make_first_administrator.by(state, replace(ADMIN, name="the first visit"), now=NOW)

    mara = make(nobody, name="mara", title="Mara Lindgren", password=SECRET)

    assert (mara.role, nobody.passwords) == (Role.ADMINISTRATOR, {"mara": SECRET})
    assert [(line.by, line.key, line.says) for line in state.lines()] == [
        ("the first visit", "mara", "made the first administrator")
    ]
    assert SECRET not in repr(list(state.lines()))


def test_nobody_is_the_first_where_somebody_is(people: PeopleInMemory, state: MemoryState) -> None:
    make = make_first_administrator.by(state, ADMIN, now=NOW)

    with pytest.raises(NotThere, match="the first administrator is there already"):
        make(people, name="mara", title="", password=SECRET)

    assert "mara" not in people.held
    assert said(state) == []
