"""The board: a card for each decision, in the lane it was decided into."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from centreline.findings.few import is_about_somebody
from centreline.findings.finding import State
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.people import KnownPerson
from centreline.governance.rights import may
from centreline.web.frame.addresses import address_of, propose_address
from centreline.web.frame.as_read import questions_as_read
from centreline.web.pages.findings.gated import gates_for
from centreline.web.pages.findings.register import Row, filtered, lane_words, rows_of, severity_words
from centreline.web.reading.approvals import approval_of
from centreline.web.reading.findings import Seen
from centreline.web.reading.merged import merged_in
from centreline.web.reading.proposals import proposals_by_finding

__all__ = ["MOST_UNDECIDED", "asked_of_cards", "cards_of", "filters_of", "lanes_of", "undecided"]

MOST_UNDECIDED = 12


def cards_of(
    decisions: Sequence[Entry], *, seen: Seen, actor: Actor, today: date, people: Sequence[KnownPerson] = ()
) -> list[dict[str, Any]]:
    """Return a card for each decision somebody may see: somebody of a partner only those about their own findings.

    Args:
        decisions: Entries, oldest first.
        seen: What they may see.
        actor: Who asks.
        today: From which a day is late.
        people: Everybody, for the name of who is asked to approve something.
    """
    found = {(one.check, one.element): one for one in seen.findings}
    waived = {(one.finding.check, one.finding.element): one.finding for one in seen.waived}
    cards, proposals = [], proposals_by_finding(actor)
    for entry in decisions:
        key = entry.fields["check"], entry.fields["element"]
        finding = found.get(key) or waived.get(key)
        if finding is None and (actor.partner is not None or is_about_somebody(key[1])):
            continue
        gates = gates_for(actor, seen, key[1])
        shut = [one["gate"].id for one in gates if one["state"] != State.CLEAR]
        due = entry.body.due  # type: ignore[attr-defined]  # a decision's body has it
        cards.append(
            {
                "entry": entry,
                "finding": finding,
                "waived": key in waived,
                "about": seen.names.about(key[1]),
                "says": finding.says if finding else questions_as_read()[key[0]].question,
                "address": address_of(*key) if finding else "",
                "because": entry.fields["because"] if actor.partner is None else "",
                "due": due,
                "gates": gates,
                "passed": sum(one["state"] == State.CLEAR for one in gates),
                "shut": shut,
                "approval": approval_of(entry, people=people, shut=shut) if actor.partner is None else {"counts": True},
                "late": finding is not None and due is not None and due < today,
                "change": reverse("decision", args=[entry.key]),
                "move": reverse("decision_move", args=[entry.key]),
                "proposals": proposals.get(key, ()),
                "propose": propose_address(*key) if finding and may(actor, "propose_change") else "",
            }
        )
    return cards


def lanes_of(cards: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return every lane with its cards, also those with none; what waits for an approval stands in none."""
    lanes = lane_words()
    order = list(lanes)
    return [
        {
            "key": key,
            "word": word,
            "before": order[at - 1] if at else "",
            "after": order[at + 1] if at + 1 < len(order) else "",
            "cards": [one for one in cards if one["approval"]["counts"] and one["entry"].fields["lane"] == key],
        }
        for at, (key, word) in enumerate(lanes.items())
    ]


def asked_of_cards(cards: Iterable[dict[str, Any]], *, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the cards that answer to everything that is asked in the address: severity, owner, late, words."""
    words = str(asked.get("q", "")).casefold().split()
    tests: dict[str, Callable[[dict[str, Any], str], bool]] = {
        "severity": lambda card, word: card["finding"] is not None and card["finding"].severity == word,
        "owner": lambda card, word: card["entry"].fields["owner"] == word,
        "late": lambda card, _word: bool(card["late"]),
        "q": lambda card, _word: all(one in _text(card) for one in words),
    }
    named = [(test, str(asked[name])) for name, test in tests.items() if asked.get(name)]
    return [card for card in cards if all(test(card, word) for test, word in named)]


def filters_of(cards: Sequence[dict[str, Any]], *, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the board can be narrowed to, and by what it is now."""
    names = ("q", "severity", "owner", "late")
    return {
        "severities": list(severity_words().items()),
        "owners": sorted({card["entry"].fields["owner"] for card in cards}, key=str.casefold),
        "now": {name: asked.get(name, "") for name in names},
        "narrowed": any(asked.get(name) for name in names),
    }


def undecided(seen: Seen, decisions: Sequence[Entry], *, asked: Mapping[str, Any]) -> list[Row]:
    """Return what nobody has decided about, the heaviest first; what is part of another is decided with it.

    Args:
        seen: What the reader may see.
        decisions: Every decision.
        asked: What the address asks: severity, who answers for it, words. Nothing that waits is late.
    """
    decided = {(entry.fields["check"], entry.fields["element"]) for entry in decisions}
    aside = {*decided, *merged_in(seen)}
    waiting = [one for one in seen.findings if (one.check, one.element) not in aside]
    wanted = {name: asked[name] for name in ("severity", "owner", "q") if asked.get(name)}
    return filtered(rows_of(waiting, seen=seen, decisions=()), asked=wanted)


def _text(card: dict[str, Any]) -> str:
    fields = card["entry"].fields
    return " ".join((fields["check"], card["says"], card["about"], card["because"], fields["owner"])).casefold()
