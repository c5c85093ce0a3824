"""The text of sections as HTML that reads well aloud, on paper and on a phone."""

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from models.articles.markdown import to_html

_HEADING = re.compile(r"<(/?)h([2-6])>")
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_EMPTY_HEAD = re.compile(r"<th( [^>]*)?>\s*</th>")


def body_html(sections: Iterable[tuple[str, str]]) -> Iterator[Markup]:
    """Take pairs of heading and Markdown; headings inside never skip a level."""
    level = 1
    for number, (heading, body) in enumerate(sections, 1):
        level = 2 if heading else level
        html, level = _without_skipped_levels(to_html(body, part=str(number)), level)
        yield Markup(_TABLE.sub(_scrolling, html))  # noqa: S704  to_html lets safe HTML through only


def _without_skipped_levels(html: str, level: int) -> tuple[str, int]:
    def lowered(tag: re.Match[str]) -> str:
        nonlocal level
        if not tag[1]:
            level = min(int(tag[2]), level + 1)
        return f"<{tag[1]}h{level}>"

    return _HEADING.sub(lowered, html), level


def _scrolling(table: re.Match[str]) -> str:
    """A wide table moves sideways by itself, by keyboard too, instead of the page."""
    cells = _EMPTY_HEAD.sub("<td></td>", table[1])
    group = '<div class="wide" role="group" aria-label="Table" tabindex="0">'
    return f"{group}<table>{cells}</table></div>"
