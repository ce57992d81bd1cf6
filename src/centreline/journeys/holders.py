"""Which queues and teams of the records hold the work of which touchpoints."""

from collections.abc import Mapping

from centreline.blueprint.document import Blueprint

__all__ = ["holders_of_touchpoints", "touchpoints_of_holders"]


def touchpoints_of_holders(blueprint: Blueprint) -> Mapping[str, frozenset[str]]:
    """Return, by name in the records, the touchpoints a queue or team holds work of.

    A queue holds the touchpoints that are recognised by it; a team those its roles handle, under its key and under
    every name the records give it.
    """
    held: dict[str, set[str]] = {}
    names_of_team = {team.id: (team.id, *team.recorded_as) for team in blueprint.teams}
    names_of_role = {role.id: names_of_team.get(role.team, ()) for role in blueprint.roles if role.team}
    for touchpoint in blueprint.touchpoints:
        names = set(touchpoint.recognised_by.queues) if touchpoint.recognised_by else set()
        names |= {name for role in touchpoint.handled_by for name in names_of_role.get(role, ())}
        for name in names:
            held.setdefault(name, set()).add(touchpoint.id)
    return {name: frozenset(keys) for name, keys in held.items()}


def holders_of_touchpoints(blueprint: Blueprint) -> Mapping[str, frozenset[str]]:
    """Return, by touchpoint, the names under which the records know who holds its work."""
    held: dict[str, set[str]] = {}
    for name, keys in touchpoints_of_holders(blueprint).items():
        for key in keys:
            held.setdefault(key, set()).add(name)
    return {key: frozenset(names) for key, names in held.items()}
