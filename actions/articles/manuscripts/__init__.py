"""Manuscripts: reading what people bring, and writing an article out again."""

from actions.articles.manuscripts.errors import UnreadableManuscript
from actions.articles.manuscripts.reading import read_manuscripts

__all__ = ["UnreadableManuscript", "read_manuscripts"]
