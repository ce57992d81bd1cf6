"""The page of the contracts: every table of evidence, every column."""

from centreline.evidence.contract import EVERY_TABLE, Column, Contract, Privacy
from centreline.evidence.contracts import CONTRACTS
from generate.markdown import table

__all__ = ["page"]

HEADS = ("column", "kind", "required", "about", "meaning")


def page() -> str:
    """Return the reference of every table a mapping may fill."""
    shared = (
        "## Columns of every table\n\nThose marked *derived* are filled when a file is brought in; "
        "a mapping leaves them out.\n\n" + table(HEADS, [_row(column) for column in EVERY_TABLE])
    )
    return "".join(_section(contract) for contract in CONTRACTS.values()) + shared


def _section(contract: Contract) -> str:
    key = ", ".join(f"`{name}`" for name in contract.key)
    return (
        f"## {contract.name}\n\n{contract.meaning}\n\n"
        f"Key: {key}. A row belongs to the day of `{contract.dated_by}`; kept as {contract.retention.value}.\n\n"
        + table(HEADS, [_row(column) for column in contract.columns])
    )


def _row(column: Column) -> tuple[str, str, str, str, str]:
    words = ", ".join(f"`{word}`" for word in column.choices)
    meaning = column.meaning + (f" One of {words}." if words else "")
    required = "derived" if column.derived else "yes" if column.required else ""
    about = "" if column.privacy is Privacy.NONE else column.privacy.value
    return f"`{column.name}`", column.kind.value, required, about, meaning
