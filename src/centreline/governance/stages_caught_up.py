"""The stages of a draft beside those published since it began: which ones its board has when both are put together."""

from collections.abc import Sequence

from centreline.blueprint.journey import Journey, Stage
from centreline.governance.entry import Entry

__all__ = ["laid_out_alike"]


def laid_out_alike(base: Journey, newest: Journey, stages: Sequence[Entry]) -> tuple[Journey, Journey]:
    """Return what a draft began with and what is published now, the latter with the stages both together have.

    The order is the draft's. A stage that was published since stands behind the others; one that was taken away there
    goes; one that the draft took away stays away, unless something in it was published otherwise since. A name that
    the draft changed is kept.

    Args:
        base: The journey as the draft began with it.
        newest: The journey as it is published now; it has a stage.
        stages: The stages of the draft, in their order.
    """
    before, now = ({one.id: one for one in journey.stages} for journey in (base, newest))
    own = {one.fields["id"]: one.fields["title"] for one in stages}
    dropped = {key for key, one in before.items() if key not in own and now.get(key) == one}
    kept = [key for key in own if key in now or key not in before]
    ordered = [*kept, *(key for key in now if key not in own and key not in dropped)]
    laid = tuple(_stage(key, before.get(key), now.get(key), own.get(key)) for key in ordered)
    began = tuple(one for one in base.stages if one.id not in dropped)
    return base.model_copy(update={"stages": began}), newest.model_copy(update={"stages": laid or newest.stages})


def _stage(key: str, before: Stage | None, now: Stage | None, own: str | None) -> Stage:
    published = before.title if before else None
    title = own if own is not None and (now is None or own != published) else now.title if now else key
    return Stage(id=key, title=title, touchpoints=now.touchpoints if now else ())
