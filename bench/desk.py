"""A click on the enquiries screen at 1,000 and at 100,000 rows, over a real websocket."""

import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from websockets.sync.client import ClientConnection

from bench.enquiry_list import FEW, MANY, fill
from models.base import database
from models.staff.member import Actor
from tests.browser.server import Server, free_port
from tests.browser.wire import answer, cookie_of, line
from tests.browser.wire import run as rerun

ROUNDS = 60
WARMING = 5
CLICKS: dict[str, tuple[str, str]] = {
    "another screen (my account)": ("account", ""),
    "first page": ("enquiries", ""),
    "page in the middle": ("enquiries", "status=all&page=20"),
    "filter": ("enquiries", "status=waiting&service=Physiotherapy"),
    "search": ("enquiries", "status=all&q=rosalind+pem"),
    "open a record": ("enquiries", "status=all&open=500"),
}


def run() -> None:
    """Small and large take turns, so that both see the same moods of the machine."""
    with (
        tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder,
        opened_desk(Path(folder) / "few", FEW) as (_, few),
        opened_desk(Path(folder) / "many", MANY) as (_, many),
    ):
        print(f"{'':30} {FEW:>9,} {MANY:>9,}   ratio   sent at {MANY:,}")
        for what, (page, query) in CLICKS.items():
            small, large, sent = _compared(few, many, rerun(page, query=query))
            ratio = large / small
            print(f"{what:30} {small:6.1f} ms {large:6.1f} ms   {ratio:5.2f} {sent:9,} bytes")


@contextmanager
def opened_desk(
    folder: Path, rows: int, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[Server, ClientConnection]]:
    """A server of its own with so many enquiries, and the line of a browser to it."""
    folder.mkdir()
    database_file = folder / "copydesk.sqlite"
    fay = fill(database_file, rows)
    server = Server(database_file, free_port(), folder / "log", dict(environment or {}))
    cookie = cookie_for(fay)
    server.start()
    try:
        with line(server, cookie=cookie) as opened:
            yield server, opened
    finally:
        server.stop()


def cookie_for(fay: Actor) -> str:
    cookie = cookie_of(fay)
    database.engine().dispose()
    return cookie


def _compared(
    few: ClientConnection, many: ClientConnection, click: bytes
) -> tuple[float, float, int]:
    """Median milliseconds of each, and the bytes that the second sends."""
    small, large, sent = [], [], 0
    for number in range(ROUNDS + WARMING):
        first, _ = clicked(few, click)
        second, sent = clicked(many, click)
        if number >= WARMING:
            small.append(first)
            large.append(second)
    return median(small), median(large), sent


def clicked(opened: ClientConnection, click: bytes) -> tuple[float, int]:
    """Milliseconds until the screen stands, and the bytes that were sent for it."""
    started = time.perf_counter()
    opened.send(click)
    messages = answer(opened)
    return (time.perf_counter() - started) * 1_000, sum(m.ByteSize() for m in messages)
