"""A running Copydesk: a real process over a real database file."""

import os
import shutil
import signal
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from urllib.request import urlopen

import settings
from tests.browser.serving import SERVING, serve, start
from tests.databases import environment_of

Tls = ssl.SSLContext | None
PATIENCE = 1
"""Seconds for one answer; then it is asked again."""


@dataclass
class Server:
    """`database` is its SQLite file, `log` what it printed, `front_door` the script it runs.

    `by` is how it is begun.
    """

    database: Path
    port: int
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    front_door: str = "dashboard.py"
    by: Callable[[str, int, str, dict[str, str], str], None] = serve
    process: ForkServerProcess | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        self.process = SERVING.Process(
            target=self.by,
            args=(
                self.front_door,
                self.port,
                str(settings.ROOT),
                self._environment(),
                str(self.log),
            ),
            daemon=True,
        )
        start(self.process)
        answers(f"{self.url}/livez", lambda: self.is_running, self.log)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self.process and self.process.is_alive():
            assert self.process.pid
            os.kill(self.process.pid, how)
            self.process.join(timeout=60)

    @property
    def is_running(self) -> bool:
        return bool(self.process and self.process.is_alive())

    def kill(self) -> None:
        """As a power cut would: no goodbye."""
        self.stop(signal.SIGKILL)

    def _environment(self) -> dict[str, str]:
        ours = {
            **environment_of(self.database),
            "COPYDESK_PUBLIC_URL": self.url,
            "COPYDESK_INTAKE_LIMIT": "off",
            "COPYDESK_BACKUPS": "off",
            "COPYDESK_TIMEZONE": "Europe/London",
            "COPYDESK_CLINIC_NAME": "Harbour Clinic",
        }
        return {**os.environ, **ours, **self.environment}


def answers(address: str, is_running: Callable[[], object], log: Path, tls: Tls = None) -> None:
    """Returns when it does. Errors: AssertionError with what was printed, when it never will."""
    for _ in range(1200):
        assert is_running(), log.read_text()
        try:
            with urlopen(address, context=tls, timeout=PATIENCE):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


def chromium() -> str:
    """Where it is; first the one without windows of its own, which does half the work a page."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    path = next(filter(None, map(shutil.which, names)), None)
    assert path, "Chromium is missing: apt-get install chromium-headless-shell"
    return path


def free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


def port_of_ours() -> int:
    """Below those that systems hand out, so that nobody gets it while our server is away."""
    for port in range(15_000 + os.getpid() % 15_000, 32_000):
        with socket.socket() as asking, suppress(OSError):
            asking.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")
