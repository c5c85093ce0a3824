"""Saying why a file cannot be read, and what to do about it."""

from models.base.refusal import Refused


class UnreadableManuscript(Refused):
    """The file holds no article we can read."""
