"""The desk with bare pages in it, which show what Streamlit and the desk's frame cost."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from settings import ROOT
from tests.browser.server import Server, free_port


@contextmanager
def framed_desk(database: Path) -> Iterator[Server]:
    """Runs over this file; its pages are those of `bench/bare`, too."""
    server = Server(
        database,
        free_port(),
        database.with_name("server.log"),
        environment={"PYTHONPATH": str(ROOT)},
        front_door="bench/bare/front_door.py",
    )
    server.start()
    try:
        yield server
    finally:
        server.stop()
