"""The made-up centre: any size, any seed, with the faults one asks for."""

from collections.abc import Collection
from dataclasses import replace

from centreline.kernel.errors import ArgumentInvalid
from centreline.kernel.identity import nearest
from centreline.samples.faultless import faultless_centre
from centreline.samples.faults import FAULTS
from centreline.samples.made_up import MadeUpCentre, Planted

__all__ = ["MadeUpCentre", "Planted", "made_up_centre", "planted"]


def made_up_centre(*, contacts: int, seed: int, faults: Collection[str] = ()) -> MadeUpCentre:
    """Return a contact centre that does not exist.

    Args:
        contacts: How many contacts its first quarter of 2026 had; from a few thousand on it looks like a centre.
        seed: The same seed and size give the same centre, row by row.
        faults: Ids of the faults to plant, keys of `centreline.samples.faults.FAULTS`; none for a centre in order.

    Raises:
        ArgumentInvalid: there is no fault of that name.
    """
    return planted(faultless_centre(contacts=contacts, seed=seed), faults=faults)


def planted(centre: MadeUpCentre, *, faults: Collection[str]) -> MadeUpCentre:
    """Return the centre with faults planted in it, one after the other, and the answer key to them.

    Raises:
        ArgumentInvalid: there is no fault of that name.
    """
    for name in faults:
        if name not in FAULTS:
            meant = nearest(name, FAULTS)
            raise ArgumentInvalid(
                f"there is no fault {name!r} to plant",
                where="the faults of the made-up centre",
                fix=f"write {meant!r}" if meant else "choose one of the names the answer key of the demo lists",
            )
        fault = FAULTS[name]
        key = (*centre.answer_key, Planted(fault.id, fault.story, fault.checks, fault.element))
        centre = replace(fault.plant(centre), answer_key=key)
    return centre
