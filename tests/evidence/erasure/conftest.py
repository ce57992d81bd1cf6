"""A centre in which one person left traces everywhere, through the real door."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from centreline.evidence.journal import Origin
from centreline.evidence.lake import Lake
from centreline.evidence.privacy.door import Door

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def door() -> Door:
    return Door(b"a secret of thirty-two characters", region="GB")


@pytest.fixture(scope="session")
def ada(door: Door) -> str:
    return door.pseudonym("ada-77120")


@pytest.fixture(scope="session")
def ada_online(door: Door) -> str:
    """Return what the shop calls the same person: they share an e-mail address with nobody else."""
    return door.pseudonym("shop-9")


@pytest.fixture(scope="session")
def tables(door: Door, ada: str, ada_online: str) -> dict[str, pa.Table]:
    """Return rows of Ada, who calls and writes to the shop, and of Bob, who shares a telephone with her."""
    bob = door.pseudonym("bob-1")
    phone, email = door.pseudonym("+44 20 7946 0018", of="phone"), door.pseudonym("ada@example.org", of="email")

    def contact(name: str, customer: str, days: int, source: str = "acd") -> dict[str, object]:
        at = MARCH + timedelta(days=days)
        return {
            "source": source,
            "contact_id": name,
            "customer_id": customer,
            "reason": "bill",
            "offered_at": at,
            "outcome": "handled",
            "agent": "kim",
        }

    contacts = [contact("a1", ada, 0), contact("a2", ada, 40), contact("b1", bob, 1), contact("b2", bob, 41)]
    contacts.append(contact("s1", ada_online, 2, source="shop"))
    turns = [
        {"source": "acd", "contact_id": one, "turn_no": 1, "at": MARCH, "text": f"it is {one}"} for one in ("a1", "b1")
    ]
    evaluations = [
        {"source": "qa", "evaluation_id": "e1", "contact_id": "a1", "agent": "kim", "evaluated_at": MARCH},
        {"source": "acd", "evaluation_id": "e2", "contact_id": "a1", "agent": "kim", "evaluated_at": MARCH},
    ]
    customers = [
        {"source": "crm", "customer_id": ada, "known_on": MARCH.date(), "phone_key": phone, "email_key": email},
        {"source": "crm", "customer_id": bob, "known_on": MARCH.date(), "phone_key": phone},
        {"source": "shop", "customer_id": ada_online, "known_on": MARCH.date(), "email_key": email},
    ]
    rows = {"contact": contacts, "turn": turns, "evaluation": evaluations, "customer": customers}
    return {name: pa.Table.from_pylist(held) for name, held in rows.items()}


@pytest.fixture(scope="session")
def bring() -> Callable[[Lake, str, pa.Table, str], str]:
    def brought(lake: Lake, table: str, rows: pa.Table, name: str) -> str:
        return lake.merge(table, rows, origin=Origin(name, name, "m", "m"), zone="Europe/London", now=NOW).id

    return brought


@pytest.fixture(scope="session")
def brought_once(
    tmp_path_factory: pytest.TempPathFactory,
    tables: dict[str, pa.Table],
    bring: Callable[[Lake, str, pa.Table, str], str],
) -> Path:
    """What `lake` copies."""
    folder = tmp_path_factory.mktemp("brought") / "evidence"
    for name, rows in tables.items():
        bring(Lake(folder), name, rows, f"{name}.csv")
    return folder


@pytest.fixture
def lake(tmp_path: Path, brought_once: Path) -> Lake:
    return Lake(shutil.copytree(brought_once, tmp_path / "centre" / "evidence"))
