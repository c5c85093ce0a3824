"""How a command answers: one JSON object or plain lines; errors in one line on stderr."""

import json
import sys
from typing import Annotated, Any, NoReturn

import typer
from sqlalchemy.exc import DatabaseError

from models.base.schema import SchemaTooNew
from models.base.text import BadText
from models.base.trouble import trouble_of
from settings import BadSetting

AsJson = Annotated[bool, typer.Option("--json", help="Answer with one JSON object.")]


class CommandFailed(Exception):
    """The words are for the operator and say what to do."""


def fail(words: str, status: int = 1) -> NoReturn:
    print(" ".join(words.split()), end="\n" if words else "", file=sys.stderr)
    raise SystemExit(status)


def words_for(error: BaseException) -> str:
    """What the operator is told instead of a trace; empty for what nobody foresaw."""
    if isinstance(error, (CommandFailed, SchemaTooNew, BadText, BadSetting)):
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
