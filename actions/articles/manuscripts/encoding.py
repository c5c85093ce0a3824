"""Bytes as text, whichever program wrote them."""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from actions.articles.manuscripts.errors import UnreadableManuscript

NOT_TEXT = (
    "This is not a text we can read. Open it in the program it came from,"
    " save it as DOCX, HTML or plain text, and bring that file."
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,40})""")
_SAMPLE = 200_000
_RARE, _SHORT = 200, 600
"""One odd sign in so many letters is a slip; a short text may hold a few."""
_ACCENTED = re.compile(rb"[\x80-\xff]")
_UNUSED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ufffd]")
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def decoded(content: bytes) -> str:
    """Text as it was written. Errors: UnreadableManuscript when it is none."""
    text = _decode(content)
    zeros = text.count("\0")
    is_other = zeros > 1 and zeros * _RARE > len(text)
    if is_other or len(_UNUSED.findall(text)) * _RARE > max(len(text), _SHORT):
        raise UnreadableManuscript(NOT_TEXT)
    return text.replace("\0", "\ufffd")


def cleaned(text: str) -> str:
    """One normal form, plain line ends and spaces, no unseen characters."""
    lines = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text)
    spaces = _UNSEEN.sub("", lines).replace("\u00a0", " ").replace("\u202f", " ")
    return unicodedata.normalize("NFC", spaces.encode("utf-8", "replace").decode())


def _decode(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if wide := _wide(content):
        return content.decode(wide, "replace")
    named = _declared(content)
    for encoding in ("utf-8", *named):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    for encoding in ("utf-8", *named):
        if text := _nearly(content, encoding, is_declared=encoding in named):
            return text
    return content.decode(_likeliest(content), "replace")


def _wide(content: bytes) -> str:
    """UTF-16 without a mark shows in its zeros."""
    if content[1::2].count(0) * 3 > len(content):
        return "utf-16-le"
    return "utf-16-be" if content[0::2].count(0) * 3 > len(content) else ""


def _declared(content: bytes) -> list[str]:
    found = _DECLARED.search(content[:4000])
    try:
        return [codecs.lookup(found[1].decode()).name] if found else []
    except LookupError:
        return []


def _nearly(content: bytes, encoding: str, *, is_declared: bool) -> str:
    """The text with its odd bytes marked, if they are few beside the letters that fit."""
    text = content.decode(encoding, "replace")
    odd = text.count("\ufffd")
    fitting = sum(letter > "\x7f" for letter in text) - odd
    is_few = odd * _RARE <= max(len(text), _SHORT)
    return text if is_few and (odd <= fitting or (is_declared and odd == 1)) else ""


def _likeliest(content: bytes) -> str:
    """Windows-1252 takes nearly anything: a text full of its accents is another alphabet."""
    foreign = len(_ACCENTED.findall(content[:_SAMPLE]))
    is_other = foreign * 8 > len(content[:_SAMPLE])
    best = from_bytes(content[:_SAMPLE]).best() if is_other else None
    return best.encoding if best else "cp1252"
