"""The page of the checks: every question of the book, by family."""

from itertools import groupby

from centreline.findings.catalogue import check_book
from centreline.findings.check import Check
from centreline.findings.families import FAMILIES
from generate.markdown import table

__all__ = ["page", "summary"]


def summary() -> str:
    """Return how many checks there are in each family, as a table with links."""
    counts = {
        family: len(list(checks)) for family, checks in groupby(check_book().values(), key=lambda one: one.family)
    }
    rows = [
        (f"[{family}](#{family.lower()})", FAMILIES[family].title, FAMILIES[family].asks, count)
        for family, count in counts.items()
    ]
    return table(("family", "about", "asks", "checks"), rows)


def page() -> str:
    """Return the reference of every check."""
    parts = []
    for family, checks in groupby(check_book().values(), key=lambda one: one.family):
        parts.append(f"## {family}\n\n**{FAMILIES[family].title}.** {FAMILIES[family].asks}\n\n")
        parts.extend(_section(check) for check in checks)
    return "".join(parts)


def _section(check: Check) -> str:
    facts = [
        f"* **Why it matters:** {check.why}",
        f"* **What to do:** {check.fix}",
        f"* **Reads:** {', '.join(_reading(check))}.",
        f"* **Source:** {check.source}.",
        f"* **Status:** {check.status}, since {check.since}.",
    ]
    tunes = [(f"`{one.name}`", f"`{_written(one.default)}`", one.meaning) for one in check.parameters]
    return (
        f"### {check.id}\n\n*{check.name[0].upper()}{check.name[1:]}.* {check.question}\n\n{_how(check)}\n\n"
        + "\n".join(facts).replace("..\n", ".\n")
        + "\n\n"
        + table(("parameter", "default", "what it does"), tunes)
    )


def _how(check: Check) -> str:
    """Return the check's docstring without its sections."""
    return " ".join(check.explains.split("\nArgs:")[0].split("\nYields:")[0].split())


def _reading(check: Check) -> list[str]:
    read = {
        "blueprint": "the blueprint",
        "claims": "the claims",
        "evidence": "the evidence",
        "as_of": "the day looked from",
    }
    needs = [f"`{need}`" for need in check.needs]
    words = [read[name] for name in check.reads if name != "evidence" or not needs]
    return words + needs


def _written(value: object) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else str(value)
