"""What changed between two texts as a reader sees them: formatting, links and pictures kept."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape

import nh3
from lxml.html.diff import htmldiff

from models.articles.content import SectionContent
from models.articles.markdown import blocks

ALIKE = 0.4
MOST_WORDS = 2_000
_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "br"),
    *("strong", "em", "s", "sub", "sup", "code", "a", "img", "ins", "del", "mark", "div"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": {"title"}, "img": {"src", "alt"}, "ol": {"start"}, "mark": {"title"}}
_CHANGED = re.compile(r"<(ins|del)\b")
_NO_WORDS = re.compile(r"<(ins|del)>(?:\s|<br>)*</\1>")
_LINK = re.compile(r'<a href="([^"]*)"')
_MERELY_FORMATTED = "Same words, other formatting"


def page_difference(before: Sequence[str], after: Sequence[str]) -> str:
    """Safe HTML of two texts in one, paragraph by paragraph; each paragraph is HTML.

    What came is in `<ins>`, what went in `<del>`, what only looks different in `<mark>`.
    Links lead nowhere and carry their address as a title; a changed address is spelt out.
    """
    return tidy("".join(_aligned(before, after)))


def paragraphs(content: SectionContent) -> list[str]:
    """All that a reader meets in a section, a block of HTML each."""
    shown = [f"<h2>{escape(content.heading)}</h2>"] if content.heading else []
    shown += [block.html for block in blocks(content.body) if block.html]
    if content.image:
        alt = "decorative" if content.is_decorative else content.alt
        shown.append(f'<p><img src="/images/{content.image}" alt="{escape(alt)}"></p>')
    told = {
        "Described as": content.alt,
        "Caption": content.caption,
        "Button": content.button_label,
    }
    return [*shown, *(f"<p>{name}: {escape(text)}</p>" for name, text in told.items() if text)]


def is_marked(difference: str) -> bool:
    """Whether there is a change in what `page_difference` returned."""
    return bool(re.search(r"<(ins|del|mark)\b", difference))


def tidy(html: str) -> str:
    """Nothing that could run, lead away, or call another host."""
    with_titles = _LINK.sub(r'<a title="\1"', html)
    clean = nh3.clean(with_titles, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None)
    return _NO_WORDS.sub("", clean).replace('src="/images/', 'src="/desk/images/')


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield from new[new_start:new_end]
        else:
            yield from _paired(old[start:end], new[new_start:new_end])


def _paired(gone: Sequence[str], come: Sequence[str]) -> Iterator[str]:
    """A paragraph is compared with the next one that is like it; others went or came whole."""
    waiting = list(come)
    for paragraph in gone:
        place = next((at for at, each in enumerate(waiting) if _are_alike(paragraph, each)), None)
        if place is None:
            yield _whole("del", paragraph)
            continue
        yield from (_whole("ins", each) for each in waiting[:place])
        yield _within(paragraph, waiting[place])
        waiting = waiting[place + 1 :]
    yield from (_whole("ins", each) for each in waiting)


def _are_alike(one: str, other: str) -> bool:
    words = one.split(), other.split()
    if max(map(len, words)) > MOST_WORDS:
        return False
    matcher = SequenceMatcher(None, *words, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE <= matcher.ratio()


def _within(before: str, after: str) -> str:
    changed = str(htmldiff(before, after))
    if _CHANGED.search(_NO_WORDS.sub("", changed)):
        return changed
    return f'<mark title="{_MERELY_FORMATTED}">{after}</mark>'


def _whole(tag: str, paragraph: str) -> str:
    """Marked inside the block, as HTML wants it: `<p><ins>…</ins></p>`."""
    return str(htmldiff("", paragraph) if tag == "ins" else htmldiff(paragraph, ""))
