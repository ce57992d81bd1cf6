"""The questions of one's own Home, for the search: by their words, and by others in which people look for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from centreline.governance.actor import Actor
from centreline.web.frame.searching import Hit, Searched, begins_with

__all__ = ["ASKED", "SEARCHED", "Asked"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of Home.

    Attributes:
        asks: The question, as Home asks it.
        also: Other words in which people look for it.
        behind: Name of the page behind its answer; empty where the answer goes on to a page of another area.
    """

    asks: Any
    also: Any
    behind: str = ""

    @property
    def url(self) -> str:
        """Where it is answered."""
        return str(reverse("home_answer", args=[self.behind]) if self.behind else reverse("home"))


_DECIDED = Asked(gettext_lazy("What did we decide?"), gettext_lazy("decision decisions agreed approved"))
_WORTH = Asked(gettext_lazy("What is it worth?"), gettext_lazy("value money size benefit savings euro"))
_ACTIONS = Asked(gettext_lazy("What is asked of us?"), gettext_lazy("actions promised tasks to do corrective"))
_UNKNOWN = Asked(gettext_lazy("What do we not know?"), gettext_lazy("missing gaps not examined unknown"))
_TRUSTED = Asked(gettext_lazy("Is data fresh, complete, trusted?"), gettext_lazy("data quality freshness rows rules"))

ASKED: dict[str, tuple[Asked, ...]] = {
    "executive": (
        Asked(gettext_lazy("Are outcomes really moving?"), gettext_lazy("outcomes trend improving worsening results")),
        _DECIDED,
        _WORTH,
    ),
    "leader": (
        Asked(gettext_lazy("Where is failure demand?"), gettext_lazy("repeat avoidable come back transfers reopened")),
        Asked(gettext_lazy("Which findings are stuck?"), gettext_lazy("open old waiting decision overdue")),
        Asked(gettext_lazy("Who owns it?"), gettext_lazy("owner owners answers accountable")),
    ),
    "workforce": (
        Asked(gettext_lazy("Am I short, when, by how many?"), gettext_lazy("staffing understaffed schedule"), "short"),
        Asked(
            gettext_lazy("What will the rest of the day look like?"),
            gettext_lazy("forecast today volume intraday"),
            "rest-of-the-day",
        ),
        Asked(
            gettext_lazy("Who is out, for how long?"),
            gettext_lazy("adherence off schedule late absent break"),
            "who-is-out",
        ),
    ),
    "quality": (
        Asked(gettext_lazy("What to review next?"), gettext_lazy("queue evaluate sample complaint"), "review-next"),
        Asked(gettext_lazy("Do we agree?"), gettext_lazy("calibration evaluators agreement"), "agreement"),
        Asked(gettext_lazy("Where does auto-QA disagree?"), gettext_lazy("machine model automated"), "auto-qa"),
    ),
    "supervisor": (
        Asked(gettext_lazy("Who needs me?"), gettext_lazy("team people agents coach listen"), "who-needs-me"),
        Asked(gettext_lazy("On which behaviour?"), gettext_lazy("skill criteria points"), "which-behaviour"),
        Asked(gettext_lazy("Did the last coaching work?"), gettext_lazy("session effect before after"), "coaching"),
    ),
    "partner_manager": (
        Asked(gettext_lazy("Are we in contract?"), gettext_lazy("agreement agreements SLA attained service level")),
        Asked(gettext_lazy("What explains misses?"), gettext_lazy("missed exception exceptions target")),
        _ACTIONS,
    ),
    "people_lead": (
        Asked(
            gettext_lazy("Where do candidates drop out?"),
            gettext_lazy("hiring recruiting applications applicants funnel offer interview"),
            "funnel",
        ),
        Asked(
            gettext_lazy("How long until somebody new works well?"),
            gettext_lazy("onboarding ramp proficiency starters training speed"),
            "proficiency",
        ),
        Asked(gettext_lazy("Who leaves?"), gettext_lazy("attrition leavers turnover churn people"), "attrition"),
    ),
    "finance": (
        Asked(gettext_lazy("What did it cost?"), gettext_lazy("costs budget plan spend invoice ledger"), "cost"),
        Asked(gettext_lazy("What did it return?"), gettext_lazy("savings benefit value effect changes"), "returned"),
        Asked(gettext_lazy("How sure is it?"), gettext_lazy("confidence planned booked judged"), "how-sure"),
    ),
    "data_owner": (
        Asked(_TRUSTED.asks, _TRUSTED.also, "data"),
        Asked(gettext_lazy("Who changed what?"), gettext_lazy("history imports brought audit"), "changed"),
        Asked(_UNKNOWN.asks, _UNKNOWN.also, "missing"),
    ),
    "administrator": (_TRUSTED, _UNKNOWN, _ACTIONS),
    "auditor": (_UNKNOWN, _TRUSTED, _DECIDED),
}
"""The questions of each role, as Home asks them."""


def _questions(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Yield the questions of one's own role in which, or in other words for which, every word begins one."""
    for one in ASKED.get(actor.role, ()):
        if begins_with(words, str(one.asks), str(one.also)):
            yield Hit(str(one.asks), one.url)


SEARCHED = (Searched(gettext_lazy("Your questions"), "see_home", _questions, first=True),)
