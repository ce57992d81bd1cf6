"""The elements of each catalogue as one person may see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from centreline.actions.catalogue_elements import WRITTEN_UNDER
from centreline.blueprint.bonds import name_of
from centreline.blueprint.document import Blueprint
from centreline.blueprint.element import Element
from centreline.blueprint.intent import DecisionRight
from centreline.blueprint.organisation import Team
from centreline.findings.finding import Finding
from centreline.governance.actor import Actor
from centreline.governance.reading import Reading, reading_of
from centreline.governance.rights import check_may, may
from centreline.kernel.errors import NotPermitted, NotThere
from centreline.reports.names import Names
from centreline.web.frame.addresses import CATALOGUES
from centreline.web.frame.centre import workspace
from centreline.web.jobs.work.look import look_for

__all__ = ["Shelf", "check_may_change", "kind_words", "may_change", "shelf_of", "shelf_without_findings"]

_ANSWERS: dict[type[Element], str] = {DecisionRight: "decides", Team: "lead"}
"""The field that names who answers, where it is not called `owner`."""


@dataclass(frozen=True)
class Shelf:
    """The catalogues as one person may see them.

    Attributes:
        actor: Who looks.
        blueprint: What is intended, as it may be shown to them.
        reading: What of it they may read.
        names: What elements are called.
        findings: What was found last that they may read; None where nobody looked, or their role reads no findings.
    """

    actor: Actor
    blueprint: Blueprint
    reading: Reading
    names: Names
    findings: tuple[Finding, ...] | None

    def of_kind(self, kind: str) -> tuple[Element, ...]:
        """Return the elements of a catalogue, in the order of the model.

        Raises:
            NotThere: there is no such catalogue.
        """
        if kind not in CATALOGUES:
            raise NotThere(f"there is no catalogue {kind!r}", where="the address", fix="choose one of the catalogues")
        every: Sequence[Element] = getattr(self.blueprint, WRITTEN_UNDER[kind])
        return tuple(one for one in every if self.reading.element(name_of(one)))

    def element(self, kind: str, key: str) -> Element:
        """Return an element of a catalogue.

        Raises:
            NotThere: there is none of that key, or it is not theirs to read.
        """
        found = next((one for one in self.of_kind(kind) if one.id == key), None)
        if found is None:
            words = kind.replace("_", " ")
            raise NotThere(f"there is no {words} {key!r}", where="the catalogue", fix="choose one of its entries")
        return found

    def found_at(self, element: str) -> tuple[Finding, ...]:
        """Return what was found about an element, the heaviest first."""
        here = (one for one in self.findings or () if one.element == element)
        return tuple(sorted(here, key=lambda one: -one.weight))

    def owner(self, element: Element) -> str:
        """Return the title of the role that answers for an element, leads it or decides; empty where nobody does."""
        return self.names.role(getattr(element, _ANSWERS.get(type(element), "owner"), None)) or ""

    @property
    def sees_costs(self) -> bool:
        """Whether amounts are shown: to those who read findings, and who are confined to no partner."""
        return self.reading.reads_all and may(self.actor, "see_findings")


def shelf_of(actor: Actor) -> Shelf:
    """Return the catalogues as somebody may see them."""
    reading = reading_of(workspace(actor.scope).blueprint, actor)
    look = look_for(actor) if may(actor, "see_findings") else None
    found = None if look is None else tuple(filter(reading.finding, look.examination.findings))
    return Shelf(actor, reading.shown, reading, Names(reading.shown), found)


def shelf_without_findings(actor: Actor) -> Shelf:
    """Return the catalogues as somebody may see them, without looking up what was found: for lists of names."""
    reading = reading_of(workspace(actor.scope).blueprint, actor)
    return Shelf(actor, reading.shown, reading, Names(reading.shown), None)


def may_change(actor: Actor) -> bool:
    """Say whether somebody may write changes of the catalogues: they may edit, and speak for the centre."""
    return may(actor, "edit_board") and actor.partner is None


def check_may_change(actor: Actor) -> None:
    """Stop whoever speaks for a partner before anything names people, systems and procedures of everybody.

    Raises:
        NotPermitted: they do, or their role or token may not edit.
    """
    check_may(actor, "edit_board")
    if actor.partner is not None:
        raise NotPermitted(
            "the catalogues are the centre's", where="the address", fix="say what is wrong in a remark on the entry"
        )


def kind_words() -> dict[str, tuple[str, str]]:
    """Return what each catalogue is called, and what stands in it."""
    return {
        "procedure": (_("Procedures"), _("How the work is done, step by step, and the training that follows.")),
        "system": (_("Systems"), _("Platforms and tools, what they give, and where they send what.")),
        "capability": (_("Capabilities"), _("What the organisation has to be able to do.")),
        "data_domain": (_("Data domains"), _("What data mean, who answers for them, and how good they have to be.")),
        "partner": (_("Partners"), _("Who serves on the organisation’s behalf, and what was agreed.")),
        "site": (_("Sites"), _("Where the work is done, and in which time zone.")),
        "team": (_("Teams"), _("Who works together, for what, where, and who leads them.")),
        "role": (_("Roles"), _("What each kind of person does, and what the people plan gives them.")),
        "decision_right": (_("Decision rights"), _("Who decides, who is heard, and where it goes from there.")),
        "intent": (_("Intents"), _("What leaders want to change, and how they would know.")),
        "report": (_("Reports"), _("What is looked at, by whom, and which decision is taken with it.")),
    }
