"""Fix for all: a repair that the mapping makes for every row alike is made, and the file is checked anew; and back."""

import shutil
from collections.abc import Mapping as Document
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.evidence.filling import Mapping
from centreline.evidence.mapmaking.repairing import TRANSLATE, ZONE, repaired, repairs_for
from centreline.evidence.mapmaking.written import as_yaml
from centreline.kernel.errors import ArgumentInvalid, NotThere
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.served import folder
from centreline.web.jobs.work.reading import DRAFT, mapping_read_by
from centreline.web.jobs.work.rights import who_may_import
from centreline.web.jobs.working import queue
from centreline.web.reading.jobs import is_a_job_id
from centreline.web.records.jobs import Job, job
from centreline.web.records.uploads import Upload, upload

__all__ = ["after_stop", "go_back", "mended_rows", "repair", "with_repairs"]

TO_A_HUNDRED = "unit:%"


@require_POST
@page(needs="import_evidence")
def repair(request: HttpRequest, token: str) -> HttpResponse:
    """Make one repair in the mapping by which a file was checked, and check it again; the preset stays as it is."""
    held, earlier = _asked(request, token)
    mapping = mapping_read_by(workspace(request.actor.scope), held, how=str(earlier.given["how"]))
    if mapping is None:
        raise ArgumentInvalid(
            _("a source reads this file, and no mapping"), where=_("the repair"), fix=_("read it another way")
        )
    given = {name: request.POST.get(name, "") for name in ("column", "repair", "word", "theirs")}
    changed = repaired(mapping, given["column"], given["repair"], word=given["word"].strip(), theirs=given["theirs"])
    is_draft = earlier.given["how"] == DRAFT
    if is_draft and not _kept(held, earlier).exists():
        shutil.copyfile(held.draft, _kept(held, earlier))
    held.draft.write_text(as_yaml(changed), encoding="utf-8")
    replaces = str(earlier.given.get("replaces", "")) if is_draft else mapping.hash
    how = {"how": DRAFT, "name": changed.mapping, "replaces": replaces, "back": earlier.id}
    return _check(held, {"upload": held.id, **how})


@require_POST
@page(needs="import_evidence")
def go_back(request: HttpRequest, token: str) -> HttpResponse:
    """Take the last repair back: check the file as it was read before it.

    Raises:
        NotThere: nothing was repaired, or what was before is gone.
    """
    held, later = _asked(request, token)
    before = _job(str(later.given.get("back", "")))
    if before is None or before.given.get("upload") != held.id or before.by != request.actor.name:
        raise NotThere(_("there is no repair to take back"), where=_("the check"), fix=_("change the mapping"))
    if before.given["how"] == DRAFT:
        if not _kept(held, before).exists():
            raise NotThere(_("what was before is gone"), where=_("the check"), fix=_("change the mapping"))
        shutil.copyfile(_kept(held, before), held.draft)
    return _check(held, dict(before.given))


def with_repairs(report: Document[str, Any], mapping: Mapping) -> dict[str, Any]:
    """Return what a check came to, each group of errors with the repairs that can be made for all of its rows."""
    errors = [
        {**one, "repairs": _repairs(one, mapping), "of": _theirs(mapping, one)} for one in report.get("errors", ())
    ]
    strange = [{**one, "words": _ours(mapping, one["column"])} for one in report.get("strange", ())]
    mendable = any(one["repairs"] for one in errors)
    return {**report, "errors": errors, "strange": strange, "mendable": mendable}


def after_stop(stopped: Document[str, Any], mapping: Mapping) -> list[dict[str, Any]]:
    """Return the repairs of what stopped a check before a row of it was read: the order of day and month."""
    orders = ("day_first", "month_first") if "`date_order:" in str(stopped.get("fix", "")) else ()
    return [{"key": key, "says": _says(key)} for key in orders if key in repairs_for(mapping, "", "unreadable_time")]


def mended_rows(before: Job | None, after: Document[str, Any] | None) -> int | None:
    """Return how many rows fewer a check rejects than the one before the last repair; None where nothing was repaired.

    Args:
        before: The check before the repair.
        after: What the check after it came to.
    """
    if before is None or not after or not isinstance(before.result, dict) or "counts" not in before.result:
        return None
    return int(before.result["counts"]["rejected"]) - int(after["counts"]["rejected"])


def _theirs(mapping: Mapping, error: Document[str, Any]) -> str:
    """Return what the file calls the column an error is about; empty where the field is filled another way."""
    filling = mapping.columns.get(str(error.get("column", "")))
    return (filling and filling.from_) or ""


def _repairs(error: Document[str, Any], mapping: Mapping) -> list[dict[str, Any]]:
    column, found = str(error.get("column", "")), []
    keys = repairs_for(mapping, column, str(error.get("problem", "")))
    for key in keys:
        if key == TRANSLATE:
            theirs = dict.fromkeys(seen for _row, seen in error.get("examples", ()) if seen)
            found += [{"key": key, "theirs": one, "words": _ours(mapping, column)} for one in theirs]
        elif key == ZONE:
            found.append({"key": key, "zone": mapping.zone if isinstance(mapping.zone, str) else ""})
        elif not key.startswith("unit:") or key == TO_A_HUNDRED:
            found.append({"key": key, "says": _says(key)})
    units = [(key, key.removeprefix("unit:")) for key in keys if key.startswith("unit:") and key != TO_A_HUNDRED]
    return [*found, {"key": "unit", "units": units}] if units else found


def _says(key: str) -> str:
    says = {
        "decimal_comma": _("Numbers have a decimal comma"),
        "decimal_point": _("Numbers have a decimal point"),
        "day_first": _("The day comes first"),
        "month_first": _("The month comes first"),
        "first_hour": _("It is the first of both hours, in summer time"),
        "second_hour": _("It is the second of both hours, in winter time"),
        "empty": _("Leave the field empty in these rows"),
        "other": _("Keep them as “other”"),
        "leave_out": _("Leave these rows out, and say so"),
        TO_A_HUNDRED: _("The file counts to 100"),
    }
    return str(says[key])


def _ours(mapping: Mapping, column: str) -> tuple[str, ...]:
    field = next((one for one in mapping.contract.all_columns if one.name == column), None)
    return () if field is None else tuple(dict.fromkeys((*field.choices, "other")))


def _asked(request: HttpRequest, token: str) -> tuple[Upload, Job]:
    """Return an upload of whoever asks, and the check of it that they look at."""
    held = upload(token, by=who_may_import(request.actor.name).name, workspace=folder())
    found = _job(request.POST.get("check", ""))
    if found is None or found.kind != "check" or found.given.get("upload") != held.id:
        raise NotThere(_("there is no such check of this file"), where=_("the form"), fix=_("check it again"))
    return held, found


def _job(job_id: str) -> Job | None:
    return job(job_id) if is_a_job_id(job_id) else None


def _kept(held: Upload, of: Job) -> Path:
    """Return where the mapping is kept by which a file was read in an earlier check; it goes with the upload."""
    return held.draft.with_name(f".mapping-{of.id}.yaml")


def _check(held: Upload, given: dict[str, Any]) -> HttpResponse:
    asked = queue("check", title=_("Check %(file)s") % {"file": held.file}, by=held.by, given=given)
    return HttpResponseRedirect(reverse("import_run", args=[asked.id]))
