"""The evidence of a touchpoint: what the records say of exactly its contacts, and why where they say nothing."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.blueprint.journey import Recognition
from centreline.evidence.engine import Evidence
from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.journeys.recognise import KIND, contacts_of
from centreline.kernel.errors import Stopped
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure, why_not
from centreline.metrics.book import metric_book
from centreline.web.frame.centre import workspace
from centreline.web.frame.kept import kept
from centreline.web.frame.on_pages import on_pages
from centreline.web.frame.spoken import figure
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.pages.touchpoints.moved import Moved, moved
from centreline.web.pages.touchpoints.seen import Seen
from centreline.web.reading.its_contacts import of_its_contacts

__all__ = ["TABS", "Figure", "Kinds", "figures_of", "kinds_of", "tab_words"]

TABS = ("metrics", "contacts", "quality", "surveys", "knowledge", "cost", "changes")
"""Tabs of the evidence, in their order."""

ASKED = {
    "metrics": ("contacts_offered", "average_handle_time", "repeat_contact_rate", "first_contact_resolution",
                "transfer_rate", "complaint_rate", "abandonment_rate"),
    "quality": ("quality_score", "critical_error_accuracy"),
    "surveys": ("customer_satisfaction", "customer_effort", "net_promoter_score"),
    "knowledge": ("knowledge_link_rate", "article_help_rate"),
    "cost": ("cost_per_contact",),
}  # fmt: skip
"""Metrics that each tab asks."""

DRAWN = frozenset({"metrics"})
"""Tabs whose figures show how they moved."""

FEW = 30
"""Below so many rows a figure says that it rests on few."""

MOST_KINDS = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the contacts of a touchpoint.

    Attributes:
        title: Name of the metric.
        url: Its page.
        value: As a person reads it; empty where it was not examined.
        interval: Its 95% interval; empty where there is none.
        n: Rows behind it.
        few: Whether they are few.
        ledger: By which ledger customers and needs were followed; None where neither was.
        because: Why it was not examined; empty where it was.
        moved: How it moved; None where it was not examined, and on tabs without charts.
    """

    title: str
    url: str
    value: str = ""
    interval: str = ""
    n: int = 0
    few: bool = False
    ledger: str | None = None
    because: str = ""
    moved: Moved | None = None


@dataclass(frozen=True, slots=True)
class Kinds:
    """How many contacts of a touchpoint share a value of a column."""

    label: str
    rows: tuple[tuple[str, int, float], ...]


def tab_words() -> dict[str, str]:
    """Return what each tab is called."""
    return {
        "metrics": _("Metrics"),
        "contacts": _("Contacts"),
        "quality": _("Quality"),
        "surveys": _("Surveys"),
        "knowledge": _("Knowledge"),
        "cost": _("Cost"),
        "changes": _("Changes"),
    }


def figures_of(actor: Actor, seen: Seen, tab: str) -> list[Figure]:
    """Return the figures of a tab: each metric over the contacts that this touchpoint recognises as its own.

    Args:
        actor: Who looks; their rows alone are counted.
        seen: The touchpoint.
        tab: One of `ASKED`; other tabs have no figures.
    """
    promised = [one.metric for one in seen.touchpoint.measures if tab == "metrics"]
    names = dict.fromkeys([*promised, *ASKED.get(tab, ())])
    return [_figure(actor, seen, name, drawn=tab in DRAWN) for name in names if name in metric_book()]


def kinds_of(actor: Actor, seen: Seen) -> list[Kinds]:
    """Return how the contacts of a touchpoint spread over reasons, queues and channels; empty where nobody can tell."""
    evidence, told = workspace(actor.scope).evidence, seen.touchpoint.recognised_by
    if evidence is None or told is None or not evidence.has("contact"):
        return []
    labels = {"reason": _("Reasons"), "queue": _("Queues"), "channel": _("Channels")}
    found = kept(evidence, "kinds", told.model_dump_json(), make=lambda: _counted(evidence, told))
    return [Kinds(labels[name], found[name]) for name in labels if found[name]]


def _counted(evidence: Evidence, told: Recognition) -> dict[str, tuple[tuple[str, int, float], ...]]:
    contacts = contacts_of(evidence, told)
    found = {}
    for name in KIND:
        rows = evidence.rows(contacts.group_by(value=contacts[name]).aggregate(n=contacts.count()))
        total = sum(row["n"] for row in rows)
        first = sorted(rows, key=lambda row: (-row["n"], str(row["value"])))[:MOST_KINDS]
        found[name] = tuple((row["value"] or "", row["n"], row["n"] / total) for row in first)
    return found


def _figure(actor: Actor, seen: Seen, name: str, *, drawn: bool) -> Figure:
    metric, evidence = metric_book()[name], workspace(actor.scope).evidence
    url = reverse("metric", args=[name]) if may(actor, "see_metrics") else ""
    because = _why_not(evidence, seen, name)
    if because or evidence is None or seen.touchpoint.recognised_by is None:
        return Figure(from_book(metric.title), url, because=because)
    told = seen.touchpoint.recognised_by
    where, currency = of_its_contacts(evidence, told), seen.names.currency
    try:
        [answer] = kept(
            evidence,
            "touchpoint",
            name,
            told.model_dump_json(),
            make=lambda: measure(evidence, name, where=where),
        )
        course = moved(evidence, name, told=told, where=where, currency=currency) if drawn else None
    except Stopped as reason:
        return Figure(from_book(metric.title), url, because=reason.what)
    shown = _shown(answer, title=from_book(metric.title), url=url)
    return shown if shown.because else replace(shown, moved=course)


def _why_not(evidence: Evidence | None, seen: Seen, name: str) -> str:
    if evidence is None:
        return str(_("nothing was brought yet"))
    if seen.touchpoint.recognised_by is None:
        return str(_("nobody has written how its contacts are recognised in the records"))
    return on_pages(why_not(evidence, name) or "")


def _shown(answer: Answer, *, title: str, url: str) -> Figure:
    if answer.hidden_because:
        return Figure(title, url, because=answer.hidden_because)
    if answer.value is None:
        return Figure(title, url, n=answer.n, because=_("none of its contacts could be judged"))
    estimate = answer.estimate
    interval = ""
    if estimate.low is not None and estimate.high is not None:
        low, high = (figure(end, answer.unit) for end in (estimate.low, estimate.high))
        interval = f"{low} – {high}"
    value = figure(answer.value, answer.unit)
    return Figure(title, url, value, interval, answer.n, few=answer.n < FEW, ledger=answer.ledger)
