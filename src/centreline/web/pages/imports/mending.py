"""What mends rows that a check rejects: which control of which step, and what only the source can do."""

from collections.abc import Mapping as Document
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.evidence.filling import Mapping
from centreline.web.pages.imports.controls import OF_A_FIELD, as_controls, label_of

__all__ = ["Mend", "map_url_of", "with_mends"]

BY_PROBLEM: dict[str, tuple[str, ...]] = {
    "missing": ("from", "leave_out", "in_source"),
    "unreadable_duration": ("unit", "decimal", "thousands", "empty", "otherwise"),
    "unreadable_number": ("decimal", "thousands", "empty", "otherwise"),
    "negative": ("otherwise", "in_source"),
    "no_share": ("unit", "otherwise", "in_source"),
    "unknown_word": ("values", "otherwise"),
    "unreadable_time": ("format", "empty", "otherwise"),
    "never_was": ("zone", "otherwise"),
    "came_twice": ("repeated_hour", "zone", "with_offsets"),
    "unknown_zone": ("zone", "in_source"),
    "cells": ("in_quotes",),
}
"""Kinds of errors, and what mends each: keys of a mapping, or what is done outside of it; the likeliest first."""


@dataclass(frozen=True, slots=True)
class Mend:
    """One way to mend rows.

    Attributes:
        says: What to do.
        control: What the control is called with which it is done; empty where there is none.
        href: Where that control stands; empty where it cannot be reached from here.
    """

    says: str
    control: str = ""
    href: str = ""


def map_url_of(upload: str, how: str) -> str:
    """Return where the mapping is changed through which an upload is read, to be changed for it.

    Args:
        upload: Id of the upload.
        how: The way it is read, as a job holds it: `draft`, `mapping:NAME`.
    """
    return f"{reverse('import_map', args=[upload])}?{urlencode({'based_on': how.removeprefix('mapping:')})}"


def with_mends(report: Any, *, mapping: Mapping | None = None, map_url: str = "", source_url: str = "") -> Any:
    """Return what a check or an import came to, each group of errors with the ways to mend it.

    Args:
        report: What it came to; what is no report of rows is handed back as it is.
        mapping: Through which the file was read; None where that cannot be known here.
        map_url: Where that mapping is changed; empty where whoever looks cannot.
        source_url: Where the columns are mapped instead, of a file that a source reads; empty for every other.
    """
    if not isinstance(report, dict) or not report.get("errors"):
        return report
    by_hand = (Mend(_says()["in_source"]), Mend(_("Or read it another way"), _("Map its columns yourself"), source_url))
    mends = [by_hand if source_url else _mends_of(one, mapping, map_url) for one in report["errors"]]
    errors = [
        {**one, "mends": each, "fix": as_controls(str(one.get("fix", "")))}
        for one, each in zip(report["errors"], mends, strict=True)
    ]
    return {**report, "errors": errors}


def _mends_of(error: Document[str, Any], mapping: Mapping | None, map_url: str) -> tuple[Mend, ...]:
    """Return the ways to mend a group of errors; none of a kind nobody knows."""
    field, keys = str(error.get("column", "")), BY_PROBLEM.get(str(error.get("problem", "")), ())
    return tuple(_mend(key, field, map_url) for key in keys if not _is_no_use(key, field, mapping))


def _mend(key: str, field: str, map_url: str) -> Mend:
    if key == "leave_out":
        return Mend(_says()[key], _("Fix for all"), "#fix-for-all" if map_url else "")
    anchor = f"{key}-{field}" if key in OF_A_FIELD and field else key
    control = label_of(key)
    return Mend(_says()[key], control, f"{map_url}#{anchor}" if control and map_url else "")


def _is_no_use(key: str, field: str, mapping: Mapping | None) -> bool:
    """Say whether a control changes nothing: no row stands without a field that must be filled, empty or not."""
    if key != "otherwise" or mapping is None:
        return False
    return any(one.name == field and one.required for one in mapping.contract.all_columns)


def _says() -> dict[str, str]:
    return {
        "from": _("Fill it from another column"),
        "leave_out": _("Leave these rows out"),
        "in_source": _("Correct it in the source, and export the file again"),
        "unit": _("Say what the file counts in"),
        "decimal": _("Say which mark stands before a fraction"),
        "thousands": _("Say what groups digits"),
        "empty": _("Name the words that mean that there is no value"),
        "otherwise": _("Say what becomes of a value that cannot be read"),
        "values": _("Say which of our words each word means"),
        "format": _("Say how its dates are written"),
        "zone": _("Say in which time zone the file was written"),
        "repeated_hour": _("Say which of both hours is meant"),
        "with_offsets": _("Export it with UTC offsets"),
        "in_quotes": _("Put texts that hold the delimiter in quotes, and export the file again"),
    }
