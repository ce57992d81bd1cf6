"""The facts of a card as a form: what can be picked for each, and what somebody wrote."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from django.http import QueryDict
from django.utils.translation import gettext as _

from centreline.blueprint.journey import Channel, Touchpoint
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.reading import reading_of
from centreline.kernel.errors import ArgumentInvalid
from centreline.metrics.book import metric_book
from centreline.web.frame.centre import workspace
from centreline.web.frame.fact_words import fact_words
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.frame.unchanged import picked, text_of, typed

__all__ = ["card_form", "facts_sent"]

TEXTS = ("title", "what", "why", "trigger", "happens", "owner", "ideal_outcome", "takes_s", "ends_here", "automation",
         "partner")  # fmt: skip
PICKED, TYPED = ("channels", "handled_by", "systems", "procedures"), ("knowledge", "customer_types")
ROWS = {
    "measures": ("metric", "variant", "at_least", "at_most", "owner", "cadence"),
    "handoffs": ("to", "passes", "within_s", "accepted_by_sender", "accepted_by_receiver"),
    "risks": ("what", "guard"),
}
"""Columns of the facts that have a row for each thing; a row without the first of them is none."""

MANY = ("passes", "queues", "reasons", "channels", "activities")
RECOGNISED = ("queues", "reasons", "channels", "activities")

Choice = tuple[str, str]


def card_form(held: Entry, beside: Sequence[Entry], *, actor: Actor) -> dict[str, Any]:
    """Return what the form of a card shows.

    Args:
        held: The card.
        beside: All cards of its board, to which work may be handed on.
        actor: Who looks; what can be picked is what they may read.
    """
    reading, said = reading_of(workspace(actor.scope).blueprint, actor), held.fields
    model, words = reading.shown, fact_words()
    elsewhere = [(one.id, one.title) for one in model.touchpoints if reading.touchpoint(one)]
    targets = dict(elsewhere) | {one.fields["id"]: one.fields["title"] for one in beside}
    roles = _sorted((one.id, one.title) for one in model.roles)
    elements = {"handled_by": roles, "systems": _titled(model.systems), "procedures": _titled(model.procedures)}
    elements["channels"] = [(one, str(_(one.replace("_", " ")))) for one in get_args(Channel)]
    recognised = said["recognised_by"] or {}
    return {
        "words": words,
        "owners": _offered(roles, said["owner"]),
        "partners": _offered(_titled(model.partners), said["partner"], none=_("The centre itself")),
        "serves": actor.partner is None,
        "picked": [_picked(name, words[name], elements[name], said[name]) for name in elements],
        "typed": {name: ", ".join(said[name]) for name in ("knowledge", "customer_types")},
        "measures": _rows(said, "measures"),
        "handoffs": _rows(said, "handoffs"),
        "risks": _rows(said, "risks"),
        "metrics": _none(_sorted((one.id, from_book(one.title)) for one in metric_book().values())),
        "targets": _none(_sorted((key, title) for key, title in targets.items() if key != said["id"])),
        "recognised": [(name, word, ", ".join(recognised.get(name) or ())) for name, word in _recognised_words()],
        "yes_no": [("", _("Nobody said")), ("True", _("Yes")), ("False", _("No"))],
        "automations": [
            ("none", _("A person serves it")),
            ("assisted", _("A machine helps")),
            ("automated", _("A machine serves it")),
            ("planned", _("A machine is planned")),
        ],
        "cadences": _none([("hourly", _("Hourly")), ("daily", _("Daily")), ("weekly", _("Weekly")),
                           ("monthly", _("Monthly")), ("quarterly", _("Quarterly"))]),
    }  # fmt: skip


def facts_sent(given: QueryDict, held: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts a form sent; of one that both changed, only where the writer keeps their own.

    Args:
        given: What was sent.
        held: What the card says: what nobody changed stays as it was written.

    Raises:
        ArgumentInvalid: the touchpoint would have no name.
    """
    sent = {name for name in Touchpoint.model_fields if name in given and given.get(f"keep-{name}") != "theirs"}
    facts: dict[str, Any] = {name: _text(given[name], held.get(name)) for name in TEXTS if name in sent}
    facts |= {name: picked(_split(given.getlist(name)), held[name]) for name in PICKED if name in sent}
    facts |= {name: _typed(given.getlist(name), held[name]) for name in TYPED if name in sent}
    facts |= {name: list(_sent_rows(given, name, held[name])) for name in ROWS if name in sent}
    if "recognised_by" in sent:
        before = held["recognised_by"] or {}
        found = {name: _typed(given.getlist(f"recognised_by-{name}"), before.get(name) or ()) for name in RECOGNISED}
        facts["recognised_by"] = found if any(found.values()) else None
    if facts.get("automation", "none") is None:
        facts["automation"] = "none"
    if "title" in facts and facts["title"] is None:
        raise ArgumentInvalid("a touchpoint has a name", where="the form", fix="write its name")
    return facts


def _sent_rows(given: QueryDict, name: str, held: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    columns, shown = ROWS[name], [(_as_text({column: row.get(column) for column in ROWS[name]}), row) for row in held]
    for cells in zip(*(given.getlist(f"{name}-{column}") for column in columns), strict=False):
        row = {column: said.strip() or None for column, said in zip(columns, cells, strict=True)}
        if row[columns[0]]:
            before = next((one for text, one in shown if text == _as_text(row)), None)
            many = {column: _split([row[column] or ""]) for column in columns if column in MANY}
            yield dict(before) if before is not None else {**row, **many}


def _rows(said: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return what is written, and an empty row for one more."""
    return [*(_as_text(row) for row in said[name]), dict.fromkeys(ROWS[name], "")]


def _as_text(row: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: text_of(", ".join(said) if isinstance(said, list) else "" if said is None else str(said), None) or ""
        for name, said in row.items()
    }


def _picked(name: str, word: str, choices: Sequence[Choice], said: Sequence[str]) -> dict[str, Any]:
    """Return a list of which several can be picked; what is written and not to be found stays to be seen."""
    known = {key for key, _word in choices}
    every = [*choices, *((key, key) for key in said if key not in known)]
    return {"name": name, "word": word, "choices": [(key, title, key in said) for key, title in every]}


def _offered(choices: Sequence[Choice], said: str | None, *, none: str = "") -> list[Choice]:
    lost = [(said, said)] if said and said not in {key for key, _word in choices} else []
    return [("", none or _("Nobody")), *choices, *lost]


def _none(choices: Sequence[Choice]) -> list[Choice]:
    return [("", _("None")), *choices]


def _titled(elements: Iterable[Any]) -> list[Choice]:
    return _sorted((one.id, one.title) for one in elements)


def _sorted(choices: Iterable[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda one: one[1].casefold())


def _recognised_words() -> list[Choice]:
    words = (_("Queues"), _("Contact reasons"), _("Channels"), _("Activities of cases"))
    return list(zip(RECOGNISED, words, strict=True))


def _typed(texts: Iterable[str], held: Sequence[str]) -> list[str]:
    return typed(_split(texts), held, parted=lambda text: _split([text]))


def _text(sent: str, held: Any) -> Any:
    return text_of(sent, held) if isinstance(held, str) else sent.strip() or None


def _split(texts: Iterable[str]) -> list[str]:
    return [part.strip() for text in texts for part in text.replace("\r\n", "\n").split(",") if part.strip()]
