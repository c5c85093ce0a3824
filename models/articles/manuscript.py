"""An article on its way in or out, and the report of what was left out of it."""

import re
from dataclasses import dataclass, field
from typing import Literal, get_args

from models.articles.image import CENTRE, Point

ManuscriptSectionKind = Literal["text", "image", "call_to_action", "references", "note"]
SECTION_KINDS: tuple[ManuscriptSectionKind, ...] = get_args(ManuscriptSectionKind)

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def spaced_words(text: str) -> list[str]:
    """All between spaces that holds a letter or a digit; a lone dash or bullet is no word."""
    return [word for word in text.split() if _LETTER_OR_DIGIT.search(word)]


@dataclass(frozen=True, slots=True)
class ManuscriptSection:
    """One part of an article; `body` is Markdown, an image part may still wait for its picture.

    `shared` names the shared call to action whose words these are, unless it `has_own_words`;
    `focus` is the focal point of the picture, in per cent from the left and from the top.
    """

    kind: str
    heading: str = ""
    body: str = ""
    alt: str = ""
    caption: str = ""
    button_label: str = ""
    image: bytes | None = None
    image_source: str = ""
    is_hidden: bool = False
    is_decorative: bool = False
    shared: str = ""
    has_own_words: bool = False
    focus: Point = CENTRE

    def __post_init__(self) -> None:
        if self.kind not in SECTION_KINDS:
            raise ValueError(
                f"There is no section of the kind “{self.kind}”; use {', '.join(SECTION_KINDS)}."
            )


@dataclass(frozen=True, slots=True)
class InsidePicture:
    """A picture between the words of the text, which names it by this SHA-256."""

    sha256: str
    content: bytes
    name: str = ""
    focus: Point = CENTRE


@dataclass(frozen=True, slots=True)
class SharedCall:
    """A call to action that several articles share, as it says everywhere."""

    name: str
    heading: str = ""
    body: str = ""
    button_label: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the source that did not become part of the article, and why.

    `follows` and `precedes` are the kept words that stand nearest to it in the source.
    """

    text: str
    reason: str
    follows: str = field(default="", compare=False)
    precedes: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class FidelityReport:
    """Every word of the source was kept or is listed here: in = kept + left out.

    `unplaced` words stand in the file, and whoever built the article lost them: they are listed,
    but the report is no proof until a person has looked.
    """

    words_in_source: int = 0
    words_kept: int = 0
    left_out: tuple[LeftOut, ...] = ()
    unplaced: int = 0

    def __post_init__(self) -> None:
        if self.words_in_source != self.words_kept + self.words_left_out:
            raise ValueError(
                f"{self.words_in_source} words came in, but {self.words_kept} were kept"
                f" and {self.words_left_out} listed as left out."
            )

    @property
    def is_proved(self) -> bool:
        """Nothing of the file was lost on the way and found by the second count alone."""
        return not self.unplaced

    @property
    def words_left_out(self) -> int:
        return sum(len(spaced_words(item.text)) for item in self.left_out)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One article's words and pictures as plain values, apart from any database."""

    title: str
    slug: str = ""
    standfirst: str = ""
    sections: tuple[ManuscriptSection, ...] = ()
    report: FidelityReport = FidelityReport()
    byline: str = ""
    description: str = ""
    search_title: str = ""
    share_image: bytes | None = None
    tags: tuple[str, ...] = ()
    shared_calls: tuple[SharedCall, ...] = ()
    inside: tuple[InsidePicture, ...] = ()
