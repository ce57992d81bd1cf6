"""A thousand people who look at once: 500 pages that ask every five seconds, and 500 event streams.

    python benchmarks/viewers.py                          # makes up a small centre first
    python benchmarks/viewers.py --folder demo --password …

Promise: 95 in 100 answers in under 300 ms, no error, and less than 400 MB for each process that answers. The peer is an
empty page of Django on the same server, asked as often by as many. Whoever looks runs on the same cores as the server,
so what is measured is both together; how busy the machine was besides is printed.
"""

import argparse
import asyncio
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path

from pages import CENTRELINE, Visitor, made_up, p95, served, wait_until_looked

PEOPLE = ("evelyn", "lee", "wanda", "quinn", "sasha", "kim", "viktor", "hana", "dara", "admin")
VIEWERS, EVERY_S, FOR_S = 500, 5.0, 30.0
PORT, EMPTY_PORT = 8494, 8493
PROMISED_MS, PROMISED_MB = 300.0, 400.0
KNOWN = re.compile(r"known=(\w+)")


async def ask(port: int, path: str, cookie: str) -> tuple[int, float, bytes]:
    """Return the status and text of one answer, and after how many milliseconds it was there; each dials anew."""
    began = time.perf_counter()
    answer = b""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        writer.write(request.encode())
        answer = await asyncio.wait_for(reader.read(), timeout=30)
        writer.close()
        status = int(answer.split(b" ", 2)[1])
    except (OSError, TimeoutError, IndexError, ValueError):
        status = 0
    return status, (time.perf_counter() - began) * 1_000, answer


async def look(port: int, path: str, cookie: str, *, until: float) -> list[tuple[int, float]]:
    """Ask for a page every few seconds, not all at the same moment; what was drawn anew is what is known from then."""
    answers = []
    await asyncio.sleep(random.random() * EVERY_S)
    while time.perf_counter() < until:
        status, took, page = await ask(port, path, cookie)
        answers.append((status, took))
        path = newly_known(page.decode()) if status == 200 and b"known=" in page else path
        await asyncio.sleep(EVERY_S * (0.8 + 0.4 * random.random()))
    return answers


def newly_known(page: str) -> str:
    """Return what a floor asks for next, as it says itself."""
    [known] = KNOWN.findall(page)[:1]
    return f"/floor/?known={known}"


async def listen(port: int, cookie: str, *, until: float) -> tuple[int, int]:
    """Keep a stream open, and return its status and how many events it brought."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /?topics=centre,jobs HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n\r\n".encode())
    status, events = 0, 0
    while (left := until - time.perf_counter()) > 0:
        try:
            line = await asyncio.wait_for(reader.readline(), timeout=left)
        except TimeoutError:
            break
        if not line:
            break
        status = status or int(line.split(b" ")[1])
        events += line.startswith(b"event: changed")
    writer.close()
    return status, events


async def crowd(
    port: int, paths: Sequence[str], cookies: Sequence[str], *, streams: int
) -> tuple[list[tuple[int, float]], list[tuple[int, int]]]:
    """Let everybody look for a while: as many streams as said, and as many who ask."""
    until = time.perf_counter() + FOR_S
    asking = [look(port, paths[at % len(paths)], cookies[at % len(cookies)], until=until) for at in range(VIEWERS)]
    listening = [listen(port + 1, cookies[at % len(cookies)], until=until) for at in range(streams)]
    answers, heard = await asyncio.gather(asyncio.gather(*asking), asyncio.gather(*listening))
    return [one for some in answers for one in some], list(heard)


def megabytes_of_servers() -> list[float]:
    """Return the memory of each process of the server that answers pages or streams, in MB (of 1,000,000 bytes)."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            command = (status.parent / "cmdline").read_bytes()
            if (b"granian" in command and str(PORT).encode() in command) or str(PORT + 1).encode() in command:
                found += [
                    int(line.split()[1]) * 0.001024 for line in status.read_text().splitlines() if "VmRSS" in line
                ]
        except OSError:
            continue
    return found


def report(folder: Path, password: str) -> int:
    """Print what was measured and what was promised; return 1 where a promise is missed."""
    empty = [sys.executable, "-m", "granian", "--interface", "wsgi", "--log-level", "error", "--blocking-threads", "2",
             "--workers", "2", "benchmarks.empty_page:application"]  # fmt: skip
    with served(empty, EMPTY_PORT):
        ceiling, _ = asyncio.run(crowd(EMPTY_PORT, ["/"], [""], streams=0))
    with served([CENTRELINE, "serve", str(folder), "--workers", "2"], PORT):
        paths, cookies = signed_in(password)
        answers, heard = asyncio.run(crowd(PORT, paths, cookies, streams=VIEWERS))
        memory = max(megabytes_of_servers())
    errors = sum(status not in (200, 204) for status, _ in answers) + sum(status != 200 for status, _ in heard)
    ours, peer = (p95([took for _, took in some]) for some in (answers, ceiling))
    kept = {name: "kept" if held else "MISSED" for name, held in
            {"time": ours < PROMISED_MS, "errors": errors == 0, "memory": memory < PROMISED_MB}.items()}  # fmt: skip
    print(f"{VIEWERS} who ask, {len(answers)} answers: p95 {ours:.1f} ms · promised {PROMISED_MS:.0f}: {kept['time']}")
    print(f"an empty page of Django, as many: p95 {peer:.1f} ms · ratio {ours / peer:.1f}")
    print(f"{VIEWERS} streams brought {sum(events for _, events in heard)} events")
    print(f"errors {errors}: {kept['errors']} · largest process {memory:.0f} MB: {kept['memory']}")
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    return int("MISSED" in kept.values())


def signed_in(password: str) -> tuple[list[str], list[str]]:
    """Return for each of the people what their page asks for, and the cookie of their session.

    First every scope is looked at, which a server does when it begins: it would take both cores meanwhile.
    """
    paths, cookies = [], []
    for name in PEOPLE:
        visitor = Visitor(PORT)
        visitor.sign_in(name, password)
        if visitor.get("/findings/")[0] == HTTPStatus.OK:
            wait_until_looked(visitor)
        _, _, page = visitor.get("/floor/")
        paths.append(newly_known(page))
        cookies.append(visitor.cookie)
    return paths, cookies


def main() -> None:
    """Measure, print, and leave with 1 when a promise is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="a served centre; made up where it is not given")
    parser.add_argument("--password", default="", help="of its people, as `centreline demo` printed it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder, password = options.folder or Path(made) / "centre", options.password
        if options.folder is None:
            password = made_up(folder)
        raise SystemExit(report(folder.resolve(), password))


if __name__ == "__main__":
    main()
