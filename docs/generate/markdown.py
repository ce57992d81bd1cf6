"""Small pieces of Markdown."""

from collections.abc import Iterable, Sequence

__all__ = ["anchor", "cell", "sentence_case", "table"]


def cell(text: object) -> str:
    """Return the text as the inside of a table cell: one line, its bars escaped."""
    return " ".join(str(text).split()).replace("|", "\\|")


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table, ending with an empty line; nothing at all when there are no rows."""
    lines = ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]
    if not lines:
        return ""
    return "\n".join(["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads), *lines, "", ""])


def anchor(heading: str) -> str:
    """Return the anchor a Markdown renderer gives a heading."""
    kept = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -_")
    return kept.replace(" ", "-")


def sentence_case(name: str) -> str:
    """Return a class name as a person writes it: DataDomain becomes “Data domain”, interval_stat “Interval stat”."""
    words = "".join(f" {letter}" if letter.isupper() else letter for letter in name).replace("_", " ").split()
    return " ".join(words).capitalize()
