"""What is promised of trust, run and written down: `python -m scripts.trust` makes docs/trust.md.

`python -m scripts.trust Accounts Backups` runs these and leaves the others as they stand there. A
test tells a figure by `record_property("figure", …)`; without one the time it took is told.
"""

import os
import subprocess
import sys
import tomllib
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from settings import ROOT

PROMISES = Path(__file__).with_name("promises.toml")
PAGE = ROOT / "docs" / "trust.md"
ABOUT = """# Trust

What Copydesk promises of accounts, the log, privacy, backups, both databases, faults, migrations \
and operations; the tests below `tests/` that hold it to that; and what they measured when they \
last ran for this page. `python -m scripts.trust` runs them and writes it.
"""
ELSEWHERE = "PostgreSQL"
"""Its tests run on that, in a process of their own."""


class Measured:
    """Listens to the run: what each test told, by its name without parameters."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.figures: dict[str, list[str]] = defaultdict(list)
        self.amiss: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        name = report.nodeid.partition("[")[0].removeprefix("tests/")
        if report.outcome != "passed":
            self.amiss[name] = report.outcome
        if report.when == "call":
            self.seconds[name] += report.duration
            told = dict(report.user_properties)
            self.figures[name] += [str(told["figure"])] if "figure" in told else []

    def of(self, names: list[str]) -> str:
        if amiss := {self.amiss.get(each, "") for each in names} - {""}:
            return " and ".join(sorted(amiss))
        told = [figure for each in names for figure in self.figures[each]]
        seconds = max(0.1, sum(self.seconds[each] for each in names))
        return "; ".join(told) or f"held, {seconds:.1f} s"


def promises() -> dict[str, dict[str, list[str]]]:
    """By section and promise, the tests."""
    return tomllib.loads(PROMISES.read_text("utf-8"))


def part(rows: dict[str, list[str]], measured: Measured, day: str) -> str:
    told = [
        f"| {promise} | {'<br>'.join(f'`{each}`' for each in tests)} | {measured.of(tests)} |"
        for promise, tests in rows.items()
    ]
    heading = [f"Measured on {day}.", "", "| Promise | Tests | Measured |", "| --- | --- | --- |"]
    return "\n".join([*heading, *told, ""])


def parts_there() -> dict[str, str]:
    """What the page says of each section."""
    _, *parts = PAGE.read_text("utf-8").split("\n## ")
    told = (each.partition("\n\n") for each in parts)
    return {section: f"{words.rstrip()}\n" for section, _, words in told}


def run(sections: list[str]) -> int:
    measured, chosen = Measured(), {each: promises()[each] for each in sections}
    tests = [
        f"tests/{each}" for rows in chosen.values() for names in rows.values() for each in names
    ]
    ended = pytest.main(["-q", "-p", "no:cacheprovider", *dict.fromkeys(tests)], plugins=[measured])
    day = f"{datetime.now(UTC):%-d %B %Y}"
    told = parts_there() | {name: part(rows, measured, day) for name, rows in chosen.items()}
    pages = [f"## {name}\n\n{told[name]}" for name in promises() if name in told]
    PAGE.write_text("\n".join([ABOUT, *pages]), "utf-8")
    return int(ended)


def main() -> int:
    sections = sys.argv[1:] or [*promises()]
    here = [each for each in sections if each != ELSEWHERE or on_postgresql()]
    ended = run(here) if here else 0
    if here == sections:
        return ended
    environment = os.environ | {"COPYDESK_TESTS_ON": "postgresql"}
    again = [sys.executable, "-m", "scripts.trust", ELSEWHERE]
    return subprocess.run(again, check=False, env=environment).returncode or ended


def on_postgresql() -> bool:
    return os.environ.get("COPYDESK_TESTS_ON") == "postgresql"


if __name__ == "__main__":
    sys.exit(main())
