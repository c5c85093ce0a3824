"""From the command to the first answer, and the memory held then, against an empty page."""

import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench._serving import Serving, served_desk, served_page

ROUNDS = 5
QUIET = 2.0  # seconds after the first answer


class Started(NamedTuple):
    """Seconds until it answered, of them the processor's, and megabytes when it was quiet."""

    seconds: float
    processor: float
    megabytes: float


def run() -> None:
    """In turns. The desk's first start, which makes the database, does not count."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "empty.py"
        page.write_text("import streamlit as st\n\nst.title('Bare')\n", "utf-8")
        there = {"COPYDESK_DATABASE": f"{folder}/desk.sqlite"}
        measured(lambda: served_desk(there))
        desks, pages = [], []
        for _ in range(ROUNDS):
            pages.append(measured(lambda: served_page(page)))
            desks.append(measured(lambda: served_desk(there)))
    tell("an empty page", pages)
    tell("the desk", desks)


def measured(start: Callable[[], AbstractContextManager[Serving]]) -> Started:
    began = time.perf_counter()
    with start() as serving:
        seconds, processor = time.perf_counter() - began, serving.processor_seconds
        time.sleep(QUIET)
        return Started(seconds, processor, serving.megabytes)


def tell(what: str, starts: Sequence[Started]) -> None:
    seconds, processor, megabytes = (median(each) for each in zip(*starts, strict=True))
    print(f"{what:14} {seconds:5.2f} s  of them working {processor:4.2f} s  {megabytes:4.0f} MB")
