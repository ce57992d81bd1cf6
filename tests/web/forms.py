"""The forms of a page as a browser reads them, and what somebody would send who fills them in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

WRITTEN = {"text", "textarea", "search", "url", "email", "tel"}
"""Kinds of field in which people write what they like."""
PRESSED = {"submit", "button", "image", "reset"}
WITHOUT_A_VALUE = {"date": f"{datetime.now(UTC).date() + timedelta(days=30)}", "number": "1", "time": "10:00"}


@dataclass
class Field:
    """One field: what is sent under a name unless somebody changes it."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)
    """What can be chosen, in a list or of the boxes of one name."""
    chosen: list[str] = field(default_factory=list)
    is_needed: bool = False

    @property
    def as_it_stands(self) -> list[str]:
        """What a browser sends that nobody touched; something, where nothing is chosen yet.

        A field of a row, `rates.0.amount`, stays blank: in a row stand pairs of which one is left open.
        """
        if self.kind in {"select", "radio", "checkbox"}:
            return self.chosen or [one for one in self.choices if one][:1]
        return [self.value or ("" if "." in self.name else WITHOUT_A_VALUE.get(self.kind, ""))]


@dataclass
class Form:
    """One form that is posted: where it goes and what it holds."""

    action: str
    fields: dict[str, Field] = field(default_factory=dict)
    sends_files: bool = False

    @property
    def written(self) -> list[str]:
        """The names of the fields in which people write what they like."""
        return [name for name, one in self.fields.items() if one.kind in WRITTEN]

    def filled(self, words: Callable[[str], str | None]) -> Mapping[str, list[str]]:
        """Return what is sent where somebody writes `words(name)` into a field, and leaves alone what that is None."""
        given = {name: one.as_it_stands for name, one in self.fields.items() if one.kind != "file"}
        return given | {name: [said] for name in self.written if (said := words(name)) is not None}


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms, self.by_id = page, list[Form](), dict[str, Form]()
        self.form: Form | None = None
        self.within: Field | None = None
        self.fieldsets = list[bool]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._opened(given)
        elif tag == "fieldset":
            self.fieldsets.append("disabled" in given)
        elif tag == "option" and self.within is not None:
            self._offered(given)
        elif tag in {"input", "textarea", "select"} and "name" in given:
            self._met(tag, given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "fieldset" and self.fieldsets:
            self.fieldsets.pop()
        elif tag in {"textarea", "select"}:
            self.within = None

    def handle_data(self, data: str) -> None:
        if self.within is not None and self.within.kind == "textarea":
            self.within.value += data

    def _opened(self, given: dict[str, str]) -> None:
        self.form = Form(given.get("action") or self.page, sends_files="multipart" in given.get("enctype", ""))
        if given.get("method", "").lower() == "post":
            self.forms.append(self.form)
        if "id" in given:
            self.by_id[given["id"]] = self.form

    def _met(self, tag: str, given: dict[str, str]) -> None:
        form = self.by_id.get(given["form"]) if "form" in given else self.form
        kind = tag if tag != "input" else given.get("type", "text").lower()
        if form is None or kind in PRESSED or "disabled" in given or "readonly" in given or any(self.fieldsets):
            return
        kind = "number" if given.get("inputmode") in {"numeric", "decimal"} else kind
        made = Field(given["name"], kind, given.get("value", ""), is_needed="required" in given)
        one = form.fields.setdefault(given["name"], made)
        if kind in {"radio", "checkbox"}:
            one.choices.append(given.get("value", "on"))
            one.chosen += [one.choices[-1]] if "checked" in given else []
        elif tag != "input":
            self.within = one

    def _offered(self, given: dict[str, str]) -> None:
        assert self.within is not None
        self.within.choices.append(given.get("value", ""))
        self.within.chosen += [given.get("value", "")] if "selected" in given else []


def forms_of(page: str, text: str) -> list[Form]:
    """Return the forms of a page that are posted, in their order; `page` is its address."""
    reader = _Reader(page)
    reader.feed(text)
    return reader.forms
