"""What the operating model means by a metric, where it can be answered from what one person may read."""

from centreline.blueprint.promised import measures_promised
from centreline.metrics.definition import Metric, Variant
from centreline.metrics.gap import gap_of
from centreline.web.frame.centre import ServedWorkspace

__all__ = ["variant_meant"]


def variant_meant(metric: Metric, *, place: ServedWorkspace) -> Variant:
    """Return the variant the centre agreed on, else what the operating model means, else one that can be answered."""
    promised = measures_promised(place.blueprint)
    known = {variant.id: variant for variant in metric.variants}
    meant = [one.variant for one in promised if one.metric == metric.id and one.variant in known]
    agreed = [metric.default.id] if metric.agreed else []
    wanted = [known[name] for name in (*agreed, *meant, *known) if name is not None]
    if place.evidence is None:
        return wanted[0]
    evidence = place.evidence
    return next((variant for variant in wanted if gap_of(evidence, variant) is None), wanted[0])
