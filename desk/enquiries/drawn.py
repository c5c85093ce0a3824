"""Whom the screen shows when somebody clicks or presses a key."""

from dataclasses import dataclass
from typing import Self

from models.enquiries.enquiry import Enquiry


@dataclass(frozen=True, slots=True)
class Drawn:
    """One enquiry as it was drawn: every gesture carries it, and it is never looked up anew."""

    id: int
    version: int
    name: str

    @classmethod
    def of(cls, enquiry: Enquiry) -> Self:
        return cls(enquiry.id, enquiry.version, enquiry.name)

    @property
    def key(self) -> str:
        """For widgets: what is clicked on an older state is never taken for a newer one."""
        return f"{self.id}-{self.version}"
