"""A form that is saved as it was shown changes nothing: orders, blanks and commas stay as they were written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from forms import forms_of
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.actions.catalogue_elements import WRITTEN_UNDER, class_of
from centreline.blueprint.document import Blueprint
from centreline.blueprint.journey import Touchpoint
from centreline.web.pages.board.card_facts import PICKED, RECOGNISED, ROWS, TEXTS, TYPED, facts_sent
from centreline.web.pages.catalogues.filled import document_from, whole_or_wrong
from centreline.web.pages.catalogues.form import controls_for

ClientAs = Callable[[str], Client]

WORDS = st.text("ab ,\n", min_size=1, max_size=6).filter(str.strip)
LISTS = st.lists(WORDS, max_size=4, unique=True)
KEYS = st.lists(st.sampled_from(["crm", "billing", "switchboard", "archive"]), unique=True)
HANDOFF = st.fixed_dictionaries({
    "to": st.sampled_from(["refund", "complaint"]), "passes": LISTS, "within_s": st.none() | st.integers(1, 900),
    "accepted_by_sender": st.none() | st.booleans(), "accepted_by_receiver": st.none() | st.booleans(),
})  # fmt: skip
CARD = st.fixed_dictionaries(
    dict.fromkeys(PICKED, KEYS)
    | dict.fromkeys(TYPED, LISTS)
    | dict.fromkeys(("title", "what", "happens"), WORDS)
    | {"handoffs": st.lists(HANDOFF, max_size=3), "measures": st.just([]), "risks": st.just([])}
    | {"recognised_by": st.none() | st.fixed_dictionaries(dict.fromkeys(RECOGNISED, LISTS))}
)


def as_browser_sends(card: dict[str, Any]) -> QueryDict:
    """Return what a browser sends of the form of a card: choices in alphabetical order, ends of lines as two signs."""
    sent = QueryDict(mutable=True)
    for name in ("title", "what", "happens"):
        sent[name] = card[name].replace("\n", "\r\n")
    for name in PICKED:
        sent.setlist(name, ["", *sorted(card[name])])
    for name in TYPED:
        sent[name] = ", ".join(card[name]).replace("\n", "\r\n")
    for name, columns in ROWS.items():
        sent[name] = ""
        for column in columns:
            cells = [one.get(column) for one in card[name]]
            shown = [", ".join(one) if isinstance(one, list) else "" if one is None else str(one) for one in cells]
            sent.setlist(f"{name}-{column}", [*(one.replace("\n", "\r\n") for one in shown), ""])
    sent["recognised_by"] = ""
    for name in RECOGNISED:
        sent[f"recognised_by-{name}"] = ", ".join((card["recognised_by"] or {}).get(name, ()))
    return sent


@settings(max_examples=40, deadline=None)
@given(CARD)
def test_a_card_saved_as_its_form_shows_it_says_what_it_said(card: dict[str, Any]) -> None:
    facts = facts_sent(as_browser_sends(card), card)

    nothing = card["recognised_by"] is not None and not any(card["recognised_by"].values())
    assert facts == card | ({"recognised_by": None} if nothing else {})


def test_what_is_picked_besides_comes_last_and_what_is_taken_away_moves_nothing() -> None:
    held = {name: [] for name in (*PICKED, *TYPED, *ROWS)} | {"systems": ["switchboard", "crm", "billing"]}
    sent = QueryDict("systems=archive&systems=billing&systems=switchboard")

    assert facts_sent(sent, held) == {"systems": ["switchboard", "billing", "archive"]}
    assert set(PICKED) | set(TYPED) | set(ROWS) | set(TEXTS) <= set(Touchpoint.model_fields)


@pytest.mark.django_db
def test_a_card_is_saved_from_its_page_without_a_difference(client_as: ClientAs) -> None:
    from centreline.web.records.published import published_version
    from centreline.web.records.store import DjangoState

    newest, lee = published_version(), client_as("leader")
    assert newest is not None
    whole = max(newest.blueprint.journeys, key=lambda one: sum(len(stage.touchpoints) for stage in one.stages))
    draft = lee.post("/map/start/", {"journey": whole.id, "title": "As it is"}).url.rstrip("/").rsplit("/", 1)[-1]
    card = max(DjangoState().entries("card", within=draft), key=lambda one: len(one.fields["systems"]))
    address = f"/map/{draft}/card/{card.key}/"
    form = next(one for one in forms_of(address, lee.get(address).content.decode()) if "systems" in one.fields)
    shown = {name: one for name, one in form.fields.items() if name in {*PICKED, *TYPED, *TEXTS, "if_match"}}

    answer = lee.post(form.action, {name: one.chosen if one.choices else one.value for name, one in shown.items()})

    after = DjangoState().entry("card", card.key)
    assert answer.status_code in {200, 302}
    assert after is not None
    assert len(card.fields["systems"]) > 1
    assert after.fields == card.fields


@pytest.mark.django_db
def test_every_entry_of_every_catalogue_is_saved_as_its_form_shows_it_without_a_difference() -> None:
    from centreline.web.records.published import published_version

    newest = published_version()
    assert newest is not None
    seen = 0
    for kind in WRITTEN_UNDER:
        for element in _reversed(newest.blueprint, kind):
            document = element.model_dump(mode="json", exclude_defaults=True)
            controls = controls_for(kind, document, blueprint=newest.blueprint)
            said, wrong = whole_or_wrong(kind, element.id, document_from(kind, _sent(controls)), before=element)
            document.pop("id", None)
            assert (said, dict(wrong)) == (document, {})
            seen += 1

    assert seen > len(WRITTEN_UNDER)


def _reversed(blueprint: Blueprint, kind: str) -> list[Any]:
    """Return the elements of a catalogue, whatever lists names in them the other way round."""
    from centreline.actions.catalogue_elements import elements_of

    turned = []
    for one in elements_of(blueprint, kind):
        document = one.model_dump(mode="json", exclude_defaults=True)
        lists = {name: value[::-1] for name, value in document.items() if isinstance(value, list)}
        turned.append(class_of(kind).model_validate(document | lists))
    return turned


def _sent(controls: Any) -> QueryDict:
    """Return what a browser sends of a form of a catalogue: of several choices, as they are shown."""
    sent = QueryDict(mutable=True)
    for one in controls:
        if one.sort == "rows":
            sent[f"rows.{one.name}"] = " ".join(str(row.at) for row in one.rows)
            for row in one.rows:
                sent.update(_sent(row.controls))
        elif one.sort == "choices":
            sent.setlist(one.name, [key for key, _title in one.options if key in one.value])
        else:
            sent[one.name] = one.value.replace("\n", "\r\n")
    return sent
