"""The page of the sources: every export that is read without a mapping."""

import inspect

from centreline.evidence.vendors.book import SOURCES
from centreline.evidence.vendors.source import Source
from generate.markdown import table

__all__ = ["page"]


def page() -> str:
    """Return the reference of every source."""
    heads = ("source", "what it is", "fills")
    rows = [(f"`{source.name}`", source.title, ", ".join(f"`{name}`" for name in source.tables)) for source in SOURCES]
    return table(heads, rows) + "\n" + "".join(_section(source) for source in SOURCES)


def _section(source: Source) -> str:
    by = (inspect.getdoc(source.recognise) or "").splitlines()[0].removeprefix("Go by ").rstrip(".")
    said = inspect.getdoc(type(source)) or ""
    return "\n\n".join(
        part
        for part in (
            f"## {source.name}",
            said.split("\n\n", maxsplit=1)[0].replace("\n", " "),
            f"Recognised by {by}.",
            _identifiers(source),
            _options(source),
            "",
        )
        if part is not None
    )


def _identifiers(source: Source) -> str:
    if not source.identifiers:
        return "It names no customer."
    rows = [(f"`{one.path}`", one.of) for one in source.identifiers]
    return "Customers are keyed before anything is written:\n\n" + table(("where", "as"), rows).rstrip()


def _options(source: Source) -> str | None:
    options = getattr(source, "options", ())
    if not options:
        return None
    return "Options: " + ", ".join(f"`{source.name}+{option}`" for option in options) + "."
