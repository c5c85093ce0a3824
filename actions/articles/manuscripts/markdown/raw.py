"""Counting a Markdown text's words a second way: the file's letters, without its marks."""

import re
from html import escape
from html.entities import html5

from actions.articles.manuscripts.html.raw import raw_page_text

_ADDRESS = re.compile(
    r"(?<=\])\(\s*(?:<[^<>\n]*>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*)"
    r"(?P<title>\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S+.*$", re.MULTILINE)
_REFERENCE = re.compile(r"(?<=\])\[[^\]\n]*\]")
_FENCE = re.compile(r"^[ >]*(```|~~~).*$", re.MULTILINE)
_NOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_AUTOLINK = re.compile(r"<((?:https?|mailto|ftp):[^\s<>]*|[\w.+-]+@[\w.-]+)>")
_COUNT = re.compile(r"^([ \t>]*)\d{1,9}[.)](?=\s)", re.MULTILINE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SIGN = re.compile(r"&(#?\w*;?)")


def raw_markdown(body: str) -> str:
    """The words of the text: link addresses, note marks and item numbers are none."""
    body = _SIGN.sub(lambda sign: sign[0] if _is_sign(sign[1]) else f"&amp;{sign[1]}", body)
    text = _FENCE.sub("", _DEFINITION.sub("", _NOTE.sub("", body)))
    text = _ADDRESS.sub(lambda found: f" {found['title'] or ''} ", text)
    text = _REFERENCE.sub("", text)
    text = _COUNT.sub(r"\1", _AUTOLINK.sub(r"\1", text))
    return raw_page_text(_ESCAPED.sub(lambda found: escape(found[1]), text))


def _is_sign(name: str) -> bool:
    """Markdown asks for the semicolon, where pages do not: “?a=1&copy=2” stays an address."""
    is_number = re.fullmatch(r"#([xX][\da-fA-F]+|\d+);", name) is not None
    return is_number or (name.endswith(";") and name in html5)
