"""Everybody who listens, and the one watch that tells them: the database is asked once for all, not once for each."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from centreline.governance.actor import Actor

__all__ = ["Listener", "Source", "Watch"]

_LOG = logging.getLogger("centreline.web")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a watch reads: functions, so that a test can give others.

    Attributes:
        mark: Returns what changes whenever anything does.
        versions: Returns the version of each topic as somebody may see it.
        actors: Returns who is signed in by each session that still holds.
    """

    mark: Callable[[], object]
    versions: Callable[[Actor, frozenset[str]], Mapping[str, str]]
    actors: Callable[[list[str]], Mapping[str, Actor]]


@dataclass(eq=False, slots=True)
class Listener:
    """One open page.

    Attributes:
        session: Key of the session it belongs to.
        actor: Who looks at it.
        topics: What it listens to.
        known: The versions it was told last.
        waiting: Versions it has not been told yet, the newest of each topic alone: slow pages cost no memory.
        woken: Set when there is something to tell, or the stream is to end.
        ended: Whether the session does not hold any more, or its person became somebody else.
    """

    session: str
    actor: Actor
    topics: frozenset[str]
    known: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, str] = field(default_factory=dict)
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    ended: bool = False

    def hear(self, versions: Mapping[str, str]) -> None:
        """Take note of the versions that are news."""
        news = {topic: version for topic, version in versions.items() if self.known.get(topic) != version}
        if news:
            self.known |= news
            self.waiting |= news
            self.woken.set()

    def take(self) -> dict[str, str]:
        """Return what is to be told now, and wait again."""
        told, self.waiting = self.waiting, {}
        self.woken.clear()
        return told

    def end(self) -> None:
        """End the stream."""
        self.ended = True
        self.woken.set()


class Watch:
    """Looks for changes while anybody listens, and ends the streams of those who may not any more."""

    def __init__(self, source: Source, *, every_s: float = 1.0, check_every: int = 3) -> None:
        self.listeners: set[Listener] = set()
        self._source, self._every_s, self._check_every = source, every_s, check_every
        self._reads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="watch")  # one connection to the database
        self._task: asyncio.Task[None] | None = None
        self._mark: object = None

    async def actor(self, session: str) -> Actor | None:
        """Return who is signed in by a session; None where nobody is."""
        return (await self._read(self._source.actors, [session])).get(session)

    async def add(self, listener: Listener) -> None:
        """Let a page listen; it is told at once how things stand."""
        listener.hear(await self._read(self._source.versions, listener.actor, listener.topics))
        self.listeners.add(listener)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look())

    def remove(self, listener: Listener) -> None:
        """Forget a page."""
        self.listeners.discard(listener)

    async def _look(self) -> None:
        rounds = 0
        while self.listeners:
            await asyncio.sleep(self._every_s)
            rounds += 1
            try:
                await self._tell_news()
                if rounds % self._check_every == 0:
                    await self._end_revoked()
            except Exception:  # whatever fails once is tried again: pages ask by themselves meanwhile
                _LOG.exception("the watch could not look")

    async def _tell_news(self) -> None:
        mark = await self._read(self._source.mark)
        if mark == self._mark:
            return
        groups: dict[tuple[str, frozenset[str]], list[Listener]] = {}
        for listener in self.listeners:
            groups.setdefault((listener.actor.name, listener.topics), []).append(listener)
        for alike in groups.values():
            versions = await self._read(self._source.versions, alike[0].actor, alike[0].topics)
            for listener in alike:
                listener.hear(versions)
        self._mark = mark

    async def _end_revoked(self) -> None:
        actors = await self._read(self._source.actors, sorted({listener.session for listener in self.listeners}))
        for listener in self.listeners:
            if actors.get(listener.session) != listener.actor:
                listener.end()

    async def _read(self, asked: Callable[..., Result], *given: object) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._reads, partial(asked, *given))
