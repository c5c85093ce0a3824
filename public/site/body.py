"""The text of sections as HTML that reads well aloud, on paper and on a phone."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from markupsafe import Markup

from models.articles.image import INSIDE
from models.articles.markdown import to_html
from public.site.pictures import PUBLIC, sources_of

Sizes = Mapping[str, Sequence[int]]
NO_SIZES: Sizes = MappingProxyType({})
_PICTURE = re.compile(rf'<img src="{INSIDE}([0-9a-f]{{64}})"([^>]*)>')
_HEADING = re.compile(r"<(/?)h([2-6])>")
_SIZES = "(min-width: 46rem) 44rem, 100vw"
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_EMPTY_HEAD = re.compile(r"<th( [^>]*)?>\s*</th>")


def body_html(
    sections: Iterable[tuple[str, str]], sizes: Sizes = NO_SIZES, under: str = PUBLIC
) -> Iterator[Markup]:
    """Take pairs of heading and Markdown; headings inside never skip a level.

    `sizes` are those of our pictures between the words, which lie `under` an address.
    """
    level = 1
    for number, (heading, body) in enumerate(sections, 1):
        level = 2 if heading else level
        html, level = _without_skipped_levels(to_html(body, part=str(number)), level)
        html = with_sizes(_TABLE.sub(_scrolling, html), sizes, under)
        yield Markup(html)  # noqa: S704  to_html lets safe HTML through only


def introduction_html(text: str, sizes: Sizes = NO_SIZES, under: str = PUBLIC) -> Markup:
    return Markup(with_sizes(to_html(text), sizes, under))  # noqa: S704  as above


def with_sizes(html: str, sizes: Sizes, under: str = PUBLIC) -> str:
    """The right size of each picture for each screen, and a place kept while it loads."""

    def sized(tag: re.Match[str]) -> str:
        sha256, told = tag.groups()
        shown = f'<img src="{under}/{sha256}" loading="lazy" decoding="async"{told}'
        if sha256 not in sizes:
            return f"{shown}>"
        width, height = sizes[sha256]
        sources = f'srcset="{sources_of(sha256, width, under)}" sizes="{_SIZES}"'
        return f'{shown} {sources} width="{width}" height="{height}">'

    return _PICTURE.sub(sized, html)


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
