"""Passwords: which ones we take, and what we keep instead of them."""

from collections.abc import Iterable
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

import settings
from models.base.text import BadText, clean_text

SHORTEST, LONGEST = 12, 128
TELLING = 4  # a shorter name turns up in a good password by chance
READ_BY_ZXCVBN = 72
GUESSABLE = 1  # zxcvbn: found in a million guesses or fewer

_hasher = PasswordHasher()
_at_once = BoundedSemaphore(4)  # each takes 64 MiB and all of a core
# The password of no account, made with the parameters of `_hasher`: a test compares them.
_NOBODYS = (
    "$argon2id$v=19$m=65536,t=3,p=4$LaGZkXyqhRGkjsNG3"
    "Rzfrg$hHPUVVRWXiIiFPN4hOjTGK9IgVF3RwSFGK2mOUSOINk"
)


def fresh_hash(password: str, *, about: Iterable[str] = ()) -> str:
    """argon2id of a new password; slow on purpose, so never inside a transaction.

    `about` is what is known of its owner. Errors: BadText, saying what to choose instead.
    """
    chosen = clean_text(password, field="Password", limit=LONGEST)
    if len(chosen) < SHORTEST:
        raise BadText("Password", f"needs at least {SHORTEST} characters; three words are enough")
    _refuse_names(chosen, [*about, settings.CLINIC_NAME, "copydesk"])
    if _is_guessable(chosen):
        raise BadText("Password", "is common or easy to guess; put three unrelated words together")
    with _at_once:
        return _hasher.hash(chosen)


def _is_guessable(chosen: str) -> bool:
    from zxcvbn import zxcvbn  # noqa: PLC0415  its lists of words are 12 MB, and passwords seldom new

    return int(zxcvbn(chosen[:READ_BY_ZXCVBN])["score"]) <= GUESSABLE


def _refuse_names(chosen: str, names: Iterable[str]) -> None:
    folded = chosen.casefold()
    if any(len(name) >= TELLING and name.casefold() in folded for name in names):
        raise BadText("Password", "contains your name or the clinic's; leave that out")


def is_right(password: str, kept: str) -> bool:
    """The same work whether or not there is a password to compare with (`kept` empty)."""
    try:
        typed = clean_text(password, field="Password", limit=LONGEST)
    except BadText:
        typed, kept = "", ""
    try:
        with _at_once:
            return _hasher.verify(kept or _NOBODYS, typed) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def renewed(password: str, kept: str) -> str:
    """A hash with today's parameters when the kept one has yesterday's; else empty."""
    if not _hasher.check_needs_rehash(kept):
        return ""
    with _at_once:
        return _hasher.hash(clean_text(password, field="Password", limit=LONGEST))
