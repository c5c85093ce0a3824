"""Somebody else's program, called by our webhook: a real server on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from public.clock.webhook import signature

ANSWERS = {"/elsewhere": 302, "/broken": 500}


@dataclass(frozen=True)
class Call:
    path: str
    headers: dict[str, str]
    body: bytes

    def is_signed_with(self, secret: str) -> bool:
        proof = signature(secret, self.headers["X-Copydesk-Timestamp"], self.body)
        return self.headers["X-Copydesk-Signature"] == f"sha256={proof}"


@dataclass
class ForeignProgram:
    url: str
    calls: list[Call] = field(default_factory=list)


@contextmanager
def foreign_program() -> Iterator[ForeignProgram]:
    """Answers 204, or what ANSWERS says of the path; “/hang-up” answers nothing."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            program.calls.append(Call(self.path, dict(self.headers), body))
            if self.path == "/hang-up":
                self.close_connection = True
                return
            self.send_response(ANSWERS.get(self.path, 204))
            self.send_header("Location", "http://127.0.0.1/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    program = ForeignProgram(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield program
    server.shutdown()
    server.server_close()
    thread.join()
