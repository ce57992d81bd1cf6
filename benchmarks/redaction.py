"""What the door finds, what else it takes for it, and how fast: `python benchmarks/redaction.py [rows in millions]`.

Promises: typed cards 99.5 in 100 and more, cards read aloud 95 in 100 and more, at most 5 order ids in 1,000 taken for
something; ten million clean short cells in 2 s a column, ten million pseudonyms of two million people in 5 s. The peer
is what is written most often: sixteen digits with spaces or dashes, and a check digit. Promises about speed are held
against the time the processor was busy, which does not depend on what else the machine does. It leaves with 1
where a promise is missed; fewer rows have as much less time.
"""

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa

from centreline.evidence.privacy.detect import redacted
from centreline.evidence.privacy.door import Door
from centreline.evidence.privacy.issuers import checks_out
from centreline.evidence.privacy.span import Redacted
from centreline.samples.private_lines.line import Line
from centreline.samples.private_lines.making import KINDS, labelled_lines
from centreline.samples.private_lines.scoring import Score, scores

SEED = 20260105
NAIVE = re.compile(r"\b\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}\b", re.ASCII)
DOOR = Door(b"a secret of a made-up centre, 32 b")
CHUNK = 1_000_000
PROMISED_RIGHT = {"card typed": 0.995, "card spoken": 0.95, "order id": 0.995}
"""What share of the lines of a kind comes out right, whatever its language."""

LANGUAGES = ("en", "de", "es", "fr", "all")
Redact = Callable[[pa.ChunkedArray], object]


def naive(text: str) -> Redacted:
    """Redact as most do it."""
    found: Counter[str] = Counter()

    def shown(match: re.Match[str]) -> str:
        if not checks_out(re.sub(r"\D", "", match[0])):
            return match[0]
        found["card"] += 1
        return "[card]"

    return Redacted(NAIVE.sub(shown, text), found)


def main() -> None:
    lines = list(labelled_lines(seed=SEED))
    millions = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    kept = [
        _are_found(scores(lines, redacted), scores(lines, naive)),
        *_speeds(lines, rows=round(millions * 1_000_000)),
    ]
    raise SystemExit(not all(kept))


def _speeds(lines: list[Line], *, rows: int) -> Iterator[bool]:
    print(f"\n{rows:,} rows")
    clean, dirty, ten_million = DOOR.redact_column, [line.text for line in lines], rows / 10_000_000
    yield _is_fast("names of rows, all different", _names(rows), DOOR.redact_ids, 2 * ten_million)
    yield _is_fast("short words, all different", _names(rows), clean, 2 * ten_million)
    yield _is_fast("a hundred queues", _columns(rows, lambda n: f"Queue {n % 100}"), clean, 2 * ten_million)
    yield _is_fast("comments, clean", _columns(rows // 10, lambda n: f"parcel {n % 100_000} came late again"), clean)
    yield _is_fast("labelled lines, most dirty", _columns(50_000, lambda n: f"{dirty[n % 5000]} {n}"), clean)
    pieces = _columns(rows, lambda n: f"cust-{n * 7919 % (rows // 5)}")
    people = pa.chunked_array([piece.chunk(0) for piece in pieces])
    yield _is_fast("pseudonyms, each of five rows", [people], DOOR.pseudonyms, 5 * ten_million)


def _names(rows: int) -> Iterator[pa.ChunkedArray]:
    return _columns(rows, lambda n: f"C-{n:010d}")


def _columns(rows: int, cell: Callable[[int], str]) -> Iterator[pa.ChunkedArray]:
    for start in range(0, rows, CHUNK):
        yield pa.chunked_array([pa.array([cell(n) for n in range(start, min(rows, start + CHUNK))])])


def _are_found(ours: list[Score], peers: list[Score]) -> bool:
    """Print how many lines of each kind come out right; say whether as many as are promised."""
    by_peer = {(score.kind, score.language): score for score in peers}
    found = {(score.kind, score.language): score for score in ours}
    heads = "".join(f"{name:>8}" for name in LANGUAGES)
    print(f"{'right, in 1,000':16}{heads}    95 in 100      precision    peer")
    for kind in KINDS:
        row = [found[kind, language] for language in LANGUAGES]
        low, high = row[-1].interval
        has_secret = kind not in {"order id", "bare number", "ordinary"}
        precision = f"{row[-1].precision * 1000:9.1f}" if has_secret else " " * 9
        is_compared = kind.startswith("card") or not has_secret
        peer = f"{by_peer[kind, 'all'].share * 1000:8.1f}" if is_compared else ""
        shown = "".join(f"{score.share * 1000:8.1f}" for score in row)
        print(f"{kind:16}{shown}  {low * 1000:6.1f}–{high * 1000:6.1f}  {precision}  {peer}")
    worse = [kind for kind, share in PROMISED_RIGHT.items() if found[kind, "all"].share < share]
    print("".join(f"{kind}: MISSED, promised {PROMISED_RIGHT[kind] * 1000:g}\n" for kind in worse), end="")
    return not worse


def _is_fast(what: str, columns: Iterable[pa.ChunkedArray], redact: Redact, promised_s: float | None = None) -> bool:
    """Print how fast columns are redacted; say whether in the time that is promised, where one is."""
    rows, seconds, busy_s = 0, 0.0, 0.0
    for column in columns:
        began, busy = time.perf_counter(), time.process_time()
        redact(column)
        rows, seconds = rows + len(column), seconds + time.perf_counter() - began
        busy_s += time.process_time() - busy
    is_kept = promised_s is None or busy_s <= promised_s
    kept = "" if promised_s is None else f" · promised {promised_s:g} s: {'kept' if is_kept else 'MISSED'}"
    print(f"{what:32}{rows:>11,} rows {seconds:7.2f} s, {busy_s:6.2f} s busy {rows / busy_s:>12,.0f} rows/s{kept}")
    return is_kept


if __name__ == "__main__":
    main()
