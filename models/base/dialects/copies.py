"""What makes a copy of the whole, and puts it back, in the way of each kind of database."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from pathlib import Path

from models.base.refusal import Refused


class BadBackup(Refused):
    """The file is no whole database of ours."""


class CopyFailed(Refused):
    """No copy came about. What was there is as it was."""

    def __init__(self, error: object) -> None:
        super().__init__(f"The copy failed: {error}.")


class Copies(ABC):
    ending: str

    @abstractmethod
    def make(self, target: Path, secret: bytes) -> None:
        """While people work; of one moment, and the secret in it. Errors: CopyFailed."""

    @abstractmethod
    def revision(self, file: Path, name: str) -> str:
        """The schema's, once all of the copy has been read. Errors: BadBackup."""

    @abstractmethod
    def open(self, file: Path) -> bytes:
        """Make of the copy what can be put back. Returns its secret: empty in those of old."""

    @abstractmethod
    def put_back(self, opened: Path) -> None:
        """In the present one's place, in one transaction. Errors: CopyFailed."""

    @abstractmethod
    def put_aside(self, target: Path) -> None:
        """The present one as it is, of which no whole copy can be made."""

    @abstractmethod
    def beside(self, opened: Path) -> AbstractContextManager[dict[str, str]]:
        """Bring it back beside the present one: the environment of whoever looks at it."""
