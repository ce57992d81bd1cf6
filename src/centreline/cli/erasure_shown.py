"""What an erasure took out and what was proved of it, printed."""

from collections.abc import Mapping
from typing import Any

__all__ = ["print_proof", "print_rows"]


def print_proof(proof: Mapping[str, Any]) -> None:
    """Print how much was looked through, where somebody is still named, and what could not be looked through."""
    from centreline.cli.terminal import console

    left = proof["still_named_in"]
    console.print(
        f"Looked through {proof['files_looked_through']:,} files: "
        + (f"still named in {', '.join(left)}." if left else "the person is named in none of them."),
        markup=False,
    )
    for closed in proof.get("not_looked_through", ()):
        console.print(f"could not look through {closed}", markup=False)
    console.print(
        "Not reached: backups, files outside this folder, and a copy in a warehouse until `centreline copy-to` "
        "brings it up to date.",
        markup=False,
    )


def print_rows(rows: Mapping[str, Mapping[str, int]]) -> None:
    """Print how many rows of each table leave, or lose the name of their contact."""
    from centreline.cli.terminal import console, print_table

    table = [
        {"table": name, "rows that leave": f"{counts['leave']:,}", "lose the contact": f"{counts['lose_contact']:,}"}
        for name, counts in rows.items()
    ]
    print_table(table, title="Theirs", right=("rows that leave", "lose the contact"))
    if rewritten := sum(counts.get("rewritten", 0) for counts in rows.values()):
        console.print(f"{rewritten} records of others that mention them stay, without them and what they wrote.")
