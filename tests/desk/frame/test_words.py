"""What stands on the buttons is said as staff say it."""

import re

import pytest

from settings import ROOT

RIDDLES = ("Read it", "Alone", "Take it along", "Answer for it", "Capitals count")


@pytest.mark.parametrize("words", RIDDLES)
def test_no_screen_speaks_in_riddles(words: str) -> None:
    quoted = re.compile(rf"""["'*>]{re.escape(words)}["'*<.:]""")
    files = [path for room in ("desk", "pages") for path in (ROOT / room).rglob("*.py")]
    assert [path.name for path in files if quoted.search(path.read_text("utf-8"))] == []
