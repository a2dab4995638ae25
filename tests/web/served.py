"""Pages served from memory on loopback, under the policy that the program sends."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from registry.platform.assets import ASSETS
from registry.platform.web.layers import HEADERS
from registry.platform.web.templating import ASSETS_URL

TYPES = {
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}
POLICY = {name: value for name, value in HEADERS.items() if name != "content-length"}


class Handler(BaseHTTPRequestHandler):
    """Answers with ``pages`` by their path; what is posted is kept in ``received``."""

    pages: Mapping[str, str]
    received: list[tuple[str, str]]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith(ASSETS_URL):
            name = path.removeprefix(ASSETS_URL)
            self._answer((ASSETS / name).read_bytes(), TYPES[name.rpartition(".")[2]])
        elif path in self.pages:
            kind = TYPES.get(path.rpartition(".")[2], "text/html; charset=utf-8")
            self._answer(self.pages[path].encode(), kind)
        else:
            self._answer(b"", "text/plain", status=404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.received.append((self.path, body.decode()))
        if self.path in self.pages:
            self._answer(self.pages[self.path].encode(), "text/html; charset=utf-8", status=422)
        else:
            self.send_response(204)
            self.send_header("X-Version", "5")
            self.end_headers()

    def _answer(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        for name, value in POLICY.items():
            self.send_header(name, value)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's own
        pass


@contextmanager
def serving(pages: Mapping[str, str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The address where ``pages`` are, and what has been posted there."""
    received: list[tuple[str, str]] = []
    handler = type("Pages", (Handler,), {"pages": pages, "received": received})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", received
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
