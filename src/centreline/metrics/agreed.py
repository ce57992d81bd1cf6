"""A definition of the centre's own: a published way of counting that is meant, as it is or changed a little."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from centreline.metrics.definition import Metric, Variant
from centreline.metrics.wording import all_of

__all__ = ["AS_AGREED", "Agreed", "with_agreed"]

AS_AGREED = "as_agreed"
"""Id of a way of counting that is no published one."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a centre means by a metric.

    Attributes:
        variant: Id of the published way of counting it starts from.
        parameters: Parameters that are set otherwise.
        without: Column and value of rows that are not counted.
    """

    variant: str
    parameters: Mapping[str, float] = field(default_factory=dict)
    without: tuple[tuple[str, str], ...] = ()


def with_agreed(metric: Metric, agreed: Agreed) -> Metric:
    """Return a metric whose default is what a centre has agreed; the published ways stand behind it.

    Args:
        metric: As the catalogue defines it.
        agreed: What is meant.

    Raises:
        MetricUnknown: no such variant or parameter.
        ArgumentInvalid: a parameter is no number that any time, share or count can be.
    """
    published = metric.variant(agreed.variant)
    own = _own(published, agreed)
    rest = tuple(one for one in metric.variants if one.id != own.id)
    if own == metric.default:
        return metric
    return metric.model_copy(update={"variants": (own, *rest), "agreed": own.sentence})


def _own(published: Variant, agreed: Agreed) -> Variant:
    own = published.with_parameters(dict(agreed.parameters))
    if own == published and not agreed.without:
        return published
    conditions = [f"coalesce({column}, '') != {value!r}" for column, value in agreed.without]
    words = [f"whose {column} is {value!r}" for column, value in agreed.without]
    says = f"{own.says} Rows {' or '.join(words)} are not counted." if words else own.says
    fields = {"id": AS_AGREED, "title": f"as agreed: {published.title}", "says": says}
    return own.model_copy(update={**fields, "where": all_of(own.where, *conditions) or None})
