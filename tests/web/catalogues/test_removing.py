"""An element is taken out of a catalogue once nothing names it, as a version, and comes back as it read last."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from centreline.web.records.store import DjangoState

pytestmark = pytest.mark.django_db

As = Callable[[str], Client]


def test_what_is_named_stays_and_says_by_what(client_as: As) -> None:
    newest = DjangoState().published()
    assert newest is not None
    used = next(one.owner for one in newest.blueprint.procedures if one.owner)
    lee: Any = client_as("leader")

    form = lee.get(f"/catalogue/role/{used}/remove/")
    assert form.context["named_by"]
    refused = lee.post(f"/catalogue/role/{used}/remove/", {"says": "nobody needs it"})
    assert refused.status_code == 422
    assert len(refused.context["problem"].problems) >= 1
    assert client_as("kestrel").get(f"/catalogue/role/{used}/remove/").status_code == 403
    assert client_as("agent").get(f"/catalogue/role/{used}/remove/").status_code == 403


def test_what_nothing_names_goes_as_a_version_and_comes_back_as_it_read(client_as: As) -> None:
    lee: Any = client_as("leader")
    given = {"key": "old-fax", "title": "Old fax", "category": _kind(), "says": "it was never written down"}
    added = lee.post("/catalogue/system/add", given).url
    lee.post(f"{added}publish/", {"content": lee.get(added).context["content"]})
    before = _systems()["old-fax"]

    assert lee.post("/catalogue/system/old-fax/remove/", {"says": " "}).status_code == 422
    gone = lee.post("/catalogue/system/old-fax/remove/", {"says": "it was switched off"}).url
    read = lee.get(gone)
    assert any("fax" in says.casefold() for says in read.context["differences"])
    assert "old-fax" in _systems()
    lee.post(f"{gone}publish/", {"content": read.context["content"]})
    assert "old-fax" not in _systems()
    assert lee.get("/catalogue/system/old-fax/").status_code == 404

    assert "Bring it back" in lee.get(gone).content.decode()
    back = lee.post(f"{gone}restore/").url
    lee.post(f"{back}publish/", {"content": lee.get(back).context["content"]})
    assert _systems()["old-fax"] == before
    assert lee.post(f"{gone}restore/").status_code in {409, 422}

    # What somebody changed meanwhile is not taken out.
    gone = lee.post("/catalogue/system/old-fax/remove/", {"says": "off"}).url
    form = lee.get("/catalogue/system/old-fax/change/").context["controls"]
    filled = {one.name: list(one.value) if one.sort == "choices" else one.value for one in form}
    changed = lee.post(
        "/catalogue/system/old-fax/change/", filled | {"title": "Fax of the post", "says": "its name"}
    ).url
    lee.post(f"{changed}publish/", {"content": lee.get(changed).context["content"]})

    assert "changed by somebody else" in lee.get(gone).context["refused"].what


def _kind() -> str:
    return str(next(iter(_systems().values())).category)


def _systems() -> dict[str, Any]:
    newest = DjangoState().published()
    assert newest is not None
    return {one.id: one for one in newest.blueprint.systems}
