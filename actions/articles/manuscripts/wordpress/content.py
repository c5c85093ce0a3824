"""What WordPress writes into a post that is neither words nor HTML: shortcodes, patterns, notes."""

import json
import re
from collections.abc import Iterator, Mapping

from actions.articles.manuscripts.furniture import (
    NOTES_HEADING,
    PATTERN,
    SHORTCODE,
    UNREADABLE_NOTES,
)
from actions.articles.manuscripts.html.text import BLOCKS
from models.articles.manuscript import LeftOut

DEEPEST_PATTERN = 5

_PATTERN = re.compile(r"<!-- wp:block (\{[^<>]*\}) /-->")
"""WordPress writes no angle bracket into the facts of a block."""
_BLOCK = re.compile(r"<!-- wp:[a-z][\w-]*/[\w-]+ (\{[^<>]*\}) /-->")
"""Of a plugin, without words of its own in the post."""
BY_PLUGIN = "What a plugin of WordPress shows there; write in by hand what readers need of it"
INSTEAD = "Said there in place of words of its synced pattern; put it in by hand"
_NOTES_PLACE = re.compile(r"<!-- wp:footnotes\b[^>]*/-->")
_PICTURE = re.compile(r"<img[^<>]*>(?:\s*</a>)?")
_CODE = re.compile(r"\[(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)(?P<rest>(\s[^\[\]\n]*)?)\](?!\()")
_VALUES = re.compile(r"""\s+([\w-]+\s*=\s*("[^"]*"|'[^']*'|[^\s"'\]]+)\s*)+/?|\s*/""")
_KNOWN = frozenset(["gallery", "playlist", "audio", "video", "embed", "caption", "wp_caption"])
_HAS_TAGS = re.compile(
    r"<(p|div|h[1-6]|ul|ol|table|figure|blockquote|pre|section|!-- /?wp:)", re.IGNORECASE
)
_BLOCK_EDGE = re.compile(rf"</?({'|'.join(sorted(BLOCKS))})\b", re.IGNORECASE)
"""A part of a post with one of these is left as it is written."""


def with_patterns(
    content: str, patterns: Mapping[str, str], within: tuple[str, ...] = ()
) -> tuple[str, list[LeftOut]]:
    """The text of the same file's synced patterns in its place; those of another file are named.

    A pattern inside itself is shown once, as WordPress does.
    """
    lost: list[LeftOut] = []

    def filled(found: re.Match[str]) -> str:
        told = _decoded(found[1])
        told = told if isinstance(told, dict) else {}
        name = str(told.get("ref", ""))
        lost.extend(LeftOut(words, INSTEAD) for words in _strings(told.get("content")))
        if name in within:
            return ""
        if name not in patterns or len(within) >= DEEPEST_PATTERN:
            lost.append(LeftOut(f"Pattern {name}", PATTERN))
            return ""
        inner, missing = with_patterns(patterns[name], patterns, (*within, name))
        lost.extend(missing)
        return inner

    return _PATTERN.sub(filled, content), lost


def told_to_plugins(content: str) -> list[LeftOut]:
    """Words in the facts of a plugin’s block; one word alone is a setting."""
    told = (_decoded(found[1]) for found in _BLOCK.finditer(content))
    words = (words for each in told for words in _strings(each))
    return [LeftOut(each, BY_PLUGIN) for each in words if " " in each]


def _strings(told: object) -> Iterator[str]:
    if isinstance(told, str):
        yield " ".join(re.sub(r"<[^<>]*>", " ", told).split())
    inner = told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()
    for each in inner:
        yield from _strings(each)


def with_wordpress_notes(content: str, told: str) -> str:
    """The notes that WordPress keeps beside the post, at the place where it shows them."""
    listed = "".join(f"<li>{note}</li>" for note in _notes(told))
    notes = f"{NOTES_HEADING}<ol>{listed}</ol>" if listed else ""
    if _NOTES_PLACE.search(content):
        return _NOTES_PLACE.sub(lambda _: notes, content, count=1)
    return content + notes


def unread_notes(told: str) -> list[LeftOut]:
    """All of them as they stand in the file, where it is damaged there."""
    return [LeftOut(told, UNREADABLE_NOTES)] if told and _decoded(told) is None else []


def _decoded(told: str) -> object:
    try:
        return json.loads(told)
    except (ValueError, RecursionError):
        return None


def _notes(told: str) -> Iterator[str]:
    found = _decoded(told)
    for note in found if isinstance(found, list) else []:
        if isinstance(note, dict) and isinstance(note.get("content"), str):
            yield note["content"]


def in_paragraphs(content: str) -> str:
    """The old editor of WordPress stores blank lines for paragraphs; captions are shortcodes."""
    content = _with_captions(content, "<figure>{}<figcaption>{}</figcaption></figure>")
    is_partly = _HAS_TAGS.search(content) and "<p" in content
    if is_partly and ("<!-- wp:" in content or "<pre" in content):
        return content
    parts = re.split(r"\n\s*\n", content)
    if is_partly:
        return "\n".join(part if _BLOCK_EDGE.search(part) else _lines(part) for part in parts)
    return "\n".join(part if _HAS_TAGS.match(part.strip()) else _lines(part) for part in parts)


def without_caption_marks(content: str) -> str:
    """The words of a caption stay, its shortcode is no word of the post."""
    return _with_captions(content, "{} {}")


def _with_captions(content: str, shape: str) -> str:
    """A caption ends before the next begins; one without an end or a picture stays as it is."""
    first, *rest = content.split("[caption")
    return first + "".join(_captioned(piece, shape) for piece in rest)


def _captioned(piece: str, shape: str) -> str:
    _, _, held = piece.partition("]")
    inner, end, behind = held.partition("[/caption]")
    picture = _PICTURE.search(inner) if end else None
    if picture is None:
        return f"[caption{piece}"
    return shape.format(inner[: picture.end()], inner[picture.end() :]) + behind


def _lines(part: str) -> str:
    return f"<p>{re.sub(chr(10), '<br>', part.strip())}</p>" if part.strip() else ""


def without_shortcodes(content: str) -> tuple[str, list[LeftOut]]:
    """Take out what only WordPress can show. Words in brackets are words: [sic], [optional]."""
    closed = {found["name"] for found in _CODE.finditer(content) if found["end"]}
    codes = [found for found in _CODE.finditer(content) if _is_code(found, closed)]
    kept, end = "", 0
    for code in codes:
        kept += content[end : code.start()] + " "
        end = code.end()
    return kept + content[end:], [LeftOut(code.group(), SHORTCODE) for code in codes]


def _is_code(found: re.Match[str], closed: set[str]) -> bool:
    """It carries values, is closed again, or has a name that no prose has."""
    name, rest = found["name"], found["rest"]
    is_named = name.lower() in _KNOWN or "_" in name
    has_values = bool(_VALUES.fullmatch(rest))
    return has_values or (not rest.strip() and (name in closed or is_named))
