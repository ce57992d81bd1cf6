"""Published versions of the operating model, in the database."""

from functools import lru_cache
from typing import Any

from django.db import IntegrityError, transaction

from centreline.blueprint.document import Blueprint
from centreline.governance.published import Published
from centreline.kernel.kept_words import parts_of, said_again
from centreline.kernel.said import Said
from centreline.web.records.models import PublishedRow

__all__ = ["keep_published", "newest_number", "newest_state", "published_version", "published_versions"]


def newest_number() -> int:
    """Return the number of the newest version; 0 where none was published."""
    newest = PublishedRow.objects.order_by("-number").values_list("number", flat=True).first()
    return newest or 0


def newest_state() -> tuple[int, str]:
    """Return number and content hash of the newest version: what tells one state of what is published from another."""
    newest = PublishedRow.objects.order_by("-number").values_list("number", "hash").first()
    return newest or (0, "")


def published_version(number: int | None = None) -> Published | None:
    """Return a version, the newest where no number is given; None where there is none of that number."""
    wanted = number or newest_number()
    # A version never changes, and thousands of touchpoints take a second to check: they are read once a process.
    key = PublishedRow.objects.filter(number=wanted).values_list("hash", "at").first()
    return None if key is None else _read(wanted, *key)


def published_versions() -> tuple[dict[str, Any], ...]:
    """Return number, hash, differences, says, by and at of every version, newest first, without the documents."""
    words = ("number", "hash", "differences", "says", "by", "at")
    rows = PublishedRow.objects.order_by("-number").values(*words)
    return tuple({**row, "differences": _sentences(row["differences"])} for row in rows)


def keep_published(published: Published) -> bool:
    """Keep a version; False where there is one of that number already."""
    try:
        with transaction.atomic():
            PublishedRow.objects.create(
                number=published.number,
                hash=published.hash,
                document=published.blueprint.model_dump(mode="json", exclude_defaults=True),
                differences=[_kept(one) for one in published.differences],
                says=published.says,
                by=published.by,
                at=published.at,
            )
    except IntegrityError:
        return False
    return True


@lru_cache(maxsize=8)
def _read(number: int, hash_: str, at: object) -> Published:  # noqa: ARG001 - a part of the key
    row = PublishedRow.objects.get(number=number)
    blueprint = Blueprint.model_validate(row.document)
    return Published(number, hash_, blueprint, _sentences(row.differences), row.says, row.by, row.at)


def _kept(sentence: str) -> Any:
    """Return a sentence as it is kept: in English, and how it was made where it knows that."""
    return {"says": str(sentence), "made": parts_of(sentence)} if isinstance(sentence, Said) else sentence


def _sentences(kept: list[Any]) -> tuple[str, ...]:
    """Return what `_kept` was told; versions from before sentences knew how they were made hold the English alone."""
    return tuple(one if isinstance(one, str) else said_again(one["says"], {one["says"]: one["made"]}) for one in kept)
