"""What leaves for a spreadsheet stays text there, and comes back as it was."""

import csv
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from models.exports.spreadsheet import MARK, marked, marked_column, unmarked

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
TRICKY = st.text(st.sampled_from("=+-@＝＋－＠'\"\t\r\n \u200b\ufeffaZé0.:/7,E%{[|"), max_size=8)
FORMULAS = (
    "=1+1",
    "+44 20 7946 0001",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1+1",
    '"=1+1',
    "\ufeff=1",
    "\u200b=1",
    "\xa0＝1",
    "'=1",
)


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_is_marked_wherever_it_hides(cell: str) -> None:
    assert marked(cell) == MARK + cell


@pytest.mark.parametrize("cell", ["0207", "447700900123", "12E45", "1/2", "2026-12-01", "5%"])
def test_what_would_become_a_number_or_a_date_is_marked(cell: str) -> None:
    assert marked(cell) == MARK + cell


@pytest.mark.parametrize("cell", ["", "Zoë", "020 7946 0001", "a=b", "CD-7K3M-9QXT", "x@y.example"])
def test_ordinary_text_is_left_alone(cell: str) -> None:
    assert marked(cell) == cell


@given(CELLS | TRICKY)
@example("'s-Gravenhage")
@example("''")
def test_unmarking_gives_back_exactly_what_was_marked(cell: str) -> None:
    assert unmarked(marked(cell)) == cell


def test_text_that_nobody_marked_is_not_unmarked() -> None:
    assert unmarked("'s-Gravenhage") == "'s-Gravenhage"


@given(st.lists(CELLS | TRICKY, min_size=1, max_size=40))
@example(list(FORMULAS))
def test_the_database_marks_the_same_cells(session: Session, cells: list[str]) -> None:
    told: list[Any] = [marked_column(literal(cell)).label(f"c{n}") for n, cell in enumerate(cells)]
    found = list(session.execute(select(*told)).one())

    assert found == [marked(cell) for cell in cells]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is missing")
def test_libreoffice_finds_text_alone_in_marked_cells(tmp_path: Path) -> None:
    kept = [cell for cell in (*FORMULAS, "0207", "12E45", "5%", "2026-12-01") if "\r" not in cell]
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([marked(cell)] for cell in kept)
    (tmp_path / "cells.csv").write_text(out.getvalue(), "utf-8")
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
            "--infilter=CSV:44,34,76,1", "--convert-to", "fods", "--outdir", tmp_path,
            tmp_path / "cells.csv",
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    told = (tmp_path / "cells.fods").read_text("utf-8")

    assert "table:formula" not in told
    assert "<text:a " not in told
    assert 'office:value-type="float"' not in told
    assert 'office:value-type="date"' not in told
    assert told.count('office:value-type="string"') == len(kept)
