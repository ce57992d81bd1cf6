"""Changes in flight and agreements with partners, as a review shows them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.governance.entry import Entry
from centreline.reports.review import Review
from centreline.web.frame.addresses import element_address
from centreline.web.reading.proposals import state_words

__all__ = ["agreements_shown", "changes_shown"]


def changes_shown(changes: Iterable[Mapping[str, Any]], *, today: date) -> list[dict[str, Any]]:
    """Return changes as rows of the table.

    Args:
        changes: As a review keeps them.
        today: The day from which one is late: of a review that was held, the day it was started.
    """
    rows = []
    for one in changes:
        due = date.fromisoformat(one["next_on"]) if one["next_on"] else None
        late = due is not None and due < today and one["state"] != "published"
        rows.append(
            {
                **one,
                "due": due,
                "late": late,
                "state_word": state_words()[one["state"]],
                "url": reverse("proposal", args=[one["key"]]),
            }
        )
    return rows


def agreements_shown(review: Review, *, actions: Sequence[Entry] | None = None) -> dict[str, Any]:
    """Return the agreements by metric, a column for each partner that the review speaks of.

    Args:
        review: The review.
        actions: Actions of a review that is held, each shown beside the agreement it corrects; None of one that is not.
    """
    partners = {one.partner: one.about for one in review.agreements}
    attained = {
        "yes": ("good", _("Attained")),
        "no": ("critical", _("Not attained")),
        "too_few": ("unknown", _("Too few to say")),
        "no_target": ("unknown", _("No target agreed")),
        "not_examined": ("unknown", _("Not examined")),
    }
    rows = [
        {
            "agreement": one,
            "url": element_address("metric", one.metric),
            "kind": attained[one.attained][0],
            "word": attained[one.attained][1],
            "about": f"{one.partner}:{one.metric}",
            "corrected_by": [each for each in actions or () if each.fields["about"] == f"{one.partner}:{one.metric}"],
        }
        for one in review.agreements
    ]
    examined = [one for one in review.agreements if one.attained in ("yes", "no")]
    return {
        "rows": rows,
        "compared": len(partners) > 1,
        "held": actions is not None,
        "to_correct": _to_correct(review, partners),
        "attained": sum(one.attained == "yes" for one in examined),
        "examined": len(examined),
    }


def _to_correct(review: Review, partners: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what an action may correct, as a field offers it: none, then each agreement."""
    of_several = len(partners) > 1
    named = {
        f"{one.partner}:{one.metric}": f"{one.title} · {one.about}" if of_several else one.title
        for one in review.agreements
    }
    return [("", str(_("none of them"))), *named.items()] if named else []
