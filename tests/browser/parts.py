"""A small Streamlit server and a browser, for trying one part at a time."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.server import answers

SCRIPTS = Path(__file__).parent / "scripts"
ROOT = SCRIPTS.parents[2]
PATIENCE = 30.0
OPTIONS = {
    "server.address": "127.0.0.1",
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
}


@dataclass
class Trial:
    """A running trial page: cases are laid out as files, and answers come back as files."""

    script: str
    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", str(SCRIPTS / self.script)]
        command += [f"--{name}={value}" for name, value in OPTIONS.items()]
        env = {**os.environ, "TRIAL": str(self.folder), "PYTHONPATH": str(ROOT)}
        with (self.folder / "server.log").open("a") as log:
            self.process = subprocess.Popen(
                [*command, f"--server.port={self.port}"],
                cwd=self.folder,
                env=env,
                stdout=log,
                stderr=log,
            )
        answers(f"{self.address}/_stcore/health", self._is_running, self.folder / "server.log")

    def _is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait(10)

    def lay_out(self, case: str, **start: Any) -> str:
        (self.folder / f"{case}.out.json").unlink(missing_ok=True)
        (self.folder / f"{case}.json").write_text(json.dumps(start), "utf-8")
        return f"{self.address}/?case={case}"

    def answer(self, case: str) -> dict[str, Any]:
        place = self.folder / f"{case}.out.json"
        found: dict[str, Any] = json.loads(place.read_text("utf-8")) if place.exists() else {}
        return found

    def wait(self, case: str, until: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            found = self.answer(case)
            if found and until(found):
                return found
            time.sleep(0.02)
        raise AssertionError(f"never so: {self.answer(case)}")


def serve(script: str, folder: Path) -> Iterator[Trial]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    trial = Trial(script, folder, port)
    try:
        trial.start()
        yield trial
    finally:
        trial.stop()


def fresh_page(opened: Browser) -> Iterator[Page]:
    context = opened.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    yield page
    context.close()
