"""The centre is named, and its own model begun, in the browser; an earlier version is published again."""

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from centreline.kernel.errors import BlueprintInvalid
from centreline.web.records.store import DjangoState

pytestmark = pytest.mark.django_db

As = Callable[[str], Client]
ADDRESS = "/catalogue/centre/"


@pytest.fixture(autouse=True)
def _no_version_of_another_test() -> None:
    from centreline.web.frame import centre

    centre._HELD.__dict__.pop("workspaces", None)


def published() -> Any:
    newest = DjangoState().published()
    assert newest is not None
    return newest


def sent(form: Any, **changed: object) -> dict[str, object]:
    """Return what a browser would send of the form as it is shown, with some of it changed."""
    written = {one.name: one.value for one in form.context["controls"]}
    about = {"title": form.context["said"]["title"], "says": "it is ours", "base": form.context["base"]}
    return written | about | {"made_up": "on"} | changed


def test_whose_centre_it_is_and_its_currency_are_written_in_the_browser(client_as: As) -> None:
    lee = client_as("leader")
    form, before = lee.get(ADDRESS), published().blueprint

    answer = lee.post(ADDRESS, sent(form, name="Harbour Energy", currency="GBP", values="Care\nCandour"))

    after = published()
    assert answer.status_code == 302
    assert (after.blueprint.organisation.name, after.blueprint.organisation.currency) == ("Harbour Energy", "GBP")
    assert after.blueprint.organisation.values == ("Care", "Candour")
    assert after.says == "it is ours"
    # Nothing else of the model moved, and every page names the centre anew.
    kept = after.blueprint.model_copy(update={"organisation": before.organisation})
    assert kept.content_hash == before.content_hash
    assert "Harbour Energy" in lee.get("/catalogue/").content.decode()


def test_a_centre_that_is_made_up_no_more_is_called_so_on_no_page(client_as: As) -> None:
    lee = client_as("leader")
    form = sent(lee.get(ADDRESS))
    form.pop("made_up")
    assert "This centre is made up." in lee.get("/map/").content.decode()

    lee.post(ADDRESS, form)

    assert "This centre is made up." not in lee.get("/map/").content.decode()


def test_what_cannot_stand_is_said_beside_its_field_and_nothing_is_published(client_as: As) -> None:
    lee, before = client_as("leader"), published().number
    form = lee.get(ADDRESS)

    pounds = lee.post(ADDRESS, sent(form, currency="pounds"))
    nameless = lee.post(ADDRESS, sent(form, name=""))
    reasonless = lee.post(ADDRESS, sent(form, name="Another", says=" "))
    same = lee.post(ADDRESS, sent(form))

    assert {one.status_code for one in (pounds, nameless, reasonless, same)} == {422}
    assert next(one.error for one in pounds.context["controls"] if one.name == "currency")
    assert next(one.error for one in nameless.context["controls"] if one.name == "name")
    assert "nobody said why" in reasonless.content.decode().lower()
    assert published().number == before


def test_two_who_describe_the_centre_at_once_do_not_overwrite_each_other(client_as: As) -> None:
    lee, evelyn = client_as("leader"), client_as("executive")
    opened_before = evelyn.get(ADDRESS)

    lee.post(ADDRESS, sent(lee.get(ADDRESS), name="Mine"))
    theirs = evelyn.post(ADDRESS, sent(opened_before, name="Theirs"))

    assert theirs.status_code == 422
    assert "otherwise since" in theirs.content.decode()
    assert published().blueprint.organisation.name == "Mine"


def test_the_example_is_taken_out_and_brought_back_with_what_was_said_of_it(client_as: As) -> None:
    lee, example = client_as("leader"), published()
    said = len(DjangoState().entries("claim"))

    lee.post(f"{ADDRESS}own-model/", {"says": "ours begins"})
    own, heard = published().blueprint, len(DjangoState().entries("claim"))
    home = html.unescape(lee.get("/").content.decode())
    twice = lee.post(f"{ADDRESS}own-model/", {"says": "once more"})
    lee.post(f"{ADDRESS}versions/{example.number}/again/", {"says": "it was worth keeping"})

    assert (own.journeys, own.roles, own.made_up) == ((), (), False)
    assert own.organisation == example.blueprint.organisation
    assert heard < said
    assert "To a first review" in home
    assert twice.status_code == 409
    assert published().hash == example.hash
    assert len(DjangoState().entries("claim")) == said


def test_only_those_who_publish_write_of_the_centre_and_everybody_reads_it(client_as: As) -> None:
    before = published().number

    for role in ("supervisor", "agent", "kestrel", "auditor"):
        client = client_as(role)
        assert client.get(ADDRESS).status_code == 200
        assert 'name="currency"' not in client.get(ADDRESS).content.decode()
        assert client.post(ADDRESS, {"title": "Mine", "name": "Mine", "says": "so"}).status_code == 403
        assert client.post(f"{ADDRESS}own-model/", {"says": "so"}).status_code == 403
        assert client.post(f"{ADDRESS}versions/1/again/", {"says": "so"}).status_code == 403
    assert published().number == before


def test_a_site_and_a_team_are_written_in_the_browser_under_keys_made_of_their_names(client_as: As) -> None:
    lee = client_as("leader")

    for kind, said in (
        ("site", {"title": "Porto Office", "zone": "Europe/Lisbon"}),
        ("team", {"title": "Night desk", "function": "customer_service", "site": "porto-office"}),
    ):
        written = lee.post(f"/catalogue/{kind}/add", said | {"says": "we opened it"})
        assert written.status_code == 302
        lee.post(f"{written.url}publish/", {"content": lee.get(written.url).context["content"]})

    model = published().blueprint
    assert (model.sites[-1].id, model.sites[-1].zone) == ("porto-office", "Europe/Lisbon")
    assert (model.teams[-1].id, model.teams[-1].site) == ("night-desk", "porto-office")
    assert lee.get("/catalogue/team/night-desk/").status_code == 200


def test_a_zone_nobody_knows_is_said_beside_its_field(client_as: As) -> None:
    answer = client_as("leader").post("/catalogue/site/add", {"title": "Porto", "zone": "Lisbon", "says": "opened"})

    assert answer.status_code == 422
    assert next(one.error for one in answer.context["controls"] if one.name == "zone")


def test_a_server_starts_again_after_touchpoints_went_of_which_the_files_hold_claims(
    client_as: As, tmp_path: Path
) -> None:
    from centreline.actions.initialise import initialise
    from centreline.actions.publish_draft import mirror_blueprint
    from centreline.web.jobs.setting_up import take_over_files

    initialise(tmp_path / "new", name="A new centre", zone="Europe/Madrid")
    take_over_files(tmp_path / "new")
    client_as("leader").post(f"{ADDRESS}own-model/", {"says": "ours begins"})
    mirror_blueprint(published().blueprint, tmp_path / "new")
    number, claims = published().number, tmp_path / "new/claims/claims.yaml"

    assert take_over_files(tmp_path / "new") == ()
    assert published().number == number

    text = claims.read_text(encoding="utf-8")
    claims.write_text(text.replace("Billing sometimes", "Billing often"), encoding="utf-8")
    with pytest.raises(BlueprintInvalid, match="problems in the claims"):
        take_over_files(tmp_path / "new")
