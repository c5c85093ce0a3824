"""A page as `streamlit run` serves it to anybody, with nothing of the desk around it."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.browser.server import free_port

BARE = Path(__file__).parent / "bare"


@contextmanager
def plain_page(name: str) -> Iterator[ClientConnection]:
    """A line to `bench/bare/{name}`, run in a folder where no settings of ours are read."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(BARE / name)]
    options = ["--server.port", str(port), "--server.headless", "true"]
    quiet = ["--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false"]
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [*command, *options, *quiet],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with _line(port) as opened:
                yield opened
        finally:
            server.kill()
            server.wait()


def _line(port: int) -> ClientConnection:
    for _ in range(150):
        try:
            return connect(
                f"ws://localhost:{port}/_stcore/stream",
                origin=Origin(f"http://localhost:{port}"),
                subprotocols=[Subprotocol("streamlit")],
                max_size=None,
                compression=None,
            )
        except (OSError, WebSocketException):
            time.sleep(0.2)
    raise TimeoutError("Streamlit did not start")
