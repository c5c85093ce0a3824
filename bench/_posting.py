"""Clients that post enquiries and wait for each answer, with little work of their own."""

import asyncio
import json
import time
from collections.abc import Iterator
from random import Random
from typing import Any, cast

import uvloop

NAMES = ("Jane Doe", "Rosalind Pemberton", "Émile Roux", "Li Wei", "Amara Okafor", "Tom Baker")
SERVICES = ("Consultation", "Follow-up", "Physiotherapy", "Mental health")
SENTENCES = (
    "My knee hurts when I walk down the stairs, mostly in the morning.",
    "I would like to come on a day when my daughter can drive me.",
    "It began three weeks ago after a long run and has not got better.",
    "Could you tell me what the first appointment costs?",
    "My doctor wrote a letter, which I can bring along.",
    "In the evening it is better, but at night I wake up from it.",
)


def asked(number: int) -> dict[str, Any]:
    """What somebody asks for; the same number, the same words."""
    rng = Random(number)  # noqa: S311  made-up people are no secret
    name = rng.choice(NAMES)
    return {
        "name": f"{name} {number}",
        "email": f"person{number}@clinic.example",
        "phone": f"+44 20 7946 {number % 10_000:04}",
        "service": rng.choice(SERVICES),
        "preferred_at": "Tuesday morning",
        "message": " ".join(rng.choices(SENTENCES, k=4)),
        "consent": True,
    }


def posted(port: int, path: str, told: dict[str, Any]) -> bytes:
    body = json.dumps(told).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


class Client(asyncio.Protocol):
    """One connection; takes messages until there are none, and notes each answer's milliseconds."""

    def __init__(self, messages: Iterator[bytes]) -> None:
        self.took: list[float] = []
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._messages = messages
        self._answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._send()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head, found, body = self._answer.partition(b"\r\n\r\n")
        if not found or len(body) < int(head.lower().split(b"content-length: ")[1].split()[0]):
            return
        self.took.append((time.perf_counter() - self._began) * 1000)
        if head.startswith(b"HTTP/1.1 201"):
            self._send()
        else:
            self._end(AssertionError(self._answer))

    def connection_lost(self, error: Exception | None) -> None:
        self._end(error or ConnectionResetError("the server hung up"))

    def _send(self) -> None:
        message = next(self._messages, None)
        if message is None:
            self._end()
            return
        self._answer, self._began = b"", time.perf_counter()
        self._transport.write(message)

    def _end(self, error: Exception | None = None) -> None:
        if not self.done.done():
            self.done.set_exception(error) if error else self.done.set_result(None)
            self._transport.close()


def post_all(port: int, messages: Iterator[bytes], clients: int) -> list[float]:
    """Milliseconds of each answer. Errors: AssertionError for any that is not a 201."""
    return uvloop.run(_post_all(port, messages, clients))


async def _post_all(port: int, messages: Iterator[bytes], clients: int) -> list[float]:
    loop = asyncio.get_running_loop()
    connected = [
        (await loop.create_connection(lambda: Client(messages), "127.0.0.1", port))[1]
        for _ in range(clients)
    ]
    await asyncio.gather(*(client.done for client in connected))
    return [each for client in connected for each in client.took]


def messages(port: int, first: int, count: int) -> list[bytes]:
    """Ready to be sent, so that making them is not measured."""
    numbers = range(first, first + count)
    return [posted(port, "/api/enquiries", asked(number)) for number in numbers]
