"""Reading Copydesk's own JSON, and the like of it."""

import base64
import binascii
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

from actions.articles.manuscripts.errors import UnreadableManuscript
from actions.articles.manuscripts.fidelity import fidelity_report
from actions.articles.manuscripts.furniture import NO_PLACE
from models.articles.image import CENTRE, Point, pictures_inside
from models.articles.manuscript import (
    SECTION_KINDS,
    InsidePicture,
    LeftOut,
    Manuscript,
    ManuscriptSection,
    SharedCall,
)

FACTS = ("title", "slug", "standfirst", "byline", "description", "search_title")
WORDS = ("heading", "body", "alt", "caption", "button_label")
FLAGS = ("is_hidden", "is_decorative", "has_own_words")
KNOWN = {*WORDS, *FLAGS, "kind", "image", "media_type", "image_source", "shared", "focus"}
CALL = ("name", "heading", "body", "button_label")
AROUND = {*FACTS, "sections", "share_image", "tags", "shared_calls_to_action", "pictures"}
UNKNOWN_SHAPE = (
    'This JSON holds no article. It needs a "title" and a list of "sections",'
    " as Copydesk’s own export has them."
)


def read(text: str) -> list[Manuscript]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableManuscript(
            "This JSON is damaged. Export it again, or open it and look at its end."
        ) from error
    documents = found.get("articles", [found]) if isinstance(found, dict) else found
    if not isinstance(documents, list) or not documents:
        raise UnreadableManuscript(UNKNOWN_SHAPE)
    return [_manuscript(document) for document in documents]


def _manuscript(document: object) -> Manuscript:
    if not isinstance(document, dict) or not isinstance(document.get("title"), str):
        raise UnreadableManuscript(UNKNOWN_SHAPE)
    sections = document.get("sections", [])
    if not isinstance(sections, list) or not all(isinstance(part, dict) for part in sections):
        raise UnreadableManuscript(UNKNOWN_SHAPE)
    manuscript = Manuscript(
        sections=tuple(map(_section, sections)),
        share_image=_image(document.get("share_image")),
        tags=tuple(each for each in _list(document, "tags") if isinstance(each, str)),
        shared_calls=tuple(map(_call, _list(document, "shared_calls_to_action"))),
        inside=tuple(filter(None, map(_inside, _list(document, "pictures")))),
        **cast("Any", {fact: _text(document, fact) for fact in FACTS}),
    )
    if not manuscript.title.strip():
        raise UnreadableManuscript("The article has no title. Write one into the file.")
    left_out = [LeftOut(word, NO_PLACE) for word in _unknown(document)]
    source = "\n".join([*_words(document, FACTS), *(item.text for item in left_out)])
    source += "\n" + "\n".join(word for part in sections for word in _words(part, WORDS))
    return _reported(manuscript, source, left_out)


def _reported(manuscript: Manuscript, source: str, left_out: list[LeftOut]) -> Manuscript:
    return replace(manuscript, report=fidelity_report(source, manuscript, left_out))


def _section(part: dict[str, Any]) -> ManuscriptSection:
    kind = part.get("kind")
    return ManuscriptSection(
        kind=kind if kind in SECTION_KINDS else "text",
        image=_image(part.get("image")),
        image_source=_text(part, "image_source"),
        shared=_text(part, "shared"),
        focus=_focus(part),
        **cast("Any", {word: _text(part, word) for word in WORDS}),
        **cast("Any", {flag: part.get(flag) is True for flag in FLAGS}),
    )


def _image(encoded: object) -> bytes | None:
    if not isinstance(encoded, str) or not encoded:
        return None
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnreadableManuscript(
            "A picture in this JSON is damaged. Export the article again."
        ) from error


def _inside(told: object) -> InsidePicture | None:
    """One that no text could name, or without its file, is none."""
    if not isinstance(told, dict):
        return None
    named = pictures_inside(_text(told, "address"))
    content = _image(told.get("image"))
    if len(named) != 1 or not content:
        return None
    return InsidePicture(named[0], content, _text(told, "image_source"), _focus(told))


def _focus(part: dict[str, Any]) -> Point:
    match part.get("focus"):
        case [int(across), int(down)]:
            return across, down
    return CENTRE


def _list(document: dict[str, Any], name: str) -> list[Any]:
    value = document.get(name)
    return value if isinstance(value, list) else []


def _call(told: object) -> SharedCall:
    if not isinstance(told, dict):
        raise UnreadableManuscript(UNKNOWN_SHAPE)
    return SharedCall(**{name: _text(told, name) for name in CALL})


def _text(part: dict[str, Any], name: str) -> str:
    value = part.get(name)
    return value if isinstance(value, str) else ""


def _words(part: dict[str, Any], names: tuple[str, ...]) -> list[str]:
    return [_text(part, name) for name in names]


def _unknown(document: dict[str, Any]) -> Iterator[str]:
    """Words under names that we do not know; numbers and moments are no words of the article."""
    waiting: list[object] = [v for n, v in document.items() if n not in AROUND]
    for part in document.get("sections", []):
        waiting += [value for name, value in part.items() if name not in KNOWN]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | dict):
            waiting += value.values() if isinstance(value, dict) else value
