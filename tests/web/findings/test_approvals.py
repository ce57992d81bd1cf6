"""Somebody is asked to approve a decision past a shut gate: where they meet it, and what it is until they answer."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]
ASKED = {
    "lane": "automate", "because": "It is long.", "owner": "Lee", "due": "", "approver": "evelyn",
    "despite": "The owner is named next week.",
}  # fmt: skip


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return html.unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode())))


def shut() -> Any:
    """Return a finding that keeps a gate shut."""
    from centreline.web.reading.findings import seen_by
    from centreline.web.records.people import actor_named

    lee = actor_named("lee")
    assert lee is not None
    seen = seen_by(lee)
    assert seen is not None
    return next(one for one in seen.findings if one.check == "OWN001")


def own_page() -> str:
    from centreline.web.frame.addresses import address_of

    return address_of(shut().check, shut().element)


def ask(client: Client, **other: str) -> str:
    """Have somebody decide, and return where the decision is read."""
    answer = client.post(f"{own_page()}decide/", ASKED | other)
    assert answer.status_code == 302
    return f"/decide/{re.findall('done=([0-9a-f]+)', answer['Location'])[0]}/"


def content(client: Client, decision: str) -> str:
    return str(client.get(decision).context["approval"]["content"])


def test_whoever_is_asked_meets_it_on_their_home_page_and_approves_what_they_read(client_as: ClientAs) -> None:
    lee, evelyn, admin = client_as("leader"), client_as("executive"), client_as("administrator")
    decision = ask(lee)

    home = evelyn.get("/")
    assert f'href="{decision}#approval"' in home.content.decode()
    assert "Your approval is asked" in words(home)
    assert "Your approval is asked" not in words(admin.get("/"))
    read = words(evelyn.get(decision))
    assert "Your approval is asked" in read
    assert "The owner is named next week." in read
    given = {"content": content(evelyn, decision)}
    assert admin.post(f"{decision}approve/", given).status_code == 403
    assert lee.post(f"{decision}approve/", given).status_code == 403
    assert evelyn.post(f"{decision}approve/", given).status_code == 302
    assert evelyn.post(f"{decision}approve/", given).status_code == 302

    board = lee.get("/decide/")
    [automated] = [lane for lane in board.context["lanes"] if lane["key"] == "automate"]
    assert len(automated["cards"]) == 1
    assert "approved by Evelyn" in words(board)
    assert "Your approval is asked" not in words(evelyn.get("/"))


def test_until_they_answer_it_is_not_decided_for_anybody(client_as: ClientAs) -> None:
    lee = client_as("leader")
    before = len(lee.get("/").context["answers"])
    ask(lee)

    board = lee.get("/decide/")
    assert "0 findings are decided" in words(board)
    assert [lane["cards"] for lane in board.context["lanes"] if lane["cards"]] == []
    assert "waits for the approval of Evelyn" in words(board)
    register = lee.get("/findings/?decided=waits")
    assert [row.finding.element for row in register.context["page"]] == [shut().element]
    assert "Waits for approval" in words(register)
    assert list(lee.get("/findings/?decided=automate").context["page"]) == []
    assert "waits for the approval of Evelyn" in words(lee.get(own_page()))
    assert "waits for the approval of Evelyn" in words(lee.get("/review/"))
    assert len(lee.get("/").context["answers"]) == before


def test_a_partner_is_told_of_nothing_that_waits(client_as: ClientAs) -> None:
    decision = ask(client_as("leader"))

    for partner in ("kestrel", "vistula"):
        for page in ("/decide/", "/review/", "/findings/"):
            assert "approval of Evelyn" not in words(client_as(partner).get(page))
        assert client_as(partner).get(decision).status_code == 403


def test_what_they_refuse_goes_back_with_the_reason(client_as: ClientAs) -> None:
    lee, evelyn = client_as("leader"), client_as("executive")
    decision = ask(lee)
    given = {"content": content(evelyn, decision)}

    assert evelyn.post(f"{decision}refuse/", given | {"reason": " "}).status_code == 422
    assert evelyn.post(f"{decision}refuse/", given | {"reason": "Not before summer."}).status_code == 302

    board = lee.get("/decide/")
    assert "Refused by Evelyn" in words(board)
    assert "Not before summer." in words(board)
    assert "0 findings are decided" in words(board)
    assert "Approval refused" in words(lee.get("/findings/?decided=refused"))


def test_what_was_written_otherwise_meanwhile_is_not_approved(client_as: ClientAs) -> None:
    lee, evelyn = client_as("leader"), client_as("executive")
    decision = ask(lee)
    read = content(evelyn, decision)
    assert lee.post(decision, ASKED | {"because": "It is very long.", "expects": "1"}).status_code == 302

    assert evelyn.post(f"{decision}approve/", {"content": read}).status_code == 409
    assert "Your approval is asked" in words(evelyn.get(decision))


def test_an_approval_is_taken_back_by_whoever_gave_it(client_as: ClientAs) -> None:
    lee, evelyn = client_as("leader"), client_as("executive")
    decision = ask(lee)
    evelyn.post(f"{decision}approve/", {"content": content(evelyn, decision)})
    key = decision.split("/")[2]

    assert lee.post(f"/findings/undo/decision/{key}/2/").status_code == 404
    assert f"/findings/undo/decision/{key}/2/" in evelyn.get(decision).content.decode()
    assert evelyn.post(f"/findings/undo/decision/{key}/2/").status_code == 302
    assert "waits for the approval of Evelyn" in words(lee.get("/decide/"))


def decided_when_open(decision: str, gate: int) -> None:
    """Have one gate that was shut when it was approved be one that was open: it was shut since."""
    from centreline.governance.kinds.decision import Said
    from centreline.web.records.models import EntryRow

    row = EntryRow.objects.get(kind="decision", key=decision.split("/")[2])
    said = Said(**row.body)
    then = said.model_copy(update={"hindered": said.hindered[:gate] + said.hindered[gate + 1 :]})
    row.body = then.model_dump(mode="json") | {"answered": then.content}
    row.save()


def test_what_was_approved_under_other_gates_still_stands_and_is_not_handed_to_a_change(client_as: ClientAs) -> None:
    lee, evelyn = client_as("leader"), client_as("executive")
    decision = ask(lee)
    evelyn.post(f"{decision}approve/", {"content": content(evelyn, decision)})
    begins = lee.get("/decide/").context["lanes"][2]["cards"][0]["propose"]
    handed_on = lee.get(begins)
    decided_when_open(decision, 0)

    board, held_back = lee.get("/decide/"), lee.get(begins)

    assert "It is long." in handed_on.context["values"]["because"]
    assert [len(lane["cards"]) for lane in board.context["lanes"] if lane["key"] == "automate"] == [1]
    assert "under other gates" in words(board)
    assert "A gate is shut that was open then." in words(board)
    assert "It is long." not in held_back.context["values"]["because"]
    assert f'href="{decision}"' in held_back.content.decode()
    again = lee.post(f"{decision}", ASKED | {"expects": str(lee.get(decision).context["card"]["entry"].version)})
    assert again.status_code == 302
    assert "waits for the approval of Evelyn" in words(lee.get("/decide/"))
