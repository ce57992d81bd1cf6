"""The parts of an element are rows of the form: they come and go by buttons, and what is wrong is said beside each."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from centreline.actions.catalogue_elements import WRITTEN_UNDER, class_of
from centreline.kernel.written.shape import fields_of
from centreline.web.records.store import DjangoState

pytestmark = pytest.mark.django_db

As = Callable[[str], Client]
ADDRESS = "/catalogue/partner/kestrel/change/"
LEVELS = {
    "title": "Kestrel", "says": "agreed anew", "contract_ends_on": "2027-01-31", "rows.service_levels": "0 1",
    "service_levels.0.metric": "service_level", "service_levels.0.at_least": "0.8",
    "service_levels.1.metric": "abandonment_rate", "service_levels.1.at_most": "0.05",
    "service_levels.1.cadence": "weekly", "rows.rates": "", "rates.0.amount": "9",
}  # fmt: skip


def _control(page: Any, name: str) -> Any:
    return next(one for one in page.context["controls"] if one.name == name)


def _values(page: Any, name: str) -> list[dict[str, object]]:
    rows = _control(page, name).rows
    return [{one.name.rpartition(".")[2]: one.value for one in row.controls if one.value} for row in rows]


def test_a_row_comes_and_goes_with_everything_typed_kept_and_nothing_written(client_as: As) -> None:
    lee: Any = client_as("leader")
    changes = len(DjangoState().entries("catalogue_change"))

    more = lee.post(ADDRESS, LEVELS | {"title": "Kept as typed", "add_row": "service_levels"})
    fewer = lee.post(ADDRESS, LEVELS | {"remove_row": "service_levels.0"})
    none = lee.post(ADDRESS, LEVELS | {"rows.service_levels": "1", "remove_row": "service_levels.0"})
    odd = lee.post(ADDRESS, LEVELS | {"remove_row": "service_levels.7", "add_row": "title"})

    assert (more.status_code, _control(more, "title").value) == (200, "Kept as typed")
    first = {"metric": "service_level", "at_least": "0.8"}
    second = {"metric": "abandonment_rate", "at_most": "0.05", "cadence": "weekly"}
    assert _values(more, "service_levels") == [first, second, {}]
    assert _values(fewer, "service_levels") == [second]
    assert _values(none, "service_levels") == []
    assert '<select id="f-service_levels.2.metric" name="service_levels.2.metric" required' in more.content.decode()
    # Whoever works by keys goes on where they were, and hears what was done.
    assert more.context["focus"] == "service_levels.2.metric"
    assert fewer.context["focus"] == "service_levels.0.remove"
    assert none.context["focus"] == "service_levels.add"
    assert more.content.decode().count(" autofocus") == fewer.content.decode().count(" autofocus") == 1
    assert 'role="status">The row is removed. Nothing is saved yet.' in fewer.content.decode()
    assert odd.status_code == 302
    assert len(DjangoState().entries("catalogue_change")) == changes + 1


def test_enter_in_a_field_of_a_row_removes_no_row(client_as: As) -> None:
    form = client_as("leader").get(ADDRESS).content.decode()

    ours = form[form.index('<form method="post" class="stack">') :]
    first = ours[ours.index("<button") : ours.index("</button>")]
    assert "remove_row" not in first
    assert "See what would change" in first


def test_what_is_wrong_is_said_beside_its_row_and_field_and_nothing_typed_is_lost(client_as: As) -> None:
    lee: Any = client_as("leader")
    wrong = {"service_levels.0.at_least": "most", "service_levels.1.at_least": "0.9", "contract_ends_on": "2027-02-31"}

    refused = lee.post(ADDRESS, LEVELS | wrong)

    [first, second] = _control(refused, "service_levels").rows
    errors = {one.name: one.error for one in (*first.controls, *second.controls) if one.error}
    text = refused.content.decode()
    assert refused.status_code == 422
    assert errors == {"service_levels.0.at_least": "Write a number with a point, such as 0.8."}
    assert "no value can meet both" in second.error
    assert 'id="f-service_levels.0.at_least-error"' in text
    assert 'aria-describedby="f-service_levels.0.at_least-help f-service_levels.0.at_least-error"' in text
    assert _control(refused, "contract_ends_on").error
    assert _values(refused, "service_levels")[0]["at_least"] == "most"
    assert "3 fields cannot stand so" in text


def test_rows_are_kept_as_numbers_days_and_words_so_that_others_changes_are_told_from_them(client_as: As) -> None:
    lee: Any = client_as("leader")

    written = lee.post(ADDRESS, LEVELS | {"rows.service_levels": "0 1 2"}).url

    document = DjangoState().entries("catalogue_change", within="partner:kestrel")[-1].fields["document"]
    # The third row was left blank, and is none.
    assert document["service_levels"] == [
        {"metric": "service_level", "at_least": 0.8},
        {"metric": "abandonment_rate", "at_most": 0.05, "cadence": "weekly"},
    ]
    assert "rates" not in document
    assert lee.get(written).context["differences"]


def test_each_part_of_each_catalogue_can_be_written_as_a_row() -> None:
    parts = [one.part for kind in WRITTEN_UNDER for one in fields_of(class_of(kind)).values() if one.part]

    assert len(parts) > 8
    assert not [inner for part in parts for inner in fields_of(part).values() if inner.part]


def test_a_new_entry_that_is_refused_keeps_its_key(client_as: As) -> None:
    lee: Any = client_as("leader")

    refused = lee.post("/catalogue/partner/add", LEVELS | {"key": "osprey", "service_levels.0.metric": ""})
    grown = lee.post("/catalogue/partner/add", LEVELS | {"key": "no key", "add_row": "rates"})

    assert (refused.status_code, refused.context["new_key"], refused.context["key"]) == (422, "osprey", "")
    assert (grown.status_code, grown.context["new_key"], len(_control(grown, "rates").rows)) == (200, "no key", 1)


def test_touchpoints_and_teams_are_chosen_by_their_names_and_one_that_went_is_not_lost(client_as: As) -> None:
    lee: Any = client_as("leader")

    scope = _control(lee.get(ADDRESS), "scope")
    role = next(iter(DjangoState().published().blueprint.roles)).id  # type: ignore[union-attr]  # it was published
    team = _control(lee.get(f"/catalogue/role/{role}/change/"), "team")
    gone = _control(lee.post(ADDRESS, LEVELS | {"scope": "no-more", "title": ""}), "scope")

    assert (scope.sort, team.sort) == ("choices", "choice")
    assert dict(scope.options)["ask-about-a-tariff"] == "Ask about a tariff"
    assert (gone.value, gone.options[-1]) == (("no-more",), ("no-more", "no-more"))


def test_metrics_and_ways_of_counting_are_chosen_by_their_names(client_as: As) -> None:
    lee: Any = client_as("leader")

    grown = lee.post(ADDRESS, LEVELS | {"add_row": "service_levels"})

    [first, _second, new] = _control(grown, "service_levels").rows
    metric, way = first.controls[:2]
    assert dict(metric.options)["service_level"] == "Service level"
    assert "id" not in f"{metric.means} {way.means}".casefold().split(), "nobody has to know an id"
    assert [heading for heading, _options in way.groups] == ["Service level"], "of its metric, no other can be meant"
    assert dict(way.options)["over_offered"] == "answered in time, of all offered"
    assert len(new.controls[1].groups) == len(metric.options), "of every metric, under its name, while none is chosen"
    text = grown.content.decode()
    assert '<option value="service_level" selected>Service level</option>' in text
    assert '<optgroup label="Service level"><option value="over_offered">answered in time, of all offered' in text
    role = client_as("leader").get("/catalogue/role/add")
    assert dict(_control(role, "measurement").options)["occupancy"] == "Occupancy"


def test_a_name_that_nothing_has_is_refused_beside_its_field_and_one_that_stood_there_before_is_kept(
    client_as: As,
) -> None:
    lee: Any = client_as("leader")
    wrong = {"service_levels.0.variant": "resolved", "service_levels.1.metric": "abandonment_rat"}

    refused = lee.post(ADDRESS, LEVELS | wrong)

    rows = _control(refused, "service_levels").rows
    errors = {one.name: one.error for row in rows for one in row.controls if one.error}
    assert refused.status_code == 422
    assert set(errors) == set(wrong)
    assert errors["service_levels.0.variant"].startswith("There is no way of counting service level 'resolved'; choose")
    meant = "There is no metric 'abandonment_rat'; choose 'abandonment_rate', or another one of the list."
    assert errors["service_levels.1.metric"] == meant
    assert _values(refused, "service_levels")[1]["metric"] == "abandonment_rat", "what was chosen is shown, not lost"


def test_what_was_published_under_a_name_that_went_can_be_changed_elsewhere() -> None:
    from centreline.actions.catalogue_names import unknown_in
    from centreline.blueprint.data import DataDomain
    from centreline.blueprint.organisation import Role

    old = Role(id="head", title="Head", measurement=("gone_metric",))
    new = old.model_copy(update={"title": "Lead", "measurement": ("gone_metric", "other_metric")})
    domain = {"id": "calls", "title": "Calls", "tables": ["contact", "contacts"]}
    domain |= {"thresholds": [{"table": "contact", "column": "queu", "at_least": 1}]}

    assert unknown_in(old.model_copy(update={"title": "Lead"}), before=old) == ()
    assert [one.way for one in unknown_in(new, before=old)] == [("measurement", 1)]
    found = unknown_in(DataDomain.model_validate(domain), before=None)
    assert [(one.way, one.what) for one in found] == [
        (("tables", 1), "there is no evidence table 'contacts'"),
        (("thresholds", 0, "column"), "there is no column of the table contact 'queu'"),
    ]
    assert [one.fix for one in found] == [f"choose {one!r}, or another one of the list" for one in ("contact", "queue")]
