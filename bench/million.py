"""Looking for enquiries among a million, against a bare Streamlit page that shows fifty rows.

The first ratio is to that page as `streamlit run` serves it, the second to the same page within
our own frame, where the heap is frozen.
"""

import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from statistics import median

from bench._framed import framed_desk
from bench._plain import plain_page
from bench.desk import clicked, cookie_for
from bench.enquiry_list import fill
from models.base.dialects.sqlite import sqlite_driver
from models.enquiries.enquiry import Enquiry, EnquiryEvent
from tests.browser.wire import line
from tests.browser.wire import run as rerun

MADE, TIMES = 20_000, 50
DAYS = 90
ROUNDS = 60
WARMING = 5
PLAIN, BARE = "fifty rows, plain Streamlit", "fifty rows, in the desk"
LOOKS = {
    BARE: ("bare", ""),
    "first page": ("enquiries", ""),
    "page 20,000": ("enquiries", "status=all&page=20000"),
    "service": ("enquiries", "status=all&service=Physiotherapy"),
    "service and status": ("enquiries", "status=waiting&service=Physiotherapy"),
    "nobody has it": ("enquiries", "status=all&assigned=0"),
    "priority": ("enquiries", "status=all&priority=high"),
    "risk": ("enquiries", "status=all&risk=yes"),
    "days": ("enquiries", "status=all&since=2026-01-01"),
    "by name in a status": ("enquiries", "sort=name"),
    "by status": ("enquiries", "status=all&sort=status"),
    "search, rare": ("enquiries", "q=2125550147"),
    "search, medium": ("enquiries", "q=rosalind+pem"),
    "search, common": ("enquiries", "q=knee"),
    "search, nearly everybody": ("enquiries", "q=exampl"),
}
OWN = {"id", "reference", "received_at", "first_answered_at", "facet"}
EACH = "WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < :times - 1)"
SHIFTED = "strftime('%Y-%m-%d %H:%M:%f000', {}, (:days * n) || ' days')"


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder:
        file = Path(folder) / "copydesk.sqlite"
        cookie = cookie_for(fill(file, MADE))
        multiply(file, TIMES)
        measure(file, cookie)


def multiply(file: Path, times: int) -> None:
    """The same again for each quarter before, by statements of SQLite; the oldest come first."""
    driver = sqlite_driver()
    with closing(driver.connect(file, isolation_level=None)) as connection:
        for pragma in ("synchronous = OFF", "temp_store = MEMORY", "cache_size = -800000"):
            connection.execute(f"PRAGMA {pragma}")
        many = {"times": times, "made": MADE, "days": DAYS}
        connection.execute("BEGIN")
        connection.execute(_earlier(), many)
        connection.execute(f"{EACH} {_enquiries()} FROM enquiry, copy ORDER BY n, id", many)
        connection.execute(f"{EACH} {_events()} FROM enquiry_event, copy ORDER BY n, id", many)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _earlier() -> str:
    moments = ("received_at", "first_answered_at")
    shifted = ", ".join(f"{each} = {SHIFTED.format(each)}" for each in moments)
    return f"UPDATE enquiry SET {shifted.replace('* n', '* (1 - :times)')}"  # noqa: S608  made of names in this file: no value is put into it


def _enquiries() -> str:
    same = [column.name for column in Enquiry.__table__.columns if column.name not in OWN]
    return (
        "INSERT INTO enquiry (id, reference, received_at, first_answered_at, "
        f"{', '.join(same)}) SELECT id + n * :made, printf('CD-%d-%d', n, id), "
        f"{SHIFTED.format('received_at')}, {SHIFTED.format('first_answered_at')}, "
        f"{', '.join(same)}"
    )


def _events() -> str:
    own = {"id", "enquiry_id"}
    same = ", ".join(c.name for c in EnquiryEvent.__table__.columns if c.name not in own)
    quoted = same.replace("before", '"before"')
    return (
        f"INSERT INTO enquiry_event (enquiry_id, {quoted}) SELECT enquiry_id + n * :made, {quoted}"
    )


def measure(
    file: Path, cookie: str, looks: Mapping[str, tuple[str, str]] = LOOKS, rounds: int = ROUNDS
) -> None:
    """All take turns, so that each sees the same moods of the machine."""
    times: dict[str, list[float]] = {what: [] for what in (PLAIN, *looks)}
    with (
        framed_desk(file) as server,
        line(server, cookie=cookie) as opened,
        plain_page("page.py") as plain,
    ):
        for _ in range(rounds + WARMING):
            times[PLAIN].append(clicked(plain, rerun())[0])
            for what, (page, query) in looks.items():
                times[what].append(clicked(opened, rerun(page, query=query))[0])
    plainly, framed = (median(times[each][WARMING:]) for each in (PLAIN, BARE))
    for what, taken in times.items():
        took = median(taken[WARMING:])
        print(
            f"{what:28} {took:7.1f} ms   {took / plainly:5.2f}   {took / framed:5.2f}", flush=True
        )
