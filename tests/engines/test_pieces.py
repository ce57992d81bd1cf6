"""A table that is handed over in pieces, some of them empty, is held whole."""

import pyarrow as pa
import pytest


@pytest.mark.parametrize("side", ["duckdb", "postgres", "spark"], indirect=True)
def test_pieces_behind_an_empty_one_are_held_too(side) -> None:
    piece = pa.table({"name": ["one", "two"], "n": [1, 2]})
    rows = pa.concat_tables([piece, piece.slice(0, 0), piece, piece.slice(2)])
    assert rows.column("n").num_chunks > 1

    held = side.engine.hold("pieces", rows)

    assert sorted(side.engine.arrow(held)["n"].to_pylist()) == [1, 1, 2, 2]
