"""Manuscripts: reading what people bring, and writing an article out again."""

import sys
from importlib import import_module
from threading import Thread

from actions.articles.manuscripts.errors import UnreadableManuscript
from models.articles.manuscript import Manuscript

__all__ = ["UnreadableManuscript", "get_ready_to_read", "read_manuscripts"]

_READER = "actions.articles.manuscripts.reading"
"""What it needs is 17 MB: loaded when somebody is about to bring a file, and not before."""


def read_manuscripts(content: bytes, filename: str = "") -> list[Manuscript]:
    """The articles of one file, usually one. Errors: UnreadableManuscript, saying what to do."""
    found: list[Manuscript] = import_module(_READER).manuscripts_in(content, filename)
    return found


def get_ready_to_read() -> None:
    """Beside the page, while they choose the file."""
    if _READER not in sys.modules:
        Thread(target=import_module, args=(_READER,), daemon=True).start()
