"""Footnotes of Markdown as a numbered list at the end, each mark with its number."""

import re

from actions.articles.manuscripts.furniture import NOTES_HEADING

_DEFINITION = re.compile(
    r"^ {0,3}\[\^(?P<name>[^\]\s]+)\]:[ \t]*"
    r"(?P<words>.*(?:\n(?:[ \t]{2,}\S.*|[ \t]*(?=\n[ \t]{2,}\S)))*)(?:\n|\Z)",
    re.MULTILINE,
)
_MARK = re.compile(r"\[\^(?P<name>[^\]\s]+)\](?P<next>[(\[:]?)")
_CODE = re.compile(r"(^```.*?^```[ \t]*$|^~~~.*?^~~~[ \t]*$|`[^`\n]+`)", re.MULTILINE | re.DOTALL)


def with_markdown_notes(body: str) -> str:
    """Marks become [1], [2] … in the order in which they are met. Notes never met come last.

    A mark without a note, and marks in code, stay as they were written.
    """
    notes = {found["name"]: found["words"] for found in _DEFINITION.finditer(_without_code(body))}
    if not notes:
        return body
    numbers: dict[str, int] = {}
    pieces = _CODE.split(_DEFINITION.sub("\n", body))
    texts = [_marked(text, notes, numbers) if n % 2 == 0 else text for n, text in enumerate(pieces)]
    said = {name: _marked(" ".join(words.split()), notes, numbers) for name, words in notes.items()}
    for name in notes:
        numbers.setdefault(name, len(numbers) + 1)
    listed = [f"{number}. {said[name]}" for name, number in numbers.items()]
    return f"{''.join(texts).rstrip()}\n\n{NOTES_HEADING}\n\n" + "\n".join(listed) + "\n"


def _without_code(body: str) -> str:
    return _CODE.sub("", body)


def _marked(text: str, notes: dict[str, str], numbers: dict[str, int]) -> str:
    def numbered(mark: re.Match[str]) -> str:
        if mark["name"] not in notes:
            return mark.group()
        number = numbers.setdefault(mark["name"], len(numbers) + 1)
        return f"[{number}]" + (f"\\{mark['next']}" if mark["next"] else "")

    return _MARK.sub(numbered, text)
