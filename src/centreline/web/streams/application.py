"""The event streams, for a server that speaks ASGI: server-sent events that say which topic changed."""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from centreline.web.frame.topics import MOST_TOPICS, TOPIC
from centreline.web.streams.listening import Listener, Watch

__all__ = ["Streams"]

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

HEARTBEAT_S = 15.0
"""A line that says nothing, so that proxies keep the connection and dead ones are noticed."""

MOST_LISTENERS = 2_000


class Streams:
    """The application: `GET …?topics=centre,jobs` with the cookie of a session."""

    def __init__(self, watch: Watch, *, cookie: str, heartbeat_s: float = HEARTBEAT_S) -> None:
        self._watch, self._cookie, self._heartbeat_s = watch, cookie, heartbeat_s

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        topics = _topics(scope["query_string"].decode("latin-1"))
        session = _session(headers.get("cookie", ""), self._cookie)
        actor = await self._watch.actor(session) if session else None
        if scope["method"] != "GET" or not topics:
            await _refuse(send, 400, "ask for topics: ?topics=centre,jobs")
        elif actor is None:
            await _refuse(send, 401, "sign in first")
        elif len(self._watch.listeners) >= MOST_LISTENERS:
            await _refuse(send, 503, "too many pages listen; they ask by themselves meanwhile")
        else:
            await _begin(send, headers)
            await self._stream(Listener(session, actor, topics), receive, send)

    async def _stream(self, listener: Listener, receive: Receive, send: Send) -> None:
        gone = asyncio.create_task(_until_gone(receive))
        await self._watch.add(listener)
        try:
            while not (gone.done() or listener.ended):
                woken = asyncio.create_task(listener.woken.wait())
                await asyncio.wait({gone, woken}, timeout=self._heartbeat_s, return_when=asyncio.FIRST_COMPLETED)
                woken.cancel()
                if not gone.done():
                    await _say(send, _lines(listener.take()) or ":\n\n")
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            gone.cancel()
            self._watch.remove(listener)


def _topics(query: str) -> frozenset[str]:
    named = parse_qs(query).get("topics", [""])[0].split(",")[:MOST_TOPICS]
    return frozenset(topic for topic in named if TOPIC.fullmatch(topic))


def _session(cookies: str, name: str) -> str:
    try:
        found = SimpleCookie(cookies).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _lines(versions: MutableMapping[str, str]) -> str:
    said = [json.dumps({"topic": topic, "version": version}) for topic, version in sorted(versions.items())]
    return "".join(f"event: changed\ndata: {one}\n\n" for one in said)


async def _begin(send: Send, headers: MutableMapping[str, str]) -> None:
    told = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-store"),
            (b"x-accel-buffering", b"no"), (b"x-content-type-options", b"nosniff")]  # fmt: skip
    origin = headers.get("origin", "")
    # Pages on another port of the same host, when no proxy stands before both.
    if origin and urlsplit(origin).hostname == urlsplit(f"//{headers.get('host', '')}").hostname:
        told += [(b"access-control-allow-origin", origin.encode()), (b"access-control-allow-credentials", b"true"),
                 (b"vary", b"Origin")]  # fmt: skip
    await send({"type": "http.response.start", "status": 200, "headers": told})
    await _say(send, f"retry: {random.randint(2_000, 5_000)}\n\n")  # not all come back at once


async def _say(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _refuse(send: Send, status: int, says: str) -> None:
    told = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": told})
    await send({"type": "http.response.body", "body": says.encode(), "more_body": False})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
