"""What one section says: the same fields while it is written, saved, and restored."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from models.article import Revision
from models.text import LONG_TEXT, ONE_LINE, clean_line, clean_text


@dataclass(frozen=True, slots=True)
class SectionContent:
    """`body` is Markdown; `image` the SHA-256 of a stored picture."""

    heading: str = ""
    body: str = ""
    image: str | None = None
    alt: str = ""
    is_decorative: bool = False
    caption: str = ""
    button_label: str = ""

    @classmethod
    def of(cls, revision: Revision) -> Self:
        return cls(**{field.name: getattr(revision, field.name) for field in fields(cls)})

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Self:
        """Fields that this program doesn't know are left out, missing ones are empty."""
        return cls(**{field.name: kept[field.name] for field in fields(cls) if field.name in kept})

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    def cleaned(self) -> Self:
        """As it may be saved. Errors: BadText, naming the field."""
        return type(self)(
            heading=clean_line(self.heading, field="Heading", limit=ONE_LINE),
            body=clean_text(self.body, field="Text", limit=LONG_TEXT),
            image=self.image,
            alt=clean_line(self.alt, field="Alternative text", limit=1_000),
            is_decorative=self.is_decorative,
            caption=clean_text(self.caption, field="Caption", limit=2_000),
            button_label=clean_line(self.button_label, field="Button label", limit=100),
        )
