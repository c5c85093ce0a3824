"""Service and container start what `make run` starts, by the lines that are written there."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from json import loads
from pathlib import Path
from urllib.request import urlopen

import pytest

from settings import ROOT
from tests.browser.server import answers, free_port

DEPLOY = ROOT / "deploy"
SERVICE = (DEPLOY / "copydesk.service").read_text()
CONTAINER = (DEPLOY / "Containerfile").read_text().replace("\\\n", "")
HOME = "/srv/copydesk"
PYTHON = ".venv/bin/python"


def told(instruction: str, text: str = CONTAINER) -> str:
    """What follows it; there is one of its kind."""
    [found] = re.findall(rf"^{instruction}\b[ =]*(.+)$", text, re.MULTILINE)
    return str(found)


def here(command: list[str]) -> list[str]:
    """With the Python of this machine."""
    return [sys.executable if word.endswith(PYTHON) else word for word in command]


def at(port: int, command: list[str]) -> list[str]:
    words = [word for word in here(command) if word not in {"--server.port", "8501"}]
    return [*words, "--server.port", str(port)]


def printed(database: Path) -> Path:
    return database.with_name("started.log")


def running(process: "subprocess.Popen[bytes]") -> Callable[[], bool]:
    return lambda: process.poll() is None


@contextmanager
def started(
    command: list[str], folder: Path, database: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    with printed(database).open("w") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | {"COPYDESK_DATABASE": str(database), "COPYDESK_BACKUPS": "off"},
            stdout=log,
            stderr=log,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait(30)


def test_the_service_starts_answers_and_ends_when_told(fresh_database: Path) -> None:
    port = free_port()
    command = at(port, shlex.split(told("ExecStart", SERVICE)))

    with started(command, ROOT, fresh_database) as process:
        answers(f"http://127.0.0.1:{port}/livez", running(process), printed(fresh_database))
        process.send_signal(signal.SIGTERM)
        # Its work done, it ends by the very signal: systemd calls both clean.
        ended = process.wait(float(told("TimeoutStopSec", SERVICE)))
        assert ended in {0, -signal.SIGTERM}


def test_the_service_is_one_that_systemd_takes_and_shuts_in(tmp_path: Path) -> None:
    python = tmp_path / PYTHON
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    unit = tmp_path / "copydesk.service"
    unit.write_text(SERVICE.replace(HOME, str(tmp_path)).replace("User=copydesk", "User=root"))

    verified = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    exposed = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(unit)],
        capture_output=True,
        check=False,
    )

    assert (verified.returncode, verified.stderr) == (0, "")
    assert exposed.returncode == 0, "more than 2.0 of 10 is exposed"
    assert told("ReadWritePaths", SERVICE) == f"{HOME}/data"


def test_the_container_does_what_make_run_does() -> None:
    makefile = (ROOT / "Makefile").read_text().replace("$(PY)", PYTHON)
    installs = re.findall(rf"{PYTHON} -m pip install .* -r requirements\.txt", makefile)
    [starts] = re.findall(rf"{PYTHON} -m streamlit run dashboard\.py --server\.port", makefile)

    assert installs[0].split() == [
        word for word in told_install().split() if word != "--no-cache-dir"
    ]
    assert " ".join(loads(told("CMD"))).startswith(starts)
    assert told("USER") == "copydesk"
    assert told("VOLUME") == str(Path(told("ENV").split()[0].partition("=")[2]).parent)


def test_built_for_postgresql_the_container_has_its_driver_and_its_programs() -> None:
    [chosen] = re.findall(r"--build-arg REQUIREMENTS=(\S+?),", CONTAINER)
    let_in = (DEPLOY / "Containerfile.containerignore").read_text().split()

    assert f"!{chosen}" in let_in
    assert re.search(r"^psycopg==", (ROOT / chosen).read_text(), re.MULTILINE)
    assert "apt-get install --quiet=2 --no-install-recommends postgresql-client" in CONTAINER
    for answer, name in (("", "requirements.txt"), (" apt", chosen)):
        [step] = re.findall(r"^RUN (case .* esac)$", CONTAINER, re.MULTILINE)
        script = step.replace("apt-get", "echo").replace("rm", "echo")
        done = subprocess.run(
            ["sh", "-euc", script], env={"REQUIREMENTS": name}, capture_output=True, check=True
        )
        assert bool(done.stdout) == bool(answer)


def told_install() -> str:
    [found] = re.findall(rf"({PYTHON} -m pip install .*)$", CONTAINER, re.MULTILINE)
    return str(found).replace("$REQUIREMENTS", told("ARG").partition("=")[2])


@pytest.fixture
def inside(tmp_path: Path) -> Path:
    """A folder with what the container holds: the names that its list lets in."""
    folder = tmp_path / "inside"
    let_in = (DEPLOY / "Containerfile.containerignore").read_text().split()
    for name in (each[1:] for each in let_in if each.startswith("!")):
        there, copy = ROOT / name, folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if there.is_dir():
            shutil.copytree(
                there, copy, ignore=shutil.ignore_patterns("__pycache__", "node_modules")
            )
        else:
            shutil.copy(there, copy)
    return folder


def test_what_the_container_holds_is_enough_and_it_knows_itself_well(
    fresh_database: Path, inside: Path
) -> None:
    port = free_port()
    check = told("HEALTHCHECK").partition("CMD ")[2].replace(":8501", f":{port}")

    def is_well() -> bool:
        return not subprocess.run(here(loads(check)), capture_output=True, check=False).returncode

    with started(at(port, loads(told("CMD"))), inside, fresh_database) as process:
        answers(f"http://127.0.0.1:{port}/livez", running(process), printed(fresh_database))
        assert is_well()
        with urlopen(f"http://127.0.0.1:{port}/") as front:
            assert front.status == 200
    assert not is_well()
