"""What names the author below an article, or its kind above the title."""

import re

from bs4 import Tag

from actions.articles.manuscripts.furniture import is_sentence
from actions.articles.manuscripts.html.evidence import Evidence
from actions.articles.manuscripts.html.text import HEADINGS, tags_named, visible_text
from models.articles.manuscript import spaced_words

_ABOUT = re.compile(r"about (the )?(author|writer)s?:?|meet the author|written by:?", re.IGNORECASE)
_LONGEST_LABEL = 30
"""Letters."""
_LONGEST_ABOUT = 80
"""Words."""


def is_about_author(tag: Tag) -> bool:
    """A few words under a heading that says so, or is a link to whoever wrote the article."""
    headings = tags_named(tag, *HEADINGS)
    if len(headings) != 1 or len(spaced_words(visible_text(tag))) > _LONGEST_ABOUT:
        return False
    is_told = bool(_ABOUT.fullmatch(visible_text(headings[0]))) and tag.find("a") is not None
    return is_told or bool(headings[0].find_all("a", rel="author"))


def is_label(tag: Tag, evidence: Evidence) -> bool:
    """A word or two above the title that lead to more of their kind."""
    if not 0 < evidence[tag].letters <= _LONGEST_LABEL or evidence[tag].unlinked:
        return False
    is_above = isinstance(tag.find_next("h1"), Tag) and tag.find("img") is None
    return is_above and not any(is_sentence(visible_text(p)) for p in tag.find_all_previous("p"))
