"""JSON: a line each, a list, or a list inside an object as website builders hand it over."""

import io
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

from actions.imports.refusals import UnreadableFile
from actions.imports.table import Cell, SourceRow, SourceTable
from actions.imports.text import encoding_of

LARGEST_WHOLE = 30_000_000
"""A list is held in memory whole; lines are not."""
_NAMES = ("label", "name", "field_label", "field_name", "question", "title", "key")
_VALUES = ("value", "field_value", "answer", "text", "response")

Numbered = tuple[int, Any]


def read_objects(file: BinaryIO) -> SourceTable:
    """Errors: UnreadableFile."""
    encoding = encoding_of(file)
    kept = None if _is_lines(file, encoding) else _list_in(_whole(file, encoding))

    def items() -> Iterator[Numbered]:
        return _lines(file, encoding) if kept is None else iter(enumerate(kept, start=1))

    columns = _columns(items())
    if not columns:
        raise UnreadableFile("There is no enquiry in this file: no object with fields.")

    def rows() -> Iterator[SourceRow]:
        for line, item in items():
            if not isinstance(item, dict):
                yield SourceRow(line, [""] * len(columns), "This is no JSON object. Mend it.")
            elif fields := flattened(item):
                yield SourceRow(line, [fields.get(column) for column in columns])

    return SourceTable("json", columns, rows, is_marked=False)


def _is_lines(file: BinaryIO, encoding: str) -> bool:
    """Whether the first line that holds anything is an object of its own, not all in one line."""
    first, *more = [line for _, line in islice(_text_lines(file, encoding), 2)] or [""]
    found = _loaded(first)
    return isinstance(found, dict) and (bool(more) or _list_in(found) == [found])


def _text_lines(file: BinaryIO, encoding: str) -> Iterator[tuple[int, str]]:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="\n")
    try:
        for number, line in enumerate(text, start=1):
            if line.strip():
                yield number, line
    finally:
        if not file.closed:
            text.detach()


def _lines(file: BinaryIO, encoding: str) -> Iterator[Numbered]:
    for number, line in _text_lines(file, encoding):
        yield number, _loaded(line)


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _whole(file: BinaryIO, encoding: str) -> Any:
    file.seek(0)
    content = file.read(LARGEST_WHOLE + 1)
    if len(content) > LARGEST_WHOLE:
        raise UnreadableFile("The file is too large for one JSON list. Bring one object a line.")
    found = _loaded(content.decode(encoding))
    if found is None:
        raise UnreadableFile("The file is not valid JSON. Take it anew from where it came.")
    return found


def _list_in(found: Any) -> list[Any]:
    """The list itself, or the longest one inside the object; an object alone is one row."""
    if isinstance(found, list):
        return found
    if isinstance(found, dict):
        lists = [part for part in found.values() if isinstance(part, list)]
        of_objects = [part for part in lists if part and isinstance(part[0], dict)]
        return max(of_objects, key=len, default=[found])
    return []


def _columns(items: Iterator[Numbered]) -> tuple[str, ...]:
    """Every field that occurs, in the order in which they first do."""
    found: dict[str, None] = {}
    for _, item in items:
        if isinstance(item, dict):
            found |= dict.fromkeys(flattened(item))
    return tuple(found)


def flattened(item: Mapping[str, Any]) -> dict[str, Cell]:
    """One level of fields: those of an object inside stand under their own names."""
    fields: dict[str, Cell] = {}
    for name, value in item.items():
        for inner, cell in _parts(name, value):
            key = " ".join(inner.split())
            fields[key if key not in fields else f"{name} {key}"] = cell
    return fields


def _parts(name: str, value: Any) -> Iterator[tuple[str, Cell]]:
    if isinstance(value, dict):
        if pair := _pair(value):
            yield pair
        else:
            for inner, part in value.items():
                yield from _parts(inner, part)
    elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        for one in value:
            yield from _parts(name, one)
    elif isinstance(value, list):
        yield name, ", ".join(map(str, value))
    else:
        yield name, value


def _pair(value: Mapping[str, Any]) -> tuple[str, Cell] | None:
    """A question and its answer, each under a name of its own."""
    name = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), None)
    answers = [value[key] for key in _VALUES if key in value]
    if name is None or not answers or isinstance(answers[0], dict):
        return None
    told = answers[0]
    return name, ", ".join(map(str, told)) if isinstance(told, list) else told
