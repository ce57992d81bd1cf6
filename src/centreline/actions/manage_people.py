"""Say who can sign in, and as what: each of it stands in the trail, and no password ever does."""

from dataclasses import replace

from centreline.actions.act import act
from centreline.governance.actor import Role
from centreline.governance.people import KnownPerson, People, check_person
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, NotThere

__all__ = ["add_person", "change_person", "let_in", "make_first_administrator", "reset_password", "shut_out"]


@act(needs="manage_people")
def add_person(step: Step, people: People, *, person: KnownPerson, password: str) -> None:
    """Let somebody new sign in.

    Args:
        people: Where people are kept.
        person: Who, and what they are to the centre.
        password: Their first one.

    Raises:
        ArgumentInvalid: the name is taken, the password weak, or what they are does not fit together.
    """
    check_person(person)
    people.add(person, password=password)
    step.note("person", person.name, says=f"added as {_words(person.role)}", after=person.fields)


@act(needs="manage_people")
def make_first_administrator(step: Step, people: People, *, name: str, title: str, password: str) -> KnownPerson:
    """Let the first one in, as administrator: done once in the life of a workspace, and never again.

    Args:
        people: Where people are kept.
        name: Name they sign in with.
        title: What people call them; empty for that name.
        password: What they chose.

    Raises:
        NotThere: somebody was added before.
        ArgumentInvalid: the name cannot be one, or the password is weak.
    """
    person = KnownPerson(name, title, Role.ADMINISTRATOR, "", (), "", active=True)
    # The line comes first: whoever else writes one waits for this step to end, so that of two at once one is second.
    step.note("person", person.name, says="made the first administrator", after=person.fields)
    if people.anybody():
        raise NotThere(
            "the first administrator is there already", where="this workspace", fix="sign in, or ask an administrator"
        )
    people.add(person, password=password)
    return person


@act(needs="manage_people")
def change_person(step: Step, people: People, *, person: KnownPerson) -> None:
    """Change what somebody is to the centre, from their next request on; whether they may sign in stays as it is.

    Args:
        people: Where people are kept.
        person: Who, as they shall be.

    Raises:
        NotThere: nobody is called that.
        ArgumentInvalid: it does not fit together, or an administrator would give up their own role.
    """
    before = _known(people, person.name)
    after = replace(person, active=before.active)
    check_person(after)
    if before.name == step.actor.name and after.role is not before.role:
        raise _not_oneself("give up their own role")
    if after == before:
        return
    people.change(after)
    step.note("person", after.name, says=_difference(before, after), before=before.fields, after=after.fields)


@act(needs="manage_people")
def shut_out(step: Step, people: People, *, name: str) -> None:
    """End what somebody may do here: their sessions and their password end with this step.

    Raises:
        NotThere: nobody is called that.
        ArgumentInvalid: an administrator would shut themselves out.
    """
    before = _known(people, name)
    if name == step.actor.name:
        raise _not_oneself("shut themselves out")
    if not before.active:
        return
    after = replace(before, active=False)
    people.change(after)
    people.end_access(name)
    step.note("person", name, says="shut out", before=before.fields, after=after.fields)


@act(needs="manage_people")
def let_in(step: Step, people: People, *, name: str, password: str) -> None:
    """Let somebody sign in again who was shut out, with a new password; no old session comes back.

    Raises:
        NotThere: nobody is called that.
        ArgumentInvalid: the password is weak.
    """
    before = _known(people, name)
    after = replace(before, active=True)
    people.set_password(name, password=password)
    people.change(after)
    step.note("person", name, says="let in again", before=before.fields, after=after.fields)


@act(needs="manage_people")
def reset_password(step: Step, people: People, *, name: str, password: str) -> None:
    """Give somebody another password; their sessions end.

    Raises:
        NotThere: nobody is called that, or they were shut out.
        ArgumentInvalid: the password is weak.
    """
    if not _known(people, name).active:
        raise NotThere(f"{name!r} was shut out", where="the people of this workspace", fix="let them in again")
    people.set_password(name, password=password)
    step.note("person", name, says="password reset")


def _known(people: People, name: str) -> KnownPerson:
    person = people.person(name)
    if person is None:
        raise NotThere(f"nobody is called {name!r}", where="the people of this workspace", fix="choose from the list")
    return person


def _not_oneself(what: str) -> ArgumentInvalid:
    return ArgumentInvalid(
        f"an administrator may not {what}", where="the person", fix="ask another administrator to do it"
    )


def _difference(before: KnownPerson, after: KnownPerson) -> str:
    changed = [field for field, value in after.fields.items() if before.fields[field] != value]
    if "role" in changed:
        return f"{_words(before.role)} becomes {_words(after.role)}"
    return f"changed {', '.join(changed)}"


def _words(role: Role) -> str:
    return str(role).replace("_", " ")
