"""A catalogue is changed: written as a change, read, published as a version, with nothing of others overwritten."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from centreline.web.records.store import DjangoState

As = Callable[[str], Client]


def _filled(page: Any, **changed: object) -> dict[str, object]:
    """Return what a browser would send of the form as it is shown, with some of it changed."""
    return _sent(page.context["controls"]) | {"says": "the owner moved", "base": page.context["base"]} | changed


def _sent(controls: Any) -> dict[str, object]:
    given = dict[str, object]()
    for one in controls:
        if one.sort == "rows":
            given[f"rows.{one.name}"] = " ".join(str(row.at) for row in one.rows)
            given |= {name: value for row in one.rows for name, value in _sent(row.controls).items()}
        else:
            given[one.name] = list(one.value) if one.sort == "choices" else one.value
    return given


def _first(kind: str) -> Any:
    newest = DjangoState().published()
    assert newest is not None
    return getattr(newest.blueprint, f"{kind}s")[0]


def test_a_change_is_written_read_and_published_as_a_version(client_as: As) -> None:
    wanda, lee = client_as("workforce"), client_as("leader")
    before, system = DjangoState().published(), _first("system")
    form = wanda.get(f"/catalogue/system/{system.id}/change/")

    written = wanda.post(form.request["PATH_INFO"], _filled(form, title="The new name"))
    read = lee.get(written.url)
    waits = lee.get(f"/catalogue/system/{system.id}/").content.decode()
    published = lee.post(f"{written.url}publish/", {"content": read.context["content"]})

    after = DjangoState().published()
    assert before is not None
    assert after is not None
    assert any("The new name" in says for says in read.context["differences"])
    assert "waits to be published" in waits
    assert published.status_code == 302
    assert after.number == before.number + 1
    assert after.says == "the owner moved"
    assert _first("system").title == "The new name"
    # Everything the form showed and nobody changed reads as before.
    assert _first("system").model_copy(update={"title": system.title}) == system
    assert "The new name" in str(lee.get(f"/catalogue/system/{system.id}/").context["history"])
    assert wanda.post(f"{written.url}publish/", {"content": "x"}).status_code == 403


def test_another_field_that_somebody_changed_meanwhile_is_kept_and_the_same_one_is_not_overwritten(
    client_as: As,
) -> None:
    lee, key = client_as("leader"), _first("procedure").id
    address = f"/catalogue/procedure/{key}/change/"
    form = lee.get(address)
    titles = lee.post(address, _filled(form, title="Mine")).url
    versions = lee.post(address, _filled(form, version="99.1")).url
    others = lee.post(address, _filled(form, title="Theirs")).url

    for change in (titles, versions):
        lee.post(f"{change}publish/", {"content": lee.get(change).context["content"]})
    clash = lee.get(others)

    assert (_first("procedure").title, _first("procedure").version) == ("Mine", "99.1")
    assert "was changed by somebody else" in clash.content.decode()
    assert lee.post(f"{others}publish/", {"content": "x"}).status_code == 409
    assert lee.post(f"{others}withdraw/").status_code == 302
    assert "It was withdrawn" in lee.get(others).content.decode()


def test_a_form_that_stayed_open_overwrites_nothing_that_was_published_meanwhile(client_as: As) -> None:
    lee, wanda, key = client_as("leader"), client_as("workforce"), _first("procedure").id
    address = f"/catalogue/procedure/{key}/change/"
    open_since_before = wanda.get(address)
    mine = lee.post(address, _filled(lee.get(address), title="Mine")).url
    lee.post(f"{mine}publish/", {"content": lee.get(mine).context["content"]})

    another_field = wanda.post(address, _filled(open_since_before, version="99.2")).url
    same_field = wanda.post(address, _filled(open_since_before, title="Theirs"))
    again = wanda.post(address, _filled(same_field, title="Theirs"))

    assert not any("Mine" in says for says in lee.get(another_field).context["differences"])
    assert same_field.status_code == 422
    assert "was changed by somebody else" in same_field.content.decode()
    assert 'value="Theirs"' in same_field.content.decode()
    assert any("Theirs" in says for says in lee.get(again.url).context["differences"])


def test_what_would_not_hold_together_is_refused_with_everything_still_filled_in(client_as: As) -> None:
    lee, key = client_as("leader"), _first("procedure").id
    address = f"/catalogue/procedure/{key}/change/"
    form = lee.get(address)

    nameless = lee.post(address, _filled(form, title=""))
    broken = lee.post(address, _filled(form, title="Kept", **{"steps.0.does": " "}))
    unknown = lee.post(address, _filled(form, title="Kept", **{"steps.0.system": "no-such-system"}))
    nothing = lee.post(address, _filled(form))

    assert {one.status_code for one in (nameless, broken, unknown, nothing)} == {422}
    assert "This has to be filled in." in broken.content.decode()
    assert "Kept" in broken.content.decode()
    assert "no-such-system" in unknown.content.decode()
    assert "Kept" in unknown.content.decode()
    assert "nothing differs" in nothing.content.decode().lower()


def test_a_new_entry_is_added(client_as: As) -> None:
    lee = client_as("leader")
    form = lee.get("/catalogue/role/add")

    taken = lee.post("/catalogue/role/add", _filled(form, key=_first("role").id, title="Twice"))
    written = lee.post("/catalogue/role/add", _filled(form, key="knowledge-keeper", title="Knowledge keeper"))
    lee.post(f"{written.url}publish/", {"content": lee.get(written.url).context["content"]})

    assert taken.status_code == 422
    newest = DjangoState().published()
    assert newest is not None
    assert newest.blueprint.roles[-1].title == "Knowledge keeper"


def test_partners_and_agents_change_nothing_and_read_no_change(client_as: As) -> None:
    lee, key = client_as("leader"), _first("procedure").id
    address = f"/catalogue/procedure/{key}/change/"
    written = lee.post(address, _filled(lee.get(address), title="Between us")).url

    for role in ("kestrel", "vistula", "agent"):
        client = client_as(role)
        assert client.post(address, _filled(lee.get(address), title="Theirs")).status_code in {403, 404}
        assert "Between us" not in client.get(written).content.decode()
        assert "Change it" not in client.get(f"/catalogue/procedure/{key}/").content.decode()


def test_no_form_of_the_catalogues_opens_for_a_partner(client_as: As) -> None:
    kim = client_as("kestrel")

    for address in ("/catalogue/procedure/add", "/catalogue/procedure/how-to-bill-question/change/"):
        refused = kim.get(address)
        assert refused.status_code == 403
        assert "vistula" not in refused.content.decode().casefold()
