"""Saying why a file cannot be read, and what to do about it."""


class UnreadableManuscript(ValueError):
    """The file holds no article we can read. Attribute: reason (what is wrong and what to do)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
