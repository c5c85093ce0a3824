"""Looking at the list of enquiries at 1,000 and at 100,000 rows: the database's part."""

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import settings
from actions.enquiries.reading import list_enquiries
from actions.intake.demo import make_enquiries
from models.base import database, schema
from models.base.database import reading, writing
from models.base.dialects.sqlite import sqlite_driver
from models.enquiries.enquiry import Status
from models.enquiries.listing.filter import EnquiryFilter, EnquirySort
from models.staff.member import OPERATOR, Actor, Role, StaffMember

FEW, MANY = 1_000, 100_000
RAW_PAGE = "SELECT * FROM enquiry WHERE status = 'new' ORDER BY received_at DESC, id DESC LIMIT 25"
ROUNDS = 15
LOOKS: dict[str, tuple[EnquiryFilter, Callable[[int], int]]] = {
    "first page": (EnquiryFilter(status=Status.NEW), lambda _rows: 1),
    "page in the middle": (EnquiryFilter(), lambda rows: rows // 50),
    "last page": (EnquiryFilter(), lambda rows: rows // 25),
    "by name": (EnquiryFilter(sort=EnquirySort.NAME), lambda _rows: 1),
    "filter": (EnquiryFilter(service="Physiotherapy", status=Status.WAITING), lambda _rows: 1),
    "days": (EnquiryFilter(since=date(2020, 1, 1)), lambda _rows: 1),
    "search, rare": (EnquiryFilter(term="2125550147"), lambda _rows: 1),
    "search, medium": (EnquiryFilter(term="rosalind pem"), lambda _rows: 1),
    "search, common": (EnquiryFilter(term="knee"), lambda _rows: 1),
}


def run() -> None:
    seen = [_measured(rows) for rows in (FEW, MANY)]
    print(f"{'':28} {FEW:>9,} {MANY:>9,}   ratio")
    for what in seen[0]:
        few, many = seen[0][what], seen[1][what]
        print(f"{what:28} {few:6.1f} ms {many:6.1f} ms   {many / few:5.2f}")


def _measured(rows: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder:
        fill(Path(folder) / "copydesk.sqlite", rows)
        raw = {"raw SQLite: first page": _milliseconds(_raw_page)}
        looks = {
            f"look: {what}": _milliseconds(lambda c=chosen, p=page: _look(c, p(rows)))  # type: ignore[misc]  # mypy does not infer a lambda's default
            for what, (chosen, page) in LOOKS.items()
        }
        database.engine().dispose()
    return raw | looks


def fill(file: Path, rows: int) -> Actor:
    settings.DATABASE_URL = f"sqlite:///{file}"
    database.engine.cache_clear()
    schema.migrate()
    with writing() as session:
        member = StaffMember(
            username="fay", full_name="Fay", email="fay@clinic.example", role=Role.FRONT_DESK
        )
        session.add(member)
        session.flush()
        make_enquiries(session, rows, by=OPERATOR)
        return member.as_actor()


def _look(chosen: EnquiryFilter, page: int) -> Any:
    with reading() as session:
        return list_enquiries(session, chosen, page, by=OPERATOR)


def _raw_page() -> Any:
    """The same rows as the first page, by the driver alone."""
    with closing(sqlite_driver().connect(settings.database_file())) as connection:
        return connection.execute(RAW_PAGE).fetchall()


def _milliseconds(act: Callable[[], Any]) -> float:
    act()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        act()
        times.append((time.perf_counter() - started) * 1_000)
    return median(times)
