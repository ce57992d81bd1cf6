import re
import xml.etree.ElementTree as ET

import pytest

from centreline.reports.journey_map import draw_journey, draw_mark
from centreline.reports.palette import SEVERITIES
from centreline.reports.sections.journeys import Arrow, Card, JourneyPicture, Mark, StageShown

ATTACK = "<script>alert('x')</script>"


def picture(
    *, title: str = "Pay a bill", owner: str | None = "Billing lead", marks: tuple[Mark, ...] = ()
) -> JourneyPicture:
    cards = (
        Card("question", title, "ask", "Own", ("voice", "walk_in"), owner, "assisted", 1204, marks),
        Card("plan", "Payment plan", "pay", "Harbour (partner)", (), "Plan lead", "none", None, ()),
    )
    arrows = (
        Arrow("question", "plan", "Payment plan", agreed=True, passes=("account",), within_s=600),
        Arrow("plan", "question", title, agreed=False, passes=(), within_s=None),
        Arrow("plan", "move", "Move house", agreed=False, passes=(), within_s=None),
    )
    stages = (StageShown("ask", "Ask"), StageShown("pay", "Pay"))
    return JourneyPicture(
        "pay", "Paying", "Head of service", "It is paid.", stages, ("Own", "Harbour (partner)"), cards, arrows, ()
    )


def texts(drawn: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(drawn).iter("text")]


def test_the_picture_says_what_stands_where():
    said = texts(draw_journey(picture()))

    assert {"Ask", "Pay", "Own", "Harbour (partner)", "Pay a bill", "Billing lead", "Payment plan"} <= set(said)
    assert "voice · walk in · assisted" in said
    assert "1,204 contacts" in said
    assert "no channel written down" in said
    assert "→ Move house" in said


def test_a_touchpoint_nobody_answers_for_says_so_in_words():
    drawn = draw_journey(picture(owner=None))

    assert "nobody answers for it" in texts(drawn)
    assert 'class="card worst-none unowned"' in drawn


def test_an_agreed_handoff_is_drawn_otherwise_than_one_nobody_agreed():
    drawn = draw_journey(picture())

    assert drawn.count('class="handoff agreed"') == 1
    assert drawn.count('class="handoff loose"') == 1
    assert "Hands on to Payment plan: account; within 10 m 00 s." in drawn
    assert "Hands on to Pay a bill: nothing written down; no time agreed." in drawn


def test_findings_are_counted_in_marks_and_told_in_the_title():
    drawn = draw_journey(picture(marks=(Mark("critical", 2), Mark("low", 130))))

    assert "Findings: 2 critical, 130 low." in drawn
    assert {"2", "99+"} <= set(texts(drawn))
    assert 'class="card worst-critical"' in drawn


def test_every_severity_has_a_shape_of_its_own():
    shapes = {re.sub(r'class="[^"]*"', "", draw_mark(Mark(severity, 1))) for severity in SEVERITIES}

    assert len(shapes) == len(SEVERITIES)


@pytest.mark.parametrize("part", ["<title", "<desc", 'role="img"', "aria-labelledby"])
def test_the_picture_has_a_name_and_a_description(part):
    assert part in draw_journey(picture())


def test_names_cannot_break_out_of_the_picture():
    drawn = draw_journey(picture(title=ATTACK, owner=ATTACK))

    assert "<script" not in drawn
    assert ET.fromstring(drawn).tag == "div"


def test_a_long_name_is_cut_and_its_title_keeps_all_of_it():
    name = "The customer asks why the estimated reading is so much higher than last year's"

    drawn = draw_journey(picture(title=name))

    [card_name, *_] = [text for text in texts(drawn) if text.startswith("The customer")]
    assert len(card_name) <= 25
    assert any(text.endswith("…") for text in texts(drawn))
    assert "so much higher than last year&#39;s. Answers for it" in drawn
