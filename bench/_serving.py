"""A server on a port of its own, for as long as something is measured on it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.browser.server import free_port

ROOT = Path(__file__).parents[1]


class Serving(NamedTuple):
    port: int
    pid: int

    @property
    def processor_seconds(self) -> float:
        """That it has used until now, of all its threads."""
        after_name = Path(f"/proc/{self.pid}/stat").read_text().rpartition(") ")[2].split()
        return sum(map(int, after_name[11:13])) / os.sysconf("SC_CLK_TCK")

    @property
    def megabytes(self) -> float:
        """Resident, as the system counts them."""
        told = Path(f"/proc/{self.pid}/status").read_text().partition("VmRSS:")[2]
        return int(told.split()[0]) / 1024


@contextmanager
def served(factory: str, environment: Mapping[str, str]) -> Iterator[Serving]:
    """`factory` as uvicorn names it, such as `bench.bare.intake:make_app`."""
    port = free_port()
    command = ["uvicorn", "--factory", factory, "--port", str(port), "--log-level", "warning"]
    with _running(command, port, environment) as serving:
        yield serving


@contextmanager
def served_desk(environment: Mapping[str, str]) -> Iterator[Serving]:
    """The whole program, as `make run` starts it."""
    port = free_port()
    command = ["streamlit", "run", "dashboard.py", "--server.port", str(port)]
    ours = {"COPYDESK_PUBLIC_URL": f"http://localhost:{port}", "COPYDESK_BACKUPS": "off"}
    with _running(command, port, {**ours, **environment}) as serving:
        yield serving


@contextmanager
def served_page(script: Path) -> Iterator[Serving]:
    """As `streamlit run` serves it to anybody: in a folder where no settings of ours are read."""
    port = free_port()
    options = ["--server.headless", "true", "--server.fileWatcherType", "none"]
    command = ["streamlit", "run", str(script), "--server.port", str(port), *options]
    with _running([*command, "--browser.gatherUsageStats", "false"], port, {}, script.parent) as it:
        yield it


@contextmanager
def _running(
    command: Sequence[str], port: int, environment: Mapping[str, str], folder: Path = ROOT
) -> Iterator[Serving]:
    server = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, server)
        yield Serving(port, server.pid)
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Until it answers, whatever it says: Streamlit listens before it can."""
    for _ in range(6000):
        assert server.poll() is None, "the server did not start"
        try:
            urlopen(f"http://127.0.0.1:{port}/livez", timeout=5).close()
        except HTTPError:
            return
        except OSError:
            time.sleep(0.01)
        else:
            return
    raise TimeoutError("the server did not answer")
