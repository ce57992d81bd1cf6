"""A board as a grid: stages across, lanes down, and in each cell what is written there."""

from collections.abc import Container, Mapping, Sequence
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from centreline.actions.change_card import may_touch
from centreline.blueprint.journey import Journey, Stage
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.note import Colour, Lane

__all__ = [
    "card_of",
    "cards_of",
    "complete",
    "grid",
    "in_order",
    "lane_words",
    "missing_in",
    "note_of",
    "readable_notes",
    "short",
    "sort_words",
]

SHORT = 60
"""Characters of a note that stand for it where it is only named."""

FACTS = ("what", "why", "trigger", "happens", "channels", "owner", "handled_by", "systems", "procedures", "takes_s",
         "ideal_outcome", "measures", "risks", "customer_types")  # fmt: skip
"""What has to be known of a touchpoint for it to be complete, besides where the work goes from it."""

IN_LANE = {
    Lane.STEP: ("trigger", "happens"),
    Lane.CHANNEL: ("channels",),
    Lane.OWNER: ("owner",),
    Lane.ROLE: ("handled_by",),
    Lane.SYSTEMS: ("systems",),
    Lane.KNOWLEDGE: ("procedures", "knowledge"),
    Lane.HANDOFF: ("handoffs",),
    Lane.METRIC: ("measures",),
}


def lane_words() -> dict[str, str]:
    """Return what each lane is called."""
    return {
        Lane.STEP: _("Customer step"),
        Lane.TOUCHPOINT: _("Touchpoint"),
        Lane.CHANNEL: _("Channel"),
        Lane.OWNER: _("Owner"),
        Lane.ROLE: _("Role"),
        Lane.SYSTEMS: _("Systems"),
        Lane.KNOWLEDGE: _("Knowledge"),
        Lane.HANDOFF: _("Handoff"),
        Lane.METRIC: _("Metric"),
        Lane.CUSTOMER_PAIN: _("Pain of customers"),
        Lane.EMPLOYEE_PAIN: _("Pain of employees"),
        Lane.IDEA: _("Idea"),
    }


def complete(fields: Mapping[str, Any]) -> bool:
    """Return whether all facts of a touchpoint are known."""
    return all(fields.get(name) for name in FACTS) and bool(fields.get("handoffs") or fields.get("ends_here"))


def cards_of(
    entries: Sequence[Entry], *, actor: Actor, findings: Mapping[str, int], stale: Container[str] = ()
) -> list[dict[str, Any]]:
    """Return the cards in their order; of another partner's or the centre's own, a partner sees name and channel.

    Args:
        entries: Entries of kind `card`.
        actor: Who looks.
        findings: How many findings stand at each touchpoint.
        stale: Keys of procedures whose check is overdue.
    """
    ordered = sorted(entries, key=lambda one: (one.fields["rank"], one.key))
    return [
        card_of(
            one.fields,
            key=one.key,
            version=one.version,
            actor=actor,
            found=findings.get(one.fields["id"], 0),
            stale=stale,
        )
        for one in ordered
    ]


def card_of(  # noqa: PLR0913 - what it says, and what is known of it
    fields: dict[str, Any], *, key: str, version: int, actor: Actor, found: int, stale: Container[str] = ()
) -> dict[str, Any]:
    """Return one card as somebody may see it."""
    open_to_them = may_touch(fields, partner=actor.partner)
    lacks = missing_in(fields, stale) if open_to_them else []
    seen = fields if open_to_them else {name: fields.get(name) for name in ("id", "title", "stage", "channels")}
    return {
        "key": key,
        "version": version,
        "fields": seen,
        "open": open_to_them,
        "complete": open_to_them and complete(fields),
        "badges": [one["word"] for one in lacks],
        "lacks": lacks,
        "found": found if open_to_them else 0,
    }


def in_order(journey: Journey, cards: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return cards stage by stage, as a reader goes over the board."""
    stages = {stage.id: at for at, stage in enumerate(journey.stages)}
    return sorted(cards, key=lambda one: stages.get(one["fields"]["stage"], len(stages)))


def readable_notes(entries: Sequence[Entry], *, actor: Actor) -> list[Entry]:
    """Return the notes somebody may read: people of a partner read those of their own party."""
    mine = (one for one in entries if actor.partner in (None, one.fields["party"]))
    return sorted(mine, key=lambda one: (one.fields["rank"], one.key))


def note_of(entry: Entry) -> dict[str, Any]:
    """Return one note as the board shows it."""
    fields = entry.fields
    sort = sort_words()[fields["colour"]]
    return {"key": entry.key, "version": entry.version, "fields": fields, "by": entry.made_by, "sort": sort}


def sort_words() -> dict[str, str]:
    """Return what each sort of note is called."""
    return {
        Colour.FACT: _("Fact"),
        Colour.PAIN: _("Pain"),
        Colour.IDEA: _("Idea"),
        Colour.QUESTION: _("Question"),
    }


def short(text: str) -> str:
    r"""Return the beginning of a note, in one line.

    >>> short("Ask once\nand once more")
    'Ask once and once more'
    """
    return str(Truncator(" ".join(text.split())).chars(SHORT))


def grid(
    journey: Journey, cards: Sequence[dict[str, Any]], notes: Sequence[dict[str, Any]], titles: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the lanes, each with a cell for each stage; what lies in the parking lot stands in none.

    Args:
        journey: The journey whose stages are the columns.
        cards: Its touchpoints.
        notes: What people wrote beside them.
        titles: By key, what people call the roles, systems and procedures that cards name.
    """
    placed: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for one in notes:
        if not one["fields"]["parked"]:
            placed.setdefault((one["fields"]["stage"], one["fields"]["lane"]), []).append(one)
    return [
        {
            "key": lane,
            "word": word,
            "cells": [_cell(stage, lane, cards, placed.get((stage.id, lane), []), titles) for stage in journey.stages],
        }
        for lane, word in lane_words().items()
    ]


def _cell(
    stage: Stage, lane: str, cards: Sequence[dict[str, Any]], notes: Sequence[dict[str, Any]], titles: Mapping[str, str]
) -> dict[str, Any]:
    here = [card for card in cards if card["fields"]["stage"] == stage.id]
    facts = [
        {"title": card["fields"]["title"], "says": says}
        for card in here
        if (says := _said(card["fields"], IN_LANE.get(Lane(lane), ()), titles))
    ]
    own = here if lane == Lane.TOUCHPOINT else []
    return {"stage": stage.id, "title": stage.title, "cards": own, "facts": facts, "notes": notes}


def _said(fields: Mapping[str, Any], names: Sequence[str], titles: Mapping[str, str]) -> str:
    words: list[str] = []
    for name in names:
        value = fields.get(name) or ()
        many = [value] if isinstance(value, str) else value
        words += [one if isinstance(one, str) else str(one.get("to") or one.get("metric")) for one in many]
    plain = [titles.get(word, word.replace("_", " ")) for word in words]
    return (" " if all(word.endswith(".") for word in plain) else ", ").join(plain)


def missing_in(fields: Mapping[str, Any], stale: Container[str] = ()) -> list[dict[str, str]]:
    """Return what a touchpoint lacks: the word, and the fact of its form, or the procedure, where it is mended.

    Args:
        fields: What its card says.
        stale: Keys of procedures whose check is overdue.
    """
    asked = (("owner", "owner", _("No owner")), ("procedures", "fact-procedures", _("No procedure")),
             ("measures", "fact-measures", _("No metric")))  # fmt: skip
    lacks = [{"word": word, "at": at, "procedure": ""} for name, at, word in asked if not fields.get(name)]
    overdue = next((one for one in fields.get("procedures") or () if one in stale), None)
    if overdue is None:
        return lacks
    return [*lacks, {"word": _("Procedure overdue for a check"), "at": "", "procedure": overdue}]
