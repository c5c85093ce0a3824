"""What tracked changes delete in a Word document leaves it and is listed; what they add stays."""

import pytest

from actions.articles.manuscripts.word.deleting import DELETED_CELL, DELETED_WORDS
from models.articles.manuscript import Manuscript
from tests.actions.articles.manuscripts.examples import reasons
from tests.actions.articles.manuscripts.examples.word import paragraph, run, written

STRUCK = "<w:strike/>"
CUT = '<w:tcPr><w:cellDel w:id="7"/></w:tcPr>'


def bodies(found: Manuscript) -> str:
    return "\n\n".join(part.body for part in found.sections)


def deleted(words: str, tag: str = "delText", looks: str = "") -> str:
    inner = f"<w:r><w:rPr>{looks}</w:rPr><w:{tag}>{words}</w:{tag}></w:r>"
    return f'<w:del w:id="1" w:author="Bo">{inner}</w:del>'


@pytest.mark.parametrize(
    "gone",
    [deleted("20"), deleted("20", looks=STRUCK), deleted("20", "t"), deleted("20", "t", STRUCK)],
    ids=["deleted", "struck and deleted", "written as shown", "struck and written as shown"],
)
def test_deleted_words_are_listed_and_those_that_replace_them_stay(gone: str) -> None:
    added = f'<w:ins w:id="2" w:author="Bo">{run("30")}</w:ins>'
    found = written(paragraph(run("Take "), gone, added, run(" mg a day.")))
    assert "Take 30 mg a day." in bodies(found)
    assert reasons(found) == {"20": DELETED_WORDS}


def test_letters_deleted_within_a_word_are_listed() -> None:
    found = written(paragraph(run("Ank"), deleted("k"), run("les mend.")))
    assert "Ankles mend." in bodies(found)
    assert reasons(found) == {"k": DELETED_WORDS}


def test_struck_words_that_nobody_deleted_stay_struck() -> None:
    found = written(paragraph(run("Do "), run("not", STRUCK), run(" rest.")))
    assert "Do ~~not~~ rest." in bodies(found)


def table(*rows: tuple[str, ...]) -> str:
    """A cell that begins with a minus is deleted."""
    cells = (
        f"<w:tc>{CUT if cell[0] == '-' else ''}{paragraph(run(cell.lstrip('-')))}</w:tc>"
        for row in rows
        for cell in row
    )
    drawn = "".join(f"<w:tr>{''.join(next(cells) for _ in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{drawn}</w:tbl>"


def test_a_deleted_cell_is_emptied_so_that_each_dose_keeps_its_heading() -> None:
    found = written(table(("Who", "Day", "Night"), ("Adults", "-5 mg", "15 mg")))
    assert "| Adults | | 15 mg |" in " ".join(bodies(found).replace("  ", " ").split(" "))
    assert reasons(found) == {"5 mg": DELETED_CELL}


def test_a_deleted_column_goes_whole() -> None:
    found = written(table(("Who", "-Day", "Night"), ("Adults", "-5 mg", "15 mg")))
    assert "| Adults | 15 mg |" in bodies(found)
    assert reasons(found) == {"Day": DELETED_CELL, "5 mg": DELETED_CELL}


def test_a_table_of_deleted_cells_alone_is_listed() -> None:
    found = written(table(("-Who", "-Day"), ("-Adults", "-5 mg")))
    assert "Adults" not in bodies(found)
    assert set(reasons(found)) == {"Who", "Day", "Adults", "5 mg"}
