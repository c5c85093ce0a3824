"""What a page and the box tell each other beside the text itself."""

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Problem(NamedTuple):
    """A passage of one paragraph, the part of it that something is wrong with, and what.

    Without `end` it is all of the passage.
    """

    passage: str
    told: str
    start: int = 0
    end: int = 0


class Block(NamedTuple):
    """A paragraph, and from where to where its words are selected."""

    text: str
    start: int
    end: int


class Picked(NamedTuple):
    """What is to be done with the selected words: the name of an offer, and the words."""

    name: str
    quote: str
    blocks: tuple[Block, ...]


class Picture(NamedTuple):
    """One to be put into the text, once: its address there, and its description."""

    id: str
    address: str
    alt: str


class ForPictures(NamedTuple):
    """`ask` is called when somebody wants one; what they chose goes where the caret was."""

    ask: Callable[[], None]
    chosen: Picture | None


class ForSelected(NamedTuple):
    """What can be done with selected words: names with what the buttons say, and who does it.

    `do` is called before the next run; all that was typed has arrived by then.
    """

    words: Mapping[str, str]
    do: Callable[[Picked], None]
