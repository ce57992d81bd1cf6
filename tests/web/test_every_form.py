"""Hostile words in every field of every form: they are words on each page, and inert in each table that is taken out.

Somebody of each role fills in what they come by (`planting.py`); the list of forms is read from the templates, so that
a new one is tried too or says here why not.
"""

import re
from pathlib import Path
from typing import Any

import centreline.web

TEMPLATES = Path(centreline.web.__file__).parent / "templates"
FORM = re.compile(r'<form method="post".*?</form>', re.DOTALL)
OTHERS = "select|checkbox|date|number|password|file|hidden|radio"
HOLDS_WORDS = re.compile(rf'<textarea|<input type="text"|<c-field(?![^>]*type="(?:{OTHERS})")')
SENT_TO = re.compile(r"""action="(?:{% if entry %})?{% url '(\w+)'|action="{{ ([\w.]+)""")

NAMED_ELSEWHERE = {
    "board/new_journey.html": "journey_new", "catalogues/form.html": "catalogue_add",
    "catalogues/remove.html": "catalogue_remove", "catalogues/centre.html": "centre",
    "findings/decision.html": "decision", "imports/choose.html": "import_new", "imports/map.html": "import_map",
    "imports/schedule.html": "import_schedule", "people/person.html": "person", "proposals/form.html": "proposal_new",
    "findings/finding.html addresses.comment": "finding_comment", "findings/finding.html addresses.decide":
    "finding_decide", "findings/finding.html addresses.waive": "finding_waive",
    "findings/together.html addresses.merge": "finding_merge", "findings/together.html addresses.size": "finding_size",
    "proposals/proposal.html addresses.close": "proposal_close", "proposals/proposal.html addresses.reject":
    "proposal_reject", "proposals/proposal.html addresses.withdraw": "proposal_withdraw",
}  # fmt: skip
"""Where a form is sent that its template does not name: by the template, and what it calls the address."""

NOT_MET = {
    "account_login": "whoever fills it in has not signed in, and writes nothing that is kept",
    "errors/_sent.html request.get_full_path": "what is sent has to be refused; the test of what is given back does so",
    "first_administrator": "there are people here, and so there is no such page; its own test fills it in",
    "board_group_rename": "there is a group only after two notes are put together; the same heading is met there",
    "decision_refuse": "nobody who writes here is asked to approve anything",
    "board_photo_place": "a picture is sent first; its words pass the same act as those of a pasted sheet",
    "board_publish": "it ends the draft on which the other forms of a board stand",
    "import_map": "the file that is brought is not one that says how it is read",
    "metric_propose": "a definition needs figures that fit together",
    "metric_reject": "no definition is proposed here",
    "metric_target": "the operating model of this centre names the target",
    "proposal_close": "nothing is published here that could be closed",
    "proposal_withdraw": "the proposal is rejected before, with the same field",
    "settings_hold_find": "words find nobody; its own test finds somebody",
    "settings_hold_lift": "no hold stands here; its own test lifts one",
    "settings_hold_place": "it stands under what is found, and words find nobody; its own test fills it in",
    "settings_retention_at": "it stands under what an hour means, which no link asks for; its own test fills it in",
    "settings_retention": "it stands under a count that nobody asks for by a link; its own test fills it in",
    "sign_review": "no review is held with a partner here",
}
REFUSED = {
    "board_card": {"recognised_by-channels"},
    "catalogue_add": {"changed_on", "key", "last_verified_on", "review_interval_days", "steps", "trainings"},
    "catalogue_edit": {"changed_on", "last_verified_on", "review_interval_days", "says", "steps", "trainings",
                       "lagging", "leading", "touchpoints"},
    "centre": {"currency", "says"},
    "finding_comment": {"link"},
    "import_schedule": {"inside"},
    "import_schedule_new": {"inside"},
    "settings_hold_find": {"account", "customer", "email", "phone"},
    "settings_zone": {"zone"},
    "person_add": {"agent", "name", "sites"},
    "proposal_withdraw": {"reason"},
}  # fmt: skip
"""Fields that hold a key, a day, a number or lines of a kind, and so take no such words: the page says so."""


def names_of(template: Path) -> list[str]:
    """Return where the forms of a template with words in them are sent."""
    place, names = template.relative_to(TEMPLATES).as_posix(), list[str]()
    for form in FORM.findall(template.read_text(encoding="utf-8")):
        if HOLDS_WORDS.search(form):
            found = SENT_TO.search(form)
            asked = f"{place} {found[2]}" if found and found[2] else place
            names.append(found[1] if found and found[1] else NAMED_ELSEWHERE.get(asked, asked))
    return names


def test_every_form_with_words_in_it_is_filled_in_or_says_why_not(planted: dict[str, Any]) -> None:
    forms = {name for template in TEMPLATES.rglob("*.html") for name in names_of(template)}

    assert len(forms) > 40
    assert forms - set(planted["taken"]) == set(NOT_MET)
    assert {name: set(fields) - REFUSED.get(name, set()) for name, fields in planted["refused"].items()} == {
        name: set() for name in planted["refused"]
    }


def test_what_people_write_is_words_on_every_page_and_in_every_table_that_is_taken_out(planted: dict[str, Any]) -> None:
    assert planted["failed"] == []
    assert planted["raw"] == []
    assert planted["live"] == []
