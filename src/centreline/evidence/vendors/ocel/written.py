"""The two forms of an OCEL 2.0 log that are text: JSON and XML."""

import json
from collections.abc import Mapping, Sequence
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from centreline.evidence.vendors.ocel.writing import Kinds

__all__ = ["OcelJson", "OcelXml"]

KEPT = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
"""What XML would read as a blank, or as another end of a line."""


class OcelJson:
    """A log as JSON: objects, events, then the types that were met.

    Args:
        out: An open text file in UTF-8.
    """

    types_first = False

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._lists = self._items = 0

    def begin(self, of: str) -> None:
        """Begin a list."""
        self._out.write(f'\n],\n"{of}": [' if self._lists else f'{{"{of}": [')
        self._lists, self._items = self._lists + 1, 0

    def item(self, value: Mapping[str, Any]) -> None:
        """Write one object or event."""
        self._out.write(",\n" if self._items else "\n")
        self._out.write(json.dumps(value, ensure_ascii=False))
        self._items += 1

    def types(self, objects: Sequence[Kinds], events: Sequence[Kinds]) -> None:
        """Write the types."""
        self._out.write(f'\n],\n"objectTypes": {json.dumps(objects, ensure_ascii=False)}')
        self._out.write(f',\n"eventTypes": {json.dumps(events, ensure_ascii=False)}')

    def end(self) -> None:
        """Close the log."""
        self._out.write("\n}\n")


class OcelXml:
    """A log as XML: the types, then objects, then events.

    Args:
        out: An open text file in UTF-8.
    """

    types_first = True

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._open = ""

    def types(self, objects: Sequence[Kinds], events: Sequence[Kinds]) -> None:
        """Write the types."""
        self._out.write('<?xml version="1.0" encoding="UTF-8"?>\n<log>\n')
        for of, kinds in (("object", objects), ("event", events)):
            self._out.write(f"<{of}-types>\n")
            self._out.writelines(f"{_kind(of, kind)}\n" for kind in kinds)
            self._out.write(f"</{of}-types>\n")

    def begin(self, of: str) -> None:
        """Begin with objects or events."""
        self._close()
        self._open = of
        self._out.write(f"<{of}>\n")

    def item(self, value: Mapping[str, Any]) -> None:
        """Write one object or event."""
        tag = self._open.removesuffix("s")
        own = _said({name: value[name] for name in ("id", "type", "time") if name in value})
        attributes = "".join(_attribute(each) for each in value["attributes"])
        related = "".join(
            f"<relationship{_said({'object-id': each['objectId'], 'qualifier': each['qualifier']})}/>"
            for each in value["relationships"]
        )
        self._out.write(f"<{tag}{own}><attributes>{attributes}</attributes><objects>{related}</objects></{tag}>\n")

    def end(self) -> None:
        """Close the log."""
        self._close()
        self._out.write("</log>\n")

    def _close(self) -> None:
        if self._open:
            self._out.write(f"</{self._open}>\n")


def _kind(of: str, kind: Kinds) -> str:
    inside = "".join(f"<attribute{_said(each)}/>" for each in kind["attributes"])
    return f"<{of}-type{_said({'name': kind['name']})}><attributes>{inside}</attributes></{of}-type>"


def _attribute(attribute: Mapping[str, Any]) -> str:
    value, named = attribute["value"], {name: said for name, said in attribute.items() if name != "value"}
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    return f"<attribute{_said(named)}>{escape(text, KEPT)}</attribute>"


def _said(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value, KEPT)}" for name, value in attributes.items())
