"""A server under a clock of its own: a file says how many seconds beside the machine's."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import time_machine

from tests.browser.serving import serve


def serve_by_any_clock(
    script: str, port: int, root: str, environment: dict[str, str], log: str
) -> None:
    Thread(target=_follow, args=(Path(environment["ANY_CLOCK"]),), daemon=True).start()
    serve(script, port, root, environment, log)


def _follow(file: Path) -> None:
    """The clock that counts seconds passed goes on, as it does when a real one is set."""
    told, travelling = "0", None
    while True:
        time.sleep(0.02)
        seconds = file.read_text("utf-8")
        if seconds and seconds != told:
            if travelling:
                travelling.stop()
            moment = datetime.now(UTC) + timedelta(seconds=float(seconds))
            travelling = time_machine.travel(moment, tick=True)
            travelling.start()
            told = seconds
            file.with_suffix(".set").write_text(told, "utf-8")
