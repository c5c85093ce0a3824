"""Counting a page's words a second way: from the file's own letters, without reading its tree."""

import re
from html import unescape

_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?\]\]>|<[!?][^>]*(?:>|\Z)"
    r"|<(script|style|title|template|annotation-xml|annotation|iframe|noembed)\b"
    r"(?:[^>\"']|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))*(?:>|\Z).*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_VERBATIM = re.compile(r"(<(textarea|xmp)\b[^<>]*>)(.*?)(?=</\2\s*>|\Z)", re.DOTALL | re.IGNORECASE)
"""What looks like a tag in these is shown as it is written."""
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|</?[a-zA-Z][^>]*(?:>|\Z)|</\s+[a-zA-Z][\w:-]*\s*>"
)
_LIST_MARK = re.compile(
    r"<span[^<>]*mso-list\s*:\s*ignore[^<>]*>[^<]*(?:<span[^<>]*>[^<]*</span>[^<]*)*</span>",
    re.IGNORECASE,
)
"""Word writes the bullet of an item as if it were a word."""
_SPOKEN = re.compile(
    r"""(?:\A|(?<=[\s"'/]))(?:(?P<name>alt|value)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'>]+)))""",
    re.IGNORECASE,
)
_WORDLESS = re.compile(
    r"""\btype\s*=\s*["']?(hidden|checkbox|radio|password|file|image|color|range|reset)\b""",
    re.IGNORECASE,
)
"""Kinds of a field that shows no words."""
_RUNNING = frozenset([
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"),
    *("font", "i", "ins", "kbd", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small"),
    *("span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p"),
])  # fmt: skip
"""Tags that part no words; every other one does."""


def raw_page_text(page: str) -> str:
    """The words that the file shows, and its pictures’ descriptions, in the order of the file."""
    ended = page.rfind("]]>") + 1
    page = page[:ended] + page[ended:].replace("<![CDATA[", "<!")  # none of these has an end
    shown = _VERBATIM.sub(_as_written, _LIST_MARK.sub(" ", _UNSEEN.sub("", page)))
    return unescape(_TAG.sub(_apart, shown))


def _as_written(found: re.Match[str]) -> str:
    return found[1] + found[3].replace("<", "&lt;")


def _apart(tag: re.Match[str]) -> str:
    name = (tag["name"] or "").lower()
    if name in {"img", "input"} and not tag["end"]:
        return f" {_spoken(name, tag['rest'] or '')} "
    return "" if name in _RUNNING else " "


def _spoken(name: str, attributes: str) -> str:
    wanted = "alt" if name == "img" else "value"
    if name == "input" and _WORDLESS.search(attributes):
        return ""
    for found in _SPOKEN.finditer(attributes):
        if found["name"].lower() == wanted:
            return found["a"] or found["b"] or found["c"] or ""
    return ""
