"""Counting a Markdown text's words a second way: the file's letters, without its marks."""

import re

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


def raw_markdown(body: str) -> str:
    """The words of the text: link addresses, note marks and item numbers are none."""
    text = _FENCE.sub("", _DEFINITION.sub("", _NOTE.sub("", body)))
    text = _ADDRESS.sub(lambda found: f" {found['title'] or ''} ", text)
    text = _REFERENCE.sub("", text)
    text = _COUNT.sub(r"\1", _AUTOLINK.sub(r"\1", text))
    return raw_page_text(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))
