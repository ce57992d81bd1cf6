"""A verb of the loop that writes: it knows who may do it, and whatever it does stands in the trail, or is not done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, Generic, ParamSpec, TypeVar

from centreline.governance.actor import Actor
from centreline.governance.rights import check_may, permissions
from centreline.governance.state import State
from centreline.governance.step import Step

__all__ = ["ACTS", "Act", "act"]

Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Act(Generic[Given, Result]):
    """Something a person can do.

    Attributes:
        name: The verb, such as `move_card`.
        needs: Permission without which it is refused.
        does: What it does, given a step.
    """

    name: str
    needs: str
    does: Callable[Concatenate[Step, Given], Result]

    def by(
        self, state: State, actor: Actor, *, now: datetime, tell: Callable[[Mapping[str, int]], None] | None = None
    ) -> Callable[Given, Result]:
        """Return the act as this person does it now: call it with what it needs to know.

        Args:
            state: Where things are kept.
            actor: Who acts.
            now: When.
            tell: Told by kind what of the writer's words may not be kept and was taken out, where anything was.

        Raises, when called:
            NotPermitted: their role may not do that.
        """

        def done(*args: Given.args, **kwargs: Given.kwargs) -> Result:
            check_may(actor, self.needs)
            step = Step(state, actor, now, self.name)
            with state.one_step():
                result = self.does(step, *args, **kwargs)
            if step.taken_out and tell is not None:
                tell(step.taken_out)
            return result

        return done


ACTS: dict[str, Act[..., object]] = {}
"""Every act by its name; the audit tests go through them."""


def act(*, needs: str) -> Callable[[Callable[Concatenate[Step, Given], Result]], Act[Given, Result]]:
    """Make an act of a function of a step.

    Args:
        needs: Permission without which it is refused.
    """
    if needs not in permissions():
        raise ValueError(f"no permission is called {needs!r}")

    def made(does: Callable[Concatenate[Step, Given], Result]) -> Act[Given, Result]:
        name = getattr(does, "__name__", "")
        if name in ACTS:
            raise ValueError(f"there are two acts called {name!r}")
        verb = Act(name, needs, does)
        ACTS[name] = verb  # type: ignore[assignment]  # a callable of fewer arguments than `...` stands for
        return verb

    return made
