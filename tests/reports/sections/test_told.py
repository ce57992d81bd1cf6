from centreline.reports.names import Names
from centreline.reports.sections.told import claims_weighed


def test_what_speaks_against_a_claim_stands_beside_it_and_the_rest_is_hearsay(blueprint, claims, examination):
    rows = claims_weighed(claims, examination=examination, names=Names(blueprint), organisation="Harbour Light")

    assert [(row.who, row.party, row.stands) for row in rows] == [
        ("Bo", "Harbour Light", "disputed"), ("Cy", "Harbour Light", "disputed"), ("Ana", "Bay Contact", "hearsay"),
    ]  # fmt: skip
    assert rows[0].against == ("“Is the procedure current, and do people trust it?” is answered with yes by Bo alone.",)
    assert rows[2].against == ()
    assert rows[0].asks == "Is the procedure current, and do people trust it?"
