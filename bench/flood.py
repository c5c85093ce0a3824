"""A click at the desk while 16 programs post spam, with the limit for one address and without."""

import asyncio
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from os import getloadavg
from pathlib import Path
from statistics import median

from websockets.sync.client import ClientConnection

from bench._posting import asked, posted
from bench.desk import CLICKS, WARMING, clicked, opened_desk
from tests.browser.server import Server
from tests.browser.wire import run as rerun

ROWS = 10_000
SECONDS = 4.0
STARTING = 1.5  # seconds until the clients are up
CLIENTS = 16
SPAM = asked(1) | {"message": "Cheap: https://a.example https://b.example https://c.example"}
LIMITS = {"30/minute": "30/minute", "no limit": "off"}


def run() -> None:
    print(f"{CLIENTS} clients, load before {getloadavg()[0]:.1f}")
    print(f"{'':40} {'alone':>9} {'in it':>10}   ratio     kept  refused")
    for limit, chosen in LIMITS.items():
        environment = {"COPYDESK_INTAKE_LIMIT": chosen}
        with (
            tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder,
            opened_desk(Path(folder) / "desk", ROWS, environment) as (server, desk),
        ):
            for what, (page, query) in CLICKS.items():
                _compare(server, desk, f"{limit}, {what}", rerun(page, query=query))


def _compare(server: Server, desk: ClientConnection, what: str, click: bytes) -> None:
    alone = _clicks(desk, click)
    lasting = SECONDS + STARTING
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as clients:
        flood = clients.submit(flood_of_spam, server.port, lasting)
        time.sleep(STARTING)
        within = _clicks(desk, click)
        answers = flood.result()
    kept, refused = (answers[status] / lasting for status in ("201", "429"))
    print(
        f"{what:40} {alone:6.1f} ms {within:7.1f} ms   {within / alone:5.2f} "
        f"{kept:6.0f}/s {refused:6.0f}/s"
    )


def _clicks(desk: ClientConnection, click: bytes) -> float:
    """Median milliseconds."""
    taken: list[float] = []
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until or len(taken) <= WARMING:
        taken.append(clicked(desk, click)[0])
    return median(taken[WARMING:])


def flood_of_spam(port: int, seconds: float) -> Counter[str]:
    """How many answers there were of each status."""
    return asyncio.run(_flood(port, time.perf_counter() + seconds))


async def _flood(port: int, until: float) -> Counter[str]:
    answers: Counter[str] = Counter()
    await asyncio.gather(*(_client(port, until, answers) for _ in range(CLIENTS)))
    return answers


async def _client(port: int, until: float, answers: Counter[str]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    message = posted(port, "/api/enquiries", SPAM)
    while time.perf_counter() < until:
        writer.write(message)
        answers[await _status_in(reader)] += 1
    writer.close()


async def _status_in(reader: asyncio.StreamReader) -> str:
    """Of the next answer, read to its end."""
    answer = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = answer.lower().split("content-length: ")[1].split("\r\n")[0]
    await reader.readexactly(int(length))
    return answer.split()[1]
