"""What a YAML syntax error means to somebody who has never heard of tokens."""

from yaml.error import MarkedYAMLError, YAMLError
from yaml.reader import ReaderError

from centreline.kernel.errors import Problem

__all__ = ["syntax_problem"]

_MEANINGS = (
    (
        "found character that cannot start any token",
        "a character that has a meaning in YAML stands at the start of a value",
        "put the value in double quotes; indent with spaces, never with tabs",
    ),
    (
        "mapping values are not allowed",
        "a second colon, or a line indented further than the line above allows",
        "put a text that contains `: ` in double quotes, and line up the keys of one block",
    ),
    (
        "could not find expected ':'",
        "a line is neither `key: value` nor part of the text above it",
        "write a colon and a space after its key, or indent the line as part of the text above",
    ),
    (
        "did not find expected key",
        "a line does not line up with the keys of its block",
        "indent it as far as its neighbours; put a text that holds quotes or brackets in double quotes",
    ),
    (
        "did not find expected '-' indicator",
        "a line in a list neither starts with a dash nor lines up with the entry above",
        "start it with `- `, or indent it as far as the other keys of its entry",
    ),
    (
        "did not find expected ',' or ']'",
        "a list that opens with `[` is not closed",
        "close it with `]` and put commas between its items",
    ),
    (
        "did not find expected ',' or '}'",
        "a block that opens with `{` is not closed",
        "close it with `}`, or put a text that contains braces in double quotes",
    ),
    (
        "found unexpected end of stream",
        "a quote is opened and never closed",
        "close the quote, or remove it",
    ),
    (
        "found undefined alias",
        "a value starts with `*`, which YAML reads as an alias",
        "put the value in double quotes",
    ),
    (
        "but found another document",
        "a second document starts here (`---`)",
        "keep one document in a file, or give the second a file of its own",
    ),
    (
        "control characters are not allowed",
        "an invisible control character is in the file",
        "remove it; it often comes from copying out of another program",
    ),
)


def syntax_problem(error: YAMLError, *, name: str, text: str) -> Problem:
    """Return what is wrong, on which line, and how to mend it."""
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if "\t" in _line(text, _line_number(error, text)).removesuffix("\n").split("#")[0][:1]:
        return Problem("a line is indented with a tab", _where(error, name, text), "indent with spaces")
    for phrase, what, fix in _MEANINGS:
        if phrase in f"{said} {getattr(error, 'context', '') or ''}":
            return Problem(f"not readable as YAML: {what}", _where(error, name, text), fix)
    return Problem(
        f"not readable as YAML: {said}", _where(error, name, text), "mend the line, or put the value in quotes"
    )


def _where(error: YAMLError, name: str, text: str) -> str:
    number = _line_number(error, text)
    quoted = _line(text, number).strip()
    return f"{name}:{number}, near {quoted[:60]!r}" if quoted else f"{name}:{number}"


def _line_number(error: YAMLError, text: str) -> int:
    if isinstance(error, ReaderError):
        return text.encode()[: error.position].count(b"\n") + 1
    if isinstance(error, MarkedYAMLError):
        # Where a quote is never closed, or a key has no colon, its own line helps more than where that is noticed.
        begins = any(phrase in str(error.problem) for phrase in ("end of stream", "could not find expected ':'"))
        mark = error.context_mark if begins else error.problem_mark
        mark = mark or error.problem_mark or error.context_mark
        if mark is not None:
            return int(mark.line) + 1
    return 1


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""
