"""How fast enquiries come in: our one writer, against one commit for each request.

Run `python -m bench intake`. It starts a server of its own on a throw-away database; both ways
read, check and keep the same thing, and differ only in how they commit.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from statistics import quantiles
from typing import Any, NamedTuple

from bench._serving import served

CLIENTS = 16
SECONDS = 8.0
ROUNDS = 2
ASKED = {
    "name": "Jane Doe",
    "email": "jane@clinic.example",
    "phone": "+1 (212) 555-0147",
    "service": "Consultation",
    "preferred_at": "Tuesday morning",
    "message": "My knee hurts when I walk down the stairs, mostly in the morning. " * 3,
    "consent": True,
}


def make_app() -> object:
    """Ours, and beside it the plain route that exists only here."""
    from starlette.applications import Starlette
    from starlette.concurrency import run_in_threadpool
    from starlette.requests import Request
    from starlette.responses import JSONResponse, Response
    from starlette.routing import Route

    from actions.intake.receiving import receive_enquiry
    from models.base.database import writing
    from models.base.schema import migrate
    from models.intake.arrival import Arrival
    from models.intake.receipt import Receipt
    from public.api import enquiries as api
    from public.booking.writer import intake

    def keep_alone(arrival: Arrival) -> Receipt:
        with writing() as session:
            return receive_enquiry(session, arrival.request, source=arrival.source)

    async def receive_plainly(request: Request) -> Response:
        sent, _canonical = api._json(await request.body())
        receipt = await run_in_threadpool(keep_alone, api._arrival(sent, "", ""))
        return JSONResponse({"reference": receipt.reference}, 201)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        migrate()
        yield
        intake.close()

    routes = [
        Route("/api/enquiries", api.receive_enquiry, methods=["POST"]),
        Route("/plain", receive_plainly, methods=["POST"]),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


async def send_for(port: int, path: str, until: float) -> list[float]:
    """One client on one connection; the milliseconds of each answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    message = posted(port, path, ASKED)
    took = []
    while (began := time.perf_counter()) < until:
        writer.write(message)
        assert await status_in(reader) == "201"
        took.append((time.perf_counter() - began) * 1000)
    writer.close()
    return took


def posted(port: int, path: str, asked: dict[str, Any]) -> bytes:
    body = json.dumps(asked).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def status_in(reader: asyncio.StreamReader) -> str:
    """Of the next answer, read to its end."""
    answer = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = answer.lower().split("content-length: ")[1].split("\r\n")[0]
    await reader.readexactly(int(length))
    return answer.split()[1]


class Measured(NamedTuple):
    """Answers a second, and their median and 99th percentile in milliseconds."""

    rate: float
    median: float
    slowest: float

    def __str__(self) -> str:
        return f"{self.rate:6.0f}/s  p50 {self.median:6.1f} ms  p99 {self.slowest:7.1f} ms"


async def measure(port: int, path: str) -> Measured:
    until = time.perf_counter() + SECONDS
    clients = [send_for(port, path, until) for _ in range(CLIENTS)]
    took = [each for client in await asyncio.gather(*clients) for each in client]
    hundredths = quantiles(took, n=100)
    return Measured(len(took) / SECONDS, hundredths[49], hundredths[98])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours = {"COPYDESK_DATABASE": f"{folder}/bench.sqlite", "COPYDESK_INTAKE_LIMIT": "off"}
        with served("bench.intake:make_app", ours) as port:
            print(f"{CLIENTS} clients, {SECONDS:.0f} s each")
            for _ in range(ROUNDS):
                compared(port)


def compared(port: int) -> None:
    plain = asyncio.run(measure(port, "/plain"))
    ours = asyncio.run(measure(port, "/api/enquiries"))
    print(f"one commit each  {plain}\none writer       {ours}")
    faster, sooner = ours.rate / plain.rate, ours.slowest / plain.slowest
    print(f"{faster:.1f} times as many; the slowest wait {sooner:.2f} of the time")


if __name__ == "__main__":
    main()
