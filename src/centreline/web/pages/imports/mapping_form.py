"""The form of a mapping: what each control says, as the document of a mapping says it, and back."""

from collections.abc import Mapping as Document
from typing import Any

from centreline.evidence.contract import Contract, Kind
from centreline.evidence.filling import Mapping
from centreline.evidence.mapmaking.counted import unit_in
from centreline.evidence.mapmaking.suggested import Suggestion

__all__ = ["OF_THE_FILE", "Controls", "controls_of", "document_of", "first_controls"]

Controls = dict[str, str]
"""What the controls of the form hold, by their names: `from.offered_at`, `word.outcome.ANSWERED`."""

OF_THE_FILE = (
    "zone", "date_order", "decimal", "thousands", "repeated_hour", "encoding", "delimiter", "header_row",
    "sheet", "records", "about",
)  # fmt: skip
"""Keys of a mapping that are about the file as a whole, each a control of its own."""

OF_A_FIELD = ("expression", "unit", "is", "guard", "otherwise", "when")
ORIGINS = ("from", "join", "with", "expression")


def first_controls(
    contract: Contract, found: Document[str, Suggestion], *, name: str, zone: str, decimal: str = "."
) -> Controls:
    """Return the form as it is shown first: every suggestion taken.

    Args:
        contract: The table that is to be filled.
        found: Suggested columns, by field.
        name: What the mapping is called.
        zone: IANA zone of the file's times.
        decimal: What stands before the fraction of its numbers.
    """
    controls = {"mapping": name, "table": contract.name, "zone": zone, "decimal": decimal, "constant.source": name}
    for field, suggestion in found.items():
        controls[f"from.{field}"] = suggestion.column
        if contract.column(field).kind is Kind.MILLISECONDS:
            controls[f"unit.{field}"] = unit_in(suggestion.column)
        if suggestion.names_by is not None:
            controls[f"is.{field}"] = suggestion.names_by
    if "from.source" in controls:
        del controls["constant.source"]
    return controls


def controls_of(mapping: Mapping) -> Controls:
    """Return the form of a mapping that is there already."""
    document = mapping.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    plain = ("mapping", "table", *OF_THE_FILE)
    controls = {key: str(document[key]) for key in plain if isinstance(document.get(key), str | int)}
    if controls.get("delimiter") == "\t":
        controls["delimiter"] = "tab"
    controls["empty"] = ", ".join(word for word in document.get("empty", ()) if word)
    controls |= {f"constant.{name}": word for name, word in document.get("constants", {}).items()}
    for name, filling in document["columns"].items():
        controls |= {f"{key}.{name}": filling[key] for key in ("from", *OF_A_FIELD) if key in filling}
        controls |= {f"word.{name}.{theirs}": ours for theirs, ours in filling.get("values", {}).items()}
        if "format" in filling:
            controls[f"format.{name}"] = " | ".join(filling["format"])
    return controls


def document_of(controls: Document[str, str], *, based_on: Mapping | None = None) -> dict[str, Any]:
    """Return the document of the mapping that the form says.

    Args:
        controls: What the form holds; blanks say nothing.
        based_on: The mapping it was made from: what it says and the form has no control for is kept.
    """
    said = {name: text.strip() for name, text in controls.items() if text.strip()}
    base = {} if based_on is None else based_on.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    document = {"version": 1, **{key: value for key, value in base.items() if key not in {"columns", "constants"}}}
    for key in ("mapping", "table", *OF_THE_FILE):
        _set(document, key, said.get(key), unless=isinstance(document.get(key), dict))
    if "empty" in said:
        document["empty"] = ["", *(word.strip() for word in said["empty"].split(","))]
    document["constants"] = {
        name.partition(".")[2]: text for name, text in said.items() if name.startswith("constant.")
    }
    earlier = base.get("columns", {})
    filled = {name.partition(".")[2] for name in said if name.startswith(("from.", "expression."))}
    kept = {name for name, filling in earlier.items() if "join" in filling}
    order = [*(name for name in earlier if name in filled | kept), *sorted(filled - earlier.keys())]
    document["columns"] = {name: _filling(name, said, earlier.get(name, {})) for name in order}
    return document


def _filling(name: str, said: Document[str, str], earlier: Document[str, Any]) -> dict[str, Any]:
    filling = dict(earlier)
    if f"from.{name}" in said or f"expression.{name}" in said:
        filling = {key: value for key, value in filling.items() if key not in ORIGINS}
    _set(filling, "from", said.get(f"from.{name}"), unless=f"expression.{name}" in said or "join" in filling)
    for key in OF_A_FIELD:
        _set(filling, key, said.get(f"{key}.{name}"))
    formats = [one.strip() for one in said.get(f"format.{name}", "").split("|") if one.strip()]
    _set(filling, "format", formats or None)
    start = f"word.{name}."
    words = {key.removeprefix(start): ours for key, ours in said.items() if key.startswith(start)}
    _set(filling, "values", words or None)
    return filling


def _set(document: dict[str, Any], key: str, value: Any, *, unless: bool = False) -> None:
    if unless:
        return
    if value is None:
        document.pop(key, None)
    else:
        document[key] = value
