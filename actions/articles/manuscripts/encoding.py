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
_UNUSED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ufffd]")
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")


def decoded(content: bytes) -> str:
    """Text as it was written. Errors: UnreadableManuscript when it is none."""
    text = _decode(content)
    if "\0" in text or len(_UNUSED.findall(text)) * 200 > len(text):
        raise UnreadableManuscript(NOT_TEXT)
    return text


def cleaned(text: str) -> str:
    """One normal form, plain line ends and spaces, no unseen characters."""
    lines = re.sub(r"\r\n?|[\u2028\u2029\x0c\x85]", "\n", text)
    spaces = _UNSEEN.sub("", lines).replace("\u00a0", " ").replace("\u202f", " ")
    return unicodedata.normalize("NFC", spaces.encode("utf-8", "replace").decode())


def _decode(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    for encoding in _guesses(content):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    best = from_bytes(content[:_SAMPLE]).best()
    if best is None:
        raise UnreadableManuscript(NOT_TEXT)
    return content.decode(best.encoding, "replace")


def _guesses(content: bytes) -> list[str]:
    """UTF-16 without a mark shows in its zeros; Windows-1252 takes nearly anything: last."""
    if content[1::2].count(0) * 3 > len(content):
        return ["utf-16-le"]
    if content[0::2].count(0) * 3 > len(content):
        return ["utf-16-be"]
    declared = _DECLARED.search(content[:4000])
    named = [declared[1].decode()] if declared else []
    return ["utf-8", *named, "cp1252"]
