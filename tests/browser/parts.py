"""A small Streamlit server and a browser, for trying one part at a time."""

import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from tests.browser import serving
from tests.browser.server import answers

SCRIPTS = Path(__file__).parent / "scripts"
ROOT = SCRIPTS.parents[2]
PATIENCE = 30.0
# As the desk's own, so that browsers know its scripts already.
OPTIONS = {
    "STREAMLIT_SERVER_BASE_URL_PATH": "desk",
    "STREAMLIT_SERVER_HEADLESS": "true",
    "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    "STREAMLIT_CLIENT_TOOLBAR_MODE": "minimal",
}


@dataclass
class Trial:
    """A running trial page: cases are laid out as files, and answers come back as files."""

    script: str
    folder: Path
    port: int
    process: ForkServerProcess | None = None

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}/desk"

    def start(self) -> None:
        environment = {**os.environ, **OPTIONS, "TRIAL": str(self.folder)}
        log = self.folder / "server.log"
        self.process = serving.SERVING.Process(
            target=serving.serve,
            args=(str(SCRIPTS / self.script), self.port, str(self.folder), environment, str(log)),
            daemon=True,
        )
        serving.start(self.process)
        answers(f"{self.address}/_stcore/health", self._is_running, log)

    def _is_running(self) -> bool:
        return bool(self.process and self.process.is_alive())

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.join(10)

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


def serve(script: str, folder: Path, port: int) -> Iterator[Trial]:
    trial = Trial(script, folder, port)
    try:
        trial.start()
        yield trial
    finally:
        trial.stop()
