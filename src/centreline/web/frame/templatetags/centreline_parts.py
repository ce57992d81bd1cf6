"""What components are put together with: attributes handed through, addresses of a table, initials, words of marks."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from centreline.web.frame.on_pages import on_pages

__all__ = [
    "any_filtered",
    "assurance_words",
    "attributes",
    "choosable",
    "cleared_address",
    "contested",
    "described_by",
    "elided",
    "initials",
    "is_shown",
    "kept_fields",
    "next_order",
    "once",
    "order_of",
    "page_address",
    "sentence",
    "severity_word",
    "table_address",
    "variation_words",
    "with_code",
    "with_filters",
]

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """Write the token by which a form that is sent twice is done once; stands beside `csrf_token`."""
    return format_html('<input type="hidden" name="once" value="{}">', secrets.token_urlsafe(12))


@register.filter
def severity_word(severity: str) -> str:
    """Return what a severity is called: Critical, High, Medium or Low."""
    words = {"critical": _("Critical"), "high": _("High"), "medium": _("Medium"), "low": _("Low")}
    return str(words.get(severity, severity))


@register.filter
def with_code(says: str) -> SafeString:
    """Return a sentence as pages say it, in which what still stands between backticks is written as code."""
    parts = enumerate(on_pages(says).split("`"))
    written = (format_html("<code>{}</code>", part) if at % 2 else part for at, part in parts)
    return format_html_join("", "{}", ((part,) for part in written))


@register.filter
def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """Write the attributes a component hands through, each value escaped.

    Cotton's own `attrs` trusts what it is given: a value from a record that holds a quote would end the attribute
    and begin another. Attributes that run script or style are refused, since the page's policy forbids both.

    Raises:
        ValueError: an attribute is an event handler or a style.
    """
    written = []
    for name, value in attrs.attrs_dict().items() if hasattr(attrs, "attrs_dict") else attrs.items():
        if name.lower().startswith("on") or name.lower() == "style":
            raise ValueError(f"attribute {name!r} is not allowed on a component: the page's policy forbids it")
        if value is None or value is False:
            continue
        escaped = str(conditional_escape(value)).replace('"', "&quot;").replace("<", "&lt;")
        written.append(str(conditional_escape(name)) + ("" if value is True else f'="{escaped}"'))
    return mark_safe(" ".join(written))


@register.filter
def order_of(key: str, sort: str) -> str:
    """Return how a table sorted by `sort` orders this column: `ascending`, `descending` or nothing."""
    if sort == key:
        return "ascending"
    return "descending" if sort == f"-{key}" else ""


@register.filter
def next_order(key: str, sort: str) -> str:
    """Return the value of `sort` that a press on this column's heading asks for."""
    return f"-{key}" if sort == key else key


@register.filter
def initials(name: str | None) -> str:
    """Return up to two letters of a name, the first of its first and last word; what stands in brackets is no name.

    >>> initials("Ana María Ruiz"), initials("Kim (made up)")
    ('AR', 'K')
    """
    words = [word for word in str(name or "").split("(")[0].split() if word[0].isalnum()]
    chosen = words if len(words) < 2 else [words[0], words[-1]]
    return "".join(word[0] for word in chosen).upper()


@register.simple_tag
def described_by(ident: str, help_text: str, error: str) -> str:
    """Return the ids of a field's help and error, those it has, for `aria-describedby`."""
    return " ".join(f"{ident}-{part}" for part, says in (("help", help_text), ("error", error)) if says)


@register.filter
def is_shown(column: Any) -> bool:
    """Answer whether a column of a table is shown; one that does not say so is."""
    return _of(column, "shown") is not False


@register.filter
def with_filters(columns: Iterable[Any]) -> list[Any]:
    """Return the columns that can be filtered by."""
    return [column for column in columns if _of(column, "filter")]


@register.filter
def any_filtered(columns: Iterable[Any]) -> bool:
    """Answer whether a filter is set."""
    return any(_of(column, "filtered") not in (None, "") for column in columns)


@register.filter
def choosable(columns: Iterable[Any]) -> bool:
    """Answer whether the page lets columns be chosen: one of them says whether it is shown."""
    return any(_of(column, "shown") is not None for column in columns)


@register.filter
def elided(page: Page) -> list[int | str]:
    """Return the page numbers to link to, with an ellipsis for those left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.simple_tag(takes_context=True)
def page_address(context: Context, name: str, number: int) -> str:
    """Return this address with another page number."""
    return _address(context, {name: str(number)})


@register.simple_tag(takes_context=True)
def table_address(context: Context, column: Any, sort: str) -> str:
    """Return this address sorted by a column, from its first page on."""
    return _address(context, {"sort": next_order(_of(column, "key"), sort), "page": None})


@register.simple_tag(takes_context=True)
def cleared_address(context: Context, columns: Iterable[Any]) -> str:
    """Return this address without the filters of a table."""
    return _address(context, {_of(column, "key"): None for column in columns} | {"page": None})


@register.simple_tag(takes_context=True)
def kept_fields(context: Context, columns: Iterable[Any], replaced: str = "") -> SafeString:
    """Write as hidden fields what a form of a table keeps of the address.

    Args:
        context: Holds the request.
        columns: Of the table; its filter fields are in the form already.
        replaced: The one parameter the form sets, where it is not the filters.
    """
    own = {replaced} if replaced else {_of(column, "key") for column in with_filters(columns)}
    pairs = [(name, value) for name, values in _query(context).lists() for value in values]
    kept = [pair for pair in pairs if pair[0] not in own | {"page"}]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)


@register.filter
def sentence(words: object) -> str:
    """Begin with a capital and end with a full stop: what stopped something is said in words of a program.

    >>> sentence("cannot read the file")
    'Cannot read the file.'
    """
    said = str(words or "").strip()
    return said[:1].upper() + said[1:] + ("" if said[-1:] in ".?!…" else "." if said else "")


@register.filter
def contested(conflict: Any) -> list[dict[str, Any]]:
    """Return the fields that one or both of two people changed, as `c-conflict` reads them; the contested first."""
    names = [name for name in {**conflict.base, **conflict.mine, **conflict.theirs} if not name.startswith("_")]
    rows = [
        {
            "name": name,
            "label": name.replace("_", " ").capitalize(),
            "base": conflict.base.get(name),
            "mine": conflict.mine.get(name),
            "theirs": conflict.theirs.get(name),
            "conflict": name in conflict.clashes,
        }
        for name in names
    ]
    changed = [row for row in rows if not row["base"] == row["mine"] == row["theirs"]]
    return sorted(changed, key=lambda row: not row["conflict"])


@register.filter
def variation_words(kind: str, moves: str = "up") -> str:
    """Say what the variation icon means."""
    rising = moves != "down"
    words = {
        "improving": _("Real improvement, upwards") if rising else _("Real improvement, downwards"),
        "worsening": _("Real deterioration, upwards") if rising else _("Real deterioration, downwards"),
        "unclear": _("Real change, upwards") if rising else _("Real change, downwards"),
        "steady": _("No real change: usual variation"),
    }
    return str(words.get(kind, _("Variation not examined")))


@register.filter
def assurance_words(kind: str) -> str:
    """Say what the assurance icon means."""
    words = {
        "reliable": _("Target reliably met"),
        "chance": _("Target met by chance"),
        "missed": _("Target not met as things are"),
    }
    return str(words.get(kind, _("No target, or not examined")))


def _of(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)


def _query(context: Context) -> QueryDict:
    request = context.get("request")
    return request.GET.copy() if request is not None else QueryDict(mutable=True)


def _address(context: Context, changed: Mapping[str, str | None]) -> str:
    query = _query(context)
    for name, value in changed.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"?{query.urlencode()}"
