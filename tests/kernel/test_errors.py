import pytest

from centreline.kernel import errors
from centreline.kernel.errors import BlueprintInvalid, Problem, Stopped
from centreline.kernel.estimate import SMALL_SAMPLE, Estimate

KINDS = [
    kind for name in errors.__all__ if isinstance(kind := getattr(errors, name), type) and issubclass(kind, Stopped)
]


def test_an_error_is_printed_as_what_where_and_fix() -> None:
    stopped = Stopped("cannot read 'x'", where="the option --period", fix="write a month")

    assert str(stopped) == "cannot read 'x'\n  where: the option --period\n  fix:   write a month"
    assert (stopped.what, stopped.where, stopped.fix) == ("cannot read 'x'", "the option --period", "write a month")
    assert stopped.problems == (stopped.problem,)


def test_every_problem_is_printed_not_only_the_first() -> None:
    problems = [Problem(f"wrong {n}", where=f"line {n}", fix="mend it") for n in (1, 2)]

    stopped = BlueprintInvalid("two things are wrong", where="blueprint/", fix="mend both", problems=problems)

    assert str(stopped).startswith("two things are wrong\n  where: blueprint/\n  fix:   mend both\n\nwrong 1\n")
    assert str(stopped).endswith("wrong 2\n  where: line 2\n  fix:   mend it")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_is_caught_as_stopped_and_drawn_in_the_tree(kind: type[Stopped]) -> None:
    with pytest.raises(Stopped, match="what happened"):
        raise kind("what happened", where="here", fix="so")

    assert kind.__name__ in (errors.__doc__ or "")


@pytest.mark.parametrize(("rows", "small"), [(0, True), (SMALL_SAMPLE - 1, True), (SMALL_SAMPLE, False)])
def test_an_estimate_says_when_it_is_small(rows: int, small: bool) -> None:
    assert Estimate(0.5, rows).is_small is small
