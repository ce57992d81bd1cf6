from centreline.reports.names import Names
from centreline.reports.sections.journeys import Mark, pictured_journeys


def journeys_of(blueprint, examination, contacts=None):
    return pictured_journeys(blueprint, examination=examination, names=Names(blueprint), contacts=contacts or {})


def test_a_touchpoint_stands_in_the_lane_of_whoever_serves_it(blueprint, examination):
    pay, move = journeys_of(blueprint, examination)

    assert [(card.id, card.lane) for card in pay.cards] == [
        ("question", "Harbour Light"), ("plan", "Bay Contact (partner)"),
    ]  # fmt: skip
    assert pay.lanes == ("Harbour Light", "Bay Contact (partner)")
    assert [card.lane for card in move.cards] == ["Automated"]


def test_findings_are_marked_where_they_lie_and_a_handoff_at_both_its_ends(blueprint, examination):
    pay, move = journeys_of(blueprint, examination)

    assert [card.marks for card in pay.cards] == [(Mark("critical", 1), Mark("medium", 1)), (Mark("high", 1),)]
    assert [card.marks for card in move.cards] == [(Mark("high", 1),)]


def test_a_handoff_is_agreed_only_when_a_time_is_set_and_both_sides_accepted(blueprint, examination):
    pay, _ = journeys_of(blueprint, examination)

    assert [(arrow.start, arrow.end_title, arrow.agreed) for arrow in pay.arrows] == [
        ("question", "Payment plan", True), ("plan", "Final reading", False),
    ]  # fmt: skip


def test_contacts_are_shown_where_somebody_counted_them(blueprint, examination):
    pay, _ = journeys_of(blueprint, examination, {"question": 8})

    assert [card.contacts for card in pay.cards] == [8, None]
