"""A board that is too large for one sheet is cut between stages and between cards, and nothing is lost."""

import re

import pytest

from centreline.reports.board_paper import Foot, sheets
from centreline.reports.board_strokes import Arrow, Block, Lane, Picture

FOOT = Foot("Northwind · data to 31 March", "sheet {sheet} of {sheets}")


def board(*, stages: int, cards: int) -> Picture:
    """Return a board with as many cards in each stage, the first handing on to the last."""
    cells = tuple(
        tuple(Block(f"c{stage}-{card}", f"Card {stage}.{card};", "No owner", "card") for card in range(cards))
        for stage in range(stages)
    )
    handed = Arrow("c0-0", f"c{stages - 1}-{cards - 1}", 7, False)
    names = tuple(f"Stage {stage};" for stage in range(stages))
    return Picture("Move home", "A draft.", names, (Lane("Touchpoint", cells),), (handed,), ("7. A → B: papers",))


@pytest.mark.parametrize(("stages", "cards", "paper", "fewest"), [(3, 4, "a3", 1), (14, 4, "a3", 3), (14, 60, "a3", 6)])
def test_every_card_stands_on_one_sheet_under_its_stage(stages: int, cards: int, paper: str, fewest: int) -> None:
    drawn = sheets(board(stages=stages, cards=cards), paper=paper, foot=FOOT)

    where = {
        (stage, card): [at for at, sheet in enumerate(drawn) if f"Card {stage}.{card};" in sheet]
        for stage in range(stages)
        for card in range(cards)
    }
    assert {len(found) for found in where.values()} == {1}
    assert all(f"Stage {stage};" in drawn[found[0]] for (stage, _card), found in where.items())
    assert len(drawn) >= fewest
    assert sum("7. A → B: papers" in sheet for sheet in drawn) == 1
    assert all(f"sheet {at} of {len(drawn)}" in sheet for at, sheet in enumerate(drawn, 1))


def test_what_goes_from_one_sheet_to_another_is_numbered_at_both_ends() -> None:
    drawn = sheets(board(stages=14, cards=4), paper="a3", foot=FOOT)

    ends = [at for at, sheet in enumerate(drawn) if re.search(r">7</text>", sheet)]
    assert len(ends) == 2
    assert not any("marker-end" in sheet for sheet in drawn)


def test_a_wall_takes_on_one_sheet_what_a_desk_takes_on_several() -> None:
    large, small = (sheets(board(stages=10, cards=12), paper=paper, foot=FOOT) for paper in ("a1", "a3"))

    assert len(large) == 1 < len(small)
