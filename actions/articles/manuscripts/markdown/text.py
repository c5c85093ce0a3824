"""Plain words in and out of Markdown, with as few marks as possible."""

import re
from functools import lru_cache

from models.articles.markdown import plain_text

_INLINE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])"  # a backslash that would hide a mark
    r"|\*(?=\S)|(?<=\S)\*"
    r"|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)"
    r"|`|~(?=~)|(?<=~)~|<(?=[A-Za-z/!?])"
    r"|\^(?=[^\s^]+\^)|~(?=[^\s~]+~)"  # small letters, which 10^9/10^6 does not mean
    r"|&(?=#?\w{1,32};)"
    r"|(?<=\])(?=\()"
    r"|\[(?=[^\]]*\]:)"
)
_LINE_START = re.compile(
    r"^(?=#{1,6}(\s|$)|[-+*](\s|$)|>|={3,}|-{3,}|~{3,}|:{3,}|:?-+:?\|)", re.MULTILINE
)
_NUMBERED = re.compile(r"^(\d{1,9})(?=[.)](\s|$))", re.MULTILINE)


def as_markdown(text: str) -> str:
    """Plain words as Markdown that shows exactly these words."""
    marked = _INLINE.sub(lambda found: "\\" + found.group(), text)
    return _NUMBERED.sub(r"\1\\", _LINE_START.sub(r"\\", marked))


@lru_cache(maxsize=1_000)
def shown(markdown: str) -> str:
    """Markdown as the words a reader sees, on one line."""
    return " ".join(plain_text(markdown).split())
