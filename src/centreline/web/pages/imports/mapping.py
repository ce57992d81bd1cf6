"""The mapping editor: which column of an uploaded file fills which field, suggested, changed, and checked."""

import csv
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.contract import Contract
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.filling import Identifier, Mapping, Unit
from centreline.evidence.mapmaking.abroad import plain
from centreline.evidence.mapmaking.counted import decimal_of
from centreline.evidence.mapmaking.examples import dictionary_of, example_rows
from centreline.evidence.mapmaking.glimpse import Glimpse, glimpse_of
from centreline.evidence.mapmaking.suggested import fields_of, suggested
from centreline.evidence.mapmaking.written import as_yaml, mapping_of
from centreline.evidence.mapping import load_mapping
from centreline.kernel.errors import ArgumentInvalid, MappingInvalid, Problem, Stopped
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.jobs.work.reading import DRAFT
from centreline.web.jobs.working import queue
from centreline.web.pages.imports.controls import anchor_of, as_controls, label_of
from centreline.web.pages.imports.mapping_form import Controls, controls_of, document_of, first_controls
from centreline.web.pages.imports.mapping_shown import dropped_columns, either_order, shown_fields
from centreline.web.pages.imports.text_as import DELIMITERS, HEADER_WITHIN, chosen
from centreline.web.pages.imports.wizard import own_upload, steps
from centreline.web.records.uploads import Upload

__all__ = ["map_columns", "template"]

UNITS = Unit.__args__  # type: ignore[attr-defined]  # a Literal's words
OF_A_TEXT = ("encoding", "delimiter", "header_row")
"""Controls that say how a text is taken apart."""

IDENTIFIERS = Identifier.__args__  # type: ignore[attr-defined]  # a Literal's words


@page(needs="import_evidence")
def map_columns(request: HttpRequest, token: str) -> HttpResponse:
    """Show the columns of an upload beside the fields of a table, and queue a check of what was chosen."""
    held = own_upload(request, token)
    place = workspace(request.actor.scope)
    base = _based_on(request, held)
    said = _said(request, base)
    glimpse, unread = _look(held, place, said)
    if request.method != "POST":
        contract = _contract(base.table if base else request.GET.get("table", ""))
        name = _name_for(held)
        likely = suggested(contract, glimpse)
        controls = first_controls(contract, likely, name=name, zone=place.zone, decimal=decimal_of(glimpse))
        found = {"encoding": glimpse.encoding} if glimpse.encoding else {}
        controls = controls_of(base) if base else controls | found | said
        return _shown(request, held, glimpse, controls=controls, base=base, problems=unread)
    controls = {name: str(text) for name, text in request.POST.items() if name not in {"csrfmiddlewaretoken", "again"}}
    try:
        mapping = mapping_of(document_of(controls, based_on=base))
        problems = (*unread, *_open_questions(mapping.contract, glimpse, controls))
    except MappingInvalid as invalid:
        problems = invalid.problems
    if problems or "again" in request.POST:
        return _shown(request, held, glimpse, controls=controls, base=base, problems=problems)
    held.draft.write_text(as_yaml(mapping), encoding="utf-8")
    given = {"upload": held.id, "how": DRAFT, "name": mapping.mapping, "replaces": base.hash if base else ""}
    asked = queue("check", title=_("Check %(file)s") % {"file": held.file}, by=held.by, given=given)
    return HttpResponseRedirect(reverse("import_run", args=[asked.id]))


@page(needs="import_evidence")
def template(request: HttpRequest, table: str) -> HttpResponse:
    """Hand out a file to fill in: empty, with three example rows (`?with=examples`), or what each column means.

    What the empty one holds is mapped without asking, for its columns have the names of the fields.
    """
    contract, wanted = _contract(table), request.GET.get("with", "")
    header = [column.name for column in fields_of(contract)]
    held = {"examples": [header, *example_rows(contract)], "meaning": dictionary_of(contract)}.get(wanted, [header])
    name = f"{contract.name}-{wanted}.csv" if wanted in ("examples", "meaning") else f"{contract.name}.csv"
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    csv.writer(answer).writerows(held)
    return answer


def _said(request: HttpRequest, base: Mapping | None) -> Controls:
    """Return what is said of how the text is taken apart: in the form, by the mapping changed, or the step before."""
    if request.method == "POST" or base is None:
        given = request.POST if request.method == "POST" else request.GET
        return {name: str(given[name]) for name in OF_A_TEXT if given.get(name)}
    return {name: text for name, text in controls_of(base).items() if name in OF_A_TEXT}


def _look(held: Upload, place: FolderWorkspace, said: Controls) -> tuple[Glimpse, tuple[Problem, ...]]:
    """Return the beginning of an upload, read as it is found where what was said of it is wrong; and what is."""
    with held.opened() as path:
        try:
            return glimpse_of(path, door=place.door, text_as=chosen(said)), ()
        except Stopped as reason:
            if not said:
                raise
            return glimpse_of(path, door=place.door), (Problem(reason.what, reason.where, reason.fix),)


def _based_on(request: HttpRequest, held: Upload) -> Mapping | None:
    """Return the mapping that is changed: a preset, or the one made for this upload before; None for a new one."""
    name = request.POST.get("based_on") or request.GET.get("based_on", "")
    if name == DRAFT and held.draft.exists():
        return load_mapping(held.draft)
    is_plain = bool(name) and name != DRAFT and not re.search(r"[/\\]|\.ya?ml$", name)
    return workspace(request.actor.scope).mapping(name) if is_plain else None


def _contract(table: str) -> Contract:
    if table not in CONTRACTS:
        raise ArgumentInvalid(
            f"there is no table {table!r}", where="the address", fix="go back and choose a table the file fills"
        )
    return CONTRACTS[table]


def _name_for(held: Upload) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain(Path(held.file).stem)).strip("-")[:60] or "mapping"


def _open_questions(contract: Contract, glimpse: Glimpse, controls: Controls) -> tuple[Problem, ...]:
    """Return what nobody answered yet and no program may guess: the order of day and month."""
    found = either_order(contract, glimpse, controls)
    if found is None or controls.get("date_order"):
        return ()
    given_away = {
        "dmy": _("%(date)s has the day first, and other dates of the column do not say so themselves"),
        "mdy": _("%(date)s has the month first, and other dates of the column do not say so themselves"),
    }
    asks = given_away.get(found[1] or "") or _("%(date)s could be a day and a month in either order")
    what = asks % {"date": found[0]}
    return (Problem(what, "date_order", _("say which comes first")),)


def _shown(  # noqa: PLR0913 - the editor, from all sides
    request: HttpRequest,
    held: Upload,
    glimpse: Glimpse,
    *,
    controls: Controls,
    base: Mapping | None,
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:
    contract = _contract(controls.get("table", ""))
    found = suggested(contract, glimpse)
    groups = shown_fields(contract, glimpse, controls=controls, found=found, problems=problems)
    shown: dict[str, Any] = {
        "held": held,
        "steps": steps(2),
        "contract": contract,
        "glimpse": glimpse,
        "controls": controls,
        "groups": groups,
        "dropped": dropped_columns(glimpse, controls),
        "order": either_order(contract, glimpse, controls),
        "examples": _worked_examples(controls.get("zone", "")),
        "problems": problems,
        "told": [_told(one) for one in problems],
        "units": UNITS,
        "identifiers": IDENTIFIERS,
        "based_on": request.POST.get("based_on") or request.GET.get("based_on", ""),
        "base": base,
        "delimiters": DELIMITERS,
        "lowest_header": HEADER_WITHIN,
    }
    return render(request, "imports/map.html", shown, status=422 if problems and request.method == "POST" else 200)


def _told(problem: Problem) -> dict[str, str]:
    """Return a problem as the top of the form says it: the control it is about, where that stands, and what to do."""
    missing = re.search(r"'(\w+)'", problem.what) if problem.where == "columns" else None
    where = f"columns.{missing[1]}.from" if missing else problem.where
    parts = where.split(".")
    field = parts[1] if parts[1:] else ""
    label = ", ".join(word for word in (field, label_of(parts[-1])) if word) or where
    return {
        "anchor": anchor_of(where),
        "label": label,
        "what": as_controls(problem.what),
        "fix": as_controls(problem.fix),
    }


def _worked_examples(zone: str) -> list[tuple[str, str]]:
    """Return two times of the file and what they are in UTC under a zone: one in summer, one in winter."""
    try:
        clock = ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # Not a zone; the mapping says so beside the field.
        return []
    year = timezone.now().year
    return [
        (when.strftime("%Y-%m-%d %H:%M"), when.astimezone(UTC).strftime("%Y-%m-%d %H:%M"))
        for when in (datetime(year, 1, 15, 9, tzinfo=clock), datetime(year, 7, 15, 9, tzinfo=clock))
    ]
