"""Which touchpoints of a board are shown: those of one owner or team, or those one partner serves; by the address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from centreline.blueprint.document import Blueprint
from centreline.governance.actor import Actor

__all__ = ["Chosen", "chosen_from", "filter_of"]

NOBODY = "nobody"
"""In place of an owner: touchpoints nobody answers for. In place of a partner: those the centre serves itself."""

Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody wants to see.

    Attributes:
        owner: `role:` or `team:` and a key, or `nobody`; empty for all.
        partner: Key of a partner, or `nobody`; empty for all.
        teams: Team of each role.
    """

    owner: str
    partner: str
    teams: Mapping[str, str]

    def __bool__(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.owner or self.partner)

    @property
    def parts(self) -> int:
        """How many filters are set."""
        return bool(self.owner) + bool(self.partner)

    @property
    def query(self) -> str:
        """What is chosen, as the address has it."""
        asked = {"owner": self.owner, "partner": self.partner}
        return str(urlencode({name: said for name, said in asked.items() if said}))

    def shows(self, card: Mapping[str, Any]) -> bool:
        """Say whether a card is one of those; of cards that are not theirs to read, whoever looks knows no owner."""
        if not card["open"]:
            return not self
        return self._of_owner(card["fields"].get("owner")) and self._of_partner(card["fields"].get("partner"))

    def _of_owner(self, owner: str | None) -> bool:
        if not self.owner or self.owner == NOBODY:
            return not self.owner or not owner
        return bool(owner) and self.owner in (f"role:{owner}", f"team:{self.teams.get(owner or '', '')}")

    def _of_partner(self, partner: str | None) -> bool:
        return not self.partner or self.partner == (partner or NOBODY)


def chosen_from(query: QueryDict, model: Blueprint) -> Chosen:
    """Return what an address asks to see."""
    teams = {one.id: one.team for one in model.roles if one.team}
    return Chosen(query.get("owner", "")[:120], query.get("partner", "")[:120], teams)


def filter_of(cards: Iterable[Mapping[str, Any]], chosen: Chosen, *, model: Blueprint, actor: Actor) -> dict[str, Any]:
    """Return what the filter of a board offers, of what stands on it, and how much it shows.

    Args:
        cards: All cards, as somebody sees them.
        chosen: What they want to see.
        model: The operating model as they may read it.
        actor: Who looks; which partner serves what is asked by the centre's own people alone.
    """
    every = list(cards)
    told = [card["fields"] for card in every if card["open"]]
    owners = {one["owner"] for one in told if one.get("owner")}
    partners = {one["partner"] for one in told if one.get("partner")} if actor.partner is None else set()
    return {
        "chosen": chosen,
        "owner_teams": _titled("team:", model.teams, {chosen.teams[one] for one in owners if one in chosen.teams}),
        "owner_roles": _titled("role:", model.roles, owners),
        "served_by": [*_titled("", model.partners, partners), (NOBODY, _("The centre itself"))] if partners else [],
        "seen": sum(map(chosen.shows, every)),
        "of": len(every),
    }


def _titled(before: str, elements: Iterable[Any], keys: set[str]) -> list[Option]:
    found = [(f"{before}{one.id}", one.title) for one in elements if one.id in keys]
    return sorted(found, key=lambda one: one[1].casefold())
