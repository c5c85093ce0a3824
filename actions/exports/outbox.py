"""A file that is handed on while it is written."""

import io
from typing import Any


class Outbox(io.RawIOBase):
    """It only remembers what was written since it was last emptied."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(self._pieces[-1])

    def emptied(self) -> bytes:
        whole = b"".join(self._pieces)
        self._pieces.clear()
        return whole
