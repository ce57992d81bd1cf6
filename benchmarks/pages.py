"""How long the server takes for every page, and the browser until the first paint, at a centre of a million contacts.

    python benchmarks/pages.py                     # makes up the centre first: some minutes
    python benchmarks/pages.py --folder demo       # a centre that `centreline demo --people` made

Promise: of each kind of page 95 in 100 answers in under 100 ms, and a first paint in under a second. One person asks
for one page after the other over a kept connection, from the same machine. The peer is the ceiling: an empty page of
Django on the same server. How busy the machine was is printed, since whoever else works on it is measured too.
"""

import argparse
import contextlib
import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

HERE = Path(__file__).parent
CONTACTS, TIMES = 1_000_000, 60
PROMISED_MS, PROMISED_PAINT_MS = 100.0, 1_000.0
CENTRELINE = str(Path(sys.executable).with_name("centreline"))
CHROMIUM = "/usr/bin/chromium"
PEOPLE = ("lee", "admin", "ada")
NOT_A_PAGE = re.compile(r"^/accounts/logout|^/static/|\.(csv|xlsx|json|pdf|svg)$|[?&](format|as)=")
A_THING = re.compile(r"/(?!map/|journeys/|drafts/|board/|past/)[^/]*(\d|[A-Z:%~])[^/]*")
"""A part of an address that names one of many things; what remains is the kind of page."""


class Visitor:
    """Somebody with one kept connection, signed in or not."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._cookies: dict[str, str] = {}

    @property
    def cookie(self) -> str:
        """What a browser would send along."""
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def get(self, address: str) -> tuple[int, str, str]:
        """Return status, type and text of an answer; the target of a redirect instead of a text."""
        return self._asked("GET", address)

    def sign_in(self, name: str, password: str) -> None:
        """Sign in as a person would."""
        _, _, form = self.get("/accounts/login/")
        [token] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[:1]
        fields = {"login": name, "password": password, "csrfmiddlewaretoken": token}
        status, _, _ = self._asked("POST", "/accounts/login/", urlencode(fields))
        if status != 302:
            raise SystemExit(f"{name} could not sign in: answer {status}")

    def _asked(self, method: str, address: str, body: str | None = None) -> tuple[int, str, str]:
        headers = {"Cookie": self.cookie}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, address, body, headers)
        answer = self._connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self._cookies[name] = value
        text = answer.read().decode("utf-8", "replace")
        return answer.status, answer.headers.get_content_type(), answer.headers.get("Location", text)


def pages_of(visitor: Visitor) -> dict[str, str]:
    """Return an address of each kind of page somebody comes to by its links."""
    waiting, found, asked = ["/"], dict[str, str](), set[str]()
    while waiting:
        address = waiting.pop(0)
        kind = A_THING.sub("/*", urlsplit(address).path)
        if kind in found or address in asked or NOT_A_PAGE.search(address):
            continue
        asked.add(address)
        status, kind_of_answer, text = visitor.get(address)
        if status in (301, 302):
            waiting.insert(0, text)
        elif (status, kind_of_answer) == (200, "text/html"):
            found[kind] = address
            links = [urljoin(address, unescape(link)) for link in re.findall(r'href="([^"#]+)', text)]
            waiting += [link for link in links if not urlsplit(link).netloc]
    return found


def milliseconds(visitor: Visitor, address: str, *, times: int) -> list[float]:
    """Return how long each of some answers took, in order of size."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        visitor.get(address)
        took.append((time.perf_counter() - began) * 1_000)
    return sorted(took)


def p95(took: Sequence[float]) -> float:
    """Return what 95 in 100 stay under.

    >>> p95([float(at) for at in range(1, 101)])
    95.05
    """
    return statistics.quantiles(took, n=20, method="inclusive")[-1]


@contextlib.contextmanager
def served(command: Sequence[str], port: int) -> Iterator[int]:
    """Keep a server running, and give its port once it answers."""
    server = subprocess.Popen([*command, "--port", str(port)], cwd=HERE.parent, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def first_paint_ms(port: int, password: str) -> float:
    """Return how long Chromium takes until the leader's home page is first painted: the median of five."""
    from playwright.sync_api import sync_playwright

    asked = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(base_url=f"http://127.0.0.1:{port}")
        page.goto("/accounts/login/")
        page.get_by_label("Username").fill(PEOPLE[0])
        page.get_by_label("Password", exact=True).fill(password)
        page.keyboard.press("Enter")
        page.wait_for_url(f"http://127.0.0.1:{port}/")
        took = []
        for _ in range(5):
            page.goto("/review/")
            page.wait_for_function(f"() => {asked.removesuffix('.startTime')}")
            took.append(float(page.evaluate(asked)))
        browser.close()
    return statistics.median(took)


def empty_page_p95() -> float:
    """Return the milliseconds in which 95 of 100 empty pages of Django come from the same kind of server: the peer."""
    empty = [sys.executable, "-m", "granian", "--interface", "wsgi", "--log-level", "error", "--blocking-threads", "2",
             "--workers", "2", "benchmarks.empty_page:application"]  # fmt: skip
    with served(empty, 8499) as port:
        return p95(milliseconds(Visitor(port), "/", times=TIMES * 5))


def report(folder: Path, password: str) -> int:
    """Print what was measured and what was promised; return 1 where a promise is missed."""
    pages = [CENTRELINE, "serve", str(folder), "--workers", "2"]
    ceiling = empty_page_p95()
    with served(pages, 8498) as port:
        slowest = {kind: p95(took) for kind, took in measured(port, password).items()}
        paint = first_paint_ms(port, password)
    for kind, took in sorted(slowest.items(), key=lambda one: -one[1]):
        print(f"{took:8.1f} ms  {took / ceiling:6.1f}x  {kind}")
    worst = max(slowest.values())
    kept = ["kept" if value < most else "MISSED" for value, most in ((worst, PROMISED_MS), (paint, PROMISED_PAINT_MS))]
    print(
        f"empty page of Django, p95 {ceiling:.2f} ms; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()}"
    )
    print(f"{len(slowest)} kinds of page, slowest p95 {worst:.1f} ms · promised under {PROMISED_MS:.0f} ms: {kept[0]}")
    print(f"first paint of the review {paint:.0f} ms · promised under {PROMISED_PAINT_MS:.0f} ms: {kept[1]}")
    return int("MISSED" in kept)


def made_up(folder: Path, *options: str) -> str:
    """Make up a centre with people, and return their password."""
    command = [CENTRELINE, "demo", str(folder), *options, "--people"]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    [password] = re.findall(r"with the password (\S+)", told)
    return str(password)


def wait_until_looked(visitor: Visitor) -> None:
    """Wait until what was found at the centre is kept: pages answer at once before that, and say little."""
    while 'id="findings"' not in visitor.get("/findings/")[2]:
        time.sleep(2)


def measured(port: int, password: str) -> dict[str, list[float]]:
    """Return what each kind of page took, asked for by the first of the people who comes to it."""
    took: dict[str, list[float]] = {}
    for name in PEOPLE:
        visitor = Visitor(port)
        visitor.sign_in(name, password)
        if name == PEOPLE[0]:
            wait_until_looked(visitor)
        new = {kind: address for kind, address in pages_of(visitor).items() if kind not in took}
        took |= {kind: milliseconds(visitor, address, times=TIMES) for kind, address in new.items()}
    return took


def main() -> None:
    """Measure, print, and leave with 1 when a promise is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="a served centre; made up where it is not given")
    parser.add_argument("--password", default="", help="of its people, as `centreline demo` printed it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder, password = options.folder or Path(made) / "centre", options.password
        if options.folder is None:
            password = made_up(folder, "--contacts", str(CONTACTS))
        raise SystemExit(report(folder.resolve(), password))


if __name__ == "__main__":
    main()
