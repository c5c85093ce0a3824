"""Backups that only the holder of a key can open, with any program for age-encryption.org/v1."""

import os
from pathlib import Path

from pyrage import DecryptError, IdentityError, RecipientError, decrypt_file, encrypt_file, x25519

from models.base.refusal import Refused


class BadKey(Refused):
    """It opens nothing, or not this."""


def make_key(file: Path) -> str:
    """Write a new key to `file`, for its owner alone; returns the recipient to seal for.

    Errors: FileExistsError; a key is never written over.
    """
    key = x25519.Identity.generate()
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as written:
        written.write(f"# recipient: {key.to_public()}\n{key}\n")
        written.flush()
        os.fsync(written.fileno())
    return str(key.to_public())


def seal(plain: Path, sealed: Path, recipient: str) -> None:
    """Errors: BadKey, OSError."""
    try:
        encrypt_file(str(plain), str(sealed), [x25519.Recipient.from_str(recipient)])
    except RecipientError as error:
        raise BadKey("This is no age recipient: give one that begins with age1.") from error


def unseal(sealed: Path, plain: Path, key: Path) -> None:
    """Errors: BadKey, OSError."""
    try:
        identities = [x25519.Identity.from_str(line) for line in _keys_in(key)]
        decrypt_file(str(sealed), str(plain), identities)
    except IdentityError as error:
        raise BadKey(f"There is no key in {key.name}.") from error
    except (DecryptError, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise BadKey(
            f"The key in {key.name} does not open {sealed.name}, or the file is damaged."
        ) from error


def _keys_in(file: Path) -> list[str]:
    lines = map(str.strip, file.read_text("utf-8").splitlines())
    keys = [line for line in lines if line and not line.startswith("#")]
    if not keys:
        raise BadKey(f"There is no key in {file.name}.")
    return keys
