"""How a command answers: one JSON object or plain lines; errors in one line on stderr."""

import json
import sys
from typing import Any, NoReturn


class CommandFailed(Exception):
    """The words are for the operator and say what to do."""


def fail(words: str) -> NoReturn:
    print(" ".join(words.split()), file=sys.stderr)
    raise SystemExit(1)


def print_json(answer: Any) -> None:
    print(json.dumps(answer, ensure_ascii=False, indent=2))
