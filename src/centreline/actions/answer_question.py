"""Write down what somebody said to one of the twelve questions about a touchpoint."""

from datetime import date, timedelta

from centreline.actions.act import act
from centreline.actions.start_draft import written
from centreline.governance.entry import Entry
from centreline.governance.reading import Reading, reading_of
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, NotThere

__all__ = ["answer_question", "comment_on_touchpoint", "thread_at"]


@act(needs="answer_question")
def answer_question(  # noqa: PLR0913 - what a claim is comes in by name
    step: Step,
    *,
    touchpoint: str,
    question: str,
    answer: str,
    how: str,
    on: date | None = None,
    who: str = "",
    role: str = "",
    partner: str = "",
    remark: str = "",
) -> Entry:
    """Add a claim: what was answered, by whom, for which party, and how they were asked.

    Somebody of a partner speaks for their own partner, whatever the form says.

    Args:
        step: The step it is done in.
        touchpoint: Key of the touchpoint.
        question: Key of one of the twelve questions.
        answer: yes, no, partly or do_not_know.
        how: How they were asked.
        on: Day they were asked; today where nobody says.
        who: Who said it; whoever writes where nobody is named.
        role: Key of their role; empty for none.
        partner: Partner they speak for; empty for the centre itself.
        remark: What else they said.

    Raises:
        NotThere: there is no such touchpoint, or it is another partner's.
        ArgumentInvalid: a field does not fit, the day is to come, or no role or partner is called so.
    """
    reading = _readable(step, touchpoint)
    party = step.actor.partner or partner.strip() or None
    _check_known(reading, role=role.strip(), partner=party)
    day = on or step.now.date()
    if day > step.now.date() + timedelta(days=1):  # Somewhere it is tomorrow already.
        raise ArgumentInvalid(f"{day} is yet to come", where="the day", fix="write the day on which they were asked")
    fields = {
        "touchpoint": touchpoint,
        "question": question,
        "answer": answer,
        "who": who.strip() or step.actor.shown,
        "role": role.strip() or None,
        "partner": party,
        "on": day.isoformat(),
        "how": how,
        "remark": remark.strip() or None,
    }
    return step.make("claim", written("claim", fields), within=touchpoint)


@act(needs="comment")
def comment_on_touchpoint(step: Step, *, touchpoint: str, text: str) -> Entry:
    """Remark something about a touchpoint, in the thread of the writer's own party.

    Raises:
        NotThere: there is no such touchpoint, or it is another partner's.
        ArgumentInvalid: nothing was written.
    """
    _readable(step, touchpoint)
    body = written("comment", {"text": text.strip()})
    return step.make("comment", body, within=thread_at(touchpoint, partner=step.actor.partner))


def thread_at(touchpoint: str, *, partner: str | None) -> str:
    """Return what remarks about a touchpoint belong to: each partner has a thread that no other partner reads.

    Args:
        touchpoint: Its key.
        partner: Partner of whoever writes; None for the centre's own people.
    """
    return f"touchpoint:{touchpoint}:{partner or ''}"


def _readable(step: Step, touchpoint: str) -> Reading:
    published = step.state.published()
    if published is not None:
        reading = reading_of(published.blueprint, step.actor)
        if any(one.id == touchpoint and reading.touchpoint(one) for one in published.blueprint.touchpoints):
            return reading
    raise NotThere(f"there is no touchpoint {touchpoint!r}", where="the map", fix="choose one of those on the map")


def _check_known(reading: Reading, *, role: str, partner: str | None) -> None:
    known = {one.id for one in reading.blueprint.roles if not reading.is_others(("role", one.id))}
    if role and role not in known:
        raise ArgumentInvalid(f"there is no role {role!r}", where="the form", fix="choose one of the list, or none")
    if partner and partner not in {one.id for one in reading.blueprint.partners}:
        raise ArgumentInvalid(
            f"there is no partner {partner!r}", where="the form", fix="choose one of the list, or the centre itself"
        )
