"""Other words in which people look for a page than the one it has: whoever says audit means the trail."""

from typing import Any

from django.utils.translation import gettext_lazy

__all__ = ["ALSO"]

ALSO: dict[str, Any] = {
    "home": gettext_lazy("start overview dashboard questions"),
    "my_day": gettext_lazy("schedule shift break score scores evaluation coaching recognition dispute feedback held"),
    "review": gettext_lazy("operating agenda decisions actions agreements contract SLA outcomes targets report"),
    "floor": gettext_lazy("wall now today intraday queues waiting"),
    "map": gettext_lazy("journeys journey board touchpoints workshop drafts"),
    "findings": gettext_lazy("problems issues risks critical decide register"),
    "proposals": gettext_lazy("changes ideas approve business case savings"),
    "metrics": gettext_lazy("figures numbers measures KPI dashboards"),
    "heard": gettext_lazy("feedback voice agents said knows confirm"),
    "disputes": gettext_lazy("appeal score evaluation fair"),
    "imports": gettext_lazy("data files records bring upload quality freshness"),
    "catalogues": gettext_lazy("roles teams systems procedures partners sites knowledge glossary"),
    "people": gettext_lazy("users accounts roles permissions rights access"),
    "trail": gettext_lazy("audit log changes changed history who"),
}
"""By the name of the page's address."""
