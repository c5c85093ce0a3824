"""What is promised of trust, run and written down: `python -m scripts.trust` makes docs/trust.md.

A test tells a figure by `record_property("figure", …)`; without one the time it took is told.
"""

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

What Copydesk promises of accounts, the log, privacy, backups, faults, migrations and operations; \
the tests below `tests/` that hold it to that; and what they measured when they last ran for this \
page, on {day}. `python -m scripts.trust` runs them and writes it.
"""


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


def page(measured: Measured, day: str) -> str:
    parts = [ABOUT.format(day=day)]
    for section, rows in promises().items():
        told = [
            f"| {promise} | {'<br>'.join(f'`{each}`' for each in tests)} | {measured.of(tests)} |"
            for promise, tests in rows.items()
        ]
        heading = [f"## {section}", "", "| Promise | Tests | Measured |", "| --- | --- | --- |"]
        parts.append("\n".join([*heading, *told, ""]))
    return "\n".join(parts)


def main() -> int:
    measured = Measured()
    tests = [
        f"tests/{each}" for rows in promises().values() for names in rows.values() for each in names
    ]
    ended = pytest.main(["-q", "-p", "no:cacheprovider", *dict.fromkeys(tests)], plugins=[measured])
    PAGE.write_text(page(measured, f"{datetime.now(UTC):%-d %B %Y}"), "utf-8")
    return int(ended)


if __name__ == "__main__":
    sys.exit(main())
