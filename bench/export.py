"""Exports: against `sqlite3 -csv` and the workbook's writer alone, and a million rows' memory."""

import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from statistics import quantiles
from urllib.request import Request, urlopen

from rustpy_xlsxwriter import FastExcel
from sqlalchemy import text

import settings

MANY, MORE = 100_000, 1_000_000
ROUNDS = 3
SHELL = (
    "SELECT e.reference, e.name, e.email, e.phone, e.service, e.message, e.received_at, "
    "e.preferred_at, e.status, a.slug FROM enquiry e LEFT JOIN article a ON a.id = e.article_id"
)
ASKED = (
    *("reference", "name", "email", "phone", "service", "message", "received_at"),
    *("preferred_at", "status", "article"),
)
PIECE = 1 << 20


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder:
        here = Path(folder)
        for file, rows in ((here / "many.sqlite", MANY), (here / "more.sqlite", MORE)):
            _python("make", file, str(rows))
        against_the_shell(here / "more.sqlite")
        against_the_writer(here / "many.sqlite")
        _python("grow", here / "more.sqlite", "csv")
        from_a_server(here / "more.sqlite")


def against_the_shell(file: Path) -> None:
    """What somebody asked for, Excel-safe, and with all that the desk made of it."""
    if not shutil.which("sqlite3"):
        sys.exit("sqlite3 is missing: apt-get install sqlite3")
    out = file.with_suffix(".out")
    _use(file)
    theirs = min(_timed(lambda: _shell(file, out)) for _ in range(2))  # the second reads warm
    ours, whole = (_timed(lambda few=few: _write(out, "csv", few)) for few in (True, False))  # type: ignore[misc]  # mypy does not infer a lambda's default
    print(f"{MORE:,} rows    seconds   × sqlite3 -csv")
    print(f"sqlite3 -csv     {theirs:7.2f}   {1:5.2f}")
    print(f"csv              {ours:7.2f}   {ours / theirs:5.2f}   (at most 2)")
    print(f"csv, all columns {whole:7.2f}   {whole / theirs:5.2f}")


def against_the_writer(file: Path) -> None:
    """The same cells, already in memory, written by the same library and nothing else."""
    out = file.with_suffix(".out")
    _use(file)
    cells = list(_cells(out))
    gc.freeze()  # as a server does: what is kept here is not looked through while we write
    base = min(_timed(lambda: _alone(cells, out)) for _ in range(ROUNDS))
    ours = min(_timed(lambda: _write(out, "xlsx")) for _ in range(ROUNDS))
    print(f"{MANY:,} rows      seconds   × rustpy-xlsxwriter alone")
    print(f"the writer alone {base:7.2f}   {1:5.2f}")
    print(f"xlsx             {ours:7.2f}   {ours / base:5.2f}   (at most 1.4)")
    for form in ("jsonl", "parquet"):
        took = _timed(lambda form=form: _write(out, form))  # type: ignore[misc]  # mypy does not infer a lambda's default
        print(f"{form:16} {took:7.2f}")


def _cells(out: Path) -> Iterator[dict[str, object]]:
    _write(out, "jsonl")
    with out.open(encoding="utf-8") as lines:
        for told in map(json.loads, lines):
            yield told | {"received_at": datetime.fromisoformat(told["received_at"][:19])}


def _alone(cells: list[dict[str, object]], out: Path) -> None:
    FastExcel(str(out), output_format="xlsx").sheet("Enquiries", cells).save()


def from_a_server(file: Path) -> None:
    """A real server sends a million rows to a signed-in manager; others look at a page."""
    from tests.browser.server import Server, free_port

    server = Server(file, free_port(), file.with_suffix(".log"))
    server.start()
    try:
        pid = server.process.pid if server.process else None
        assert pid
        quiet = [_timed(lambda: _get(server.url)) for _ in range(100)][50:]
        before, waits, done = _memory(pid), list[float](), threading.Event()
        looking = threading.Thread(target=_look, args=(server.url, waits, done))
        looking.start()
        first, whole, size = _download(server.url, file)
        peak = _memory(pid, "VmHWM")
        done.set()
        looking.join()
    finally:
        server.stop()
    print(
        f"server, {MORE:,} rows: first byte {first:.3f} s (at most 0.1), "
        f"all {whole:.1f} s, {size / 1e6:.0f} MB"
    )
    print(f"server memory grew by {(peak - before) / 1024:.0f} MB (at most 64)")
    print(f"a public page meanwhile: p95 {_p95(waits):.0f} ms, otherwise {_p95(quiet):.0f} ms")


def _download(url: str, file: Path) -> tuple[float, float, int]:
    cookie, receipt = _prepared(file)
    began, size, first = time.perf_counter(), 0, 0.0
    asked = Request(f"{url}/desk/exports/{receipt}/file", headers={"Cookie": cookie})
    with urlopen(asked) as answer:
        while piece := answer.read1(PIECE):
            first = first or time.perf_counter() - began
            size += len(piece)
    return first, time.perf_counter() - began, size


def _prepared(file: Path) -> tuple[str, str]:
    """A manager's cookie, and the receipt of what they prepared."""
    from actions.exports.preparing import Wanted, prepare_export
    from models.base.database import writing
    from models.staff.access import StaffSession, digest
    from models.staff.member import Role, StaffMember
    from public.gate.identity import COOKIE

    _use(file)
    with writing() as session:
        mo = StaffMember(username="mo", full_name="Mo", email="", role=Role.MANAGER)
        session.add(mo)
        session.flush()
        session.add(StaffSession(token_hash=digest("bench"), staff_id=mo.id))
        wanted = Wanted(columns=ASKED, reason="Bench")
        return f"{COOKIE}=bench", prepare_export(session, wanted, by=mo.as_actor()).receipt


def _look(url: str, waits: list[float], done: threading.Event) -> None:
    while not done.is_set():
        waits.append(_timed(lambda: _get(url)))
        time.sleep(0.02)


def _get(url: str) -> None:
    with urlopen(f"{url}/") as answer:
        answer.read()


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1] * 1000


def _memory(pid: int, what: str = "VmRSS") -> int:
    """In kB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _shell(file: Path, out: Path) -> None:
    with out.open("wb") as written:
        subprocess.run(["sqlite3", "-csv", "-header", file, SHELL], stdout=written, check=True)


def _python(what: str, file: Path, *words: str) -> None:
    """In a process of its own, so that memory is told apart."""
    command = [sys.executable, "-m", "bench.export", what, str(file), *words]
    subprocess.run(command, check=True, cwd=settings.ROOT)


def _use(file: Path) -> None:
    from models.base import database

    settings.DATABASE_URL = f"sqlite:///{file}"
    database.engine.cache_clear()


def _write(out: Path, form: str, is_asked_alone: bool = True) -> None:
    """The columns of SHELL alone, or all of them."""
    from actions.exports.preparing import Wanted
    from commands.export import _write as written
    from models.exports.columns import COLUMNS
    from models.exports.export import ExportFormat

    columns = [name for name in COLUMNS if not is_asked_alone or name in ASKED]
    written(Wanted(ExportFormat(form), columns=columns, reason="Bench"), out)


def make(file: Path, rows: str) -> None:
    """As on a server that has been up for a while: the days are counted, for reports."""
    from actions.reports.keeping import count_by_new_hours
    from models.base.database import writing
    from models.base.schema import migrate
    from models.staff.member import OPERATOR
    from tests.exporting import fill_with_copies

    _use(file)
    migrate()
    fill_with_copies(int(rows))
    with writing() as session:
        count_by_new_hours(session, by=OPERATOR)
        session.execute(text("UPDATE enquiry_changed_day SET counted = times"))


def grow(file: Path, form: str) -> None:
    """How much more memory than before the first row."""
    _use(file)
    from models.base.database import reading

    with reading():
        before = _memory(os.getpid())
    took = _timed(lambda: _write(file.with_suffix(".out"), form))
    grown = _memory(os.getpid(), "VmHWM") - before
    print(
        f"command, {MORE:,} rows: {took:.1f} s, memory grew by {grown / 1024:.0f} MB (at most 64)"
    )


if __name__ == "__main__":
    {"make": make, "grow": grow}[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])
