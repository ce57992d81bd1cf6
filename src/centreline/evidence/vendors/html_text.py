"""The words of a message that was written as HTML."""

import re
from html.parser import HTMLParser

__all__ = ["plain_text"]

BREAKING = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table"})
SILENT = frozenset({"script", "style", "head", "title"})


class _Words(HTMLParser):
    """Gathers what a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent += 1
        elif tag in BREAKING:
            self.parts.append("\n")
        elif tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in BREAKING:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def plain_text(written: object) -> str | None:
    r"""Return the words a reader sees, a line for each paragraph; None where there are none.

    >>> plain_text("<p>Hello <b>you</b> &amp; me</p><p>Bye</p>")
    'Hello you & me\nBye'
    """
    if not isinstance(written, str):
        return None
    words = _Words()
    words.feed(written)
    words.close()
    lines = (re.sub(r"[ \t\r\xa0]+", " ", line).strip() for line in "".join(words.parts).split("\n"))
    return "\n".join(line for line in lines if line) or None
