"""How a command answers: one JSON object or plain lines; errors in one line on stderr."""

import json
import sys
from typing import Annotated, Any, NoReturn

import typer
from sqlalchemy.exc import DatabaseError

from models.base.refusal import Refused
from models.base.trouble import trouble_of
from settings import BadSetting

AsJson = Annotated[bool, typer.Option("--json", help="Answer with one JSON object.")]


class CommandFailed(Refused):
    """A command did not do what it was to do."""


def fail(words: str, status: int = 1) -> NoReturn:
    print(" ".join(words.split()), end="\n" if words else "", file=sys.stderr)
    raise SystemExit(status)


def words_for(error: BaseException) -> str:
    """What the operator is told instead of a trace; empty for what nobody foresaw."""
    if isinstance(error, (Refused, BadSetting)):
        return str(error)
    if trouble := trouble_of(error):
        return f"{trouble.title}. {trouble.advice}"
    if isinstance(error, DatabaseError):
        return f"The database refused: {error.orig}"
    if isinstance(error, OSError):
        return f"{error.filename or 'The file'}: {error.strerror}"
    return ""


def print_json(answer: Any) -> None:
    print(json.dumps(answer, ensure_ascii=False, indent=2))
