"""Naming an article whose text begins with no title."""

import re
from dataclasses import replace

from actions.articles.manuscripts.titles import opening_words
from models.articles.manuscript import Manuscript
from models.articles.markdown import plain_text

NAMELESS = "Untitled"
_COUNTED = re.compile(r"^[\d\s_.-]+(?=[^\W\d_])|\s*\(\d+\)$")


def named_manuscript(manuscript: Manuscript, filename: str) -> Manuscript:
    """Named after its file; a pasted text after its first words."""
    stem = filename.rpartition("/")[2].rpartition(".")[0]
    name = _COUNTED.sub("", " ".join(re.split(r"[\s_-]+", stem))).strip()
    words = [plain_text(manuscript.standfirst), *(plain_text(s.body) for s in manuscript.sections)]
    first = next((text for text in words if text.strip()), "")
    title = name[:1].upper() + name[1:] or (opening_words(first) if first else NAMELESS)
    return replace(manuscript, title=title)
