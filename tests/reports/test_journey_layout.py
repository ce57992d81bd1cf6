from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from centreline.reports.journey_layout import CARD_HEIGHT, CARD_WIDTH, lay_out
from centreline.reports.sections.journeys import Arrow, Card, JourneyPicture, StageShown

STAGES = ("ask", "mend", "close")
LANES = ("Own", "Partner")


def card(key: str, *, stage: str, lane: str = "Own") -> Card:
    return Card(key, key.title(), stage, lane, ("voice",), "Lead", "none", None, ())


def arrow(start: str, end: str) -> Arrow:
    return Arrow(start, end, end.title(), agreed=True, passes=(), within_s=None)


def picture(cards: list[Card], arrows: list[Arrow]) -> JourneyPicture:
    stages = tuple(StageShown(stage, stage.title()) for stage in STAGES)
    lanes = tuple(dict.fromkeys(one.lane for one in cards))
    return JourneyPicture("journey", "Journey", None, None, stages, lanes, tuple(cards), tuple(arrows), ())


@st.composite
def pictures(draw: st.DrawFn) -> JourneyPicture:
    places = draw(st.lists(st.tuples(st.sampled_from(STAGES), st.sampled_from(LANES)), min_size=1, max_size=9))
    cards = [card(f"t{number}", stage=stage, lane=lane) for number, (stage, lane) in enumerate(places)]
    keys = st.sampled_from([one.id for one in cards])
    arrows = [arrow(start, end) for start, end in draw(st.lists(st.tuples(keys, keys), max_size=12))]
    return picture(cards, arrows)


@given(pictures())
def test_no_handoff_crosses_a_card(drawn):
    layout = lay_out(drawn)

    for route in layout.routes:
        for (from_x, from_y), (to_x, to_y) in pairwise(route.corners):
            assert from_x == to_x or from_y == to_y
            for placed in layout.placed:
                beside = max(from_x, to_x) <= placed.x or min(from_x, to_x) >= placed.x + CARD_WIDTH
                above_or_below = max(from_y, to_y) <= placed.y or min(from_y, to_y) >= placed.y + CARD_HEIGHT
                assert beside or above_or_below


@given(pictures())
def test_no_two_cards_overlap_and_all_lie_in_the_picture(drawn):
    layout = lay_out(drawn)

    corners = {(placed.x, placed.y) for placed in layout.placed}
    assert len(corners) == len(drawn.cards)
    assert all(x + CARD_WIDTH <= layout.width and y + CARD_HEIGHT <= layout.height for x, y in corners)


@given(pictures())
def test_every_handoff_inside_the_journey_has_a_line(drawn):
    layout = lay_out(drawn)

    assert [route.arrow for route in layout.routes] == [one for one in drawn.arrows if one.start != one.end]


def test_a_handoff_to_another_journey_has_no_line():
    layout = lay_out(picture([card("one", stage="ask")], [arrow("one", "elsewhere")]))

    assert layout.routes == ()


def test_a_card_stands_in_the_column_of_its_stage_and_the_band_of_its_lane():
    layout = lay_out(picture([card("one", stage="mend"), card("two", stage="mend", lane="Partner")], []))

    one, two = layout.placed
    own, partner = layout.lanes
    assert one.x == two.x == layout.stages[1].x
    assert own.y <= one.y < own.y + own.height == partner.y <= two.y


def test_two_lines_through_one_gutter_keep_apart():
    cards = [
        card("one", stage="ask"),
        card("two", stage="ask"),
        card("three", stage="mend"),
        card("four", stage="mend"),
    ]

    layout = lay_out(picture(cards, [arrow("one", "four"), arrow("two", "three")]))

    first, second = ({x for x, _ in route.corners[1:-1]} for route in layout.routes)
    assert first.isdisjoint(second)


def test_a_crowded_stage_gets_more_columns_while_the_page_has_room():
    layout = lay_out(picture([card(f"t{number}", stage="mend") for number in range(6)], []))

    assert [band.columns for band in layout.stages] == [1, 3, 1]
    assert len({placed.row for placed in layout.placed}) == 2
