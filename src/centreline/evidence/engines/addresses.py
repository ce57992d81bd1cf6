"""The addresses engines are reached at, and how they are shown: without the secrets that may stand in them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from centreline.evidence.engines.port import Engine
from centreline.kernel.errors import ArgumentInvalid, PlaceUnusable

__all__ = ["ADDRESSES", "Kind", "engine_at", "shown"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of engine.

    Attributes:
        name: What people call it.
        example: How its address is written.
        extra: The extra of this package that brings what it needs.
        opened: Opens it; given the address.
    """

    name: str
    example: str
    extra: str
    opened: Callable[[str], Engine]


def _postgres(address: str) -> Engine:
    from centreline.evidence.engines.postgres import PostgreSQL

    return PostgreSQL(address)


def _clickhouse(address: str) -> Engine:
    from centreline.evidence.engines.clickhouse import ClickHouse

    return ClickHouse(address)


def _spark(address: str) -> Engine:
    from centreline.evidence.engines.spark import Spark, open_session

    cores = re.fullmatch(r"spark-local(?:\[(\d+|\*)\])?", address)
    return Spark(open_session(f"local[{cores[1] or '*'}]" if cores else address))


_POSTGRES = Kind("PostgreSQL", "postgresql://reader:secret@host:5432/database", "postgres", _postgres)

ADDRESSES: Mapping[str, Kind] = {
    "postgresql": _POSTGRES,
    "postgres": _POSTGRES,
    "clickhouse": Kind("ClickHouse", "clickhouse://reader:secret@host:8123/database", "clickhouse", _clickhouse),
    "spark": Kind("Spark", "spark://host:7077", "spark", _spark),
    "spark-local": Kind("Spark", "spark-local", "spark", _spark),
}
"""Engines by how their addresses begin."""


def shown(address: str) -> str:
    """Return an address as it may be printed: without user, password and options.

    >>> shown("postgresql://reader:hunter2@warehouse:5432/centre?sslmode=require")
    'postgresql://warehouse:5432/centre'
    >>> shown("spark-local[2]")
    'spark-local[2]'
    """
    scheme, mark, rest = address.partition("://")
    if not mark:
        return scheme
    # All up to the last @ first: a secret may hold any of the other marks, if somebody forgot to encode them.
    place = rest.rpartition("@")[2]
    return f"{scheme}://{re.split('[?#]', place)[0]}"


def engine_at(address: str) -> Engine:
    """Return the engine at an address.

    Raises:
        ArgumentInvalid: no engine has such addresses, or what it needs is not installed.
        PlaceUnusable: it cannot be reached.
    """
    kind = ADDRESSES.get(re.split(r"://|\[", address)[0])
    if kind is None:
        ways = ", ".join(dict.fromkeys(shown(known.example) for known in ADDRESSES.values()))
        raise ArgumentInvalid(
            f"no engine is reached at {shown(address)!r}",
            where="the engine that was named",
            fix=f"write one of: {ways}",
        )
    try:
        return kind.opened(address)
    except ImportError as reason:
        raise ArgumentInvalid(
            f"{kind.name} cannot be asked: the package {(reason.name or str(reason)).split('.')[0]!r} is not installed",
            where=f"the extra {kind.extra!r} of this package",
            fix=f"install it: pip install 'centreline[{kind.extra}]'",
        ) from None
    except Exception as reason:
        raise PlaceUnusable(
            f"{kind.name} cannot be reached: {_without_secrets(str(reason), address)}",
            where=shown(address),
            fix=_fix(kind),
        ) from None


def _fix(kind: Kind) -> str:
    if kind.name == "Spark":
        return "install Java 17 or newer and set JAVA_HOME; for a cluster, see that it runs"
    return f"see that it runs and lets you in; write the address as {kind.example}"


def _without_secrets(text: str, address: str) -> str:
    """Return the first line of a message, without the password of the address wherever it stands."""
    line = next(iter(text.strip().splitlines()), "no reason was given").rstrip(".")
    password = urlsplit(address).password or ""
    for secret in {password, unquote(password)} - {""}:
        line = line.replace(secret, "…")
    return line
