"""How a command answers: one JSON object or plain lines; errors in one line on stderr."""

import json
import sys
from typing import Annotated, Any, NoReturn

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Answer with one JSON object.")]


def fail(words: str, status: int = 1) -> NoReturn:
    print(" ".join(words.split()), end="\n" if words else "", file=sys.stderr)
    raise SystemExit(status)


def print_json(answer: Any) -> None:
    """Piece by piece: a hundred thousand rows are never one text."""
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=2)
    print()
