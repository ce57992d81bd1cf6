"""What elements are called: findings name them `kind:id`, a manager knows them by their title and place."""

from collections.abc import Iterator
from functools import cached_property

from centreline.blueprint.document import Blueprint
from centreline.blueprint.element import Element
from centreline.metrics.book import metric_book

__all__ = ["Names"]


class Names:
    """Looks up what a finding is about in the blueprint it was found in."""

    def __init__(self, blueprint: Blueprint) -> None:
        self._blueprint = blueprint

    def about(self, element: str) -> str:
        """Return what a person calls an element `kind:id`, and for a touchpoint the journey it stands in."""
        kind, _, key = element.partition(":")
        if kind == "touchpoint" and key in self._places:
            title, journey = self._places[key]
            return f"{title}, in {journey}"
        if kind in {"handoff", "claim"}:
            return self._between(key)
        if element in self._titles:
            return self._titles[element]
        if kind == "metric" and key in metric_book():
            return metric_book()[key].title
        return f"{kind.replace('_', ' ').capitalize()} {key}"

    def named(self, text: str) -> str:
        """Return what an element is called where the text is one, `kind:id`, and the text itself where it is not."""
        known = text in self._titles or self.touchpoints_of(text)
        return self.about(text) if known else text

    def touchpoint(self, key: str) -> str:
        """Return the name of a touchpoint, its key where the blueprint has none of that key."""
        return self._places[key][0] if key in self._places else key

    def touchpoints_of(self, element: str) -> tuple[str, ...]:
        """Return the keys of the touchpoints an element is, lies between, or is recognised by."""
        kind, _, key = element.partition(":")
        if kind == "touchpoint":
            return (key,) if key in self._places else ()
        if kind == "queue":
            return self._queues.get(key, ())
        if kind != "handoff":
            return ()
        return tuple(dict.fromkeys(place for part in _parts(key) for place in self._at(part)))

    @property
    def currency(self) -> str:
        """ISO 4217 currency of every amount."""
        return self._blueprint.organisation.currency

    def owner(self, element: str) -> str | None:
        """Return the title of the role that answers for an element; None when nobody does, or nobody could."""
        kind = element.partition(":")[0]
        touchpoints = [f"touchpoint:{key}" for key in self.touchpoints_of(element)]
        if kind == "queue":
            owners = {self._owners.get(touchpoint) for touchpoint in touchpoints}
            return self.role(owners.pop()) if len(owners) == 1 else None
        return self.role(self._owners.get(touchpoints[0] if touchpoints else element))

    def role(self, key: str | None) -> str | None:
        """Return the title of a role, its key where the blueprint does not know it."""
        return None if key is None else self._titles.get(f"role:{key}", key)

    def partner(self, key: str) -> str:
        """Return the name of a partner, its key where the blueprint does not know it."""
        return self._titles.get(f"partner:{key}", key)

    def _between(self, key: str) -> str:
        for joint, shown in ((" to ", " → "), (" and ", " and ")):
            one, found, other = key.partition(joint)
            if found:
                return f"{self.touchpoint(one)}{shown}{self.touchpoint(other)}"
        return self.touchpoint(key)

    def _at(self, holder: str) -> tuple[str, ...]:
        return (holder,) if holder in self._places else self._queues.get(holder, ())

    @cached_property
    def _queues(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for touchpoint in self._blueprint.touchpoints:
            for queue in touchpoint.recognised_by.queues if touchpoint.recognised_by else ():
                found.setdefault(queue, []).append(touchpoint.id)
        return {queue: tuple(keys) for queue, keys in found.items()}

    @cached_property
    def _places(self) -> dict[str, tuple[str, str]]:
        return {touchpoint.id: (touchpoint.title, journey.title) for journey, _, touchpoint in self._blueprint.walk()}

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {f"{kind}:{item.id}": item.title for kind, item in self._elements()}

    @cached_property
    def _owners(self) -> dict[str, str]:
        elements = ((f"{kind}:{item.id}", getattr(item, "owner", None)) for kind, item in self._elements())
        return {element: owner for element, owner in elements if owner is not None}

    def _elements(self) -> Iterator[tuple[str, Element]]:
        model = self._blueprint
        yield "organisation", model
        kinds = {
            "site": model.sites, "team": model.teams, "role": model.roles, "partner": model.partners,
            "journey": model.journeys, "procedure": model.procedures, "system": model.systems,
            "capability": model.capabilities, "data_domain": model.data_domains, "report": model.reports,
            "intent": model.intents, "decision_right": model.decision_rights, "touchpoint": model.touchpoints,
        }  # fmt: skip
        for kind, items in kinds.items():
            for item in items:
                yield kind, item
        for procedure in model.procedures:
            for training in procedure.trainings:
                yield "training", training
        for journey in model.journeys:
            for stage in journey.stages:
                yield "stage", stage


def _parts(key: str) -> tuple[str, ...]:
    joint = " to " if " to " in key else " and "
    return tuple(key.split(joint))
