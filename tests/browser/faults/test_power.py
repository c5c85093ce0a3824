"""The power goes away in the middle of everybody's work: what was acknowledged is there."""

import random
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from models.base.database import engine
from tests.browser.faults.power import Step, acknowledged, lay_out, run_watched

CUTS = 20
TAKING_IN = """
from actions.intake.receiving import receive_enquiry
from models.base.database import writing
from models.base.dialects import sqlite
from models.enquiries.enquiry import EnquirySource
from models.intake.booking import BookingRequest

{before}
for number in range(40):
    asked = BookingRequest(name=f"Person {{number}}", email="one@clinic.example", message="x" * 500)
    with writing() as session:
        receipt = receive_enquiry(session, asked, source=EnquirySource.API)
    print(receipt.reference, flush=True)
"""
CARELESS = "sqlite.PRAGMAS = ('journal_mode = WAL', 'synchronous = NORMAL')"


@pytest.fixture
def enquiries_taken_in(fresh_database: Path, tmp_path: Path) -> Callable[..., list[Step]]:
    if subprocess.run(["strace", "-o", "/dev/null", "true"], check=False).returncode:
        pytest.skip("no program may be watched here")
    engine().dispose()
    before = fresh_database.read_bytes()

    def taken_in(change: str = "") -> list[Step]:
        fresh_database.write_bytes(before)
        for left in fresh_database.parent.glob(f"{fresh_database.name}-*"):
            left.unlink()  # the log of the run before, which was not ended in order
        program = TAKING_IN.format(before=change)
        return run_watched(program, tmp_path / "trace", COPYDESK_DATABASE=str(fresh_database))

    return taken_in


def after_cut(steps: list[Step], before: bytes, folder: Path, chance: random.Random) -> list[str]:
    """What was acknowledged and is gone, at some moment; the database is whole."""
    until = steps[: chance.randrange(len(steps))]
    file = folder / "copydesk.sqlite"
    lay_out(until, before, file, chance)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        kept = {reference for (reference,) in connection.execute("SELECT reference FROM enquiry")}
    return [each for each in acknowledged(until) if each not in kept]


@pytest.mark.sqlite
def test_what_was_acknowledged_is_there_when_it_is_back(
    enquiries_taken_in: Callable[..., list[Step]],
    fresh_database: Path,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    before, chance = fresh_database.read_bytes(), random.Random(11)
    folder = tmp_path / "cut"
    folder.mkdir()
    steps = enquiries_taken_in()
    assert len(acknowledged(steps)) == 40
    assert [step for step in steps if step.kind == "wrote" and step.file == str(fresh_database)]

    lost = [after_cut(steps, before, folder, chance) for _ in range(CUTS)]
    record_property("figure", f"{CUTS} cuts: {sum(map(len, lost))} lost")
    assert [each for each in lost if each] == []

    steps = enquiries_taken_in(CARELESS)
    assert any(after_cut(steps, before, folder, chance) for _ in range(CUTS))
