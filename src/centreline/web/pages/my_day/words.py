"""Words of my day."""

from django.utils.translation import gettext as _

__all__ = ["outcome_words"]


def outcome_words() -> dict[str, str]:
    """Return what each outcome of feedback is called."""
    return {
        "open": _("Nobody has answered yet"),
        "will_change": _("Will be changed"),
        "changed": _("Was changed"),
        "stays": _("Stays as it is"),
    }
