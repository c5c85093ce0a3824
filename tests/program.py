"""`manage.py` in a process of its own: its exit code and its two streams."""

import os
import sys
from dataclasses import dataclass
from importlib import reload
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from runpy import run_path
from tempfile import TemporaryDirectory

import settings
from tests.browser.serving import SERVING, start
from tests.databases import environment_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the operator has of it."""

    returncode: int | None
    stdout: str
    stderr: str


def manage(file: Path, *words: str, **environment: str) -> Outcome:
    """On the database in `file`."""
    with TemporaryDirectory() as folder:
        printed = [Path(folder) / name for name in ("stdout", "stderr")]
        process = begin(file, *words, printed=printed, **environment)
        process.join()
        return Outcome(process.exitcode, *(each.read_text("utf-8") for each in printed))


def begin(
    file: Path, *words: str, printed: list[Path] | None = None, **environment: str
) -> ForkServerProcess:
    """The same, still running; it prints into these two files."""
    streams = [str(each) for each in printed or [Path(os.devnull)] * 2]
    wished = os.environ | environment_of(file) | environment
    process = SERVING.Process(target=run, args=(words, wished, streams, str(settings.ROOT)))
    start(process)
    return process


def run(words: tuple[str, ...], environment: dict[str, str], streams: list[str], root: str) -> None:
    """A copy of a process that has loaded everything becomes the program."""
    for number, stream in enumerate(streams, start=1):
        os.dup2(os.open(stream, os.O_WRONLY | os.O_CREAT, 0o600), number)
    os.chdir(root)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["manage.py", *words]
    reload(settings)
    run_path("manage.py", run_name="__main__")
