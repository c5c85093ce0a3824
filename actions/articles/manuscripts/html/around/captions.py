"""A picture and what is said of it, in a box of their own, are a figure."""

from bs4 import Tag
from bs4.element import PageElement

from actions.articles.manuscripts.html.evidence import Evidence
from actions.articles.manuscripts.html.text import BLOCKS, HEADINGS, contains_tag, is_inside
from models.articles.manuscript import spaced_words

LONGEST_CAPTION = 60
"""Words."""
_FIGURES = frozenset({"figure"})
_FEWEST_PARAGRAPHS = 3
"""Of prose in the text, before a line that is in none is taken for something else."""
_BOXES = frozenset({"div", "section", "span", "aside", "center"})
_BARE = frozenset({"a", "picture", "source", "p"})
"""What may stand around a picture alone; the parser takes what follows a source to be in it."""
_HOLDS_MORE = HEADINGS | frozenset([
    *("ul", "ol", "dl", "table", "pre", "blockquote", "button", "form", "hr", "figure", "article"),
    *("summary", "details", "select", "input"),
])  # fmt: skip


def is_one_picture(tag: Tag) -> bool:
    """One picture, and no more words than are said below one."""
    is_one = len(tag.find_all("img", limit=2)) == 1
    words = len(spaced_words(tag.get_text(" "))) if is_one else 0
    return is_one and words <= LONGEST_CAPTION and not contains_tag(tag, _HOLDS_MORE)


def make_figures(root: Tag, evidence: Evidence) -> None:
    """In a text written in paragraphs, a line below a picture that is in none is its caption."""
    written = [each for each in root.find_all("p") if evidence[each].prose]
    for picture in root.find_all("img") if len(written) >= _FEWEST_PARAGRAPHS else ():
        box = None if is_inside(picture, _FIGURES) else _box_around(picture, root)
        if box is not None:
            box.name = "figure"


def _box_around(picture: Tag, root: Tag) -> Tag | None:
    """The widest that holds it and its line alone."""
    found: Tag | None = None
    for outer in picture.parents:
        is_bare = outer.name in _BARE and (outer.name == "a" or not outer.get_text(strip=True))
        if outer is root or not (is_bare or _is_box(outer)):
            return found
        if not is_bare and _is_below(picture, outer):
            found = outer
    return found


def _is_box(tag: Tag) -> bool:
    is_linked = any(link.get_text(strip=True) for link in tag.find_all("a"))
    is_written = any(each.get_text(strip=True) for each in tag.find_all("p"))
    return tag.name in _BOXES and is_one_picture(tag) and not (is_linked or is_written)


def _is_below(picture: Tag, box: Tag) -> bool:
    """All that is said is said behind the picture, and one of the two in blocks of its own."""
    said = [each for each in box.find_all(string=True) if each.strip()]
    is_behind = all(any(p is picture for p in each.previous_elements) for each in said[:1])
    is_apart = _is_in_block(picture, box) or all(_is_in_block(each, box) for each in said)
    return bool(said) and is_behind and is_apart


def _is_in_block(piece: PageElement, box: Tag) -> bool:
    """A picture in one together with its words is in none."""
    for outer in piece.parents:
        if outer is box:
            return False
        if outer.name in BLOCKS:
            return not (isinstance(piece, Tag) and outer.get_text(strip=True))
    return False
