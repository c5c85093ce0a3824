"""Text as people send it: one normal form, no unusable characters, no endless lengths."""

import unicodedata

from models.base.refusal import Refused

ONE_LINE = 300
LONG_TEXT = 200_000


class BadText(Refused):
    """A field holds text we cannot keep. `reason` is what is said of the field, after its name."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}.")
        self.field = field
        self.reason = reason

    @property
    def sentence(self) -> str:
        """For a form, where the field stands above it."""
        return f"{self.field} {self.reason}."


def clean_text(text: str, *, field: str, limit: int = ONE_LINE) -> str:
    """NFC, trimmed. `limit` counts characters. Errors: BadText for NUL, lone surrogates, length."""
    if "\0" in text:
        raise BadText(field, "contains a character that cannot be kept (NUL)")
    try:
        text.encode()
    except UnicodeEncodeError as lone:
        raise BadText(field, "contains half of a character; type it again") from lone
    normal = unicodedata.normalize("NFC", text).strip()
    if len(normal) > limit:
        raise BadText(field, f"is too long: {len(normal):,} characters, at most {limit:,}")
    return normal


def clean_line(text: str, *, field: str, limit: int = ONE_LINE) -> str:
    """The same for a field of one line: every run of white space becomes one space."""
    return clean_text(" ".join(text.split()), field=field, limit=limit)
