"""What people call each fact of a touchpoint."""

from django.utils.translation import gettext as _

__all__ = ["fact_words"]


def fact_words() -> dict[str, str]:
    """Return the word for each field of a card."""
    return {
        "title": _("Name"),
        "what": _("What it is"),
        "customer_types": _("Customer types"),
        "why": _("Why it exists"),
        "trigger": _("What triggers it"),
        "happens": _("What happens"),
        "channels": _("Channels"),
        "owner": _("Who answers for it"),
        "handled_by": _("Who handles it"),
        "systems": _("Systems"),
        "procedures": _("Procedures"),
        "knowledge": _("Knowledge articles"),
        "takes_s": _("Seconds it should take"),
        "ideal_outcome": _("Ideal outcome"),
        "measures": _("How success is measured"),
        "handoffs": _("Where work is handed on"),
        "ends_here": _("Nothing is handed on"),
        "risks": _("What can go wrong"),
        "recognised_by": _("How its contacts are recognised"),
        "partner": _("Partner"),
        "automation": _("Automation"),
        "stage": _("Stage"),
    }
