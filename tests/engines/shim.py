"""A ClickHouse for the tests: the real engine inside this process, behind the small part of HTTP that clients speak."""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

NOT_SETTINGS = {
    "query",
    "database",
    "session_id",
    "client_protocol_version",
    "session_timeout",
    "query_id",
    "wait_end_of_query",
}


@contextmanager
def serving() -> Iterator[str]:
    """Yield the address of a ClickHouse that lives as long as the block."""
    from chdb.session import Session

    folder = tempfile.TemporaryDirectory(prefix="centreline-clickhouse-")
    session = Session(folder.name)
    session.query("CREATE DATABASE IF NOT EXISTS centre ENGINE = Atomic")
    session.query("USE centre")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(session, threading.Lock()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"clickhouse://default:secret-word@127.0.0.1:{server.server_address[1]}/centre"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        session.close()
        folder.cleanup()


def _handler(session: Any, lock: threading.Lock) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            size = self.headers.get("Content-Length")
            self._answer(self.rfile.read(int(size)) if size else self._chunks())

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Say nothing."""

        def _chunks(self) -> bytes:
            found = b""
            while size := int(self.rfile.readline().strip() or b"0", 16):
                found += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return found

        def _answer(self, body: bytes) -> None:
            given = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            try:
                with lock:
                    status, told = 200, _asked(session, given, body)
            except Exception as reason:
                status, told = 500, str(reason).encode()
            self.send_response(status)
            self.send_header("X-ClickHouse-Timezone", "UTC")
            if status != 200:
                self.send_header("X-ClickHouse-Exception-Code", "1")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

    return Handler


def _asked(session: Any, given: dict[str, str], body: bytes) -> bytes:
    query, data = (given["query"], body) if "query" in given else (body.decode("utf-8", "surrogateescape"), b"")
    if query.lstrip().upper().startswith("INSERT") and " FORMAT " in query.upper():
        return _inserted(session, query, data)
    settings = {name: value for name, value in given.items() if name not in NOT_SETTINGS}
    for name, value in settings.items():
        session.query(f"SET {name} = {value if value.replace('.', '').isdigit() else repr(value)}")
    return bytes(session.query(query, "TabSeparated").bytes())


def _inserted(session: Any, query: str, data: bytes) -> bytes:
    place = query.upper().rindex(" FORMAT ")
    kind = query[place + 8 :].strip()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows"
        path.write_bytes(data)
        target = query[:place].strip()
        session.query(f"{target} SELECT * FROM file('{path}', {kind})")
    return b""
