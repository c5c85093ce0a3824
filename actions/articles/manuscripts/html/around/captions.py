"""A picture and what is said of it, in a box of their own, are a figure."""

from bs4 import Tag

from actions.articles.manuscripts.html.evidence import Evidence
from actions.articles.manuscripts.html.text import BLOCKS, HEADINGS, contains_tag
from models.articles.manuscript import spaced_words

LONGEST_CAPTION = 60
"""Words."""
_FEWEST_PARAGRAPHS = 3
"""Of prose in the text, before a line that is in none is taken for something else."""
_BOXES = frozenset({"div", "section", "span", "aside", "center"})
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
        box = _box_around(picture, root)
        if box is not None:
            box.name = "figure"


def _box_around(picture: Tag, root: Tag) -> Tag | None:
    """The widest that holds it and its line alone."""
    found: Tag | None = None
    for outer in picture.parents:
        if outer is root or not (outer.name == "a" or _is_box(outer)):
            return found
        if outer.name != "a" and _is_below(picture, outer):
            found = outer
    return found


def _is_box(tag: Tag) -> bool:
    is_linked = any(link.get_text(strip=True) for link in tag.find_all("a"))
    is_written = contains_tag(tag, frozenset({"p"}))
    return tag.name in _BOXES and is_one_picture(tag) and not (is_linked or is_written)


def _is_below(picture: Tag, box: Tag) -> bool:
    """All that is said is said behind the picture, in blocks of their own."""
    said = [each for each in box.find_all(string=True) if each.strip()]
    is_behind = all(any(p is picture for p in each.previous_elements) for each in said[:1])
    return bool(said) and is_behind and all(_is_in_block(each, box) for each in said)


def _is_in_block(piece: object, box: Tag) -> bool:
    for outer in getattr(piece, "parents", ()):
        if outer is box:
            return False
        if outer.name in BLOCKS:
            return True
    return False
