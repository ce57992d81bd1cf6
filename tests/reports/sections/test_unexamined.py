from centreline.reports.sections.unexamined import Asked, open_questions


def test_questions_that_lack_the_same_thing_stand_together_and_say_what_to_bring(examination, book):
    [row] = open_questions(examination, checks=book)

    assert row.questions == (
        Asked("QUA901", "Does the score tell what customers met?"), Asked("QUA902", "Do evaluators agree?"),
    )  # fmt: skip
    assert row.because.startswith("Nobody has brought evaluation (")
    assert row.bring == "Bring it with `centreline ingest evaluation FILE --mapping MAPPING`."
