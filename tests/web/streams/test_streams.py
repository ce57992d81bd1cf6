"""Event streams: who may listen, what they are told, and when a stream ends; with a fake in place of the database."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from centreline.governance.actor import Actor, Role, scope_for
from centreline.web.streams.application import Streams
from centreline.web.streams.listening import Source, Watch

LEE = Actor("lee", Role.LEADER, scope_for(Role.LEADER, name="lee"))
KIM = Actor("kim", Role.PARTNER_MANAGER, scope_for(Role.PARTNER_MANAGER, name="kim", partner="kestrel"))


class FakeCentre:
    """What a watch reads, changed by the tests; it counts how often it was asked."""

    def __init__(self) -> None:
        self.state: dict[str, str] = {"centre": "1", "jobs": "1"}
        self.sessions: dict[str, Actor] = {"s-lee": LEE, "s-kim": KIM}
        self.asked = 0

    def source(self) -> Source:
        return Source(mark=lambda: str(self.state), versions=self._versions, actors=self._actors)

    def _versions(self, actor: Actor, topics: frozenset[str]) -> dict[str, str]:
        self.asked += 1
        return {topic: f"{self.state[topic]} {actor.name}" for topic in topics}

    def _actors(self, keys: list[str]) -> dict[str, Actor]:
        return {key: self.sessions[key] for key in keys if key in self.sessions}


class Page:
    """A page that listens: what it was answered so far."""

    def __init__(self, streams: Streams, *, session: str, query: str = "topics=centre", method: str = "GET",
                 origin: str = "http://a.example:8400") -> None:  # fmt: skip
        self.status, self.headers, self.body, self.ended = 0, dict[str, str](), "", False
        self._gone = asyncio.Event()
        headers = [(b"cookie", f"session={session}".encode()), (b"host", b"a.example:8401"),
                   (b"origin", origin.encode())]  # fmt: skip
        scope = {"type": "http", "method": method, "query_string": query.encode(), "headers": headers}
        self.task = asyncio.create_task(streams(scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.body += message["body"].decode()
            self.ended = not message["more_body"]

    @property
    def told(self) -> list[dict[str, str]]:
        return [json.loads(line.removeprefix("data: ")) for line in self.body.splitlines() if line.startswith("data: ")]

    def leave(self) -> None:
        self._gone.set()


async def until(happened: Callable[[], object]) -> None:
    """Wait until something happened; a test that waits in vain fails."""
    async with asyncio.timeout(5):
        while not happened():
            await asyncio.sleep(0.005)


def play(story: Callable[[FakeCentre, Watch, Streams], Awaitable[None]]) -> None:
    """Let a story happen, with a watch that looks every few milliseconds."""

    async def played() -> None:
        centre = FakeCentre()
        watch = Watch(centre.source(), every_s=0.01, check_every=2)
        await story(centre, watch, Streams(watch, cookie="session", heartbeat_s=0.05))

    with ThreadPoolExecutor(max_workers=1) as elsewhere:  # a browser of another test keeps a loop in this thread
        elsewhere.submit(asyncio.run, played()).result()


def test_a_page_is_told_how_things_stand_and_then_what_changed_and_nothing_twice() -> None:
    async def story(centre: FakeCentre, watch: Watch, streams: Streams) -> None:
        page = Page(streams, session="s-lee", query="topics=centre,jobs")
        await until(lambda: len(page.told) == 2)
        centre.state["jobs"] = "2"
        await until(lambda: len(page.told) == 3)
        await until(lambda: page.body.count(":\n\n") >= 2)

        assert page.headers["content-type"].startswith("text/event-stream")
        assert page.told[2:] == [{"topic": "jobs", "version": "2 lee"}]
        page.leave()
        await page.task
        assert watch.listeners == set()

    play(story)


def test_whoever_has_not_signed_in_is_refused() -> None:
    async def story(centre: FakeCentre, watch: Watch, streams: Streams) -> None:
        for session, query, method in (("none", "topics=centre", "GET"), ("s-lee", "topics=rows", "GET"),
                                       ("s-lee", "topics=centre", "POST"), ("", "topics=centre", "GET")):  # fmt: skip
            page = Page(streams, session=session, query=query, method=method)
            await page.task
            assert page.status in (400, 401)
            assert page.told == []
        assert centre.asked == 0

    play(story)


def test_a_stream_ends_soon_after_its_person_is_shut_out_signs_out_or_becomes_somebody_else() -> None:
    async def story(centre: FakeCentre, watch: Watch, streams: Streams) -> None:
        lee, kim = Page(streams, session="s-lee"), Page(streams, session="s-kim")
        await until(lambda: lee.told and kim.told)
        del centre.sessions["s-lee"]
        await until(lambda: lee.ended)
        assert not kim.ended
        centre.sessions["s-kim"] = Actor("kim", Role.AGENT, scope_for(Role.AGENT, name="kim"))
        await until(lambda: kim.ended)

    play(story)


def test_each_is_told_of_what_they_may_see_and_the_database_is_asked_once_for_all_alike() -> None:
    async def story(centre: FakeCentre, watch: Watch, streams: Streams) -> None:
        pages = [Page(streams, session="s-lee") for _ in range(20)] + [Page(streams, session="s-kim")]
        await until(lambda: all(page.told for page in pages))
        await asyncio.sleep(0.05)
        before = centre.asked
        centre.state["centre"] = "2"
        await until(lambda: all(len(page.told) == 2 for page in pages))

        assert centre.asked == before + 2
        assert pages[0].told[1]["version"] == "2 lee"
        assert pages[-1].told[1]["version"] == "2 kim"

    play(story)


def test_pages_on_another_port_of_the_same_host_may_read_and_no_other_site() -> None:
    async def story(centre: FakeCentre, watch: Watch, streams: Streams) -> None:
        page, other = Page(streams, session="s-lee"), Page(streams, session="s-lee", origin="http://evil.example")
        await until(lambda: page.told and other.told)
        assert page.headers["access-control-allow-origin"] == "http://a.example:8400"
        assert "access-control-allow-origin" not in other.headers

    play(story)


def test_a_database_that_fails_once_ends_no_stream() -> None:
    async def story(centre: FakeCentre, watch: Watch, streams: Streams) -> None:
        page = Page(streams, session="s-lee")
        await until(lambda: page.told)
        kept, centre.state = centre.state, {}
        await asyncio.sleep(0.05)
        centre.state = kept | {"centre": "3"}
        await until(lambda: len(page.told) == 2)

        assert not page.ended

    play(story)
