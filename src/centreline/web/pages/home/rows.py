"""The rows of the records behind one line of an answer of Home: every number opens to what it was counted from."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.governance.actor import Actor
from centreline.kernel.errors import NotThere
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.pages.home.line import Line, Named
from centreline.web.pages.home.lines_counted import COUNTED
from centreline.web.pages.home.lines_judged import CONTACT, JUDGED, JUDGEMENTS, UNSEEN
from centreline.web.pages.home.row_words import called, facts_of, head_of, row_in_words
from centreline.web.pages.home.searched import ASKED

__all__ = ["MOST_ROWS", "rows"]

MOST_ROWS = 200
"""Rows of the records that are shown on one page."""


@page(needs="see_home")
def rows(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the rows of the records from which one line of an answer of one's own home page was counted.

    Raises:
        NotThere: whoever asks has no such question, or the address names no line of its answer.
    """
    actor: Actor = request.actor
    place = workspace(actor.scope)
    evidence, teams = place.evidence, {one.id: one.title for one in place.blueprint.teams}
    asked = next((one for one in ASKED.get(actor.role, ()) if slug and one.behind == slug), None)
    line = _line(slug, request, evidence)
    if asked is None or line is None or not all(key in request.GET for key in line.keys):
        raise NotThere(_("your home page has no such line"), where=_("the address"), fix=_("go back to it"))
    named = {key: request.GET[key] for key in line.keys}
    title = _("People of whom nothing was evaluated") if line is UNSEEN else called(named, teams)
    shown: dict[str, Any] = {"slug": slug, "asks": asked.asks, "named": title}
    shown |= {"table": line.table, "meaning": from_book(CONTRACTS[line.table].meaning), "most": MOST_ROWS}
    shown |= _facts(evidence, named) if line is CONTACT else _table(evidence, line, named, slug=slug)
    return render(request, "home/rows.html", shown)


def _line(slug: str, request: HttpRequest, evidence: Evidence | None) -> Line | None:
    """Return what stands behind the lines of an answer; None where this person may not be shown it."""
    line = (JUDGED | COUNTED).get(slug)
    if slug in JUDGED and "contact_id" in request.GET:
        line = CONTACT
    elif slug == "review-next" and "unseen" in request.GET:
        line = UNSEEN
    fewest = evidence.scope.fewest_people if evidence is not None and evidence.scope is not None else 1
    return None if line is None or (line.of_people and fewest > 1) else line


def _table(evidence: Evidence | None, line: Line, named: Named, *, slug: str) -> dict[str, Any]:
    found = line.rows(evidence, named) if evidence is not None else None
    if evidence is None or found is None:
        return {"heads": (), "rows": (), "all": 0}
    columns = tuple(name for name in line.columns if name in found.columns and name not in line.keys)
    [counted] = evidence.rows(found.aggregate(n=found.count()))
    held = evidence.rows(found.select(*columns).limit(MOST_ROWS))
    told = [row_in_words(row, columns, table=line.table, slug=slug) for row in held]
    return {"heads": [head_of(name) for name in columns], "rows": told, "all": counted["n"]}


def _facts(evidence: Evidence | None, named: Named) -> dict[str, Any]:
    """Return all that the records say of a contact, and what was judged of it."""
    found = CONTACT.rows(evidence, named) if evidence is not None else None
    if evidence is None or found is None:
        return {"facts": (), "all": 0}
    held = evidence.rows(found.limit(MOST_ROWS))
    judged = _table(evidence, JUDGEMENTS, named, slug="")
    return {"facts": facts_of(held, table="contact"), "all": len(held), "judged": judged}
