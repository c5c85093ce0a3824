"""Tables of Markdown, each as wide as its widest row: no reader sees what stands beyond."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

_BAR = re.compile(r"(?<!\\)\|")


def with_every_cell(lines: Sequence[str], tokens: Sequence[Token]) -> list[str]:
    """The lines of a text, with empty headings over cells that have none."""
    widened = list(lines)
    for token in tokens:
        if token.type == "table_open" and token.map:
            first, last = token.map
            widths = [_width(line) for line in widened[first:last]]
            missing = max(widths) - widths[0]
            for place, cell in ((first, "   |"), (first + 1, " --- |")):
                if missing:
                    widened[place] = f"{_closed(widened[place])}{cell * missing}"
    return widened


def _width(line: str) -> int:
    return len(_BAR.findall(_closed(line).strip().removeprefix("|")))


def _closed(line: str) -> str:
    bare = line.rstrip()
    return bare if bare.endswith("|") and not bare.endswith("\\|") else f"{bare} |"
