"""Keys of a mapping, as the controls of the step “Map” are called; at a terminal they stand in a file."""

import re

from django.utils.translation import gettext as _

__all__ = ["anchor_of", "as_controls", "label_of", "where_on_page"]

OF_A_FIELD = ("from", "expression", "unit", "is", "guard", "otherwise", "when", "format", "constant", "values")
"""Keys each field has a control of its own for; the others are about the file as a whole."""

_CODE = re.compile(r"`([a-z_]+)(?::\s*([^`]*))?`")
_PLACE = re.compile(r" in mapping '[^']*'")
_WHERE = re.compile(r"mapping '([^']*)'(?:, (.*))?")


def label_of(key: str) -> str:
    """Return what the control of a key is called; empty where there is none."""
    labels: dict[str, str] = {
        "mapping": _("Name of the mapping"),
        "zone": _("Time zone of its clocks"),
        "decimal": _("Decimal mark"),
        "thousands": _("What groups digits by three"),
        "empty": _("Words that mean “no value”"),
        "repeated_hour": _("The hour that comes twice in autumn"),
        "encoding": _("Encoding, where it is not Unicode"),
        "delimiter": _("Delimiter, where it is not to be found"),
        "header_row": _("Row that names the columns"),
        "sheet": _("Sheet of the workbook"),
        "records": _("Path to the list of records in JSON"),
        "about": _("Whose files these are"),
        "date_order": _("Order of day and month"),
        "from": _("Column of the file"),
        "unit": _("Counted in"),
        "is": _("The column names the customer by"),
        "guard": _("Personal data"),
        "values": _("Its words, and ours"),
        "constant": _("The same in every row"),
        "expression": _("Expression over the file’s columns"),
        "when": _("Only where"),
        "format": _("Format of its dates"),
        "otherwise": _("A value nobody foresaw"),
    }
    return labels.get(key, "")


def anchor_of(where: str) -> str:
    """Return where on the page the control of a key stands; empty where there is none."""
    kind, _dot, rest = where.partition(".")
    if kind in {"columns", "constants"} and rest:
        field, _dot, key = rest.partition(".")
        key = key.partition(".")[0]
        return f"{key}-{field}" if key in OF_A_FIELD else f"field-{field}"
    if kind == "mapping":
        return "mapping-name"
    return kind if kind not in OF_A_FIELD and label_of(kind) else ""


def where_on_page(where: str) -> str:
    """Return what pages call a place in a mapping; what is none stays as it is."""
    found = _WHERE.fullmatch(where)
    if found is None:
        return where
    name, path = found[1], (found[2] or "").split(".")
    field = path[1] if path[0] in {"columns", "constants"} and path[1:] else ""
    words = [_("mapping “%(name)s”") % {"name": name}, field, label_of(path[-1])]
    return ", ".join(word for word in words if word)


def as_controls(says: str) -> str:
    """Return a sentence of the core with the names of controls in the place of keys."""
    for pattern, meant in _whole():
        says = re.sub(pattern, meant, says)
    return _PLACE.sub(
        _(" in step 3, Map"), _CODE.sub(lambda found: _called(found[1], found[2] or "") or found[0], says)
    )


def _whole() -> tuple[tuple[str, str], ...]:
    return (
        (r"add `\w+:`, from a column of the file or as a constant", _("choose its column, or give the same value")),
        (r"add `unit: s`, or ms, min, h, days, hms \(1:02:03\) or mm:ss", _("choose it under “Counted in”")),
    )


def _called(key: str, value: str) -> str:
    chosen = {
        ("date_order", "dmy"): _("The day comes first"),
        ("date_order", "mdy"): _("The month comes first"),
        ("otherwise", "empty"): _("leave it empty"),
        ("otherwise", "other"): _("other"),
        ("otherwise", "reject"): _("reject the row"),
        ("repeated_hour", "first"): _("is the first, in summer time"),
        ("repeated_hour", "second"): _("is the second, in winter time"),
        ("repeated_hour", "reject"): _("is rejected"),
    }
    label, said = label_of(key), chosen.get((key, value), value)
    if key == "date_order" and value:
        return f"“{said}”"
    return label and (f"“{label}”: {said}" if said and not said.isupper() else f"“{label}”")
